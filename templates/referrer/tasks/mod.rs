//! A draft as a list of tasks, the pages of its own tasks, and the drafts of a practice.

pub mod consent;
pub mod delete;
pub mod drafts;
pub mod letter;
pub mod list;
pub mod nhs_number;
pub mod patient;

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{Field, Input, Item, Level, Problem, Values, radios, text_input, textarea};

/// What every control of a form needs: what stands in it, and what is wrong.
struct Controls<'a> {
    values: Values<'a>,
    problems: &'a [Problem],
}

impl Controls<'_> {
    fn line(&self, name: &str, label: &str, hint: Option<&str>, input: &Input<'_>) -> Markup {
        let value = self.values.get(name);
        text_input(&self.field(name, label, hint), &Input { value, ..*input })
    }

    fn text(&self, name: &str, label: &str, hint: Option<&str>, max: u32, rows: u8) -> Markup {
        let field = self.field(name, label, hint);
        textarea(&field, self.values.get(name), max, rows)
    }

    fn options(&self, name: &str, label: &str, options: &[(&str, &str)]) -> Markup {
        let items: Vec<Item<'_>> = options
            .iter()
            .map(|(value, label)| self.item(name, value, label))
            .collect();
        radios(&self.field(name, label, None), &items)
    }

    fn item<'b>(&self, name: &str, value: &'b str, label: &'b str) -> Item<'b> {
        Item {
            value,
            label,
            checked: self.values.has(name, value),
            ..Item::default()
        }
    }

    fn field<'b>(&'b self, name: &'b str, label: &'b str, hint: Option<&'b str>) -> Field<'b> {
        Field {
            name,
            label,
            hint,
            error: message_for(self.problems, name),
            level: Level::Plain,
            ..Field::default()
        }
    }
}

/// The version of the part that a form shows.
fn version(version: &str) -> Markup {
    html! { input type="hidden" name="version" value=(version); }
}

fn problem(control: &str, message: &str) -> Problem {
    Problem {
        control: control.to_owned(),
        message: message.to_owned(),
    }
}
