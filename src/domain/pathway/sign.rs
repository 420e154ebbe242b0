//! Signs, and the decision tree that works each one out.

use crate::Text;
use crate::pathway::{Condition, Source};

/// Whether a sign matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The answers match it.
    Met,
    /// The answers do not match it.
    NotMet,
    /// The answers do not tell.
    Unclear,
}

impl Verdict {
    /// `met`, `not_met` or `unclear`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Unclear => "unclear",
        }
    }
}

/// A published sign with its rule.
#[derive(Clone, Debug)]
pub struct Sign {
    /// Stable name.
    pub id: String,
    /// A few words for lists.
    pub label: Text,
    /// The published sentence, word for word.
    pub sentence: String,
    /// Provenance of the sentence.
    pub source: Source,
    /// Provenance of the rule.
    pub rule_source: Source,
    /// The decision tree: of the branches, the first that holds is taken.
    pub branches: Vec<Branch>,
}

impl Sign {
    /// The end of the tree with this path, if this version of the rules has it.
    pub fn leaf(&self, path: &str) -> Option<&Leaf> {
        leaf(&self.branches, path)
    }
}

fn leaf<'a>(branches: &'a [Branch], path: &str) -> Option<&'a Leaf> {
    branches.iter().find_map(|branch| match &branch.then {
        Then::Leaf(end) => (end.path == path).then_some(end),
        Then::Branches(further) => leaf(further, path),
    })
}

/// One branch of a decision tree.
#[derive(Clone, Debug)]
pub struct Branch {
    /// Name, unique among its siblings.
    pub id: String,
    /// When it is taken; otherwise, if absent.
    pub when: Option<Condition>,
    /// Where it leads.
    pub then: Then,
}

/// Where a branch leads.
#[derive(Clone, Debug)]
pub enum Then {
    /// To a result.
    Leaf(Leaf),
    /// To further branches.
    Branches(Vec<Branch>),
}

/// The end of a path through a decision tree.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Ids of the branches on the way here, joined by `/`.
    pub path: String,
    /// The result.
    pub result: Verdict,
    /// The rule in plain words.
    pub because: Text,
    /// What would change the result; always there unless it is met.
    pub change: Option<Text>,
}
