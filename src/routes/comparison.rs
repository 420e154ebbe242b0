//! Two accounts of one person in words: the patient's as they were shown to the patient, the referrer's in clinical words.

use domain::Audience;
use domain::answers::{AnswerLine, Answers};
use domain::comparison::{Agreement, Compared, compare};
use domain::pathway::Pathway;
use domain::snapshot::{Snapshot, SnapshotQuestion};
use templates::components::comparison::CompareRow;

use crate::context::Context;
use crate::store::referrer_drafts::PatientSaid;

/// The rows of the table.
pub fn rows(
    context: &Context,
    pathway: &Pathway,
    said: &PatientSaid,
    referrer: &Answers,
) -> Vec<CompareRow> {
    let patient = Answers::restore(pathway, &said.answers, context.today());
    let compared = compare(pathway, &patient, referrer).into_iter();
    compared
        .map(|one| row(one, &said.snapshot, referrer))
        .collect()
}

/// How many answers that both gave differ.
pub fn differing(rows: &[CompareRow]) -> usize {
    let differs = |row: &&CompareRow| row.agreement == Agreement::Differs;
    rows.iter().filter(differs).count()
}

fn row(compared: Compared<'_>, snapshot: &Snapshot, referrer: &Answers) -> CompareRow {
    let question = compared.question;
    let shown = asked(snapshot, &question.id);
    let clinical = referrer.get(question);
    let clinical = clinical.map(|answer| answer.words(question, Audience::Gp));
    CompareRow {
        question: question.short.get(Audience::Gp).to_owned(),
        patient: shown.map_or_else(Vec::new, |shown| words(&shown.answer)),
        referrer: clinical.map_or_else(Vec::new, |answer| words(&answer)),
        for_referrer: question.is_for(Audience::Gp),
        agreement: compared.agreement,
    }
}

fn asked<'a>(snapshot: &'a Snapshot, id: &str) -> Option<&'a SnapshotQuestion> {
    let mut questions = snapshot.sections.iter().flat_map(|part| &part.questions);
    questions.find(|question| question.id == id)
}

fn words(lines: &[AnswerLine]) -> Vec<String> {
    let line = |line: &AnswerLine| match &line.label {
        None => line.words.clone(),
        Some(label) => format!("{}: {}", label.trim_end_matches('?'), line.words),
    };
    lines.iter().map(line).collect()
}
