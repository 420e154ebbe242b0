//! The decision that follows from the answers, with what decided it.

use chrono::NaiveDate;

use crate::Audience;
use crate::answers::{Answer, Answers};
use crate::journey::{prune, prune_in_place};
use crate::pathway::{
    Branch, Code, Condition, Flag, Kind, Leaf, Need, Outcome, OutcomeKind, Pathway, Prompt,
    Question, QuestionIx, Send, Sign, StayItem, Then, Verdict,
};
use crate::rules::Facts;

/// What follows from a set of answers.
#[derive(Clone, Debug)]
pub struct Decision<'p> {
    /// The outcome.
    pub outcome: &'p Outcome,
    /// Every sign in order; nothing where no sign is worked out (stops, outside the service).
    pub signs: Option<Vec<SignResult<'p>>>,
    /// The flags given, sorted by id.
    pub flags: Vec<&'p Flag>,
    /// What a stay may include for the needs told; empty unless the outcome is flagged.
    pub stay: Vec<&'p StayItem>,
}

impl Decision<'_> {
    /// How many signs are met, if they were worked out.
    pub fn met(&self) -> Option<usize> {
        self.signs.as_ref().map(|signs| count(signs, Verdict::Met))
    }

    /// How many signs are unclear, if they were worked out.
    pub fn unclear(&self) -> Option<usize> {
        self.signs
            .as_ref()
            .map(|signs| count(signs, Verdict::Unclear))
    }

    /// Whether the case can be sent as it is: neither the outcome nor a flag forbids it.
    pub fn can_send(&self) -> bool {
        self.outcome.send != Send::No && !self.flags.iter().any(|flag| flag.blocks_sending)
    }
}

fn count(signs: &[SignResult<'_>], verdict: Verdict) -> usize {
    signs
        .iter()
        .filter(|sign| sign.leaf.result == verdict)
        .count()
}

/// The result of one sign.
#[derive(Clone, Debug)]
pub struct SignResult<'p> {
    /// The sign.
    pub sign: &'p Sign,
    /// The end of the path taken: result, words, branch.
    pub leaf: &'p Leaf,
    /// Exactly the answers that decided, in the order of the questions.
    pub evidence: Vec<Evidence>,
}

/// An answer, or one cell of it, that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// The question.
    pub question: QuestionIx,
    /// The row and column of a grid or table.
    pub cell: Option<(u8, u8)>,
}

/// Decides. Answers that are not asked are left out first. `on` is the day of the assessment.
pub fn decide<'p>(pathway: &'p Pathway, answers: &Answers, on: NaiveDate) -> Decision<'p> {
    decide_pruned(pathway, &prune(pathway, answers), on)
}

/// The same, for many cases: prunes the answers where they are.
pub fn decide_in_place<'p>(
    pathway: &'p Pathway,
    answers: &mut Answers,
    on: NaiveDate,
) -> Decision<'p> {
    prune_in_place(pathway, answers);
    decide_pruned(pathway, answers, on)
}

/// The flags that forbid sending and hold, also where the outcome leaves all others unworked. Answers that are not asked are
/// left out first.
pub fn forbidden<'p>(pathway: &'p Pathway, answers: &Answers, on: NaiveDate) -> Vec<&'p Flag> {
    let answers = prune(pathway, answers);
    flags(&Facts::new(pathway, &answers, on), |flag| {
        flag.blocks_sending
    })
}

fn decide_pruned<'p>(pathway: &'p Pathway, answers: &Answers, on: NaiveDate) -> Decision<'p> {
    let mut facts = Facts::new(pathway, answers, on);
    if let Some(outcome) = before_signs(&facts) {
        let flags = flags(&facts, |flag| flag.always);
        return Decision {
            outcome,
            signs: None,
            flags,
            stay: Vec::new(),
        };
    }
    let signs = pathway
        .signs()
        .iter()
        .map(|sign| sign_result(&facts, sign))
        .collect::<Vec<_>>();
    facts.met = count(&signs, Verdict::Met);
    facts.unclear = count(&signs, Verdict::Unclear);
    let outcome = first(&facts, pathway.outcomes());
    let stay = if outcome.flagged {
        stay(&facts)
    } else {
        Vec::new()
    };
    Decision {
        outcome,
        flags: flags(&facts, |_| true),
        signs: Some(signs),
        stay,
    }
}

/// The stop, or the limit of the service, that applies before any sign is worked out.
fn before_signs<'p>(facts: &Facts<'p, '_>) -> Option<&'p Outcome> {
    let outcomes = facts.pathway.outcomes().iter();
    outcomes
        .take_while(|outcome| outcome.kind != OutcomeKind::Result)
        .find(|outcome| applies(facts, outcome.when.as_ref()))
}

