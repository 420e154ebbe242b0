//! Conditions in a form that can be searched: negations only at the single tests.

use super::question::Questions;
use crate::pathway::{CellTest, ColumnIf, Condition, Kind, OptionSet, QuestionIx, Rows};

/// The bit that means "no answer".
pub(super) const ABSENT: u64 = 1 << 63;

/// A condition in negation normal form.
#[derive(Clone, Debug)]
pub(super) enum Formula {
    All(Vec<Formula>),
    Any(Vec<Formula>),
    /// A single answer, or cell, is among these options (or absent).
    Domain {
        key: Cell,
        options: u64,
    },
    /// This question was asked, and so whatever that takes.
    Asked(QuestionIx),
    /// A test of something else holds, or not.
    Test {
        condition: Condition,
        holds: bool,
    },
}

/// An answer (row and column 0) or one cell of it.
pub(super) type Cell = (QuestionIx, usize, usize);

/// What it takes for a condition to hold, or not to.
pub(super) fn formula(questions: &Questions, condition: &Condition, holds: bool) -> Formula {
    let each = |members: &[Condition]| {
        members
            .iter()
            .map(|member| formula(questions, member, holds))
            .collect()
    };
    match condition {
        Condition::Not(inner) => formula(questions, inner, !holds),
        Condition::Any(members) if holds => Formula::Any(each(members)),
        Condition::Any(members) => Formula::All(each(members)),
        Condition::All(members) if holds => Formula::All(each(members)),
        Condition::All(members) => Formula::Any(each(members)),
        Condition::AnyRow {
            question,
            rows,
            tests,
        } => {
            let rows = row_formulas(questions, *question, *rows, tests, holds);
            if holds {
                Formula::Any(rows)
            } else {
                Formula::All(rows)
            }
        }
        Condition::EveryRow {
            question,
            rows,
            among,
            tests,
        } => every_row(questions, *question, *rows, (among, tests), holds),
        Condition::In {
            question,
            options,
            or_absent,
        } if matches!(questions.list[question.get()].kind, Kind::Choice { .. }) => {
            let asked = if holds && !or_absent {
                asked(questions, *question)
            } else {
                None
            };
            with(
                asked,
                domain((*question, 0, 0), *options, *or_absent, holds),
            )
        }
        Condition::Answered { question }
            if matches!(questions.list[question.get()].kind, Kind::Choice { .. }) =>
        {
            let asked = if holds {
                asked(questions, *question)
            } else {
                None
            };
            with(
                asked,
                domain((*question, 0, 0), OptionSet(ABSENT), false, !holds),
            )
        }
        Condition::Answered { question } | Condition::Only { question, .. } if holds => {
            with(asked(questions, *question), test(condition, holds))
        }
        _ => test(condition, holds),
    }
}

fn test(condition: &Condition, holds: bool) -> Formula {
    Formula::Test {
        condition: condition.clone(),
        holds,
    }
}

/// An answered question was asked. What that takes is looked at when the search comes to it, once on each path: written out here, a
/// chain of questions that ask for each other twice would double with each of them.
fn asked(questions: &Questions, question: QuestionIx) -> Option<Formula> {
    let ask_if = questions.asked(question);
    ask_if.map(|_| Formula::Asked(question))
}

fn with(first: Option<Formula>, second: Formula) -> Formula {
    match first {
        Some(first) => Formula::All(vec![first, second]),
        None => second,
    }
}

fn domain(key: Cell, options: OptionSet, or_absent: bool, holds: bool) -> Formula {
    let allowed = if or_absent {
        options.0 | ABSENT
    } else {
        options.0
    };
    Formula::Domain {
        key,
        options: if holds { allowed } else { !allowed },
    }
}

/// For each row: that it passes all tests, or that it fails one.
fn row_formulas(
    questions: &Questions,
    question: QuestionIx,
    rows: Rows,
    tests: &[CellTest],
    holds: bool,
) -> Vec<Formula> {
    let row = |row| {
        let cells = tests
            .iter()
            .map(|test| cell(questions, question, row, *test, holds))
            .collect();
        if holds {
            Formula::All(cells)
        } else {
            Formula::Any(cells)
        }
    };
    rows.positions().map(row).collect()
}

fn cell(
    questions: &Questions,
    question: QuestionIx,
    row: usize,
    test: CellTest,
    holds: bool,
) -> Formula {
    let own = domain(
        (question, row, test.column),
        test.options,
        test.or_absent,
        holds,
    );
    if !holds || test.or_absent {
        return own;
    }
    let column_if = match &questions.list[question.get()].kind {
        Kind::Table { columns, .. } => columns[test.column].ask_if,
        _ => None,
    };
    let before = column_if
        .map(|ColumnIf { column, options }| domain((question, row, column), options, false, true));
    with(asked(questions, question), with(before, own))
}

fn every_row(
    questions: &Questions,
    question: QuestionIx,
    rows: Rows,
    (among, tests): (&[CellTest], &[CellTest]),
    holds: bool,
) -> Formula {
    let part = |tests, holds| row_formulas(questions, question, rows, tests, holds);
    let some_among = Formula::Any(part(among, true));
    let none_among = Formula::All(part(among, false));
    let pairs = |first: Vec<Formula>, second: Vec<Formula>| first.into_iter().zip(second);
    if holds {
        let each = pairs(part(among, false), part(tests, true));
        let each = each.map(|(not_among, passes)| Formula::Any(vec![not_among, passes]));
        Formula::All(vec![some_among, Formula::All(each.collect())])
    } else {
        let each = pairs(part(among, true), part(tests, false));
        let each = each.map(|(is_among, fails)| Formula::All(vec![is_among, fails]));
        Formula::Any(vec![none_among, Formula::Any(each.collect())])
    }
}
