//! What a replay found, in words.

use domain::Audience;
use domain::pathway::{Pathway, Verdict};
use domain::replay::{Flip, Subject, only_in};
use templates::admissions::administration::simulator::{self as pages, Count, Found};
use templates::components::Mark;

use super::replaying::{Case, Stopped, Tally};
use crate::context::Context;
use crate::routes::admissions::words;

/// The result as the page shows it.
pub fn found(context: &Context, draft: &Pathway, tally: &Tally) -> Found {
    let live = context.app.pathways.get(draft.id());
    let names = Names { draft, live };
    let ids = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect();
    let counts = tally
        .counts
        .iter()
        .map(|((subject, from, to), count)| Count {
            what: names.subject(subject),
            from: value(subject, from.as_deref()),
            to: value(subject, to.as_deref()),
            count: *count,
        });
    Found {
        draft: (draft.id().to_owned(), draft.version().to_owned()),
        looked_at: tally.looked_at,
        oldest: tally.oldest.map(words::day),
        stopped: tally.stopped.map(|stopped| match stopped {
            Stopped::Most => pages::Stopped::Most,
            Stopped::Time => pages::Stopped::Time,
        }),
        changed: tally.changed,
        flagged: tally.flagged,
        unflagged: tally.unflagged,
        counts: counts.collect(),
        cases: tally.cases.iter().map(|case| names.case(case)).collect(),
        gone: live.map_or_else(Vec::new, |live| ids(only_in(live, draft))),
        new: live.map_or_else(Vec::new, |live| ids(only_in(draft, live))),
        left_out: tally.left_out.clone().into_iter().collect(),
    }
}

/// Names of signs and outcomes: the draft's, or else those that are live, or else ids.
struct Names<'p> {
    draft: &'p Pathway,
    live: Option<&'p Pathway>,
}

impl Names<'_> {
    fn in_either<'s>(&'s self, name: impl Fn(&'s Pathway) -> Option<&'s str>) -> Option<&'s str> {
        name(self.draft).or_else(|| self.live.and_then(name))
    }

    fn subject(&self, subject: &Subject) -> String {
        let Subject::Sign(id) = subject else {
            return "Outcome".to_owned();
        };
        let label = self.in_either(|pathway| {
            let mut signs = pathway.signs().iter();
            let sign = signs.find(|sign| sign.id == *id)?;
            Some(sign.label.get(Audience::Gp))
        });
        words::capitalised(label.unwrap_or(id))
    }

    fn case(&self, case: &Case) -> pages::Case {
        let flip = |flip: &Flip| pages::Flip {
            what: self.subject(&flip.subject),
            from: value(&flip.subject, flip.from.as_deref()),
            to: value(&flip.subject, flip.to.as_deref()),
            because: flip.because.clone(),
        };
        pages::Case {
            reference: case.reference.to_string(),
            flips: case.flips.iter().map(flip).collect(),
        }
    }
}

/// An outcome or verdict; nothing where there was none.
fn value(subject: &Subject, code: Option<&str>) -> String {
    let Some(code) = code else {
        return "Not worked out".to_owned();
    };
    match subject {
        Subject::Outcome => words::capitalised(&code.replace('_', " ")),
        Subject::Sign(_) => {
            let verdicts = [Verdict::Met, Verdict::NotMet, Verdict::Unclear];
            let verdict = verdicts.into_iter().find(|one| one.code() == code);
            verdict
                .map_or(code, |one| Mark::from(one).words())
                .to_owned()
        }
    }
}
