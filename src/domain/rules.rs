//! Whether conditions hold, and which answers make them so.

use chrono::NaiveDate;

use crate::answers::{Answer, Answers, Cells};
use crate::outcome::Evidence;
use crate::pathway::{CellTest, Choice, Condition, OptionSet, Pathway, QuestionIx, Rows};
use crate::people::age_reached;

/// What conditions are held against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts<'p, 'a> {
    pub(crate) pathway: &'p Pathway,
    pub(crate) answers: &'a Answers,
    /// The day of the assessment.
    pub(crate) on: NaiveDate,
    /// Signs met and unclear, where they are known.
    pub(crate) met: usize,
    pub(crate) unclear: usize,
}

impl<'p, 'a> Facts<'p, 'a> {
    pub(crate) fn new(pathway: &'p Pathway, answers: &'a Answers, on: NaiveDate) -> Self {
        Self {
            pathway,
            answers,
            on,
            met: 0,
            unclear: 0,
        }
    }

    /// The answer to a question, unless it was left blank.
    fn answer(&self, question: QuestionIx) -> Option<&'a Answer> {
        self.answers
            .at(question.get())
            .filter(|answer| **answer != Answer::Blank)
    }

    fn cells(&self, question: QuestionIx) -> Option<&'a Cells> {
        match self.answer(question) {
            Some(Answer::Cells(cells)) => Some(cells),
            _ => None,
        }
    }

    fn options(&self, question: QuestionIx) -> &'p [Choice] {
        self.pathway.at(question).options()
    }

    /// Whether a condition holds.
    pub(crate) fn hold(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Any(members) => members.iter().any(|member| self.hold(member)),
            Condition::All(members) => members.iter().all(|member| self.hold(member)),
            Condition::Not(inner) => !self.hold(inner),
            Condition::In {
                question,
                options,
                or_absent,
            } => match self.answer(*question) {
                None => *or_absent,
                answer => chosen(answer).meets(*options),
            },
            Condition::Only { question, options } => chosen(self.answer(*question)) == *options,
            Condition::Count { question, count } => {
                let chosen = chosen(self.answer(*question));
                let options = self.options(*question);
                let real = chosen
                    .positions()
                    .filter(|position| options[*position].is_real());
                !chosen.is_empty() && count.has(whole(real.count()))
            }
            Condition::Answered { question } => self.answer(*question).is_some(),
            Condition::AnyRow {
                question,
                rows,
                tests,
            } => {
                let cells = self.cells(*question);
                rows.positions().any(|row| passes(cells, row, tests))
            }
            Condition::EveryRow {
                question,
                rows,
                among,
                tests,
            } => {
                let cells = self.cells(*question);
                every_row(cells, *rows, among, tests)
            }
            Condition::Sum { questions, range } => {
                self.sum(questions).is_some_and(|sum| range.has(sum))
            }
            Condition::UnderAge { question, years } => match self.answer(*question) {
                Some(Answer::Date(born)) => !age_reached(*born, u32::from(*years), self.on),
                _ => false,
            },
            Condition::WeeksUnder { from, to, weeks } => self.weeks_under(*from, *to, *weeks),
            Condition::SignsMet(range) => range.has(whole(self.met)),
            Condition::SignsUnclear(range) => range.has(whole(self.unclear)),
        }
    }

    fn sum(&self, questions: &[QuestionIx]) -> Option<i32> {
        questions
            .iter()
            .try_fold(0i32, |sum, question| match self.answer(*question) {
                Some(Answer::Number(number)) => sum.checked_add(*number),
                _ => None,
            })
    }

    fn weeks_under(&self, from: QuestionIx, to: QuestionIx, weeks: u16) -> bool {
        match (self.answer(from), self.answer(to)) {
            (Some(Answer::Date(from)), Some(Answer::Date(to))) => {
                (*to - *from).num_days() < i64::from(weeks) * 7
            }
            _ => false,
        }
    }

    /// Adds the answers by which a condition has the truth that it has: of several that would
    /// each do, all; the others not. `holds` is what `hold` says of it.
    pub(crate) fn decided_by(
        &self,
        condition: &Condition,
        holds: bool,
        evidence: &mut Vec<Evidence>,
    ) {
        match condition {
            // A true "any" by its true members, a false "all" by its false ones, else by all.
            Condition::Any(members) | Condition::All(members) => {
                for member in members {
                    let member_holds = self.hold(member);
                    if member_holds == holds {
                        self.decided_by(member, member_holds, evidence);
                    }
                }
            }
            Condition::Not(inner) => self.decided_by(inner, !holds, evidence),
            Condition::AnyRow {
                question,
                rows,
                tests,
            } => {
                self.row_evidence(*question, *rows, tests, holds, evidence);
            }
            Condition::EveryRow {
                question,
                rows,
                among,
                tests,
            } => {
                self.every_row_evidence(*question, *rows, (among, tests), holds, evidence);
            }
            // That there is an answer shows in what the answer is.
            Condition::Answered { .. } if holds => {}
            Condition::In { question, .. }
            | Condition::Only { question, .. }
            | Condition::Count { question, .. }
            | Condition::Answered { question }
            | Condition::UnderAge { question, .. } => evidence.push(whole_answer(*question)),
            Condition::Sum { questions, .. } => {
                evidence.extend(questions.iter().copied().map(whole_answer));
            }
            Condition::WeeksUnder { from, to, .. } => {
                evidence.extend([whole_answer(*from), whole_answer(*to)]);
            }
            Condition::SignsMet(_) | Condition::SignsUnclear(_) => {}
        }
    }

    /// Of rows that pass, every tested cell; of rows that fail, the cells that fail.
    fn row_evidence(
        &self,
        question: QuestionIx,
        rows: Rows,
        tests: &[CellTest],
        holds: bool,
        evidence: &mut Vec<Evidence>,
    ) {
        let cells = self.cells(question);
        for row in rows
            .positions()
            .filter(|row| passes(cells, *row, tests) == holds)
        {
            let deciding = tests
                .iter()
                .filter(|test| passes(cells, row, &[**test]) == holds);
            evidence.extend(deciding.map(|test| cell(question, row, test.column)));
        }
    }

    fn every_row_evidence(
        &self,
        question: QuestionIx,
        rows: Rows,
        (among, tests): (&[CellTest], &[CellTest]),
        holds: bool,
        evidence: &mut Vec<Evidence>,
    ) {
        let cells = self.cells(question);
        for row in rows.positions() {
            let (is_among, fits) = (passes(cells, row, among), passes(cells, row, tests));
            let one = OptionSet::only(row);
            if is_among && fits == holds {
                self.row_evidence(question, one, among, true, evidence);
                self.row_evidence(question, one, tests, fits, evidence);
            } else if !is_among && (holds || !some_among(cells, rows, among)) {
                self.row_evidence(question, one, among, false, evidence);
            }
        }
    }
}

