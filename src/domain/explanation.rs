//! A decision in the words of its reader: what pages, letters, exports and stored cases show.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::answers::words::cell_phrase;
use crate::answers::{Answer, Answers};
use crate::outcome::{Decision, Evidence, SignResult};
use crate::pathway::{Flag, Level, OutcomeKind, Pathway, StayItem, Verdict};
use crate::{Audience, Text};

/// A decision in words. Owned by default; borrows from the pathway where `S` does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation<S = String> {
    /// Id of the pathway.
    pub pathway: S,
    /// Version of questions and rules.
    pub version: S,
    /// Whose words these are.
    pub audience: Audience,
    /// The day of the assessment.
    pub on: NaiveDate,
    /// The outcome.
    pub outcome: OutcomeWords<S>,
    /// Every sign; empty where none is worked out.
    pub signs: Vec<SignWords<S>>,
    /// The flags, sorted by id.
    pub flags: Vec<FlagWords<S>>,
    /// What a stay may include.
    pub stay: Vec<StayWords<S>>,
    /// What happens next, step by step.
    pub next: Vec<S>,
    /// What the service is and is not.
    pub notice: S,
}

/// An outcome in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeWords<S = String> {
    /// Stable name.
    pub id: S,
    /// What sort it is.
    pub kind: OutcomeKind,
    /// Whether the dashboard shows it as flagged.
    pub flagged: bool,
    /// Heading.
    pub title: S,
    /// The words, placeholders filled in.
    pub text: S,
}

/// A sign in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignWords<S = String> {
    /// Stable name.
    pub id: S,
    /// A few words for lists.
    pub label: S,
    /// The published sentence, word for word.
    pub sentence: S,
    /// The result.
    pub result: Verdict,
    /// Ids of the branches of the rule that were taken, joined by `/`.
    pub branch: S,
    /// The rule that decided, in plain words.
    pub because: S,
    /// What would change the result, unless it is met.
    pub change: Option<S>,
    /// Exactly the answers that decided.
    pub answers: Vec<AnswerWords<S>>,
}

/// An answer that decided, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerWords<S = String> {
    /// Id of the question.
    pub id: S,
    /// The question; of a grid or table, the row and column.
    pub question: S,
    /// The chosen words, or that there is no answer.
    pub answer: S,
}

/// A flag in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlagWords<S = String> {
    /// Stable name.
    pub id: S,
    /// How pressing it is.
    pub level: Level,
    /// A few words.
    pub title: S,
    /// The words shown.
    pub text: S,
    /// Ids of the danger lists that stand with it.
    pub lists: Vec<S>,
}

/// Something that a stay may include, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StayWords<S = String> {
    /// The need.
    pub need: S,
    /// What may be offered.
    pub offer: S,
}

impl Explanation {
    /// The decision in words, to be kept.
    pub fn new(
        pathway: &Pathway,
        answers: &Answers,
        decision: &Decision<'_>,
        audience: Audience,
        on: NaiveDate,
    ) -> Self {
        Explanation::borrowed(pathway, answers, decision, audience, on).into_owned()
    }
}

impl<S> Explanation<S> {
    /// How many signs are met.
    pub fn met(&self) -> usize {
        self.count(Verdict::Met)
    }

    /// How many signs are unclear.
    pub fn unclear(&self) -> usize {
        self.count(Verdict::Unclear)
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.signs
            .iter()
            .filter(|sign| sign.result == verdict)
            .count()
    }
}

impl<'a> Explanation<Cow<'a, str>> {
    /// The decision in words that are borrowed where they can be. `answers` need not be pruned.
    pub fn borrowed(
        pathway: &'a Pathway,
        answers: &Answers,
        decision: &Decision<'a>,
        audience: Audience,
        on: NaiveDate,
    ) -> Self {
        let words = Words {
            pathway,
            answers,
            audience,
        };
        Self {
            pathway: Cow::Borrowed(pathway.id()),
            version: Cow::Borrowed(pathway.version()),
            audience,
            on,
            outcome: words.outcome(decision),
            signs: decision
                .signs
                .iter()
                .flatten()
                .map(|sign| words.sign(sign))
                .collect(),
            flags: decision.flags.iter().map(|flag| words.flag(flag)).collect(),
            stay: decision.stay.iter().map(|item| words.stay(item)).collect(),
            next: decision
                .outcome
                .next
                .iter()
                .map(|step| words.get(step))
                .collect(),
            notice: words.get(&pathway.texts().notice),
        }
    }

    /// The same in words of its own.
    pub fn into_owned(self) -> Explanation {
        self.map(&mut Cow::into_owned)
    }
}

/// What is put into words, and for whom.
#[derive(Clone, Copy)]
struct Words<'a, 'b> {
    pathway: &'a Pathway,
    answers: &'b Answers,
    audience: Audience,
}

