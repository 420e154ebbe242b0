//! Which answers stand open on the page, and what the person needs to be reached and met.

use domain::Audience;
use domain::pathway::{Condition, Kind, Pathway, Question, Role};
use domain::snapshot::{Snapshot, SnapshotQuestion, SnapshotSection};

/// The sections in which something was asked as a table: treatments with what came of them, and the course of symptoms.
pub fn sections<'a>(pathway: &Pathway, snapshot: &'a Snapshot) -> Vec<&'a SnapshotSection> {
    let tabled = |question: &SnapshotQuestion| {
        let asked = pathway.question(&question.id);
        asked.is_some_and(|asked| matches!(asked.kind, Kind::Table { .. }))
    };
    let sections = snapshot.sections.iter();
    sections
        .filter(|section| section.questions.iter().any(tabled))
        .collect()
}

/// Each access need that was chosen, in the words that were shown, and what was written about it.
pub fn needs(pathway: &Pathway, snapshot: &Snapshot) -> Vec<String> {
    let mut questions = pathway.questions().iter();
    let Some(asked) = questions.find(|one| one.role == Some(Role::AccessNeeds)) else {
        return Vec::new();
    };
    let none = |words: &str| {
        let options = asked.options().iter();
        let mut not_real = options.filter(|option| !option.is_real());
        not_real.any(|option| option.text.get(snapshot.audience) == words)
    };
    let chosen = words(snapshot, asked);
    let chosen = chosen.iter().flat_map(|line| line.split("; "));
    let chosen = chosen.filter(|words| !none(words)).map(str::to_owned);
    let about = pathway.questions().iter().filter(|one| follows(one, asked));
    let about = about.flat_map(|one| {
        let told = words(snapshot, one).into_iter();
        told.map(move |words| format!("{}: {words}", one.short.get(Audience::Gp)))
    });
    chosen.chain(about).collect()
}

/// Whether a question is asked because of an answer to another.
fn follows(question: &Question, other: &Question) -> bool {
    matches!(&question.ask_if, Some(Condition::In { question, .. }) if *question == other.ix)
}

fn words(snapshot: &Snapshot, question: &Question) -> Vec<String> {
    let mut questions = snapshot.sections.iter().flat_map(|part| &part.questions);
    let answered = questions.find(|one| one.id == question.id);
    let lines = answered.map(|one| one.answer.iter());
    lines
        .into_iter()
        .flatten()
        .map(|line| line.words.clone())
        .collect()
}
