//! Reads the parts of a question that look at other questions.

use super::condition;
use super::log::Log;
use super::question::Questions;
use super::satisfy::{Assumption, satisfiable};
use super::table::{At, Table};
use crate::pathway::{Condition, Kind, QuestionIx};

/// The parts of a question that look at other questions.
pub(super) struct Conditional<'s> {
    ask_if: Option<Table<'s>>,
    resolves: Option<At<&'s str>>,
    rows: Vec<Option<Table<'s>>>,
}

impl<'s> Conditional<'s> {
    /// Takes them out of the question's table.
    pub(super) fn of(table: &mut Table<'s>) -> Self {
        let rows = table.tables("rows").into_iter();
        Self {
            ask_if: table.maybe_table("ask_if"),
            resolves: table.maybe_string("resolves"),
            rows: rows.map(|mut row| row.maybe_table("ask_if")).collect(),
        }
    }

    /// Reads them once all questions are known.
    pub(super) fn read(self, log: &Log<'_>, questions: &mut Questions, place: usize) {
        let resolves = self
            .resolves
            .and_then(|id| resolved(log, questions, place, &id));
        let ask_if = self
            .ask_if
            .and_then(|table| asked_if(questions, place, table));
        questions.list[place].resolves = resolves;
        questions.list[place].ask_if = ask_if;
        for (row, table) in self.rows.into_iter().enumerate() {
            let condition = table.and_then(|table| asked_if(questions, place, table));
            if let Kind::Grid { rows, .. } | Kind::Table { rows, .. } =
                &mut questions.list[place].kind
                && let Some(row) = rows.get_mut(row)
            {
                row.ask_if = condition;
            }
        }
    }
}

/// Reads a condition on earlier questions that can hold.
fn asked_if(questions: &Questions, place: usize, table: Table<'_>) -> Option<Condition> {
    let (log, span) = (table.log, table.span.clone());
    let condition = condition::earlier(table, questions, place)?;
    let assumptions = [Assumption {
        condition: &condition,
        holds: true,
    }];
    if !satisfiable(questions, &assumptions, 0) {
        log.at(&span, "this can never hold, so it is never asked");
    }
    Some(condition)
}

fn resolved(
    log: &Log<'_>,
    questions: &Questions,
    place: usize,
    id: &At<&str>,
) -> Option<QuestionIx> {
    let other = questions.find(log, id)?;
    if other.ix.get() >= place || !matches!(questions.list[place].kind, Kind::Confirm) {
        log.at(
            &id.span,
            "only a later question of kind `confirm` can resolve another",
        );
    }
    Some(other.ix)
}
