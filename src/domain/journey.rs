//! The way through a questionnaire, derived from the answers each time and never stored.

use crate::Audience;
use crate::answers::Answers;
use crate::pathway::{Pathway, Question, Stage};

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
        let _ = (pathway, answers, audience);
        todo!()
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

    /// The question after this one, in the same stage.
    pub fn next_after(&self, id: &str) -> Option<&'a Question> {
        let _ = id;
        todo!()
    }

    /// The question before this one, in the same stage.
    pub fn before(&self, id: &str) -> Option<&'a Question> {
        let _ = id;
        todo!()
    }

    /// The first question of a stage that has not been answered or left blank.
    pub fn first_open(&self, stage: Stage) -> Option<&'a Question> {
        let _ = stage;
        todo!()
    }

    /// Whether its page may be opened: it is asked, and all before it have been seen.
    pub fn may_visit(&self, id: &str) -> bool {
        let _ = id;
        todo!()
    }

    /// Which part of the questionnaire a question is in, from 1, and how many parts there are.
    pub fn progress(&self, id: &str) -> Option<(usize, usize)> {
        let _ = id;
        todo!()
    }
}

/// The answers without those to questions, rows and columns that are not asked.
///
/// Only `ask_if` counts, not the audience: a fact stays a fact, whoever was asked for it.
pub fn prune(pathway: &Pathway, answers: &Answers) -> Answers {
    let _ = (pathway, answers);
    todo!()
}
