//! Which day is promised: the targets of the service, and the 18 weeks of the NHS constitution.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::casework::Payer;
use super::{Open, Referral, State, StateCode};
use crate::working_days;

/// Targets of the service, in working days after the receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Targets {
    /// Until the sender is told that it has come, or somebody reads it.
    pub acknowledge: u32,
    /// Until it is triaged.
    pub triage: u32,
    /// Until an assessment is offered.
    pub assessment: u32,
}

/// As the hospital's clinical content has them, where nobody set others.
impl Default for Targets {
    fn default() -> Self {
        Self {
            acknowledge: 1,
            triage: 2,
            assessment: 5,
        }
    }
}

/// The days that were promised when a case came. Targets that change later do not change them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promises {
    /// The sender is told that it has come by then.
    pub acknowledge: NaiveDate,
    /// It is triaged by then.
    pub triage: NaiveDate,
    /// An assessment is offered by then.
    pub assessment: NaiveDate,
}

/// Until when a promise holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// Until the day that was promised at the receipt: no wait for information moved it.
    AsPromised,
    /// Until a later day, to which such waits moved it.
    Moved(NaiveDate),
    /// Until it moves on: information is asked for, and the day had not passed when it was.
    StandsStill,
}

/// Until when the promises that waits can move hold. That of the acknowledgement never moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promised {
    /// Triage.
    pub triage: Until,
    /// The offer of an assessment.
    pub assessment: Until,
}

impl Targets {
    /// What is promised to a case that comes on this day.
    pub fn promises(self, received: NaiveDate) -> Promises {
        let after = |count| working_days::after(received, count);
        Promises {
            acknowledge: after(self.acknowledge),
            triage: after(self.triage),
            assessment: after(self.assessment),
        }
    }

    /// The day by which a case in this state is to have moved on, if there is a target for that.
    pub fn day(self, state: StateCode, received: NaiveDate) -> Option<NaiveDate> {
        let promises = self.promises(received);
        match state {
            StateCode::Received => Some(promises.acknowledge),
            StateCode::InTriage => Some(promises.triage),
            StateCode::PreAdmissionAssessment => Some(promises.assessment),
            _ => None,
        }
    }
}

impl Referral {
    /// The next day that is promised: by somebody, or else the target of the service. `day` tells the day of an instant in England.
    ///
    /// The clock of triage and assessment stands still while the case waits for information that was asked for, and never
    /// else: not on hold, where the target or the day of the review counts, whichever is earlier.
    pub fn due(
        &self,
        promises: &Promises,
        day: impl Fn(DateTime<Utc>) -> NaiveDate,
    ) -> Option<NaiveDate> {
        let named = self.state.promised();
        let target = match &self.state {
            State::Open(step) => self.target(step, promises, day),
            State::OnHold(wait) => self.target(&wait.back_to, promises, day),
            // The day on which the answer is due, by which whoever was asked is reminded.
            State::InfoRequested(_) | State::Admitted { .. } | State::Closed(_) => None,
        };
        named.into_iter().chain(target).min()
    }

    /// The day by which it is to have moved on from a step.
    fn target(
        &self,
        step: &Open,
        promises: &Promises,
        day: impl Fn(DateTime<Utc>) -> NaiveDate,
    ) -> Option<NaiveDate> {
        let moved = |promised| self.moved(promised, None, &day);
        let moved = match step {
            Open::Received | Open::InTriage => Some(moved(promises.triage)),
            Open::PreAdmissionAssessment { on: None } => Some(moved(promises.assessment)),
            _ => None,
        };
        let told = self.milestones.acknowledged_at.is_some();
        let acknowledge = (*step == Open::Received && !told).then_some(promises.acknowledge);
        acknowledge.or(moved)
    }

    /// A promised day, later by the waits for information that ended before the step was reached.
    fn moved(
        &self,
        promised: NaiveDate,
        reached: Option<DateTime<Utc>>,
        day: impl Fn(DateTime<Utc>) -> NaiveDate,
    ) -> NaiveDate {
        let waits = self.milestones.waited.iter();
        let waited: usize = waits
            .filter(|(_, to)| reached.is_none_or(|reached| *to <= reached))
            .map(|(from, to)| working_days::between(day(*from), day(*to)))
            .sum();
        match u32::try_from(waited).unwrap_or(u32::MAX) {
            0 => promised,
            waited => working_days::after(promised, waited),
        }
    }

    /// Until when the promises of triage and assessment hold, as the case stands: what is reached later was late, and so is what is
    /// still to be done once that day has passed. `day` tells the day of an instant in England.
    pub fn promised(
        &self,
        promises: &Promises,
        day: impl Fn(DateTime<Utc>) -> NaiveDate,
    ) -> Promised {
        let until = |promised, reached| self.until(promised, reached, &day);
        Promised {
            triage: until(promises.triage, self.milestones.triaged_at),
            assessment: until(promises.assessment, self.milestones.assessment_offered_at),
        }
    }

    fn until(
        &self,
        promised: NaiveDate,
        reached: Option<DateTime<Utc>>,
        day: impl Fn(DateTime<Utc>) -> NaiveDate,
    ) -> Until {
        let moved = self.moved(promised, reached, &day);
        let waits = matches!(self.state, State::InfoRequested(_)) && reached.is_none();
        if waits && day(self.since) <= moved {
            Until::StandsStill
        } else if moved == promised {
            Until::AsPromised
        } else {
            Until::Moved(moved)
        }
    }

    /// The 18 weeks, where staff marked them as applicable and the NHS pays.
    pub fn rtt_clock(
        &self,
        payer: Option<Payer>,
        day: impl Fn(DateTime<Utc>) -> NaiveDate,
    ) -> Option<Rtt> {
        let applies = self.rtt && self.payer.or(payer) == Some(Payer::Nhs);
        let from = day(self.received_at);
        applies.then(|| Rtt {
            from,
            breach: from + Days::new(18 * 7),
            stopped: (!self.state.is_open()).then(|| day(self.since)),
        })
    }
}

/// The clock from referral to treatment. Neither a hold nor a question stops it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rtt {
    /// The day of receipt.
    pub from: NaiveDate,
    /// The day on which 18 weeks are over.
    pub breach: NaiveDate,
    /// The day on which it stopped: admitted, or closed.
    pub stopped: Option<NaiveDate>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_count_working_days_from_the_receipt() {
        let targets = Targets::default();
        let friday = "2026-11-27".parse().expect("a date");
        let day = |state| targets.day(state, friday).map(|day| day.to_string());
        assert_eq!(day(StateCode::Received).as_deref(), Some("2026-11-30"));
        assert_eq!(day(StateCode::InTriage).as_deref(), Some("2026-12-01"));
        let assessed = day(StateCode::PreAdmissionAssessment);
        assert_eq!(assessed.as_deref(), Some("2026-12-04"));
        assert_eq!(day(StateCode::WaitingForBed), None);
    }
}
