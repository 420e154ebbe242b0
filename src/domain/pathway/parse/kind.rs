//! Reads the kind of a question with its options, rows and columns.

use std::collections::HashMap;

use super::log::Log;
use super::table::{At, Table, no_duplicates};
use super::texts::Readers;
use crate::pathway::{Choice, Column, ColumnIf, DateRules, Kind, NumberLabel, OptionSet, Row};

/// Most options or rows that a question can have: they are kept as bits, one of which means
/// "no answer" while rules are checked.
const MOST: usize = 60;

/// Lists of options and labels that several questions share.
pub(super) struct Shared {
    options: HashMap<String, Vec<Choice>>,
    labels: HashMap<String, Vec<NumberLabel>>,
}

/// Reads the shared lists.
pub(super) fn shared(root: &mut Table<'_>) -> Shared {
    let empty = Shared {
        options: HashMap::new(),
        labels: HashMap::new(),
    };
    let (mut options, mut labels) = (HashMap::new(), HashMap::new());
    for mut table in root.tables("option_list") {
        if let Some(id) = table.name("id") {
            let list = own_options(&mut table, Readers::BOTH);
            options.insert(id.value.to_owned(), list);
        }
        table.finish();
    }
    for mut table in root.tables("label_list") {
        if let Some(id) = table.name("id") {
            let list = labels_of(&mut table, &empty, Readers::BOTH);
            labels.insert(id.value.to_owned(), list);
        }
        table.finish();
    }
    Shared { options, labels }
}

/// Reads the kind of a question.
pub(super) fn kind(table: &mut Table<'_>, shared: &Shared, readers: Readers) -> Option<Kind> {
    let name = table.string("kind")?;
    Some(match name.value {
        "choice" => Kind::Choice {
            options: single_options(table, shared, readers),
        },
        "choices" => Kind::Choices {
            options: options(table, shared, readers),
        },
        "grid" => Kind::Grid {
            rows: rows(table, readers),
            options: single_options(table, shared, readers),
        },
        "table" => Kind::Table {
            rows: rows(table, readers),
            columns: columns(table, shared, readers),
        },
        "date" => Kind::Date {
            rules: DateRules {
                future: table.flag("future"),
                years_back: table.number("years_back").unwrap_or(u16::MAX),
            },
        },
        "month" => Kind::Month,
        "number" => number(table, shared, readers)?,
        "text" => Kind::Text {
            max: table.number("max")?,
            lines: table.number("lines")?,
        },
        "confirm" => Kind::Confirm,
        _ => {
            table.log.at(&name.span, "`kind` must be one of `choice`, `choices`, `grid`, `table`, `date`, `month`, `number`, `text`, `confirm`");
            return None;
        }
    })
}

fn number(table: &mut Table<'_>, shared: &Shared, readers: Readers) -> Option<Kind> {
    let (min, max) = (table.number("min")?, table.number("max")?);
    if min > max {
        table
            .log
            .at(&table.span_of("max"), "`max` must not be under `min`");
    }
    let labels = labels_of(table, shared, readers);
    for label in labels
        .iter()
        .filter(|label| !(min..=max).contains(&label.value))
    {
        let message = format!("the label of {} is outside the range", label.value);
        table.log.at(&table.span_of("labels"), message);
    }
    Some(Kind::Number { min, max, labels })
}

fn labels_of(table: &mut Table<'_>, shared: &Shared, readers: Readers) -> Vec<NumberLabel> {
    if table.is_string("labels") {
        let Some(name) = table.maybe_string("labels") else {
            return Vec::new();
        };
        let found = shared.labels.get(name.value).cloned();
        return found.unwrap_or_else(|| {
            table.log.at(
                &name.span,
                format!("there is no label list `{}`", name.value),
            );
            Vec::new()
        });
    }
    let label = |mut table: Table<'_>| {
        let value = table.number("value");
        let text = table.text("text", readers);
        table.finish();
        Some(NumberLabel {
            value: value?,
            text: text?,
        })
    };
    table
        .tables("labels")
        .into_iter()
        .filter_map(label)
        .collect()
}

/// Options of which one is chosen: none of them can exclude others.
fn single_options(table: &mut Table<'_>, shared: &Shared, readers: Readers) -> Vec<Choice> {
    let span = table.span_of("options");
    let options = options(table, shared, readers);
    for choice in options.iter().filter(|choice| choice.exclusive) {
        let message = format!(
            "`{}` cannot be exclusive: only one option is chosen here",
            choice.code
        );
        table.log.at(&span, message);
    }
    options
}

fn options(table: &mut Table<'_>, shared: &Shared, readers: Readers) -> Vec<Choice> {
    if !table.is_string("options") {
        return own_options(table, readers);
    }
    let Some(name) = table.maybe_string("options") else {
        return Vec::new();
    };
    let found = shared.options.get(name.value).cloned();
    found.unwrap_or_else(|| {
        table.log.at(
            &name.span,
            format!("there is no option list `{}`", name.value),
        );
        Vec::new()
    })
}

