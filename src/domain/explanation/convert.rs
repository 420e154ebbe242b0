//! Makes borrowed words owned.

use std::borrow::Cow;

use super::{AnswerWords, Explanation, FlagWords, OutcomeWords, SignWords, StayWords};

impl Explanation<Cow<'_, str>> {
    /// The same in words of its own.
    pub fn into_owned(self) -> Explanation {
        self.map(&mut Cow::into_owned)
    }
}

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
