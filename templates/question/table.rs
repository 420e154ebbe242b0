//! A table: some lists for each row. A list that depends on another shows once it is asked
//! (by script; without one it always shows, and what is not asked is left out by the server).

use domain::Audience;
use domain::pathway::{Choice, Column, Row};
use maud::{Markup, html};

use super::Asked;
use crate::components::Field;
use crate::components::error_summary::message_for;
use crate::components::field::error_message;

pub fn table(asked: &Asked<'_>, field: &Field<'_>, columns: &[Column]) -> Markup {
    field.group(field.fieldset(html! {
        div class="app-table" { @for row in asked.rows() { (line(asked, row, columns)) } }
    }))
}

fn line(asked: &Asked<'_>, row: &Row, columns: &[Column]) -> Markup {
    let title = format!("{}.{}-label", asked.question.id, row.id);
    html! {
        div class="app-table__row" role="group" aria-labelledby=(title) {
            div class="app-table__label" {
                span id=(title) { (row.text.get(asked.audience)) }
                @if let Some(hint) = &row.hint { span class="nhsuk-hint app-grid__hint" { (hint.get(asked.audience)) } }
            }
            @for column in columns { (cell(asked, row, columns, column)) }
        }
    }
}

fn cell(asked: &Asked<'_>, row: &Row, columns: &[Column], column: &Column) -> Markup {
    let control = |column: &Column| format!("{}.{}.{}", asked.question.id, row.id, column.id);
    let name = control(column);
    let error = message_for(asked.problems, &name);
    let described = error.map(|_| format!("{name}-error"));
    let driver = column.ask_if.and_then(|condition| {
        columns
            .get(condition.column)
            .map(|driver| (condition, driver))
    });
    let shown_by = driver.map(|(_, driver)| control(driver));
    let shown_when = driver.map(|(condition, driver)| {
        let codes: Vec<&str> = condition
            .options
            .positions()
            .filter_map(|at| driver.options.get(at))
            .map(|option| option.code.as_str())
            .collect();
        codes.join(" ")
    });
    html! {
        div class="app-table__cell" data-shown-by=[shown_by] data-shown-when=[shown_when] {
            label class="nhsuk-label app-table__question" for=(name) {
                (column.text.get(asked.audience)) span class="nhsuk-u-visually-hidden" { ": " (row.text.get(asked.audience)) }
            }
            @if let Some(error) = error { (error_message(&name, error)) }
            select class={ "nhsuk-select" @if error.is_some() { " nhsuk-select--error" } } id=(name) name=(name) aria-describedby=[described] {
                option value="" { (blank(&column.options, asked.audience)) }
                @for option in &column.options {
                    option value=(option.code) selected[asked.values.has(&name, &option.code)] { (option.text.get(asked.audience)) }
                }
            }
        }
    }
}

/// Where no option says "not sure", leaving the list alone does.
fn blank(options: &[Choice], audience: Audience) -> &'static str {
    match audience {
        _ if options.iter().any(|option| option.unsure) => "Choose",
        Audience::Patient => "Not sure",
        Audience::Gp => "Not assessed",
    }
}
