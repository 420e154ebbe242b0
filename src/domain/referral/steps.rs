//! Which step leads from which state to which, and how a case ends.

use chrono::NaiveDate;

use super::casework::Asked;
use super::{Action, Closed, Open, Refusal, State, Waiting};

impl State {
    /// The state after a step, or why the step cannot be taken.
    pub(super) fn step(self, action: Action) -> Result<Self, Refusal> {
        let code = self.code();
        let refused = Err(Refusal::WrongState(code));
        match (self, action) {
            (Self::Open(step), action) => step.step(action),
            (Self::InfoRequested(wait), Action::ReceiveInfo { .. } | Action::Resume)
            | (Self::OnHold(wait), Action::Resume) => Ok(Self::Open(wait.back_to)),
            (Self::InfoRequested(wait), Action::Remind | Action::NoteOverdue) => {
                Ok(Self::InfoRequested(wait))
            }
            (Self::InfoRequested(wait) | Self::OnHold(wait), action) => wait
                .back_to
                .exit(action)
                .map_or(refused, |exit| Ok(Self::Closed(exit))),
            (Self::Admitted { on, .. }, Action::Discharge { on: day }) if day >= on => {
                let left = Some(day);
                Ok(Self::Admitted { on, left })
            }
            (Self::Admitted { on, .. }, Action::PlanDischarge { until }) if until > on => {
                Ok(Self::Admitted { on, left: None })
            }
            (Self::Admitted { .. }, Action::Discharge { .. } | Action::PlanDischarge { .. }) => {
                Err(Refusal::BeforeAdmission)
            }
            // Who left was in: a discharge that was recorded by mistake is taken back first.
            (Self::Admitted { left: None, .. }, Action::UndoAdmission { booked, .. }) => {
                let booked = booked.map(|on| Open::AdmissionBooked { on });
                Ok(Self::Open(booked.unwrap_or(Open::WaitingForBed)))
            }
            (Self::Closed(_), Action::Reopen { .. }) => Ok(Self::Open(Open::InTriage)),
            _ => refused,
        }
    }
}

impl Open {
    fn step(self, action: Action) -> Result<State, Refusal> {
        let refused = Err(Refusal::WrongState(self.code()));
        let next = match (&self, action) {
            (Self::Received, Action::StartTriage) => Self::InTriage,
            (
                Self::InTriage | Self::PreAdmissionAssessment { .. },
                Action::OfferAssessment { on, .. },
            ) => Self::PreAdmissionAssessment { on },
            (
                Self::InTriage | Self::PreAdmissionAssessment { .. } | Self::MdtDecision { .. },
                Action::AssessSigns { .. },
            )
            | (Self::PreAdmissionAssessment { .. }, Action::RecordAssessment { .. })
            | (Self::MdtDecision { .. }, Action::TurnDown { .. })
            | (Self::WaitingForBed, Action::MoveOnList { .. }) => self,
            (Self::PreAdmissionAssessment { .. }, Action::SendToMdt { meeting: on })
            | (Self::MdtDecision { .. }, Action::Defer { next: on, .. }) => {
                Self::MdtDecision { on }
            }
            (Self::MdtDecision { .. }, Action::Accept { .. }) => Self::Funding,
            (Self::Funding, Action::ConfirmFunding)
            | (Self::AdmissionBooked { .. }, Action::CancelBooking { .. }) => Self::WaitingForBed,
            (
                Self::WaitingForBed | Self::AdmissionBooked { .. },
                Action::BookAdmission { on, .. },
            ) => Self::AdmissionBooked { on },
            (Self::AdmissionBooked { .. }, Action::Admit { on }) => {
                return Ok(State::Admitted { on, left: None });
            }
            (_, Action::RequestInfo { question, due, of }) => {
                return Ok(State::InfoRequested(self.waiting(question, due, of)));
            }
            (_, Action::Hold { reason, review }) => {
                return Ok(State::OnHold(self.waiting(
                    reason,
                    review,
                    Asked::default(),
                )));
            }
            (_, action) => {
                return self
                    .exit(action)
                    .map_or(refused, |exit| Ok(State::Closed(exit)));
            }
        };
        Ok(State::Open(next))
    }

    fn waiting(self, note: String, until: Option<NaiveDate>, of: Asked) -> Waiting {
        Waiting {
            note,
            until,
            back_to: self,
            of,
        }
    }

    /// How the case ends. The hospital says no only after somebody has read the case, and an
    /// admission can fail only once the team has said yes.
    fn exit(self, action: Action) -> Option<Closed> {
        let read = !matches!(self, Self::Received);
        let accepted = matches!(
            self,
            Self::Funding | Self::WaitingForBed | Self::AdmissionBooked { .. }
        );
        match action {
            Action::Withdraw { reason } => Some(Closed::Withdrawn { reason }),
            Action::Decline {
                reason,
                rationale,
                signpost,
            } if read => Some(Closed::Declined {
                reason,
                rationale,
                signpost,
            }),
            Action::Redirect {
                reason,
                rationale,
                signpost,
            } if read => Some(Closed::Redirected {
                reason,
                rationale,
                signpost,
            }),
            Action::CloseWithoutAdmission { reason } if accepted => {
                Some(Closed::NotAdmitted { reason })
            }
            _ => None,
        }
    }
}