fn whole_answer(question: QuestionIx) -> Evidence {
    Evidence {
        question,
        cell: None,
    }
}

fn cell(question: QuestionIx, row: usize, column: usize) -> Evidence {
    let place = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
    Evidence {
        question,
        cell: Some((place(row), place(column))),
    }
}

fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// The chosen options of a choice or choices question.
fn chosen(answer: Option<&Answer>) -> OptionSet {
    match answer {
        Some(Answer::Choice(position)) => OptionSet::only(*position),
        Some(Answer::Choices(set)) => *set,
        _ => OptionSet::EMPTY,
    }
}

/// Whether a row passes all tests.
fn passes(cells: Option<&Cells>, row: usize, tests: &[CellTest]) -> bool {
    tests.iter().all(
        |test| match cells.and_then(|cells| cells.get(row, test.column)) {
            Some(option) => test.options.has(option),
            None => test.or_absent,
        },
    )
}

fn some_among(cells: Option<&Cells>, rows: Rows, among: &[CellTest]) -> bool {
    rows.positions().any(|row| passes(cells, row, among))
}

fn every_row(cells: Option<&Cells>, rows: Rows, among: &[CellTest], tests: &[CellTest]) -> bool {
    let mut counted = rows
        .positions()
        .filter(|row| passes(cells, *row, among))
        .peekable();
    counted.peek().is_some() && counted.all(|row| passes(cells, row, tests))
}
