//! Two accounts of one person side by side: the patient's answers and the referrer's.

use crate::answers::{Answer, Answers};
use crate::pathway::{Pathway, Question};

/// How two answers to one question stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Both gave the same answer.
    Same,
    /// Both answered, and not the same.
    Differs,
    /// Only the patient answered.
    OnlyPatient,
    /// Only the referrer answered.
    OnlyReferrer,
}

impl Agreement {
    /// The code that pages carry.
    pub fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs => "differs",
            Self::OnlyPatient => "only_patient",
            Self::OnlyReferrer => "only_referrer",
        }
    }

    fn of(patient: Option<&Answer>, referrer: Option<&Answer>) -> Option<Self> {
        Some(match (patient, referrer) {
            (None, None) => return None,
            (Some(one), Some(other)) if one == other => Self::Same,
            (Some(_), Some(_)) => Self::Differs,
            (Some(_), None) => Self::OnlyPatient,
            (None, Some(_)) => Self::OnlyReferrer,
        })
    }
}

/// One question that at least one of both answered.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'p> {
    /// The question.
    pub question: &'p Question,
    /// How the answers stand to each other.
    pub agreement: Agreement,
}

/// Every question that at least one of both answered, in the order of the pathway. Answers are compared as they are coded and not
/// in their words, which differ with the reader; a page left blank counts as not answered.
pub fn compare<'p>(
    pathway: &'p Pathway,
    patient: &Answers,
    referrer: &Answers,
) -> Vec<Compared<'p>> {
    let questions = pathway.questions().iter();
    questions
        .filter_map(|question| {
            let agreement = Agreement::of(said(patient, question), said(referrer, question))?;
            Some(Compared {
                question,
                agreement,
            })
        })
        .collect()
}

fn said<'a>(answers: &'a Answers, question: &Question) -> Option<&'a Answer> {
    let answer = answers.get(question);
    answer.filter(|answer| **answer != Answer::Blank)
}
