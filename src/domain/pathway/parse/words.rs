//! Reads outcomes, flags and wording.

use super::condition;
use super::question::{Questions, audiences, list_ids, source};
use super::satisfy::{Assumption, satisfiable};
use super::table::{At, Table, no_duplicates};
use super::texts::Readers;
use crate::pathway::{
    Code, CodeSystem, Condition, Flag, Level, Outcome, OutcomeKind, Prompt, SafetyList, Send,
    StayItem,
};
use crate::{Audience, Text};

const LEVELS: &[(&str, Level)] = &[
    ("emergency", Level::Emergency),
    ("urgent", Level::Urgent),
    ("non_urgent", Level::NonUrgent),
    ("note", Level::Note),
];
const KINDS: &[(&str, OutcomeKind)] = &[
    ("stop", OutcomeKind::Stop),
    ("outside", OutcomeKind::Outside),
    ("result", OutcomeKind::Result),
];
const SENDS: &[(&str, Send)] = &[
    ("yes", Send::Yes),
    ("with_reason", Send::WithReason),
    ("no", Send::No),
];
const SYSTEMS: &[(&str, CodeSystem)] = &[
    ("icd-10", CodeSystem::Icd10),
    ("snomed-ct", CodeSystem::SnomedCt),
];
/// What the words of an outcome may leave open.
const PLACEHOLDERS: &[&str] = &["n", "u", "list", "items"];

fn needed<T: Copy>(table: &mut Table<'_>, key: &'static str, words: &[(&str, T)]) -> Option<T> {
    if !table.has(key) {
        table.missing(key);
    }
    table.word(key, words)
}

/// Reads items of a list with unique ids.
fn each<T>(
    root: &mut Table<'_>,
    key: &'static str,
    mut read: impl FnMut(&mut Table<'_>, String) -> Option<T>,
) -> Vec<T> {
    let (mut ids, mut items) = (Vec::new(), Vec::new());
    for mut table in root.tables(key) {
        let Some(id) = table.name("id") else { continue };
        let id = At {
            value: id.value.to_owned(),
            span: id.span,
        };
        items.extend(read(&mut table, id.value.clone()));
        ids.push(id);
        table.finish();
    }
    no_duplicates(root.log, key, &ids);
    items
}

/// Reads the danger lists.
pub(super) fn safety(root: &mut Table<'_>) -> Vec<SafetyList> {
    each(root, "safety", |table, id| {
        let readers = audiences(table);
        let level = needed(table, "level", LEVELS);
        let heading = table.text("heading", readers);
        let items = table.texts("items", readers);
        if items.is_empty() {
            table.log.at(&table.span, "a safety list needs `items`");
        }
        let (inset, on_start) = (table.maybe_text("inset", readers), table.flag("on_start"));
        let source = source(table);
        Some(SafetyList {
            id,
            level: level?,
            source: source?,
            heading: heading?,
            items,
            inset,
            for_patient: readers.patient,
            for_gp: readers.gp,
            on_start,
        })
    })
}

/// Reads `when` of something that is not always so; it must be able to hold.
fn when(table: &mut Table<'_>, questions: &Questions, signs: Option<usize>) -> Option<Condition> {
    if !table.has("when") {
        table.missing("when");
    }
    let span = table.span_of("when");
    let test = table.maybe_table("when")?;
    let condition = match signs {
        Some(signs) => condition::on_result(test, questions, signs),
        None => condition::on_answers(test, questions),
    }?;
    let assumption = Assumption {
        condition: &condition,
        holds: true,
    };
    if !satisfiable(questions, &[assumption], signs.unwrap_or(0)) {
        table.log.at(&span, "this can never hold");
    }
    Some(condition)
}

/// Reads the outcomes, of which the first that applies is taken.
pub(super) fn outcomes(
    root: &mut Table<'_>,
    questions: &Questions,
    lists: &[SafetyList],
    signs: usize,
) -> Vec<Outcome> {
    let mut order = Order {
        questions,
        signs,
        earlier: Vec::new(),
        otherwise: false,
        kind: None,
    };
    let outcomes = each(root, "outcome", |table, id| {
        let when = order.when(table);
        let kind = needed(table, "kind", KINDS);
        order.kind(table, kind);
        let send = needed(table, "send", SENDS);
        let flagged = table.flag("flagged");
        let title = table.text("title", Readers::BOTH);
        let text = table.text("text", Readers::BOTH);
        placeholders(table, text.as_ref());
        let lists = list_ids(table, lists);
        let next = table.texts("next", Readers::BOTH);
        Some(Outcome {
            id,
            kind: kind?,
            flagged,
            send: send?,
            when,
            title: title?,
            text: text?,
            lists,
            next,
        })
    });
    if !order.otherwise || order.kind != Some(OutcomeKind::Result) {
        let message = "the last outcome must be of kind `result` and have no `when`";
        root.log.at(&root.span_of("outcome"), message);
    }
    outcomes
}

/// Outcomes are tried in order: each must be reachable after those before it.
struct Order<'q> {
    questions: &'q Questions,
    signs: usize,
    earlier: Vec<Condition>,
    otherwise: bool,
    kind: Option<OutcomeKind>,
}

