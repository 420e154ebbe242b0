//! Names of states, and who holds a case in each.

use super::{Closed, Holder, Open, State, StateCode};

impl State {
    /// The name of the state.
    pub fn code(&self) -> StateCode {
        match self {
            Self::Open(step) => step.code(),
            Self::InfoRequested(_) => StateCode::InfoRequested,
            Self::OnHold(_) => StateCode::OnHold,
            Self::Admitted { .. } => StateCode::Admitted,
            Self::Closed(Closed::Declined { .. }) => StateCode::Declined,
            Self::Closed(Closed::Redirected { .. }) => StateCode::Redirected,
            Self::Closed(Closed::Withdrawn { .. }) => StateCode::Withdrawn,
            Self::Closed(Closed::NotAdmitted { .. }) => StateCode::NotAdmitted,
        }
    }

    /// Whether work goes on, or waits to go on.
    pub fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Open(_) | Self::InfoRequested(_) | Self::OnHold(_)
        )
    }

    /// Who holds the case now.
    pub fn holder(&self) -> Holder {
        self.code().holder()
    }
}

impl Open {
    /// The name of the step.
    pub fn code(&self) -> StateCode {
        match self {
            Self::Received => StateCode::Received,
            Self::InTriage => StateCode::InTriage,
            Self::PreAdmissionAssessment { .. } => StateCode::PreAdmissionAssessment,
            Self::MdtDecision { .. } => StateCode::MdtDecision,
            Self::Funding => StateCode::Funding,
            Self::WaitingForBed => StateCode::WaitingForBed,
            Self::AdmissionBooked { .. } => StateCode::AdmissionBooked,
        }
    }
}

/// Each state with its name in storage and in words.
const NAMES: [(StateCode, &str, &str); 14] = [
    (StateCode::Received, "received", "received"),
    (StateCode::InTriage, "in_triage", "in triage"),
    (
        StateCode::PreAdmissionAssessment,
        "pre_admission_assessment",
        "in pre-admission assessment",
    ),
    (
        StateCode::MdtDecision,
        "mdt_decision",
        "with the team for a decision",
    ),
    (StateCode::Funding, "funding", "waiting for funding"),
    (
        StateCode::WaitingForBed,
        "waiting_for_bed",
        "waiting for a bed",
    ),
    (
        StateCode::AdmissionBooked,
        "admission_booked",
        "booked for admission",
    ),
    (StateCode::Admitted, "admitted", "admitted"),
    (
        StateCode::InfoRequested,
        "info_requested",
        "waiting for information",
    ),
    (StateCode::OnHold, "on_hold", "on hold"),
    (StateCode::Declined, "declined", "declined"),
    (StateCode::Redirected, "redirected", "redirected"),
    (StateCode::Withdrawn, "withdrawn", "withdrawn"),
    (
        StateCode::NotAdmitted,
        "not_admitted",
        "closed without admission",
    ),
];

impl StateCode {
    /// Every state, in the order of a case's life.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(state, ..)| *state)
    }

    /// Who holds a case in this state.
    pub fn holder(self) -> Holder {
        match self {
            Self::InTriage | Self::MdtDecision => Holder::Clinicians,
            Self::Funding => Holder::Payer,
            Self::InfoRequested => Holder::Sender,
            Self::Received
            | Self::PreAdmissionAssessment
            | Self::WaitingForBed
            | Self::AdmissionBooked
            | Self::OnHold => Holder::Admissions,
            Self::Admitted
            | Self::Declined
            | Self::Redirected
            | Self::Withdrawn
            | Self::NotAdmitted => Holder::Nobody,
        }
    }

    /// The name as it is stored: lower case, with underscores.
    pub fn code(self) -> &'static str {
        self.names().1
    }

    /// The name in words: "waiting for a bed".
    pub fn words(self) -> &'static str {
        self.names().2
    }

    /// The state that a stored name stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(_, name, _)| *name == code)
            .map(|(state, ..)| *state)
    }

    /// The list has every state at the place of its number; a test says so.
    fn names(self) -> (Self, &'static str, &'static str) {
        NAMES[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_its_own_names() {
        for state in StateCode::all() {
            assert_eq!(state.names().0, state);
            assert_eq!(StateCode::from_code(state.code()), Some(state));
            let json = serde_json::to_value(state).expect("a string");
            assert_eq!(json, state.code());
        }
    }
}
