//! The way through a questionnaire, derived from the answers each time and never stored.

use chrono::NaiveDate;

use crate::Audience;
use crate::answers::{Answer, Answers, Cells};
use crate::pathway::{Condition, Kind, Pathway, Question, Row, Stage};
use crate::rules::Facts;

/// The way of one person through one pathway.
#[derive(Debug)]
pub struct Journey<'a> {
    pathway: &'a Pathway,
    answers: Answers,
    asked: Vec<&'a Question>,
}

impl<'a> Journey<'a> {
    /// Works out which questions are asked.
    pub fn new(pathway: &'a Pathway, answers: &Answers, audience: Audience) -> Self {
        let answers = prune(pathway, answers);
        let questions = pathway.questions().iter();
        let asked = questions.filter(|question| question.is_for(audience));
        let asked = asked.filter(|question| holds(pathway, &answers, question.ask_if.as_ref()));
        let asked = asked.collect();
        Self {
            pathway,
            answers,
            asked,
        }
    }

    /// The pathway.
    pub fn pathway(&self) -> &'a Pathway {
        self.pathway
    }

    /// The questions asked, of both stages, in order.
    pub fn asked(&self) -> &[&'a Question] {
        &self.asked
    }

    /// The questions asked in one stage, in order.
    pub fn asked_in(&self, stage: Stage) -> impl Iterator<Item = &'a Question> {
        self.asked
            .iter()
            .copied()
            .filter(move |question| question.stage == stage)
    }

    /// The answers without those to questions, rows and columns that are not asked.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The question with this id, if it is asked.
    pub fn question(&self, id: &str) -> Option<&'a Question> {
        self.asked
            .iter()
            .copied()
            .find(|question| question.id == id)
    }

    /// The rows of a question that are shown, with their positions.
    pub fn rows(&self, question: &'a Question) -> impl Iterator<Item = (usize, &'a Row)> {
        let rows = question.rows().iter().enumerate();
        rows.filter(|(_, row)| holds(self.pathway, &self.answers, row.ask_if.as_ref()))
    }

    /// The question after this one, in the same stage.
    pub fn next_after(&self, id: &str) -> Option<&'a Question> {
        let stage = self.question(id)?.stage;
        self.asked_in(stage)
            .skip_while(|question| question.id != id)
            .nth(1)
    }

    /// The question before this one, in the same stage.
    pub fn before(&self, id: &str) -> Option<&'a Question> {
        let stage = self.question(id)?.stage;
        self.asked_in(stage)
            .take_while(|question| question.id != id)
            .last()
    }

    /// The first question of a stage that has not been answered or left blank.
    pub fn first_open(&self, stage: Stage) -> Option<&'a Question> {
        self.asked_in(stage)
            .find(|question| self.answers.get(question).is_none())
    }

    /// Whether its page may be opened: it is asked, and all before it in both stages have been
    /// seen.
    pub fn may_visit(&self, id: &str) -> bool {
        let mut before = self.asked.iter().take_while(|question| question.id != id);
        self.question(id).is_some() && before.all(|question| self.answers.get(question).is_some())
    }

    /// Which part of the questionnaire a question is in, from 1, and how many parts there are.
    /// Parts of the stage of sending do not count for the questions before the result.
    pub fn progress(&self, id: &str) -> Option<(usize, usize)> {
        let question = self.question(id)?;
        let mut parts = self
            .asked_in(question.stage)
            .map(|q| q.section)
            .collect::<Vec<_>>();
        parts.dedup();
        let step = parts.iter().position(|part| *part == question.section)?;
        Some((step + 1, parts.len()))
    }
}

/// The answers without those to questions, rows and columns that are not asked.
///
/// Only `ask_if` counts, not the audience: a fact stays a fact, whoever was asked for it.
pub fn prune(pathway: &Pathway, answers: &Answers) -> Answers {
    let mut pruned = answers.clone();
    prune_in_place(pathway, &mut pruned);
    pruned
}

/// The same, without a copy. Conditions look only at earlier questions, so one pass is enough.
pub(crate) fn prune_in_place(pathway: &Pathway, answers: &mut Answers) {
    for question in pathway.questions() {
        let place = question.ix.get();
        if answers.at(place).is_none() {
            continue;
        }
        let asked = holds(pathway, answers, question.ask_if.as_ref());
        let Some(slot) = answers.slot(place) else {
            continue;
        };
        if !asked {
            *slot = None;
        } else if let Some(Answer::Cells(cells)) = slot {
            let mut cells = cells.clone();
            prune_cells(pathway, answers, question, &mut cells);
            let answer = if cells.is_empty() {
                Answer::Blank
            } else {
                Answer::Cells(cells)
            };
            answers.set(question, answer);
        }
    }
}

/// Takes out the rows and columns that are not asked.
fn prune_cells(pathway: &Pathway, answers: &Answers, question: &Question, cells: &mut Cells) {
    for (row, definition) in question.rows().iter().enumerate() {
        let shown = holds(pathway, answers, definition.ask_if.as_ref());
        for column in 0..question.columns() {
            if !shown || !column_asked(question, cells, row, column) {
                cells.set(row, column, None);
            }
        }
    }
}

/// Whether a column is asked of a row, as its earlier columns were answered.
pub(crate) fn column_asked(question: &Question, cells: &Cells, row: usize, column: usize) -> bool {
    let Kind::Table { columns, .. } = &question.kind else {
        return true;
    };
    columns[column].ask_if.is_none_or(|test| {
        cells
            .get(row, test.column)
            .is_some_and(|option| test.options.has(option))
    })
}

/// Whether something is asked. Ages do not decide what is asked, so no day is needed.
fn holds(pathway: &Pathway, answers: &Answers, condition: Option<&Condition>) -> bool {
    condition.is_none_or(|condition| Facts::new(pathway, answers, NaiveDate::MAX).hold(condition))
}
