//! What a list should hold, worked out in memory, case by case.

use std::cmp::{Ordering, Reverse};

use chrono::{DateTime, NaiveDate, Utc};
use inpatient_referral::clock::england;
use inpatient_referral::store::referrals::dashboard::{Filters, List, Owner, Queue, Sort};
use inpatient_referral::store::submissions::Source;
use serde_json::Value;
use uuid::Uuid;

use super::seeded::{ME, TODAY};

/// A case, as it is stored.
#[derive(sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "they are columns")]
pub struct Case {
    id: Uuid,
    reference: String,
    state: String,
    state_since: DateTime<Utc>,
    owner_id: Option<Uuid>,
    received_at: DateTime<Utc>,
    flagged: bool,
    source: String,
    priority: Option<String>,
    closed: bool,
    pub merged: bool,
    attention: bool,
    handed: bool,
    due_on: Option<NaiveDate>,
    funding: Option<String>,
    pub practice: Option<String>,
    pub place: Option<f64>,
    pathway_id: String,
    signs: Option<Value>,
    flags: Vec<String>,
}

/// Every case.
pub async fn read(conn: &mut sqlx::PgConnection) -> Vec<Case> {
    sqlx::query_as(
        "SELECT r.id, r.reference, r.state, r.state_since, r.owner_id, r.received_at, r.flagged, r.source, r.priority,
             r.closed_at IS NOT NULL AS closed, r.merged_into IS NOT NULL AS merged, r.attention, r.handed, r.due_on, r.funding,
             p.ods_code AS practice, w.place, s.pathway_id, s.signs, s.flags
         FROM referrals r JOIN submissions s ON s.id = r.submission_id LEFT JOIN practices p ON p.id = r.practice_id
         LEFT JOIN waiting_list w ON w.referral_id = r.id",
    )
    .fetch_all(conn)
    .await
    .unwrap()
}

/// No filter, each by itself, and some together.
pub fn filters(cases: &[Case]) -> Vec<Filters> {
    let none = Filters::default;
    let day = |text: &str| text.parse().ok();
    let set = [
        Filters {
            state: domain::referral::StateCode::from_code("in_triage"),
            ..none()
        },
        Filters {
            source: Some(Source::Gp),
            ..none()
        },
        Filters {
            flagged: Some(true),
            ..none()
        },
        Filters {
            flagged: Some(false),
            ..none()
        },
        Filters {
            sign: Some("daily_life".to_owned()),
            ..none()
        },
        Filters {
            flag: Some("dx_first".to_owned()),
            ..none()
        },
        Filters {
            funding: domain::referral::casework::Payer::from_code("nhs"),
            ..none()
        },
        Filters {
            owner: Some(Owner::Me),
            ..none()
        },
        Filters {
            owner: Some(Owner::Nobody),
            ..none()
        },
        Filters {
            owner: cases
                .iter()
                .find_map(|case| case.owner_id)
                .map(Owner::Account),
            ..none()
        },
        Filters {
            priority: domain::referral::casework::Priority::from_code("urgent"),
            ..none()
        },
        Filters {
            practice: domain::people::OdsCode::parse("B12345").ok(),
            ..none()
        },
        Filters {
            practice: domain::people::OdsCode::parse("C12345").ok(),
            ..none()
        },
        Filters {
            received_from: day("2031-01-05"),
            ..none()
        },
        Filters {
            received_to: day("2031-01-05"),
            ..none()
        },
        Filters {
            pathway: Some("another".to_owned()),
            ..none()
        },
    ];
    let together = Filters {
        flagged: Some(true),
        sign: Some("treatment_relief".to_owned()),
        received_from: day("2031-01-02"),
        received_to: day("2031-01-12"),
        source: Some(Source::Patient),
        ..none()
    };
    std::iter::once(none())
        .chain(set)
        .chain([together])
        .collect()
}

