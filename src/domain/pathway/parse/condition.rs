//! Reads conditions.

use super::cells::cells;
use super::kind::option_set;
use super::log::{Log, Span};
use super::question::Questions;
use super::table::{At, Table};
use crate::pathway::{Choice, Condition, Kind, OptionSet, Question, QuestionIx, Range};

/// What a condition may look at.
#[derive(Clone, Copy)]
struct Scope<'q> {
    questions: &'q Questions,
    /// Only questions before this one.
    before: usize,
    /// How many signs there are, where they may be counted.
    signs: Option<usize>,
}

/// A condition on all questions.
pub(super) fn on_answers(table: Table<'_>, questions: &Questions) -> Option<Condition> {
    condition(
        table,
        Scope {
            questions,
            before: usize::MAX,
            signs: None,
        },
    )
}

/// A condition on all questions and on how many signs are met or unclear.
pub(super) fn on_result(
    table: Table<'_>,
    questions: &Questions,
    signs: usize,
) -> Option<Condition> {
    condition(
        table,
        Scope {
            questions,
            before: usize::MAX,
            signs: Some(signs),
        },
    )
}

/// A condition on earlier questions.
pub(super) fn earlier(table: Table<'_>, questions: &Questions, before: usize) -> Option<Condition> {
    condition(
        table,
        Scope {
            questions,
            before,
            signs: None,
        },
    )
}

fn condition(mut table: Table<'_>, scope: Scope<'_>) -> Option<Condition> {
    let read = if table.has("any") {
        members(&mut table, "any", scope).map(Condition::Any)
    } else if table.has("all") {
        members(&mut table, "all", scope).map(Condition::All)
    } else if table.has("not") {
        let inner = table
            .maybe_table("not")
            .and_then(|inner| condition(inner, scope));
        inner.map(|inner| Condition::Not(Box::new(inner)))
    } else if table.has("sum") {
        sum(&mut table, scope)
    } else if table.has("weeks_from") {
        weeks(&mut table, scope)
    } else if table.has("signs_met") {
        signs(&mut table, "signs_met", scope).map(Condition::SignsMet)
    } else if table.has("signs_unclear") {
        signs(&mut table, "signs_unclear", scope).map(Condition::SignsUnclear)
    } else {
        of_question(&mut table, scope)
    };
    if read.is_some() {
        // Of a condition that was not understood, the rest would only be noise.
        table.finish();
    }
    read
}

fn members(table: &mut Table<'_>, key: &'static str, scope: Scope<'_>) -> Option<Vec<Condition>> {
    let tables = table.tables(key);
    if tables.is_empty() {
        table.log.at(
            &table.span_of(key),
            format!("`{key}` must have at least one member"),
        );
        return None;
    }
    // Every member is read before the first fault ends it.
    let read = tables
        .into_iter()
        .map(|member| condition(member, scope))
        .collect::<Vec<_>>();
    read.into_iter().collect()
}

/// A question that the condition may look at.
fn question<'q>(log: &Log<'_>, id: &At<&str>, scope: Scope<'q>) -> Option<&'q Question> {
    let question = scope.questions.find(log, id)?;
    if question.ix.get() >= scope.before {
        let message = format!(
            "`{}` does not come before this question; conditions look only at earlier ones, so that they cannot go in a circle",
            id.value
        );
        log.at(&id.span, message);
        return None;
    }
    Some(question)
}

fn of_question(table: &mut Table<'_>, scope: Scope<'_>) -> Option<Condition> {
    let id = table.string("question")?;
    let question = question(table.log, &id, scope)?;
    let ix = question.ix;
    if table.has("answered") {
        let answered = Condition::Answered { question: ix };
        let wanted = table.maybe_bool("answered")?;
        return Some(if wanted {
            answered
        } else {
            Condition::Not(Box::new(answered))
        });
    }
    match &question.kind {
        Kind::Choices { options } if table.has("count") => count(table, ix, options),
        Kind::Choices { options } if table.has("only") => {
            let options = options_of(table, "only", options)?;
            Some(Condition::Only {
                question: ix,
                options,
            })
        }
        Kind::Choice { options } | Kind::Choices { options } => chosen(table, ix, options),
        Kind::Grid { .. } | Kind::Table { .. } => cells(table, question),
        Kind::Date { .. } if table.has("under_age") => Some(Condition::UnderAge {
            question: ix,
            years: table.number("under_age")?,
        }),
        _ => {
            let message = format!(
                "there is no such test for `{}`; `answered` is one",
                id.value
            );
            table.log.at(&table.span, message);
            None
        }
    }
}