impl Order<'_> {
    fn when(&mut self, table: &mut Table<'_>) -> Option<Condition> {
        if self.otherwise {
            table.log.at(
                &table.span,
                "no case comes here: an earlier outcome has no `when`",
            );
        }
        self.otherwise |= !table.has("when");
        let test = table.maybe_table("when");
        let now = test.and_then(|test| condition::on_result(test, self.questions, self.signs));
        let earlier = self.earlier.iter().map(|condition| Assumption {
            condition,
            holds: false,
        });
        let now_holds = now.iter().map(|condition| Assumption {
            condition,
            holds: true,
        });
        let assumptions = earlier.chain(now_holds).collect::<Vec<_>>();
        if !satisfiable(self.questions, &assumptions, self.signs) {
            table
                .log
                .at(&table.span, "no case comes here after the outcomes before");
        }
        self.earlier.extend(now.clone());
        now
    }

    /// Stops come first, results last.
    fn kind(&mut self, table: &Table<'_>, kind: Option<OutcomeKind>) {
        let rank = |kind| match kind {
            OutcomeKind::Stop => 0,
            OutcomeKind::Outside => 1,
            OutcomeKind::Result => 2,
        };
        if self
            .kind
            .zip(kind)
            .is_some_and(|(before, now)| rank(before) > rank(now))
        {
            let message = "outcomes come in the order `stop`, `outside`, `result`";
            table.log.at(&table.span_of("kind"), message);
        }
        self.kind = kind.or(self.kind);
    }
}

fn placeholders(table: &Table<'_>, text: Option<&Text>) {
    let words = text
        .into_iter()
        .flat_map(|text| Audience::ALL.map(|audience| text.get(audience)));
    for part in words.flat_map(|words| words.split('{').skip(1)) {
        let name = part.split_once('}').map_or("", |(name, _)| name);
        if !PLACEHOLDERS.contains(&name) {
            let message = "placeholders are `{n}`, `{u}`, `{list}` and `{items}`";
            table.log.at(&table.span_of("text"), message);
        }
    }
}

/// Reads the flags, sorted by id.
pub(super) fn flags(
    root: &mut Table<'_>,
    questions: &Questions,
    lists: &[SafetyList],
    signs: usize,
) -> Vec<Flag> {
    let mut flags = each(root, "flag", |table, id| {
        let when = when(table, questions, Some(signs));
        let (always, blocks_sending) = (table.flag("always"), table.flag("blocks_sending"));
        let level = needed(table, "level", LEVELS);
        let title = table.text("title", Readers::BOTH);
        let text = table.text("text", Readers::BOTH);
        let lists = list_ids(table, lists);
        let source = source(table);
        Some(Flag {
            id,
            when: when?,
            always,
            level: level?,
            source: source?,
            title: title?,
            text: text?,
            lists,
            blocks_sending,
        })
    });
    flags.sort_by(|one, other| one.id.cmp(&other.id));
    flags
}

/// Reads what a stay may include.
pub(super) fn stay(root: &mut Table<'_>, questions: &Questions) -> Vec<StayItem> {
    each(root, "stay", |table, id| {
        let when = when(table, questions, None);
        let need = table.text("need", Readers::BOTH);
        let offer = table.text("offer", Readers::BOTH);
        let source = source(table);
        Some(StayItem {
            id,
            when: when?,
            need: need?,
            offer: offer?,
            source: source?,
        })
    })
}

/// Reads the advice that is shown while a form is filled in.
pub(super) fn prompts(root: &mut Table<'_>, questions: &Questions) -> Vec<Prompt> {
    each(root, "prompt", |table, id| {
        let when = when(table, questions, None);
        let text = table.text("text", Readers::ANY);
        let source = source(table);
        Some(Prompt {
            id,
            when: when?,
            text: text?,
            source: source?,
        })
    })
}

/// Reads the codes for what was stated.
pub(super) fn codes(root: &mut Table<'_>, questions: &Questions) -> Vec<Code> {
    each(root, "code", |table, id| {
        let when = when(table, questions, None);
        let system = needed(table, "system", SYSTEMS);
        let (code, display) = (table.string("code"), table.string("display"));
        let source = source(table);
        Some(Code {
            id,
            when: when?,
            system: system?,
            code: code?.value.to_owned(),
            display: display?.value.to_owned(),
            source: source?,
        })
    })
}