fn own_options(table: &mut Table<'_>, readers: Readers) -> Vec<Choice> {
    let span = table.span_of("options");
    let (mut codes, mut options) = (Vec::new(), Vec::new());
    for mut item in table.tables("options") {
        let code = item.name("code");
        let text = item.text("text", readers);
        let choice = Choice {
            code: code
                .as_ref()
                .map(|code| code.value.to_owned())
                .unwrap_or_default(),
            text: text.unwrap_or_else(|| crate::Text::plain("")),
            hint: item.maybe_text("hint", Readers::ANY),
            exclusive: item.flag("exclusive"),
            unsure: item.flag("unsure"),
            picture: item
                .maybe_string("picture")
                .map(|name| name.value.to_owned()),
        };
        item.finish();
        codes.extend(code.map(|code| At {
            value: code.value.to_owned(),
            span: code.span,
        }));
        options.push(choice);
    }
    no_duplicates(table.log, "option", &codes);
    size(table.log, &span, "options", options.len());
    options
}

fn size(log: &Log<'_>, span: &super::log::Span, what: &str, count: usize) {
    if count == 0 {
        log.at(span, format!("there are no `{what}`"));
    } else if count > MOST {
        log.at(span, format!("there are more than {MOST} `{what}`"));
    }
}

fn rows(table: &mut Table<'_>, readers: Readers) -> Vec<Row> {
    let span = table.span_of("rows");
    let (mut ids, mut rows) = (Vec::new(), Vec::new());
    for mut item in table.tables("rows") {
        let id = item.name("id");
        let text = item.text("text", readers);
        let hint = item.maybe_text("hint", Readers::ANY);
        // `ask_if` is read once all questions are known.
        let _ = item.maybe_table("ask_if");
        item.finish();
        rows.push(Row {
            id: id
                .as_ref()
                .map(|id| id.value.to_owned())
                .unwrap_or_default(),
            text: text.unwrap_or_else(|| crate::Text::plain("")),
            hint,
            ask_if: None,
        });
        ids.extend(id.map(|id| At {
            value: id.value.to_owned(),
            span: id.span,
        }));
    }
    no_duplicates(table.log, "row", &ids);
    size(table.log, &span, "rows", rows.len());
    rows
}

fn columns(table: &mut Table<'_>, shared: &Shared, readers: Readers) -> Vec<Column> {
    let span = table.span_of("columns");
    let (mut ids, mut columns) = (Vec::new(), Vec::new());
    for mut item in table.tables("columns") {
        let id = item.name("id");
        let text = item.text("text", readers);
        let options = single_options(&mut item, shared, readers);
        let ask_if = item
            .maybe_table("ask_if")
            .and_then(|test| column_if(test, &columns));
        item.finish();
        columns.push(Column {
            id: id
                .as_ref()
                .map(|id| id.value.to_owned())
                .unwrap_or_default(),
            text: text.unwrap_or_else(|| crate::Text::plain("")),
            options,
            ask_if,
        });
        ids.extend(id.map(|id| At {
            value: id.value.to_owned(),
            span: id.span,
        }));
    }
    no_duplicates(table.log, "column", &ids);
    size(table.log, &span, "columns", columns.len());
    columns
}

fn column_if(mut test: Table<'_>, earlier: &[Column]) -> Option<ColumnIf> {
    let name = test.string("column");
    let options = test.maybe_strings("in");
    let (log, span) = (test.log, test.span.clone());
    test.finish();
    let name = name?;
    let Some(column) = earlier.iter().position(|column| column.id == name.value) else {
        log.at(
            &name.span,
            format!("there is no earlier column `{}`", name.value),
        );
        return None;
    };
    let codes = options.unwrap_or_default();
    let options = option_set(log, &codes, &earlier[column].options);
    if codes.is_empty() {
        log.at(&span, "`in` must name at least one option");
    }
    Some(ColumnIf { column, options })
}

/// The set of named options, noting unknown ones.
pub(super) fn option_set(log: &Log<'_>, codes: &[At<&str>], options: &[Choice]) -> OptionSet {
    named_set(log, "option", codes, |name| {
        options.iter().position(|option| option.code == name)
    })
}

/// The set of named rows, noting unknown ones.
pub(super) fn row_set(log: &Log<'_>, ids: &[At<&str>], rows: &[Row]) -> OptionSet {
    named_set(log, "row", ids, |name| {
        rows.iter().position(|row| row.id == name)
    })
}

fn named_set(
    log: &Log<'_>,
    what: &str,
    names: &[At<&str>],
    position: impl Fn(&str) -> Option<usize>,
) -> OptionSet {
    let mut set = OptionSet::EMPTY;
    for name in names {
        if let Some(position) = position(name.value).filter(|position| *position < MOST) {
            set = set.with(position);
        } else {
            log.at(&name.span, format!("there is no {what} `{}`", name.value));
        }
    }
    set
}
