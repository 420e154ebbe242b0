//! What is pressing about the cases that were joined to one, in words: joining must hide none of it.

use domain::Audience;
use domain::pathway::{Level, Pathways};
use domain::referral::StateCode;
use templates::admissions::case::safety;

use crate::store::referrals::Joined;

const LEFT_OPEN: &str =
    "not withdrawn like this one: take it apart, so that it goes on, or withdraw it too";

/// Those about which something is pressing, as the page and the line of the main case show them; `main` is where that stands.
pub fn joined(pathways: &Pathways, main: StateCode, cases: &[Joined]) -> Vec<safety::Joined> {
    let shown = cases.iter().map(|case| {
        let (urgent, mut notes) = notes(pathways, case);
        if left_open(main, case) {
            notes.insert(0, LEFT_OPEN.to_owned());
        }
        safety::Joined {
            reference: case.reference.to_string(),
            urgent,
            notes,
        }
    });
    shown.filter(|one| !one.notes.is_empty()).collect()
}

/// Whether it goes on in a case that was withdrawn, so that nobody would work on it.
pub fn left_open(main: StateCode, case: &Joined) -> bool {
    main == StateCode::Withdrawn && case.open
}

/// Whether some of it is urgent, and all of it.
fn notes(pathways: &Pathways, case: &Joined) -> (bool, Vec<String>) {
    let pathway = pathways.get(&case.pathway);
    let pathway = pathway.unwrap_or_else(|| pathways.default());
    let flags = case.flags.iter().filter_map(|id| pathway.flag(id));
    let flags: Vec<_> = flags.collect();
    let pressing = |level| matches!(level, Level::Emergency | Level::Urgent);
    let urgent = case.urgent || flags.iter().any(|flag| pressing(flag.level));
    let mut notes = Vec::new();
    notes.extend(case.urgent.then(|| "the priority was urgent".to_owned()));
    notes.extend(case.flagged.then(|| "flagged".to_owned()));
    let titles = flags.iter().map(|flag| flag.title.get(Audience::Gp));
    notes.extend(titles.map(str::to_owned));
    (urgent, notes)
}
