//! Where in the navigation a page of the admissions team stands.

use templates::layout::{Current, Place};

/// The parts by the first segment after `/admissions`; what is not named here belongs to the referrals.
const PARTS: [(&str, Place); 14] = [
    ("account", Place::Account),
    ("waiting-list", Place::WaitingList),
    ("beds", Place::Beds),
    ("second-reads", Place::SecondReads),
    ("statistics", Place::Statistics),
    ("administration", Place::Administration),
    ("accounts", Place::Administration),
    ("api-clients", Place::Administration),
    ("practices", Place::Administration),
    ("settings", Place::Administration),
    ("pathways", Place::Administration),
    ("simulator", Place::Administration),
    ("retention", Place::Administration),
    ("audit", Place::Administration),
];

/// Where the page of this path stands.
pub fn of(path: &str) -> Current {
    let mut segments = path.trim_matches('/').split('/').skip(1);
    let first = segments.next().unwrap_or_default();
    let alone = segments.next().is_none();
    let known = PARTS.iter().find(|(name, _)| *name == first);
    let place = known.map_or(Place::Referrals, |(_, place)| *place);
    let leads_here = match place {
        Place::Referrals => first.is_empty(),
        Place::Administration => first == "administration",
        _ => true,
    };
    Current {
        place,
        exact: alone && leads_here,
    }
}

#[cfg(test)]
mod tests {
    use templates::layout::{Current, Place};

    use super::of;

    #[test]
    fn every_page_belongs_to_one_part_and_a_link_leads_to_itself_alone() {
        let expected = [
            ("/admissions", Place::Referrals, true),
            ("/admissions/search", Place::Referrals, false),
            ("/admissions/referrals/7K4M-29XQ", Place::Referrals, false),
            ("/admissions/beds", Place::Beds, true),
            ("/admissions/beds/units", Place::Beds, false),
            ("/admissions/statistics", Place::Statistics, true),
            ("/admissions/administration", Place::Administration, true),
            ("/admissions/audit", Place::Administration, false),
            ("/admissions/api-clients", Place::Administration, false),
            ("/admissions/account", Place::Account, true),
            ("/admissions/account/password", Place::Account, false),
        ];
        for (path, place, exact) in expected {
            assert_eq!(of(path), Current { place, exact }, "{path}");
        }
    }
}
