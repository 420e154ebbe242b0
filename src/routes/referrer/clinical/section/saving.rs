//! A section's form as a conflict needs to know it: what it shows of a draft, and what its values say.

use chrono::NaiveDate;
use domain::answers::{Answer, AnswerLine};
use domain::pathway::{Question, Role, Section};

use super::super::super::conflict::{DraftForm, Pairs, Stored, Words};
use super::super::super::draft::{AUDIENCE, Draft};
use super::super::questions;

/// The form of a section.
pub fn form<'a>(section: &'a Section, stored: Stored<'a>, words: Words<'a>) -> DraftForm<'a> {
    DraftForm {
        page: format!("section/{}", section.id).into(),
        title: section.title.get(AUDIENCE),
        stored,
        words,
    }
}

/// What the controls hold as the answers were saved.
pub fn stored(draft: &Draft<'_>, section: &Section) -> Pairs {
    let answers = draft.answers();
    let shown = questions::of_section(draft.journey(), section);
    let given = shown
        .iter()
        .filter_map(|question| answers.get(question).map(|answer| (question, answer)));
    given
        .flat_map(|(question, answer)| answer.to_form(question))
        .collect()
}

/// Every question that the section may ask, with the words of its answer. The date of birth is asked with the patient's details.
pub fn words(asked: &[&Question], on: NaiveDate) -> impl Fn(&[(String, String)]) -> Pairs + Sync {
    move |pairs| {
        let line = |question: &&Question| {
            let title = question.short.get(AUDIENCE).to_owned();
            (title, in_words(question, pairs, on))
        };
        asked.iter().map(line).collect()
    }
}

/// The questions that a section may ask, whatever was answered.
pub fn asked<'a>(draft: &Draft<'a>, section: &Section) -> Vec<&'a Question> {
    let pathway = draft.pathway;
    let questions = pathway.questions().iter();
    questions
        .filter(|question| pathway.section_of(question).id == section.id)
        .filter(|question| question.is_for(AUDIENCE) && question.role != Some(Role::DateOfBirth))
        .collect()
}

/// What was chosen or typed; as it was typed where it is no answer.
fn in_words(question: &Question, pairs: &[(String, String)], on: NaiveDate) -> String {
    match Answer::from_form(question, pairs, on) {
        Ok(answer) => {
            let lines = answer.words(question, AUDIENCE);
            lines.iter().map(line).collect::<Vec<_>>().join("; ")
        }
        Err(_) => typed(question, pairs),
    }
}

fn line(line: &AnswerLine) -> String {
    match &line.label {
        Some(label) => format!("{label}: {}", line.words),
        None => line.words.clone(),
    }
}

fn typed(question: &Question, pairs: &[(String, String)]) -> String {
    let part = format!("{}.", question.id);
    let own = pairs
        .iter()
        .filter(|(name, _)| *name == question.id || name.starts_with(&part));
    own.map(|(_, value)| value.as_str())
        .filter(|value| !value.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}
