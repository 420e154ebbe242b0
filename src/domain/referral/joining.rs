//! Whether a case may go on in another one. It depends on both cases, so that no timeline of one of them can tell it again: it is
//! asked before [`super::Action::Merge`] is done, and not when events are read.

use super::{Referral, Refusal, State};

impl State {
    /// Whether an admission is booked, or will be again after a pause.
    pub fn is_booked(&self) -> bool {
        let booked = |step: &super::Open| matches!(step, super::Open::AdmissionBooked { .. });
        match self {
            Self::Open(step) => booked(step),
            Self::InfoRequested(wait) | Self::OnHold(wait) => booked(&wait.back_to),
            Self::Admitted { .. } | Self::Closed(_) => false,
        }
    }
}

impl Referral {
    /// Whether it may go on in some other case: not while an admission is booked, since joining would give the bed away.
    pub fn may_leave(&self) -> Result<(), Refusal> {
        if self.state.is_booked() {
            Err(Refusal::Booked)
        } else {
            Ok(())
        }
    }

    /// Whether it may go on in this one. What is closed takes nothing in, so that nothing open is lost from sight; a case that was
    /// joined itself takes nothing in, so that there are no chains; and whoever waits for a bed goes on waiting, or is further.
    /// Whether others were joined to it, only the store can tell.
    pub fn may_join(&self, main: &Self) -> Result<(), Refusal> {
        self.may_leave()?;
        if !main.state.is_open() {
            return Err(Refusal::WrongState(main.state.code()));
        }
        if main.merged_into.is_some() {
            return Err(Refusal::Chained);
        }
        let waits = main.state.is_on_waiting_list() || main.state.is_booked();
        if self.state.is_on_waiting_list() && !waits {
            return Err(Refusal::OnWaitingList);
        }
        Ok(())
    }
}