fn first<'p>(facts: &Facts<'p, '_>, outcomes: &'p [Outcome]) -> &'p Outcome {
    let results = outcomes
        .iter()
        .filter(|outcome| outcome.kind == OutcomeKind::Result);
    let mut applying = results.filter(|outcome| applies(facts, outcome.when.as_ref()));
    applying.next().unwrap_or(&outcomes[outcomes.len() - 1])
}

fn applies(facts: &Facts<'_, '_>, when: Option<&Condition>) -> bool {
    when.is_none_or(|condition| facts.hold(condition))
}

fn flags<'p>(facts: &Facts<'p, '_>, among: impl Fn(&Flag) -> bool) -> Vec<&'p Flag> {
    let flags = facts.pathway.flags().iter();
    flags
        .filter(|flag| among(flag) && facts.hold(&flag.when))
        .collect()
}

fn stay<'p>(facts: &Facts<'p, '_>) -> Vec<&'p StayItem> {
    let items = facts.pathway.texts().stay.iter();
    items.filter(|item| facts.hold(&item.when)).collect()
}

fn sign_result<'p>(facts: &Facts<'p, '_>, sign: &'p Sign) -> SignResult<'p> {
    let mut evidence = Vec::with_capacity(16);
    let leaf = leaf(facts, &sign.branches, &mut evidence);
    evidence.sort_unstable();
    evidence.dedup();
    SignResult {
        sign,
        leaf,
        evidence,
    }
}

/// Follows the first branch that holds, and notes why those before it do not.
fn leaf<'p>(
    facts: &Facts<'p, '_>,
    branches: &'p [Branch],
    evidence: &mut Vec<Evidence>,
) -> &'p Leaf {
    let mut branches = branches;
    let mut place = 0;
    loop {
        // The definition was checked: the last branch of every list has no condition.
        let branch = &branches[place.min(branches.len() - 1)];
        let holds = applies(facts, branch.when.as_ref());
        if let Some(when) = &branch.when {
            facts.decided_by(when, holds, evidence);
        }
        match &branch.then {
            _ if !holds => place += 1,
            Then::Leaf(leaf) => return leaf,
            Then::Branches(further) => (branches, place) = (further, 0),
        }
    }
}

/// The stop that the answers give, if any.
pub fn stop<'p>(pathway: &'p Pathway, answers: &Answers, on: NaiveDate) -> Option<&'p Outcome> {
    let pruned = prune(pathway, answers);
    let mut stops = pathway
        .outcomes()
        .iter()
        .filter(|outcome| outcome.kind == OutcomeKind::Stop);
    let facts = Facts::new(pathway, &pruned, on);
    stops.find(|outcome| applies(&facts, outcome.when.as_ref()))
}

/// The questions without whose answer nothing can be decided, and that have none: the required
/// ones that stops and limits of the service look at. After a stop nothing more is missing.
pub fn missing<'p>(pathway: &'p Pathway, answers: &Answers, on: NaiveDate) -> Vec<&'p Question> {
    match stop(pathway, answers, on) {
        Some(_) => Vec::new(),
        None => undecidable(pathway, answers),
    }
}

/// The same, once it is known that the answers give no stop.
pub fn undecidable<'p>(pathway: &'p Pathway, answers: &Answers) -> Vec<&'p Question> {
    let needed = pathway.questions().iter().filter(|question| {
        let decides = question.need == Need::Required && question.decides;
        decides && !matches!(question.kind, Kind::Confirm)
    });
    needed
        .filter(|question| matches!(answers.get(question), None | Some(Answer::Blank)))
        .collect()
}

/// Advice for the audience that follows from the answers and never changes a result.
pub fn prompts<'p>(
    pathway: &'p Pathway,
    answers: &Answers,
    audience: Audience,
    on: NaiveDate,
) -> Vec<&'p Prompt> {
    let pruned = prune(pathway, answers);
    let facts = Facts::new(pathway, &pruned, on);
    let prompts = pathway.texts().prompts.iter();
    prompts
        .filter(|prompt| prompt.text.has_own(audience) && facts.hold(&prompt.when))
        .collect()
}

/// The codes for what the answers state. Nothing is inferred: each code names the answer that states it.
pub fn codes<'p>(pathway: &'p Pathway, answers: &Answers, on: NaiveDate) -> Vec<&'p Code> {
    let pruned = prune(pathway, answers);
    let facts = Facts::new(pathway, &pruned, on);
    let codes = pathway.texts().codes.iter();
    codes.filter(|code| facts.hold(&code.when)).collect()
}
