//! Reads the signs with their decision trees.

use super::condition;
use super::log::Span;
use super::question::{Questions, SOURCES, source};
use super::satisfy::{Assumption, satisfiable};
use super::table::{At, Table, no_duplicates};
use super::texts::Readers;
use crate::pathway::{Branch, Condition, Leaf, Sign, Then, Verdict};

const VERDICTS: &[(&str, Verdict)] = &[
    ("met", Verdict::Met),
    ("not_met", Verdict::NotMet),
    ("unclear", Verdict::Unclear),
];

/// Reads all signs.
pub(super) fn signs(root: &mut Table<'_>, questions: &Questions) -> Vec<Sign> {
    let (mut ids, mut signs) = (Vec::new(), Vec::new());
    for mut table in root.tables("sign") {
        let id = table.name("id");
        ids.extend(id.as_ref().map(|id| At {
            value: id.value.to_owned(),
            span: id.span.clone(),
        }));
        signs.extend(sign(&mut table, questions, id));
        table.finish();
    }
    no_duplicates(root.log, "sign", &ids);
    if ids.is_empty() {
        root.missing("sign");
    }
    signs
}

fn sign(table: &mut Table<'_>, questions: &Questions, id: Option<At<&str>>) -> Option<Sign> {
    let label = table.text("label", Readers::BOTH);
    let sentence = table.string("sentence");
    let source = source(table);
    if !table.has("rule_source") {
        table.missing("rule_source");
    }
    let rule_source = table.word("rule_source", SOURCES);
    let mut tree = Tree {
        questions,
        assumed: Vec::new(),
        met: false,
        complete: true,
    };
    let branches = tree.branches(table, "");
    if tree.complete && !tree.met {
        table.log.at(
            &table.span,
            "no branch can end in `met`: this sign can never be met",
        );
    }
    Some(Sign {
        id: id?.value.to_owned(),
        label: label?,
        sentence: sentence?.value.to_owned(),
        source: source?,
        rule_source: rule_source?,
        branches,
    })
}

/// A decision tree being read, with what is assumed at the present place of it.
struct Tree<'q> {
    questions: &'q Questions,
    assumed: Vec<(Condition, bool)>,
    /// Some path ends in `met`.
    met: bool,
    /// Every condition was understood, so that it can be told which branches are reachable.
    complete: bool,
}

impl Tree<'_> {
    fn branches(&mut self, table: &mut Table<'_>, path: &str) -> Vec<Branch> {
        let depth = self.assumed.len();
        let tables = table.tables("branch");
        let (mut ids, mut branches) = (Vec::new(), Vec::new());
        let mut otherwise = false;
        for mut branch in tables {
            if otherwise {
                branch.log.at(
                    &branch.span,
                    "no case comes here: an earlier branch has no `when`",
                );
            }
            otherwise |= !branch.has("when");
            let id = branch.name("id").map(|id| At {
                value: id.value.to_owned(),
                span: id.span,
            });
            branches.extend(
                id.as_ref()
                    .and_then(|id| self.branch(&mut branch, path, &id.value)),
            );
            ids.extend(id);
            branch.finish();
        }
        self.assumed.truncate(depth);
        no_duplicates(table.log, "branch", &ids);
        if !otherwise {
            table.log.at(
                &table.span,
                "the last branch must have no `when`, for all other cases",
            );
        }
        branches
    }

    fn branch(&mut self, table: &mut Table<'_>, path: &str, id: &str) -> Option<Branch> {
        let path = if path.is_empty() {
            id.to_owned()
        } else {
            format!("{path}/{id}")
        };
        let conditional = table.has("when");
        let when = table.maybe_table("when");
        let when = when.and_then(|table| condition::on_answers(table, self.questions));
        self.complete &= !conditional || when.is_some();
        let before = self.assumed.len();
        self.assumed.extend(when.clone().map(|when| (when, true)));
        self.reachable(table, &table.span);
        let then = self.then(table, path);
        self.assumed.truncate(before);
        self.assumed.extend(when.clone().map(|when| (when, false)));
        if conditional && when.is_none() {
            return None;
        }
        Some(Branch {
            id: id.to_owned(),
            when,
            then: then?,
        })
    }

    fn reachable(&self, table: &Table<'_>, span: &Span) {
        let assumptions = self.assumed.iter();
        let assumptions = assumptions
            .map(|(condition, holds)| Assumption {
                condition,
                holds: *holds,
            })
            .collect::<Vec<_>>();
        if self.complete && !satisfiable(self.questions, &assumptions, 0) {
            table.log.at(
                span,
                "no case comes here: this can never hold after the branches before",
            );
        }
    }

    fn then(&mut self, table: &mut Table<'_>, path: String) -> Option<Then> {
        if table.has("branch") {
            return Some(Then::Branches(self.branches(table, &path)));
        }
        if !table.has("result") {
            table
                .log
                .at(&table.span, "a branch needs a `result` or further branches");
        }
        let result = table.word("result", VERDICTS);
        self.met |= result == Some(Verdict::Met);
        let because = table.text("because", Readers::BOTH);
        let change = table.maybe_text("change", Readers::BOTH);
        if change.is_none() && result.is_some_and(|result| result != Verdict::Met) {
            table.log.at(
                &table.span,
                "`change` is missing: say what would change this result",
            );
        }
        Some(Then::Leaf(Leaf {
            path,
            result: result?,
            because: because?,
            change,
        }))
    }
}
