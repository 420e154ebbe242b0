//! Reads conditions on the cells of grids and tables.

use super::condition::{named, options_of};
use super::kind::row_set;
use super::log::Log;
use super::table::{At, Table};
use crate::pathway::{CellTest, Condition, Kind, OptionSet, Question, Rows};

/// A test of the cells of some rows.
pub(super) fn cells(table: &mut Table<'_>, question: &Question) -> Option<Condition> {
    let rows = rows_of(table, question)?;
    let or_absent = table.flag("or_absent");
    let ix = question.ix;
    if table.has("every_row") {
        let among = table
            .maybe_table("among")
            .map(|map| tests(map, question, false));
        let tests = tests(table.maybe_table("every_row")?, question, or_absent)?;
        let among = among.unwrap_or(Some(Vec::new()))?;
        return Some(Condition::EveryRow {
            question: ix,
            rows,
            among,
            tests,
        });
    }
    let tests = if table.has("any_row") {
        tests(table.maybe_table("any_row")?, question, or_absent)?
    } else {
        vec![one_test(table, question, or_absent)?]
    };
    Some(Condition::AnyRow {
        question: ix,
        rows,
        tests,
    })
}

/// One row (`row`), some (`rows`), all but some (`except`), or all.
fn rows_of(table: &mut Table<'_>, question: &Question) -> Option<Rows> {
    let rows = question.rows();
    let all = (0..rows.len().min(60)).fold(OptionSet::EMPTY, OptionSet::with);
    let set = if table.has("row") {
        row_set(table.log, &[table.maybe_string("row")?], rows)
    } else if table.has("rows") {
        row_set(table.log, &table.maybe_strings("rows")?, rows)
    } else if table.has("except") {
        let except = row_set(table.log, &table.maybe_strings("except")?, rows);
        OptionSet(all.0 & !except.0)
    } else {
        all
    };
    if set.is_empty() {
        table.log.at(&table.span, "this looks at no row");
    }
    (!set.is_empty()).then_some(set)
}

/// `in` of a grid, or `in` and `column` of a table.
fn one_test(table: &mut Table<'_>, question: &Question, or_absent: bool) -> Option<CellTest> {
    let column = match &question.kind {
        Kind::Table { .. } => {
            let name = table.string("column")?;
            column(table.log, question, &name)?
        }
        _ => 0,
    };
    let options = options_of(table, "in", question.column_options(column))?;
    Some(CellTest {
        column,
        options,
        or_absent,
    })
}

/// Tests by column: `{ status = ["having_now"], benefit = ["some"] }`.
fn tests(table: Table<'_>, question: &Question, or_absent: bool) -> Option<Vec<CellTest>> {
    let (log, span) = (table.log, table.span.clone());
    let lists = table.string_lists();
    if lists.is_empty() {
        log.at(&span, "name at least one column with its options");
        return None;
    }
    let test = |(name, codes): (At<&str>, Vec<At<&str>>)| {
        let column = column(log, question, &name)?;
        let options = named(log, &name.span, &codes, question.column_options(column))?;
        Some(CellTest {
            column,
            options,
            or_absent,
        })
    };
    let read = lists.into_iter().map(test).collect::<Vec<_>>();
    read.into_iter().collect()
}

fn column(log: &Log<'_>, question: &Question, name: &At<&str>) -> Option<usize> {
    let Kind::Table { columns, .. } = &question.kind else {
        log.at(
            &name.span,
            "a grid has no columns: use `row` or `rows` with `in`",
        );
        return None;
    };
    let found = columns.iter().position(|column| column.id == name.value);
    if found.is_none() {
        log.at(&name.span, format!("there is no column `{}`", name.value));
    }
    found
}
