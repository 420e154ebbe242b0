//! What a colleague said who handed the case over, until its new owner takes it up.

use domain::referral::{Action, Event, Happening};
use templates::admissions::case::notices::Handed;

use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::referral::who;
use crate::routes::admissions::words;
use crate::store::referrals::Case;

/// For its new owner alone; nothing once they have done something to it.
pub fn handed(staff: &Staff, case: &Case) -> Option<Handed> {
    let referral = &case.referral;
    let mine = referral.owner() == Some(staff.actor.account);
    let waits = mine && referral.is_handed() && referral.state().is_open();
    let mut newest_first = case.events.iter().rev().filter(|_| waits);
    let given = |event: &Event| match &event.what {
        Happening::Done {
            action: Action::Assign { note, .. },
        } => Some(Handed {
            note: note.clone(),
            about: format!(
                "{}, {}",
                words::moment(event.at),
                who(staff, case, event.actor)
            ),
        }),
        _ => None,
    };
    newest_first.find_map(given)
}
