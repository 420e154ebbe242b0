//! How long the first steps took, and which promises were kept.

use templates::admissions::statistics::Table;
use templates::components::plot::{Plot, Span, Spans};

use super::super::small::{Count, Small};
use super::{Drawn, headings, percent, share};
use crate::store::statistics::{Steps, Took};

/// Time to acknowledge, to triage, to offer an assessment and to decide.
pub fn steps(small: Small, steps: &Steps) -> Drawn {
    let steps = [
        ("To acknowledge", &steps.acknowledge),
        ("To triage", &steps.triage),
        ("To offer an assessment", &steps.assessment),
        ("To decide", &steps.decide),
    ];
    let any = |took: &Took| took.done.count() + took.waiting + took.missed > 0;
    let steps: Vec<_> = steps.into_iter().filter(|(_, took)| any(took)).collect();
    let spans = Spans {
        spans: steps
            .iter()
            .map(|(name, took)| span(name, took, small))
            .collect(),
        unit: "working days".to_owned(),
    };
    let table = Table {
        headings: headings([
            "Working days",
            "Done",
            "Still waiting",
            "Median",
            "90th percentile",
            "Promised",
            "Promise kept",
        ]),
        rows: steps
            .iter()
            .map(|(name, took)| row(name, took, small))
            .collect(),
    };
    (Plot::Spans(spans), table)
}

fn row(name: &str, took: &Took, small: Small) -> Vec<String> {
    let counts = small.parts(&[took.done.count(), took.waiting]);
    let (half, most) = percentiles(took, small);
    let days = |days: Option<u32>| days.map_or_else(|| "–".to_owned(), |days| days.to_string());
    vec![
        name.to_owned(),
        counts[0].words(),
        counts[1].words(),
        days(half),
        days(most),
        promised(took),
        kept(took, small),
    ]
}

/// Below this, the 90th percentile is the longest of all, and so one person's.
const TAIL: u64 = 10;

/// Within how many days half and nine in ten were done; of few, nothing is told.
fn percentiles(took: &Took, small: Small) -> (Option<u32>, Option<u32>) {
    let done = took.done.count();
    let many = matches!(small.one(done), Count::Exact(_));
    let tail = small == Small::Shown || done >= TAIL;
    let of = |percent, told: bool| took.done.percentile(percent).filter(|_| told);
    (of(50, many), of(90, many && tail))
}

/// The least and the most that was promised, where targets were changed meanwhile.
fn ends(took: &Took) -> Option<(u32, u32)> {
    took.promised.least().zip(took.promised.percentile(100))
}

fn promised(took: &Took) -> String {
    match ends(took) {
        None => "–".to_owned(),
        Some((least, most)) if least == most => least.to_string(),
        Some((least, most)) => format!("{least} to {most}"),
    }
}

/// How many promises were kept, of those of which it is known; what can still be kept is not among them.
fn kept(took: &Took, small: Small) -> String {
    let of = share(small, &parts(took));
    match took.unknown {
        0 => of,
        unknown => format!("{of}; {} not known yet", small.one(unknown).words()),
    }
}

/// All promises of which it is known, those that were kept first.
fn parts(took: &Took) -> [u64; 3] {
    [took.kept, took.late, took.missed]
}

fn span(name: &str, took: &Took, small: Small) -> Span {
    let (half, most) = percentiles(took, small);
    let mut value = match (half, most) {
        (Some(half), Some(most)) => format!("half in {half}, 9 in 10 in {most}"),
        (Some(half), None) => format!("half in {half}"),
        _ if took.done.count() == 0 => "none done yet".to_owned(),
        _ => "too few to show".to_owned(),
    };
    let kept = percent(took.kept, parts(took).iter().sum());
    if let Some(percent) = kept.filter(|_| small.may_tell(&parts(took))) {
        value = format!("{value}; promise kept for {percent}");
    }
    let (least, longest) = ends(took).unzip();
    Span {
        name: name.to_owned(),
        value,
        half: half.map(f64::from),
        most: most.map(f64::from),
        targets: least
            .into_iter()
            .chain(longest.filter(|most| Some(*most) != least))
            .map(f64::from)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn took(kept: u64, late: u64) -> Took {
        let mut took = Took {
            waiting: 3,
            kept,
            late,
            ..Took::default()
        };
        took.done.add(1, kept + late);
        took.promised.add(2, kept + late);
        took
    }

    #[test]
    fn what_can_still_be_kept_is_not_in_the_share() {
        assert_eq!(kept(&took(6, 4), Small::Shown), "6 of 10 (60%)");
        assert_eq!(kept(&took(0, 0), Small::Shown), "–");
    }

    #[test]
    fn what_is_not_known_yet_is_said_beside_it() {
        let unknown = Took {
            unknown: 2,
            ..took(6, 4)
        };
        let text = kept(&unknown, Small::Shown);
        assert_eq!(text, "6 of 10 (60%); 2 not known yet");
    }

    #[test]
    fn targets_that_were_changed_are_told_as_a_range() {
        let mut changed = took(6, 4);
        assert_eq!(promised(&changed), "2");
        changed.promised.add(3, 1);
        assert_eq!(promised(&changed), "2 to 3");
        assert_eq!(
            span("To triage", &changed, Small::Shown).targets,
            [2.0, 3.0]
        );
    }

    #[test]
    fn few_broken_promises_are_not_told() {
        assert_eq!(kept(&took(20, 3), Small::Hidden), "not shown");
        let span = span("To triage", &took(20, 3), Small::Hidden);
        assert_eq!(span.value, "half in 1, 9 in 10 in 1");
        let missed = Took {
            missed: 2,
            ..took(20, 10)
        };
        assert_eq!(kept(&missed, Small::Hidden), "not shown");
    }

    #[test]
    fn the_longest_of_a_few_is_not_told() {
        let nine = took(9, 0);
        assert_eq!(percentiles(&nine, Small::Shown), (Some(1), Some(1)));
        assert_eq!(percentiles(&nine, Small::Hidden), (Some(1), None));
        assert_eq!(percentiles(&took(10, 0), Small::Hidden), (Some(1), Some(1)));
        assert_eq!(percentiles(&took(4, 0), Small::Hidden), (None, None));
    }
}
