//! The letters about a refusal that nobody has written yet.

use domain::correspondence::{Kind, Reader};
use templates::admissions::case::notices::Owed;

use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::referral::{Loaded, record};
use crate::security::permissions::Action;

/// Each, with where whoever looks writes it, if they may.
pub fn owed(staff: &Staff, loaded: &Loaded) -> Vec<Owed> {
    let case = &loaded.opened.case;
    let may = staff.can(Action::WriteRefusal(record(case)));
    let letters = format!("/admissions/referrals/{}/letters/new", case.reference);
    let one = |(kind, reader): &(Kind, Reader)| Owed {
        to_patient: *reader == Reader::Patient,
        href: may.then(|| format!("{letters}/{}/{}", kind.code(), reader.code())),
    };
    loaded.owed.iter().map(one).collect()
}
