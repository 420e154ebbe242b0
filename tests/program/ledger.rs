//! What people were told against what the database holds.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{FromRow, PgConnection};

/// The references that one person saw for one form, first and later.
#[derive(Debug)]
pub struct Told(pub Vec<String>);

/// What was stored for one case.
#[derive(Debug, Clone, FromRow)]
pub struct Case {
    /// Its reference.
    pub reference: String,
    /// The draft that it came from, as text.
    pub draft: String,
    /// Whether draft, patient, first event, audit line and receipt are all there.
    pub whole: bool,
}

/// What must never be.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// Somebody saw this reference, and there is no such case.
    Lost(String),
    /// There are two cases of this draft, or with this reference.
    Doubled(String),
    /// Parts of this case are missing.
    Torn(String),
    /// One form was given several references.
    ToldTwice(Vec<String>),
    /// A case that nobody was told of, though everybody tried until told.
    Untold(String),
}

/// Every case in the database.
pub async fn cases(database: &mut PgConnection) -> Result<Vec<Case>, sqlx::Error> {
    sqlx::query_as(
        "SELECT coalesce(r.reference, '') AS reference, s.screening_id::text AS draft,
                (SELECT count(*) FROM screenings d WHERE d.id = s.screening_id AND d.submitted_at IS NOT NULL) = 1
                AND (SELECT count(*) FROM patients p WHERE p.id = s.patient_id AND p.id = r.patient_id) = 1
                AND (SELECT count(*) FROM referral_events e WHERE e.referral_id = r.id AND e.kind = 'received') = 1
                AND (SELECT count(*) FROM audit_log a WHERE a.subject_id = r.id AND a.action = 'referral.received') = 1 AS whole
         FROM submissions s LEFT JOIN referrals r ON r.submission_id = s.id",
    )
    .fetch_all(database)
    .await
}

/// Everything that is wrong.
pub fn faults(told: &[Told], cases: &[Case]) -> Vec<Fault> {
    let seen: BTreeSet<&str> = told
        .iter()
        .flat_map(|told| &told.0)
        .map(String::as_str)
        .collect();
    let stored: BTreeSet<&str> = cases.iter().map(|case| &*case.reference).collect();
    let lost = seen
        .difference(&stored)
        .map(|reference| Fault::Lost((*reference).to_owned()));
    let untold = stored
        .difference(&seen)
        .map(|reference| Fault::Untold((*reference).to_owned()));
    let torn = cases
        .iter()
        .filter(|case| !case.whole)
        .map(|case| Fault::Torn(case.reference.clone()));
    let twice = told
        .iter()
        .filter(|told| told.0.iter().any(|reference| *reference != told.0[0]));
    let twice = twice.map(|told| Fault::ToldTwice(told.0.clone()));
    let doubled = repeated(cases.iter().map(|case| &*case.draft))
        .chain(repeated(cases.iter().map(|case| &*case.reference)))
        .chain(repeated(
            told.iter()
                .filter_map(|told| told.0.first().map(String::as_str)),
        ))
        .map(Fault::Doubled);
    lost.chain(untold)
        .chain(torn)
        .chain(twice)
        .chain(doubled)
        .collect()
}

fn repeated<'a>(values: impl Iterator<Item = &'a str>) -> impl Iterator<Item = String> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0) += 1;
    }
    counts
        .into_iter()
        .filter(|(_, count)| *count > 1)
        .map(|(value, _)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Case, Fault, Told, faults};

    fn told(references: &[&str]) -> Told {
        Told(references.iter().map(|text| (*text).to_owned()).collect())
    }

    fn case(reference: &str, draft: &str) -> Case {
        Case {
            reference: reference.to_owned(),
            draft: draft.to_owned(),
            whole: true,
        }
    }

    #[test]
    fn what_was_told_and_is_stored_is_well() {
        let people = [told(&["A", "A"]), told(&["B"])];
        assert_eq!(faults(&people, &[case("A", "1"), case("B", "2")]), []);
    }

    #[test]
    fn each_kind_of_fault_is_found() {
        let a = || "A".to_owned();
        assert_eq!(faults(&[told(&["A"])], &[]), [Fault::Lost(a())]);
        assert_eq!(faults(&[], &[case("A", "1")]), [Fault::Untold(a())]);
        let torn = Case {
            whole: false,
            ..case("A", "1")
        };
        assert_eq!(faults(&[told(&["A"])], &[torn]), [Fault::Torn(a())]);
        let both = [told(&["A"]), told(&["B"])];
        let doubled = Fault::Doubled("1".to_owned());
        assert_eq!(faults(&both, &[case("A", "1"), case("B", "1")]), [doubled]);
        assert_eq!(
            faults(&[told(&["A"]), told(&["A"])], &[case("A", "1")]),
            [Fault::Doubled(a())]
        );
        let twice = Fault::ToldTwice(vec![a(), "B".to_owned()]);
        assert_eq!(
            faults(&[told(&["A", "B"])], &[case("A", "1"), case("B", "2")]),
            [twice]
        );
    }
}