/// The references of what a list should hold, in its order.
pub fn held(cases: &[Case], list: &List<'_>) -> Vec<String> {
    let mut held: Vec<&Case> = cases
        .iter()
        .filter(|case| case.is_in(list.queue) && case.fits(list.filters))
        .collect();
    let closed = [Queue::WaitingList, Queue::Closed, Queue::All].contains(&list.queue);
    let urgent = |case: &Case| {
        let sorts = !closed && [Sort::Target, Sort::Handed, Sort::Flagged].contains(&list.sort);
        sorts && case.priority.as_deref() == Some("urgent")
    };
    held.sort_by(|one, other| {
        let first = urgent(other).cmp(&urgent(one));
        first.then(one.compare(other, list.sort))
    });
    held.iter().map(|case| case.reference.clone()).collect()
}

impl Case {
    fn is_in(&self, queue: Queue) -> bool {
        let today: NaiveDate = TODAY.parse().unwrap();
        let open = !self.closed && !self.merged;
        let late = |until: NaiveDate| self.due_on.is_some_and(|due| due <= until);
        match queue {
            Queue::NeedsAction => !self.merged && (self.attention || open && late(today)),
            Queue::Mine => open && self.owner_id == Some(ME),
            Queue::Unassigned => open && self.owner_id.is_none(),
            Queue::WaitingOnOthers => {
                open && ["info_requested", "on_hold", "funding"].contains(&self.state.as_str())
            }
            Queue::WaitingList => open && self.place.is_some(),
            Queue::Overdue => open && late(today.pred_opt().unwrap()),
            Queue::Closed => self.closed && !self.merged,
            Queue::All => true,
        }
    }

    fn fits(&self, filters: &Filters) -> bool {
        let received = england::date(self.received_at);
        let met = |sign: &String| {
            self.signs
                .as_ref()
                .is_some_and(|signs| signs[sign] == "met")
        };
        let owned = |owner: Owner| match owner {
            Owner::Me => self.owner_id == Some(ME),
            Owner::Nobody => self.owner_id.is_none(),
            Owner::Account(id) => self.owner_id == Some(id),
        };
        filters.state.is_none_or(|one| self.state == one.code())
            && filters.source.is_none_or(|one| self.source == one.code())
            && filters.flagged.is_none_or(|one| self.flagged == one)
            && filters.sign.as_ref().is_none_or(met)
            && filters
                .flag
                .as_ref()
                .is_none_or(|one| self.flags.contains(one))
            && filters
                .funding
                .is_none_or(|one| self.funding.as_deref() == Some(one.code()))
            && filters.owner.is_none_or(owned)
            && filters
                .priority
                .is_none_or(|one| self.priority.as_deref() == Some(one.code()))
            && filters
                .practice
                .as_ref()
                .is_none_or(|one| self.practice.as_deref() == Some(one.as_str()))
            && filters.received_from.is_none_or(|day| received >= day)
            && filters.received_to.is_none_or(|day| received <= day)
            && filters
                .pathway
                .as_ref()
                .is_none_or(|one| self.pathway_id == *one)
    }

    fn compare(&self, other: &Self, sort: Sort) -> Ordering {
        let last = NaiveDate::MAX;
        let newest = |case: &Self| Reverse((case.received_at, case.id));
        let flagged = |case: &Self| (Reverse(case.flagged), newest(case));
        let target = |case: &Self| (case.due_on.unwrap_or(last), flagged(case));
        let rank = |case: &Self| {
            let order = ["urgent", "soon", "routine"];
            let found = order
                .iter()
                .position(|one| case.priority.as_deref() == Some(one));
            (found.unwrap_or(order.len()), case.received_at, case.id)
        };
        match sort {
            Sort::Handed => (!self.handed, target(self)).cmp(&(!other.handed, target(other))),
            Sort::Target => target(self).cmp(&target(other)),
            Sort::Flagged => flagged(self).cmp(&flagged(other)),
            Sort::Newest => newest(self).cmp(&newest(other)),
            Sort::Oldest => newest(other).cmp(&newest(self)),
            Sort::InState => (self.state_since, self.id).cmp(&(other.state_since, other.id)),
            Sort::Priority => rank(self).cmp(&rank(other)),
            Sort::Place => {
                let places = self.place.partial_cmp(&other.place);
                places
                    .unwrap_or(Ordering::Equal)
                    .then(self.id.cmp(&other.id))
            }
        }
    }
}
