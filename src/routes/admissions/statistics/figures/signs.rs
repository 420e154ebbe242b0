//! What the rules said of each sign, what clinicians think of it, and second readers of declines.

use domain::Audience;
use domain::pathway::{Pathway, Pathways, Sign, Verdict};
use templates::admissions::statistics::Table;
use templates::components::Mark;
use templates::components::plot::{Bar, Bars, Group, Plot};

use super::super::super::words;
use super::super::small::{Count, Small, amount};
use super::{Drawn, bar, headings, share};
use crate::store::statistics::{Given, Said, SecondReads};

const VERDICTS: [Verdict; 3] = [Verdict::Met, Verdict::NotMet, Verdict::Unclear];

/// The sign of this id, whichever pathway asks about it.
fn sign<'a>(pathways: &'a Pathways, id: &str) -> Option<&'a Sign> {
    let mut signs = pathways.iter().flat_map(Pathway::signs);
    signs.find(|sign| sign.id == id)
}

fn label(pathways: &Pathways, id: &str) -> String {
    let sign = sign(pathways, id);
    words::capitalised(sign.map_or(id, |sign| sign.label.get(Audience::Gp)))
}

fn sentence(pathways: &Pathways, id: &str) -> String {
    let sign = sign(pathways, id);
    sign.map_or(id, |sign| &sign.sentence).to_owned()
}

/// Ids in the order in which signs are published; those that are no longer published come last.
fn in_order<'a>(pathways: &Pathways, ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let published: Vec<&str> = pathways
        .iter()
        .flat_map(Pathway::signs)
        .map(|sign| sign.id.as_str())
        .collect();
    let place = |id: &str| published.iter().position(|one| *one == id);
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_by_key(|id| (place(id).unwrap_or(usize::MAX), *id));
    ids.dedup();
    ids
}

/// Met, not met and unclear, by sign.
pub fn outcomes(pathways: &Pathways, small: Small, said: &[Said]) -> Drawn {
    let ids = in_order(pathways, said.iter().map(|one| one.sign.as_str()));
    let count = |id: &str, verdict: Verdict| {
        let mut same = said
            .iter()
            .filter(|one| one.sign == id && one.verdict == verdict);
        same.next().map_or(0, |one| one.count)
    };
    let counts: Vec<(&str, Vec<Count>)> = ids
        .into_iter()
        .map(|id| (id, small.parts(&VERDICTS.map(|verdict| count(id, verdict)))))
        .collect();
    let group = |(id, counts): &(&str, Vec<Count>)| Group {
        name: Some(label(pathways, id)),
        bars: VERDICTS
            .iter()
            .zip(counts)
            .map(|(verdict, count)| bar(Mark::from(*verdict).words(), *count))
            .collect(),
    };
    let row = |(id, counts): &(&str, Vec<Count>)| {
        let cells = counts.iter().map(|count| count.words());
        std::iter::once(sentence(pathways, id))
            .chain(cells)
            .collect()
    };
    let [met, not_met, unclear] = VERDICTS.map(|verdict| Mark::from(verdict).words());
    let table = Table {
        headings: headings(["Sign", met, not_met, unclear]),
        rows: counts.iter().map(row).collect(),
    };
    let bars = Bars {
        groups: counts.iter().map(group).collect(),
    };
    (Plot::Bars(bars), table)
}

/// Opinions by sign and verdict; drawn is how many disagree.
pub fn opinions(pathways: &Pathways, small: Small, given: &[Given]) -> Drawn {
    let ids = in_order(pathways, given.iter().map(|one| one.sign.as_str()));
    let of = |id: &str| {
        let mut of: Vec<&Given> = given.iter().filter(|one| one.sign == id).collect();
        of.sort_by_key(|one| {
            VERDICTS
                .iter()
                .position(|verdict| Some(*verdict) == one.verdict)
        });
        of
    };
    let group = |id: &&str| Group {
        name: Some(label(pathways, id)),
        bars: of(id)
            .into_iter()
            .map(|one| disagreement(one, small))
            .collect(),
    };
    let rows = ids.iter().flat_map(|id| of(id)).map(|one| {
        let counts = small.parts(&[one.agree, one.disagree, one.cannot_tell]);
        let mut row = vec![
            sentence(pathways, &one.sign),
            verdict(one.verdict).to_owned(),
        ];
        row.extend(counts.into_iter().map(Count::words));
        row.push(share(small, &parts(one)));
        row
    });
    let table = Table {
        headings: headings([
            "Sign",
            "The rules said",
            "Agree",
            "Disagree",
            "Cannot tell",
            "Disagree, of all",
        ]),
        rows: rows.collect(),
    };
    let bars = Bars {
        groups: ids.iter().map(group).collect(),
    };
    (Plot::Bars(bars), table)
}

/// All opinions, those that disagree first.
fn parts(given: &Given) -> [u64; 3] {
    [given.disagree, given.agree, given.cannot_tell]
}

fn disagreement(given: &Given, small: Small) -> Bar {
    let told = small.may_tell(&parts(given));
    let all: u64 = parts(given).iter().sum();
    Bar {
        name: verdict(given.verdict).to_owned(),
        amount: told.then(|| amount(given.disagree)),
        value: if told {
            format!("{} of {all}", given.disagree)
        } else {
            "not shown".to_owned()
        },
    }
}

fn verdict(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("Nothing", |verdict| Mark::from(verdict).words())
}

/// What second readers would have done.
pub fn second_reads(small: Small, reads: SecondReads) -> Drawn {
    let counts = [
        reads.agreed,
        reads.would_go_on,
        reads.cannot_tell,
        reads.unread,
    ];
    if counts.iter().sum::<u64>() == 0 {
        return (Plot::Bars(Bars::default()), Table::default());
    }
    let names = [
        "Would have declined too",
        "Would have gone on",
        "Could not tell",
        "Not read yet",
    ];
    let shown = small.parts(&counts);
    let [agreed, would_go_on, cannot_tell, _] = counts;
    let shares = [
        share(small, &[agreed, would_go_on, cannot_tell]),
        share(small, &[would_go_on, agreed, cannot_tell]),
        share(small, &[cannot_tell, agreed, would_go_on]),
        "–".to_owned(),
    ];
    let rows = names.iter().zip(&shown).zip(shares);
    let rows = rows.map(|((name, count), share)| vec![(*name).to_owned(), count.words(), share]);
    let table = Table {
        headings: headings(["Second reader", "Declines", "Of those read"]),
        rows: rows.collect(),
    };
    let bars = names
        .iter()
        .zip(&shown)
        .map(|(name, count)| bar(name, *count));
    let group = Group {
        name: None,
        bars: bars.collect(),
    };
    (
        Plot::Bars(Bars {
            groups: vec![group],
        }),
        table,
    )
}
