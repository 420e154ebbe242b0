//! Which letters a refusal still owes.

use super::{Kind, Reader};
use crate::referral::State;

/// The letters that a case owes as it stands: a refusal is told to the person and, where somebody referred, to them too.
/// `written` are the readers to whom it was written already, of this refusal and of none before it.
pub fn owed(state: &State, referrer: bool, written: &[Reader]) -> Vec<(Kind, Reader)> {
    let refusals = Kind::ALL.into_iter().filter(|kind| kind.is_refusal());
    let both = refusals.flat_map(|kind| Reader::ALL.map(|reader| (kind, reader)));
    both.filter(|(kind, reader)| kind.allowed(*reader, state, referrer).is_ok())
        .filter(|(_, reader)| !written.contains(reader))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::referral::{Closed, DeclineReason, Open};

    fn declined() -> State {
        State::Closed(Closed::Declined {
            reason: DeclineReason::Other,
            rationale: "x".to_owned(),
            signpost: "x".to_owned(),
        })
    }

    #[test]
    fn a_refusal_is_owed_to_the_person_and_to_whoever_referred() {
        let (person, referrer) = (
            (Kind::Decline, Reader::Patient),
            (Kind::Decline, Reader::Referrer),
        );
        assert_eq!(owed(&declined(), false, &[]), [person]);
        assert_eq!(owed(&declined(), true, &[]), [referrer, person]);
        assert_eq!(owed(&declined(), true, &[Reader::Referrer]), [person]);
        assert_eq!(owed(&declined(), true, &[Reader::Patient]), [referrer]);
        assert_eq!(owed(&declined(), true, &Reader::ALL), []);
    }

    #[test]
    fn nothing_else_is_owed() {
        let withdrawn = State::Closed(Closed::Withdrawn { reason: None });
        for state in [State::Open(Open::InTriage), withdrawn] {
            assert_eq!(owed(&state, true, &[]), []);
        }
    }
}
