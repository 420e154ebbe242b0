//! Which day is promised: the targets of the service, and the 18 weeks of the NHS constitution.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::casework::{Payer, coded};
use super::{Open, Referral, State};
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
pub struct HeldUntil {
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
}

/// Working days after which somebody looks again at a case that the team, whoever pays or the waiting list keeps waiting.
pub const QUIET: u32 = 10;

/// A day that is promised, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promised {
    /// What for.
    pub what: Promise,
    /// The day.
    pub day: NaiveDate,
}

coded! {
    /// What is promised for a day.
    Promise {
        /// The sender is told that it has come.
        Acknowledge = "acknowledge", "Acknowledge by";
        /// It is triaged.
        Triage = "triage", "Triage by";
        /// A day for the assessment is offered.
        Offer = "offer", "Offer an assessment by";
        /// The assessment takes place.
        Assessment = "assessment", "Assessment on";
        /// The person comes.
        Admission = "admission", "Admission on";
        /// The team meets.
        Meeting = "meeting", "Team’s meeting on";
        /// Somebody works on a case in which nothing else is promised. It is promised to nobody outside.
        Look = "look", "Look at it again by";
        /// Whoever was asked answers.
        Answer = "answer", "Answer due by";
        /// A hold is looked at again.
        Review = "review", "Look at it again on";
    }
}

impl Promise {
    /// Whether it is a day that somebody agreed, rather than the end of a time.
    pub fn is_appointment(self) -> bool {
        matches!(self, Self::Assessment | Self::Admission | Self::Meeting)
    }

    fn on(self, day: NaiveDate) -> Promised {
        Promised { what: self, day }
    }
}

impl Referral {
    /// The next day that is promised: by somebody, or else the target of the service. `day` tells the day of an instant in England.
    ///
    /// The clock of triage and assessment stands still while the case waits for information that was asked for, and never
    /// else: not on hold, where the target or the day of the review counts, whichever is earlier. A case that was opened again has its
    /// targets from then on. No pause hides a day that was agreed with somebody: an assessment or an admission stays where it is. Where
    /// nothing else is promised, the case is looked at again once nobody has worked on it for [`QUIET`] working days, so that none is
    /// lost from sight.
    pub fn promised(
        &self,
        promises: &Promises,
        day: impl Fn(DateTime<Utc>) -> NaiveDate,
    ) -> Option<Promised> {
        let target = |step: &Open| self.target(step, promises, &day);
        let look = || {
            let worked = self.milestones.worked_at.unwrap_or(self.since);
            Some(Promise::Look.on(working_days::after(day(worked.max(self.since)), QUIET)))
        };
        match &self.state {
            State::Open(step) => step.agreed().or_else(|| target(step)).or_else(look),
            State::InfoRequested(wait) => {
                let answer = wait.until.map(|until| Promise::Answer.on(until));
                // Older questions may name no day; then the case must not be lost from sight.
                let agreed = earlier(answer, wait.back_to.agreed());
                agreed.or_else(|| target(&wait.back_to)).or_else(look)
            }
            State::OnHold(wait) => {
                let review = wait.until.map(|until| Promise::Review.on(until));
                let step = &wait.back_to;
                earlier(review, step.agreed().or_else(|| target(step))).or_else(look)
            }
            State::Admitted { .. } | State::Closed(_) => None,
        }
    }

    /// The day by which it is to have moved on from a step.
    fn target(
        &self,
        step: &Open,
        promises: &Promises,
        day: impl Fn(DateTime<Utc>) -> NaiveDate,
    ) -> Option<Promised> {
        let moved = |target| self.moved(target, None, &day);
        let told = self.milestones.acknowledged_at.is_some();
        match step {
            Open::Received if !told => Some(Promise::Acknowledge.on(promises.acknowledge)),
            Open::Received | Open::InTriage => Some(Promise::Triage.on(moved(promises.triage))),
            Open::PreAdmissionAssessment { on: None } => {
                Some(Promise::Offer.on(moved(promises.assessment)))
            }
            _ => None,
        }
    }

    /// A promised day as it stands once the step is reached, or now: counted from when the case was last opened again, with as many
    /// working days as were promised at the receipt, and later by the waits for information since then that ended before.
    fn moved(
        &self,
        promised: NaiveDate,
        reached: Option<DateTime<Utc>>,
        day: impl Fn(DateTime<Utc>) -> NaiveDate,
    ) -> NaiveDate {
        let before = |at: &DateTime<Utc>| reached.is_none_or(|reached| *at <= reached);
        let reopened = self.milestones.reopened_at.filter(before);
        let start = reopened.map(|at| {
            let promised = working_days::between(day(self.received_at), promised);
            later_by(day(at), promised)
        });
        let waits = self.milestones.waited.iter();
        let waits = waits.filter(|(from, to)| reopened.is_none_or(|at| *from >= at) && before(to));
        let waited: usize = waits
            .map(|(from, to)| working_days::between(day(*from), day(*to)))
            .sum();
        later_by(start.unwrap_or(promised), waited)
    }

    /// Until when the promises of triage and assessment hold, as the case stands: what is reached later was late, and so is what is
    /// still to be done once that day has passed. `day` tells the day of an instant in England.
    pub fn held_until(
        &self,
        promises: &Promises,
        day: impl Fn(DateTime<Utc>) -> NaiveDate,
    ) -> HeldUntil {
        let until = |promised, reached| self.until(promised, reached, &day);
        HeldUntil {
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

impl Open {
    /// The day that was agreed with somebody for this step.
    fn agreed(&self) -> Option<Promised> {
        match self {
            Self::PreAdmissionAssessment { on } => on.map(|on| Promise::Assessment.on(on)),
            Self::MdtDecision { on } => on.map(|on| Promise::Meeting.on(on)),
            Self::AdmissionBooked { on } => Some(Promise::Admission.on(*on)),
            _ => None,
        }
    }
}

/// So many working days later; the day itself where there are none.
fn later_by(day: NaiveDate, count: usize) -> NaiveDate {
    match u32::try_from(count).unwrap_or(u32::MAX) {
        0 => day,
        count => working_days::after(day, count),
    }
}

/// The one that comes first; of two on one day the first.
fn earlier(one: Option<Promised>, other: Option<Promised>) -> Option<Promised> {
    one.into_iter()
        .chain(other)
        .min_by_key(|promised| promised.day)
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
        let friday = "2026-11-27".parse().expect("a date");
        let promises = Targets::default().promises(friday);
        let days = [promises.acknowledge, promises.triage, promises.assessment];
        let days = days.map(|day| day.to_string());
        assert_eq!(days, ["2026-11-30", "2026-12-01", "2026-12-04"]);
    }
}
