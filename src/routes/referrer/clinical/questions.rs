//! Which questions stand on the page of a section, and what a form answers of them.

use chrono::NaiveDate;
use domain::answers::{Answer, Answers, FieldError, FieldErrorKind};
use domain::journey::Journey;
use domain::pathway::{Need, Pathway, Question, QuestionIx, Role, Section};

use super::super::draft::AUDIENCE;

/// The questions of a section that are asked as the answers stand. The date of birth belongs to the patient's page and is
/// asked here only while it is missing.
pub fn of_section<'a>(journey: &Journey<'a>, section: &Section) -> Vec<&'a Question> {
    let pathway = journey.pathway();
    journey
        .asked()
        .iter()
        .copied()
        .filter(|question| pathway.section_of(question).id == section.id)
        .filter(|question| {
            question.role != Some(Role::DateOfBirth) || journey.answers().get(question).is_none()
        })
        .collect()
}

/// Those of a section that have not been seen yet.
pub fn open_in<'a>(journey: &Journey<'a>, section: &Section) -> Vec<&'a Question> {
    let mut questions = of_section(journey, section);
    questions.retain(|question| journey.answers().get(question).is_none());
    questions
}

/// The next section after this one in which something has not been seen.
pub fn next_open<'a>(journey: &Journey<'a>, after: &Section) -> Option<&'a Section> {
    let mut sections = journey.pathway().sections().iter();
    sections.find(|section| section.id == after.id)?;
    sections.find(|section| !open_in(journey, section).is_empty())
}

/// What a form makes of the answers.
pub struct Taken {
    /// The answers with those of the form.
    pub answers: Answers,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    withdrawn: Vec<QuestionIx>,
}

/// Reads the answers to the questions that stood on the page. What an answer of the same form takes off the page is not
/// read: nothing of it can be wrong.
pub fn take(
    pathway: &Pathway,
    journey: &Journey<'_>,
    shown: &[&Question],
    pairs: &[(String, String)],
    on: NaiveDate,
) -> Taken {
    let mut taken = Taken {
        answers: journey.answers().clone(),
        errors: Vec::new(),
        withdrawn: Vec::new(),
    };
    for question in shown {
        let now = Journey::new(pathway, &taken.answers, AUDIENCE);
        if now.question(&question.id).is_none() || taken.withdrawn.contains(&question.ix) {
            continue;
        }
        match Answer::from_form(question, pairs, on) {
            Ok(answer) => taken.set(pathway, question, Some(answer)),
            Err(errors) if may_wait(question, &errors) => taken.set(pathway, question, None),
            Err(errors) => taken.errors.extend(errors),
        }
    }
    taken
}

impl Taken {
    /// Sets an answer. A new answer about danger takes back what an earlier one was resolved with (hazard H1).
    fn set(&mut self, pathway: &Pathway, question: &Question, answer: Option<Answer>) {
        let changed = self.answers.get(question) != answer.as_ref();
        let resolution = pathway.resolution_of(question);
        if let Some(resolution) = resolution.filter(|_| changed) {
            self.withdrawn.push(resolution.ix);
            self.answers.remove(resolution);
            self.answers = domain::journey::prune(pathway, &self.answers);
        }
        match answer {
            Some(answer) => self.answers.set(question, answer),
            None => self.answers.remove(question),
        }
    }
}

/// Whether a question that was left blank may be left for later, when it is counted among what is missing: all but the few
/// that nothing goes on without. "This has been acted on" is one of those, but the draft is kept, and is not sent before.
fn may_wait(question: &Question, errors: &[FieldError]) -> bool {
    let blank = errors
        .iter()
        .all(|error| error.kind == FieldErrorKind::Required);
    blank && (question.need != Need::Required || question.resolves.is_some())
}
