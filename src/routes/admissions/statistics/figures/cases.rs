//! Why cases ended, who waits for a bed, and which answers could not be taken.

use domain::Audience;
use domain::pathway::Pathways;
use templates::admissions::statistics::Table;
use templates::components::plot::{Bars, Group, Plot};

use super::super::super::words;
use super::super::small::{Count, Small};
use super::{Drawn, bar, headings};
use crate::store::statistics::{Exit, Waiting};
use crate::store::validation_faults::Faults;

/// Declined and redirected, by reason.
pub fn exits(small: Small, exits: &[(Exit, u64)]) -> Drawn {
    let counts: Vec<u64> = exits.iter().map(|(_, count)| *count).collect();
    let named = |exit: Exit| match exit {
        Exit::Declined(reason) => ("Declined", words::decline_reason(reason)),
        Exit::Redirected(reason) => ("Redirected", words::redirect_reason(reason)),
    };
    let shown: Vec<_> = exits
        .iter()
        .map(|(exit, _)| named(*exit))
        .zip(small.parts(&counts))
        .collect();
    let group = |how: &str| Group {
        name: Some(how.to_owned()),
        bars: shown
            .iter()
            .filter(|((ended, _), _)| *ended == how)
            .map(|((_, reason), count)| bar(reason, *count))
            .collect(),
    };
    let rows = shown
        .iter()
        .map(|((how, reason), count)| vec![(*how).to_owned(), (*reason).to_owned(), count.words()]);
    let table = Table {
        headings: headings(["How it ended", "Reason", "Referrals"]),
        rows: rows.collect(),
    };
    let groups = ["Declined", "Redirected"].map(group);
    let bars = Bars {
        groups: groups
            .into_iter()
            .filter(|group| !group.bars.is_empty())
            .collect(),
    };
    (Plot::Bars(bars), table)
}

/// Bands of waiting: the last day of each in full weeks, and its name.
const BANDS: [(u32, &str); 5] = [
    (14, "Up to 2 weeks"),
    (28, "2 to 4 weeks"),
    (56, "4 to 8 weeks"),
    (126, "8 to 18 weeks"),
    (u32::MAX, "Over 18 weeks"),
];

/// Who waits for a bed, by how long; half and the longest in days.
pub fn waiting(small: Small, waiting: &Waiting) -> Drawn {
    if waiting.count() == 0 {
        return (Plot::Bars(Bars::default()), Table::default());
    }
    let up_to = BANDS.map(|(last, _)| waiting.within(last));
    let before = std::iter::once(0).chain(up_to);
    let counts: Vec<u64> = up_to
        .iter()
        .zip(before)
        .map(|(upto, before)| upto - before)
        .collect();
    let shown = small.parts(&counts);
    let bands = || BANDS.iter().zip(&shown);
    let mut rows: Vec<Vec<String>> = bands()
        .map(|((_, name), count)| vec![(*name).to_owned(), count.words()])
        .collect();
    let many = matches!(small.one(waiting.count()), Count::Exact(_));
    let days = |percent| {
        let days = waiting.percentile(percent).filter(|_| many);
        days.map_or_else(|| "not shown".to_owned(), |days| format!("{days} days"))
    };
    rows.push(vec!["All".to_owned(), small.one(waiting.count()).words()]);
    rows.push(vec!["Median wait".to_owned(), days(50)]);
    // The longest is one person's.
    let longest = match small {
        Small::Shown => days(100),
        Small::Hidden => "not shown".to_owned(),
    };
    rows.push(vec!["Longest wait".to_owned(), longest.clone()]);
    let table = Table {
        headings: headings(["Waiting for", "People"]),
        rows,
    };
    let heading = match small {
        Small::Shown => format!("Median {}, longest {longest}", days(50)),
        Small::Hidden => format!("Median {}", days(50)),
    };
    let group = Group {
        name: many.then_some(heading),
        bars: bands()
            .map(|((_, name), count)| bar(name, *count))
            .collect(),
    };
    (
        Plot::Bars(Bars {
            groups: vec![group],
        }),
        table,
    )
}

/// Answers that could not be taken, by question and what was wrong.
pub fn faults(pathways: &Pathways, small: Small, faults: &[Faults]) -> Drawn {
    let counts: Vec<u64> = faults.iter().map(|one| one.count).collect();
    let shown: Vec<_> = faults.iter().zip(small.parts(&counts)).collect();
    let group = |audience: Audience| Group {
        name: Some(asked(audience).to_owned()),
        bars: shown
            .iter()
            .filter(|(one, _)| one.audience == audience)
            .map(|(one, count)| {
                let wrong = words::fault(&one.kind).to_lowercase();
                bar(&format!("{}: {wrong}", question(pathways, one)), *count)
            })
            .collect(),
    };
    let rows = shown.iter().map(|(one, count)| {
        vec![
            question(pathways, one),
            asked(one.audience).to_owned(),
            words::fault(&one.kind).to_owned(),
            count.words(),
        ]
    });
    let table = Table {
        headings: headings(["Question", "Asked of", "What was wrong", "Times"]),
        rows: rows.collect(),
    };
    let groups = Audience::ALL.map(group);
    let bars = Bars {
        groups: groups
            .into_iter()
            .filter(|group| !group.bars.is_empty())
            .collect(),
    };
    (Plot::Bars(bars), table)
}

fn asked(audience: Audience) -> &'static str {
    match audience {
        Audience::Patient => "Patients",
        Audience::Gp => "Referrers",
    }
}

/// The question in a few words; its id where no pathway asks it any longer.
fn question(pathways: &Pathways, faults: &Faults) -> String {
    let mut found = pathways
        .iter()
        .filter_map(|pathway| pathway.question(&faults.question));
    found.next().map_or_else(
        || faults.question.clone(),
        |question| question.short.get(faults.audience).to_owned(),
    )
}
