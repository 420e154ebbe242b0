//! One option, any options, and a statement that is confirmed.

use domain::Audience;
use domain::pathway::Choice;
use maud::{Markup, html};

use super::{Asked, heads};
use crate::components::{Field, Item, Level, checkboxes, radios};

pub fn one(asked: &Asked<'_>, field: &Field<'_>, options: &[Choice]) -> Markup {
    radios(field, &items(asked, field.name, options))
}

/// Where options have drawings, the page says how to read them.
pub fn any(asked: &Asked<'_>, field: &Field<'_>, options: &[Choice]) -> Markup {
    let items = items(asked, field.name, options);
    if items.iter().all(|item| item.picture.is_none()) {
        return checkboxes(field, &items);
    }
    let reading = html! {
        (field.intro.cloned().unwrap_or_default())
        p class="app-heads-note" { (heads::how_to_read(asked.audience)) }
    };
    checkboxes(
        &Field {
            intro: Some(&reading),
            ..*field
        },
        &items,
    )
}

/// One box: the question as its own label, under a heading where it is the page's.
pub fn confirm(asked: &Asked<'_>, field: &Field<'_>) -> Markup {
    let label = if asked.audience == Audience::Patient {
        "Yes"
    } else {
        "Confirmed"
    };
    let item = Item {
        value: "yes",
        label,
        checked: asked.values.has(field.name, "yes"),
        ..Item::default()
    };
    let level = if field.level == Level::Plain {
        Level::Section
    } else {
        field.level
    };
    checkboxes(&Field { level, ..*field }, &[item])
}

fn items<'a>(asked: &Asked<'a>, name: &str, options: &'a [Choice]) -> Vec<Item<'a>> {
    options
        .iter()
        .map(|option| Item {
            value: &option.code,
            label: option.text.get(asked.audience),
            hint: option.hint.as_ref().map(|hint| hint.get(asked.audience)),
            checked: asked.values.has(name, &option.code),
            exclusive: option.exclusive,
            picture: option.picture.as_deref().and_then(heads::drawing),
        })
        .collect()
}
