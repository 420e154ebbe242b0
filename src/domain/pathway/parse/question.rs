//! Reads the questions.

use std::collections::{BTreeSet, HashMap};

use super::conditional::Conditional;
use super::kind::{self, Shared};
use super::log::Log;
use super::satisfy::Allowance;
use super::table::{At, Table, no_duplicates};
use super::texts::Readers;
use crate::pathway::{
    Condition, Kind, Need, Question, QuestionIx, Role, SafetyList, Section, Source, Stage,
};

/// The words for `source`.
pub(super) const SOURCES: &[(&str, Source)] = &[
    ("page", Source::Page),
    ("standard", Source::Standard),
    ("ours", Source::Ours),
];

/// All questions that were understood.
#[derive(Default)]
pub(super) struct Questions {
    pub(super) list: Vec<Question>,
    pub(super) by_id: HashMap<String, QuestionIx>,
    /// Ids of questions with faults, about which conditions stay silent.
    broken: BTreeSet<String>,
    /// What the searches for what can never be may still take.
    pub(super) allowance: Allowance,
}

impl Questions {
    /// The question with this id; an unknown one is noted.
    pub(super) fn find(&self, log: &Log<'_>, id: &At<&str>) -> Option<&Question> {
        let found = self.by_id.get(id.value).map(|ix| &self.list[ix.get()]);
        if found.is_none() && !self.broken.contains(id.value) {
            log.at(&id.span, format!("there is no question `{}`", id.value));
        }
        found
    }

    /// What holds whenever this condition does: the questions that it reads were asked.
    pub(super) fn asked(&self, read: QuestionIx) -> Option<&Condition> {
        self.list[read.get()].ask_if.as_ref()
    }
}

/// Reads all questions, then their conditions, which look only at earlier questions.
pub(super) fn questions(
    root: &mut Table<'_>,
    sections: &[Section],
    lists: &[SafetyList],
) -> Questions {
    let shared = kind::shared(root);
    let mut questions = Questions::default();
    let (mut conditional, mut ids) = (Vec::new(), Vec::new());
    for mut table in root.tables("question") {
        let Some(id) = table.name("id") else { continue };
        let parts = Conditional::of(&mut table);
        let ix = QuestionIx(u16::try_from(questions.list.len()).unwrap_or(u16::MAX));
        let question = question(
            &mut table,
            &id,
            ix,
            &Around {
                shared: &shared,
                sections,
                lists,
            },
        );
        table.finish();
        if let Some(question) = question {
            questions.by_id.entry(question.id.clone()).or_insert(ix);
            questions.list.push(question);
            conditional.push(parts);
        } else {
            questions.broken.insert(id.value.to_owned());
        }
        ids.push(At {
            value: id.value.to_owned(),
            span: id.span,
        });
    }
    no_duplicates(root.log, "question", &ids);
    for (place, parts) in conditional.into_iter().enumerate() {
        parts.read(root.log, &mut questions, place);
    }
    first_is_about_safety(root, &questions);
    one_for_each_role(root, &questions);
    questions
}

/// What a question is read with.
struct Around<'a> {
    shared: &'a Shared,
    sections: &'a [Section],
    lists: &'a [SafetyList],
}

fn question(
    table: &mut Table<'_>,
    id: &At<&str>,
    ix: QuestionIx,
    around: &Around<'_>,
) -> Option<Question> {
    let readers = audiences(table);
    let section = section(table, around.sections);
    let kind = kind::kind(table, around.shared, readers);
    let title = table.text("title", readers);
    let short = table.maybe_text("short", readers);
    let source = source(table);
    let stages = [("screen", Stage::Screen), ("send", Stage::Send)];
    let needs = [
        ("required", Need::Required),
        ("expected", Need::Expected),
        ("optional", Need::Optional),
    ];
    let hint = table.maybe_text("hint", Readers::ANY);
    let need = table.word("need", &needs).unwrap_or(Need::Expected);
    let stage = table.word("stage", &stages).unwrap_or(Stage::Screen);
    let (private, safety) = (table.flag("private"), table.flag("safety"));
    let lists = list_ids(table, around.lists);
    let role = role(table, kind.as_ref());
    let (title, kind) = (title?, kind?);
    let short = short.unwrap_or_else(|| title.clone());
    Some(Question {
        ix,
        id: id.value.to_owned(),
        section: section?,
        cell_labels: kind.cell_labels(),
        kind,
        title,
        short,
        hint,
        source: source?,
        need,
        ask_if: None,
        for_patient: readers.patient,
        for_gp: readers.gp,
        private,
        stage,
        role,
        safety,
        resolves: None,
        lists,
        decides: false,
    })
}