fn chosen(table: &mut Table<'_>, question: QuestionIx, options: &[Choice]) -> Option<Condition> {
    let options = options_of(table, "in", options)?;
    Some(Condition::In {
        question,
        options,
        or_absent: table.flag("or_absent"),
    })
}

/// The options that a key names.
pub(super) fn options_of(
    table: &mut Table<'_>,
    key: &'static str,
    options: &[Choice],
) -> Option<OptionSet> {
    if !table.has(key) {
        table.missing(key);
    }
    let codes = table.maybe_strings(key)?;
    named(table.log, &table.span_of(key), &codes, options)
}

/// A set of at least one named option.
pub(super) fn named(
    log: &Log<'_>,
    span: &Span,
    codes: &[At<&str>],
    options: &[Choice],
) -> Option<OptionSet> {
    if codes.is_empty() {
        log.at(span, "name at least one option");
    }
    let set = option_set(log, codes, options);
    (!set.is_empty()).then_some(set)
}

fn count(table: &mut Table<'_>, question: QuestionIx, options: &[Choice]) -> Option<Condition> {
    let real = options.iter().filter(|choice| choice.is_real()).count();
    let count = table
        .maybe_table("count")
        .and_then(|table| range(table, real))?;
    Some(Condition::Count { question, count })
}

/// A range with at least one value from 0 to `most` in it, but not all of them.
fn range(mut table: Table<'_>, most: usize) -> Option<Range> {
    let range = ends(&mut table)?;
    let most = i32::try_from(most).unwrap_or(i32::MAX);
    if range.at_least > most || range.at_most < 0 || range.at_least > range.at_most {
        table.log.at(
            &table.span,
            format!("no number from 0 to {most} is in this range"),
        );
    }
    table.finish();
    Some(range)
}

fn ends(table: &mut Table<'_>) -> Option<Range> {
    if !table.has("at_least") && !table.has("at_most") {
        table.missing("at_least");
        return None;
    }
    let at_least = table.maybe_number("at_least").unwrap_or(i32::MIN);
    Some(Range {
        at_least,
        at_most: table.maybe_number("at_most").unwrap_or(i32::MAX),
    })
}

fn signs(table: &mut Table<'_>, key: &'static str, scope: Scope<'_>) -> Option<Range> {
    let Some(most) = scope.signs else {
        table.log.at(
            &table.span,
            "signs can be counted only by outcomes and flags",
        );
        return None;
    };
    table.maybe_table(key).and_then(|table| range(table, most))
}

fn sum(table: &mut Table<'_>, scope: Scope<'_>) -> Option<Condition> {
    let ids = table.maybe_strings("sum").unwrap_or_default();
    let range = ends(table);
    let mut questions = Vec::new();
    for id in &ids {
        let question = question(table.log, id, scope)?;
        if !matches!(question.kind, Kind::Number { .. }) {
            table
                .log
                .at(&id.span, format!("`{}` is not a number", id.value));
        }
        questions.push(question.ix);
    }
    if questions.is_empty() {
        table
            .log
            .at(&table.span, "`sum` must name at least one question");
    }
    Some(Condition::Sum {
        questions,
        range: range?,
    })
}

fn weeks(table: &mut Table<'_>, scope: Scope<'_>) -> Option<Condition> {
    let (from, to) = (table.string("weeks_from"), table.string("to"));
    let weeks = table.number("under");
    let date = |id: At<&str>| {
        let question = question(table.log, &id, scope)?;
        if !matches!(question.kind, Kind::Date { .. }) {
            table
                .log
                .at(&id.span, format!("`{}` is not a date", id.value));
        }
        Some(question.ix)
    };
    let (from, to) = (date(from?), date(to?));
    Some(Condition::WeeksUnder {
        from: from?,
        to: to?,
        weeks: weeks?,
    })
}
