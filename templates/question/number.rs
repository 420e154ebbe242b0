//! A number: a row of numbers where only some have words, a list where all have.

use std::ops::RangeInclusive;

use domain::Audience;
use domain::pathway::{Need, NumberLabel};
use maud::{Markup, html};

use super::Asked;
use crate::components::{Field, Input, Item, radios, text_input};

/// Most numbers that are shown as radios; a longer range is typed.
const MOST: i32 = 12;

pub fn number(
    asked: &Asked<'_>,
    field: &Field<'_>,
    range: RangeInclusive<i32>,
    labels: &[NumberLabel],
) -> Markup {
    let count = range.end() - range.start() + 1;
    if count > MOST {
        let value = asked.values.get(field.name);
        return text_input(
            field,
            &Input {
                value,
                inputmode: Some("numeric"),
                width: 4,
                ..Input::default()
            },
        );
    }
    if usize::try_from(count).is_ok_and(|count| count == labels.len()) {
        return list(asked, field, labels);
    }
    scale(asked, field, range, labels)
}

fn list(asked: &Asked<'_>, field: &Field<'_>, labels: &[NumberLabel]) -> Markup {
    let values: Vec<String> = labels.iter().map(|label| label.value.to_string()).collect();
    let mut items: Vec<Item<'_>> = labels
        .iter()
        .zip(&values)
        .map(|(label, value)| Item {
            value,
            label: label.text.get(asked.audience),
            checked: asked.values.has(field.name, value),
            ..Item::default()
        })
        .collect();
    if asked.question.need == Need::Optional {
        items.push(Item {
            label: skip(asked.audience),
            ..Item::default()
        });
    }
    radios(field, &items)
}

/// Chosen to leave an optional number blank: a radio cannot be cleared.
const fn skip(audience: Audience) -> &'static str {
    match audience {
        Audience::Patient => "I would rather not say",
        Audience::Gp => "Not assessed",
    }
}

fn scale(
    asked: &Asked<'_>,
    field: &Field<'_>,
    range: RangeInclusive<i32>,
    labels: &[NumberLabel],
) -> Markup {
    let words = |value: i32| {
        labels
            .iter()
            .find(|label| label.value == value)
            .map(|label| label.text.get(asked.audience))
    };
    field.group(field.fieldset(html! {
        p class="app-scale__words" {
            @for label in labels { span { strong { (label.value) } " " (label.text.get(asked.audience)) } }
        }
        div class="nhsuk-radios app-scale" data-module="nhsuk-radios" {
            @for (index, value) in range.enumerate() { (point(asked, field.name, index, value, words(value))) }
        }
        @if asked.question.need == Need::Optional {
            div class="nhsuk-radios app-scale__skip" { div class="nhsuk-radios__item" {
                input class="nhsuk-radios__input" id={ (field.name) "-skip" } name=(field.name) type="radio" value="";
                label class="nhsuk-label nhsuk-radios__label" for={ (field.name) "-skip" } { (skip(asked.audience)) }
            } }
        }
    }))
}

fn point(asked: &Asked<'_>, name: &str, index: usize, value: i32, words: Option<&str>) -> Markup {
    let id = if index == 0 {
        name.to_owned()
    } else {
        format!("{name}-{value}")
    };
    html! {
        div class="nhsuk-radios__item app-scale__point" {
            input class="nhsuk-radios__input" id=(id) name=(name) type="radio" value=(value) checked[asked.values.has(name, &value.to_string())];
            label class="nhsuk-label nhsuk-radios__label" for=(id) {
                (value) @if let Some(words) = words { span class="nhsuk-u-visually-hidden" { ", " (words) } }
            }
        }
    }
}
