//! A grid: one answer for each row. Each row is a group of its own with visible labels,
//! so that it reads the same on a phone, by keyboard and by screen reader; wide screens
//! show it as a table.

use domain::pathway::{Choice, Row};
use maud::{Markup, html};

use super::Asked;
use crate::components::Field;
use crate::components::error_summary::message_for;
use crate::components::field::error_message;

pub fn grid(asked: &Asked<'_>, field: &Field<'_>, options: &[Choice]) -> Markup {
    field.group(field.fieldset(html! {
        div class="app-grid" { @for row in asked.rows() { (line(asked, row, options)) } }
    }))
}

fn line(asked: &Asked<'_>, row: &Row, options: &[Choice]) -> Markup {
    let name = format!("{}.{}", asked.question.id, row.id);
    let title = format!("{name}-label");
    let error = message_for(asked.problems, &name);
    let described = error.map(|_| format!("{name}-error"));
    html! {
        div class={ "app-grid__row" @if error.is_some() { " app-grid__row--error" } } role="radiogroup" aria-labelledby=(title) aria-describedby=[described] {
            div class="app-grid__label" {
                span id=(title) { (row.text.get(asked.audience)) }
                @if let Some(hint) = &row.hint { span class="nhsuk-hint app-grid__hint" { (hint.get(asked.audience)) } }
                @if let Some(error) = error { (error_message(&name, error)) }
            }
            div class="nhsuk-radios nhsuk-radios--inline app-grid__options" data-module="nhsuk-radios" {
                @for (index, option) in options.iter().enumerate() { (cell(asked, &name, option, index)) }
            }
        }
    }
}

fn cell(asked: &Asked<'_>, name: &str, option: &Choice, index: usize) -> Markup {
    let id = if index == 0 {
        name.to_owned()
    } else {
        format!("{name}-{}", option.code)
    };
    html! {
        div class="nhsuk-radios__item" {
            input class="nhsuk-radios__input" id=(id) name=(name) type="radio" value=(option.code) checked[asked.values.has(name, &option.code)];
            label class="nhsuk-label nhsuk-radios__label" for=(id) { (option.text.get(asked.audience)) }
        }
    }
}
