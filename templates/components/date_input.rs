//! A date as day, month and year; a month as month and year.

use maud::{Markup, html};

use super::text_input::line;
use super::{Field, Input};

/// What was typed in each part.
#[derive(Debug, Clone, Copy, Default)]
pub struct DateParts<'a> {
    /// Day of the month.
    pub day: &'a str,
    /// Month.
    pub month: &'a str,
    /// Year with four digits.
    pub year: &'a str,
    /// Whether this is the date of birth of the person who fills in the form.
    pub birthday: bool,
}

/// Controls `name.day`, `name.month` and `name.year`.
pub fn date_input(field: &Field<'_>, parts: &DateParts<'_>) -> Markup {
    let fill = |part| if parts.birthday { Some(part) } else { None };
    field.group(field.fieldset(html! {
        div class="nhsuk-date-input" {
            (part(field, "day", "Day", parts.day, 2, fill("bday-day")))
            (part(field, "month", "Month", parts.month, 2, fill("bday-month")))
            (part(field, "year", "Year", parts.year, 4, fill("bday-year")))
        }
    }))
}

/// Controls `name.month` and `name.year`.
pub fn month_input(field: &Field<'_>, parts: &DateParts<'_>) -> Markup {
    field.group(field.fieldset(html! {
        div class="nhsuk-date-input" {
            (part(field, "month", "Month", parts.month, 2, None))
            (part(field, "year", "Year", parts.year, 4, None))
        }
    }))
}

fn part(
    field: &Field<'_>,
    key: &str,
    label: &str,
    value: &str,
    width: u8,
    autocomplete: Option<&str>,
) -> Markup {
    let name = format!("{}.{key}", field.name);
    let control = Field {
        name: &name,
        label,
        ..Field::default()
    };
    let input = Input {
        value,
        width,
        inputmode: Some("numeric"),
        autocomplete,
        ..Input::default()
    };
    let error = if field.error.is_some() {
        " app-date--error"
    } else {
        ""
    };
    html! {
        div class={ "nhsuk-date-input__item" (error) } {
            label class="nhsuk-label nhsuk-date-input__label" for=(name) { (label) }
            (line(&control, &input))
        }
    }
}
