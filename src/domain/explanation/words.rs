//! Puts a decision into the words of its reader.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{AnswerWords, Explanation, FlagWords, OutcomeWords, SignWords, StayWords};
use crate::answers::words::cell_phrase;
use crate::answers::{Answer, Answers};
use crate::outcome::{Decision, Evidence, SignResult};
use crate::pathway::{Flag, Pathway, StayItem, Verdict};
use crate::{Audience, Text};

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