/// Reads `role`: what the service itself needs the answer for.
fn role(table: &mut Table<'_>, kind: Option<&Kind>) -> Option<Role> {
    let roles = [
        ("date_of_birth", Role::DateOfBirth),
        ("proxy_name", Role::ProxyName),
        ("payer", Role::Payer),
        ("access_needs", Role::AccessNeeds),
    ];
    let role = table.word("role", &roles)?;
    let fits = matches!(
        (role, kind),
        (_, None)
            | (Role::DateOfBirth, Some(Kind::Date { .. }))
            | (Role::ProxyName, Some(Kind::Text { .. }))
            | (Role::Payer, Some(Kind::Choice { .. }))
            | (Role::AccessNeeds, Some(Kind::Choices { .. }))
    );
    if !fits {
        let span = table.span_of("role");
        table
            .log
            .at(&span, "this kind of question cannot have this role");
    }
    Some(role)
}

/// Reads `source`.
pub(super) fn source(table: &mut Table<'_>) -> Option<Source> {
    if !table.has("source") {
        table.missing("source");
    }
    table.word("source", SOURCES)
}

/// Reads `audiences`: both if absent.
pub(super) fn audiences(table: &mut Table<'_>) -> Readers {
    let Some(names) = table.maybe_strings("audiences") else {
        return Readers::BOTH;
    };
    let mut readers = Readers::ANY;
    for name in &names {
        match name.value {
            "patient" => readers.patient = true,
            "gp" => readers.gp = true,
            _ => table.log.at(&name.span, "an audience is `patient` or `gp`"),
        }
    }
    if names.is_empty() {
        table.log.at(
            &table.span_of("audiences"),
            "`audiences` must name at least one",
        );
    }
    readers
}

/// Reads `lists`: ids of danger lists.
pub(super) fn list_ids(table: &mut Table<'_>, lists: &[SafetyList]) -> Vec<String> {
    let named = table.maybe_strings("lists").unwrap_or_default();
    for name in named
        .iter()
        .filter(|name| lists.iter().all(|list| list.id != name.value))
    {
        table.log.at(
            &name.span,
            format!("there is no safety list `{}`", name.value),
        );
    }
    named
        .into_iter()
        .map(|name| name.value.to_owned())
        .collect()
}

fn section(table: &mut Table<'_>, sections: &[Section]) -> Option<usize> {
    let name = table.string("section")?;
    let found = sections.iter().position(|section| section.id == name.value);
    if found.is_none() {
        table
            .log
            .at(&name.span, format!("there is no section `{}`", name.value));
    }
    found
}

fn one_for_each_role(root: &Table<'_>, questions: &Questions) {
    for role in [
        Role::DateOfBirth,
        Role::ProxyName,
        Role::Payer,
        Role::AccessNeeds,
    ] {
        let with_role = |question: &&Question| question.role == Some(role);
        if questions.list.iter().filter(with_role).count() > 1 {
            let message = "only one question can have the same `role`";
            root.log.at(&root.span_of("question"), message);
        }
    }
}

fn first_is_about_safety(root: &Table<'_>, questions: &Questions) {
    let first = questions.list.first();
    if !first.is_some_and(|question| question.safety && question.need == Need::Required) {
        let message = "the first question must be required and have `safety = true`";
        root.log.at(&root.span_of("question"), message);
    }
    if questions
        .list
        .iter()
        .skip(1)
        .any(|question| question.safety)
    {
        root.log.at(
            &root.span_of("question"),
            "only the first question can have `safety = true`",
        );
    }
}
