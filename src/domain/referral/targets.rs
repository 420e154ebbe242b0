//! Which day is promised where nobody has named one: the targets of the service.

use chrono::NaiveDate;

use super::StateCode;
use crate::working_days;

/// Targets of the service, in working days after the receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Targets {
    /// Until somebody reads it.
    pub acknowledge: u32,
    /// Until it is triaged.
    pub triage: u32,
}

impl Targets {
    /// The day by which a case in this state is to have moved on, if there is a target for that.
    pub fn day(self, state: StateCode, received: NaiveDate) -> Option<NaiveDate> {
        let count = match state {
            StateCode::Received => self.acknowledge,
            StateCode::InTriage => self.triage,
            _ => return None,
        };
        Some(working_days::after(received, count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_count_working_days_from_the_receipt() {
        let targets = Targets {
            acknowledge: 1,
            triage: 2,
        };
        let friday = "2026-11-27".parse().expect("a date");
        let day = |state| targets.day(state, friday).map(|day| day.to_string());
        assert_eq!(day(StateCode::Received).as_deref(), Some("2026-11-30"));
        assert_eq!(day(StateCode::InTriage).as_deref(), Some("2026-12-01"));
        assert_eq!(day(StateCode::WaitingForBed), None);
    }
}