impl<'a> Words<'a, '_> {
    fn get(self, text: &'a Text) -> Cow<'a, str> {
        Cow::Borrowed(text.get(self.audience))
    }

    fn outcome(self, decision: &Decision<'a>) -> OutcomeWords<Cow<'a, str>> {
        let outcome = decision.outcome;
        OutcomeWords {
            id: Cow::Borrowed(&outcome.id),
            kind: outcome.kind,
            flagged: outcome.flagged,
            title: self.get(&outcome.title),
            text: self.filled(outcome.text.get(self.audience), decision),
        }
    }

    /// Fills in the placeholders of the words of an outcome.
    fn filled(self, words: &'a str, decision: &Decision<'a>) -> Cow<'a, str> {
        if !words.contains('{') {
            return Cow::Borrowed(words);
        }
        let mut filled = String::with_capacity(words.len() + 64);
        let mut rest = words;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(before);
            filled.push_str(&self.placeholder(name, decision));
            rest = after;
        }
        filled.push_str(rest);
        Cow::Owned(filled)
    }

    fn placeholder(self, name: &str, decision: &Decision<'a>) -> String {
        match name {
            "n" => decision.met().unwrap_or(0).to_string(),
            "u" => decision.unclear().unwrap_or(0).to_string(),
            "list" => self.labels(decision, Verdict::Met),
            _ => self.labels(decision, Verdict::Unclear),
        }
    }

    fn labels(self, decision: &Decision<'a>, verdict: Verdict) -> String {
        let signs = decision
            .signs
            .iter()
            .flatten()
            .filter(|sign| sign.leaf.result == verdict);
        signs
            .map(|sign| sign.sign.label.get(self.audience))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn sign(self, result: &SignResult<'a>) -> SignWords<Cow<'a, str>> {
        let (sign, leaf) = (result.sign, result.leaf);
        SignWords {
            id: Cow::Borrowed(&sign.id),
            label: self.get(&sign.label),
            sentence: Cow::Borrowed(&sign.sentence),
            result: leaf.result,
            branch: Cow::Borrowed(&leaf.path),
            because: self.get(&leaf.because),
            change: leaf.change.as_ref().map(|change| self.get(change)),
            answers: result
                .evidence
                .iter()
                .map(|evidence| self.answer(*evidence))
                .collect(),
        }
    }

    fn answer(self, evidence: Evidence) -> AnswerWords<Cow<'a, str>> {
        let question = self.pathway.at(evidence.question);
        let answer = self.answers.get(question);
        let (title, words) = match evidence
            .cell
            .map(|(row, column)| (row.into(), column.into()))
        {
            None => {
                let words = answer.and_then(|answer| answer.phrase(question, self.audience));
                (question.title.get(self.audience), words)
            }
            Some((row, column)) => {
                let words = match answer {
                    Some(Answer::Cells(cells)) => {
                        cell_phrase(question, cells, (row, column), self.audience)
                    }
                    _ => None,
                };
                (
                    question.cell_label(row, column, self.audience),
                    words.map(Cow::Borrowed),
                )
            }
        };
        AnswerWords {
            id: Cow::Borrowed(&question.id),
            question: Cow::Borrowed(title),
            answer: words.unwrap_or(Cow::Borrowed(NO_ANSWER)),
        }
    }

    fn flag(self, flag: &'a Flag) -> FlagWords<Cow<'a, str>> {
        let lists = flag.lists.iter().filter(|id| {
            self.pathway
                .safety_list(id)
                .is_some_and(|list| list.is_for(self.audience))
        });
        FlagWords {
            id: Cow::Borrowed(&flag.id),
            level: flag.level,
            title: self.get(&flag.title),
            text: self.get(&flag.text),
            lists: lists.map(|id| Cow::Borrowed(id.as_str())).collect(),
        }
    }

    fn stay(self, item: &'a StayItem) -> StayWords<Cow<'a, str>> {
        StayWords {
            need: self.get(&item.need),
            offer: self.get(&item.offer),
        }
    }
}

/// Words that stand where there is no answer.
const NO_ANSWER: &str = "Not answered";

impl<S> Explanation<S> {
    /// The same with other strings.
    fn map<T>(self, to: &mut impl FnMut(S) -> T) -> Explanation<T> {
        Explanation {
            pathway: to(self.pathway),
            version: to(self.version),
            audience: self.audience,
            on: self.on,
            outcome: self.outcome.map(to),
            signs: self.signs.into_iter().map(|sign| sign.map(to)).collect(),
            flags: self.flags.into_iter().map(|flag| flag.map(to)).collect(),
            stay: self.stay.into_iter().map(|item| item.map(to)).collect(),
            next: self.next.into_iter().map(&mut *to).collect(),
            notice: to(self.notice),
        }
    }
}

impl<S> OutcomeWords<S> {
    fn map<T>(self, to: &mut impl FnMut(S) -> T) -> OutcomeWords<T> {
        let Self {
            id,
            kind,
            flagged,
            title,
            text,
        } = self;
        OutcomeWords {
            id: to(id),
            kind,
            flagged,
            title: to(title),
            text: to(text),
        }
    }
}

impl<S> SignWords<S> {
    fn map<T>(self, to: &mut impl FnMut(S) -> T) -> SignWords<T> {
        SignWords {
            id: to(self.id),
            label: to(self.label),
            sentence: to(self.sentence),
            result: self.result,
            branch: to(self.branch),
            because: to(self.because),
            change: self.change.map(&mut *to),
            answers: self
                .answers
                .into_iter()
                .map(|answer| answer.map(to))
                .collect(),
        }
    }
}

impl<S> AnswerWords<S> {
    fn map<T>(self, to: &mut impl FnMut(S) -> T) -> AnswerWords<T> {
        AnswerWords {
            id: to(self.id),
            question: to(self.question),
            answer: to(self.answer),
        }
    }
}

impl<S> FlagWords<S> {
    fn map<T>(self, to: &mut impl FnMut(S) -> T) -> FlagWords<T> {
        let Self {
            id,
            level,
            title,
            text,
            lists,
        } = self;
        let lists = lists.into_iter().map(&mut *to).collect();
        FlagWords {
            id: to(id),
            level,
            title: to(title),
            text: to(text),
            lists,
        }
    }
}

impl<S> StayWords<S> {
    fn map<T>(self, to: &mut impl FnMut(S) -> T) -> StayWords<T> {
        StayWords {
            need: to(self.need),
            offer: to(self.offer),
        }
    }
}
