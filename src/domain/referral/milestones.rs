//! What a step reaches.

use chrono::{DateTime, NaiveDate, Utc};

use super::casework::Asked;
use super::{Action, Milestones, Open, State};

impl Milestones {
    /// After a step that is taken in a state, in which the case stood since then.
    pub(super) fn after(
        &self,
        step: &Action,
        state: &State,
        since: DateTime<Utc>,
        at: DateTime<Utc>,
    ) -> Self {
        let mut next = self.clone();
        let exit = matches!(step, Action::Decline { .. } | Action::Redirect { .. });
        let offered = matches!(step, Action::OfferAssessment { .. });
        if exit || matches!(step, Action::StartTriage) {
            next.acknowledged_at.get_or_insert(at);
        }
        if matches!(step, Action::AssessSigns { .. }) {
            next.signs_assessed_at = Some(at);
        }
        if offered || exit {
            next.triaged_at.get_or_insert(at);
        }
        if matches!(step, Action::OfferAssessment { on: Some(_), .. }) {
            next.assessment_offered_at.get_or_insert(at);
        }
        if exit || matches!(step, Action::Accept { .. }) {
            next.decided_at = Some(at);
        }
        if matches!(step, Action::Reopen { .. }) {
            next.reopened_at = Some(at);
            next.decided_at = None;
            next.signs_assessed_at = None;
        }
        let waits = matches!(state, State::InfoRequested(_));
        if waits && !matches!(step, Action::Remind | Action::NoteOverdue) {
            next.waited.push((since, at));
        }
        next
    }
}

impl State {
    /// Whether information is asked of the person, and not of the practice that referred.
    pub fn asks_patient(&self) -> bool {
        matches!(self, Self::InfoRequested(wait) if wait.of == Asked::Patient)
    }

    /// The day by which an answer is due, where something was asked and a day was named.
    pub fn answer_due(&self) -> Option<NaiveDate> {
        match self {
            Self::InfoRequested(wait) => wait.until,
            _ => None,
        }
    }

    /// Whether it has a place on the waiting list: it waits for a bed, or will again after a pause.
    pub fn is_on_waiting_list(&self) -> bool {
        match self {
            Self::Open(step) => *step == Open::WaitingForBed,
            Self::InfoRequested(wait) | Self::OnHold(wait) => wait.back_to == Open::WaitingForBed,
            Self::Admitted { .. } | Self::Closed(_) => false,
        }
    }
}
