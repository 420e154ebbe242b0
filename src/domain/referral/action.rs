//! What can be done to a referral, and why not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Change, DeclineReason, RedirectReason, StateCode};

/// Something that is done to a referral.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the fields are those of the states they lead to"
)]
pub enum Action {
    /// A member of staff takes it on; refused if somebody else has it.
    Claim { by: Uuid },
    /// Whoever has it gives it back.
    Release,
    /// It is given to a member of staff, whoever had it.
    Assign { to: Uuid },
    /// Reading begins.
    StartTriage,
    /// Go to the assessment before admission, or agree its day.
    OfferAssessment { on: Option<NaiveDate> },
    /// The assessment is done: the team decides.
    SendToMdt,
    /// The team said yes: arrange payment.
    Accept,
    /// Payment is arranged: wait for a bed.
    ConfirmFunding,
    /// A bed is booked, or booked for another day.
    BookAdmission { on: NaiveDate },
    /// The booking falls through; wait again.
    CancelBooking { reason: String },
    /// The person is in.
    Admit { on: NaiveDate },
    /// Ask for something.
    RequestInfo {
        question: String,
        due: Option<NaiveDate>,
    },
    /// What was asked has come; with the answer, where it was written here.
    ReceiveInfo {
        #[serde(default)]
        answer: Option<String>,
    },
    /// The referrer changes what the letter says.
    Amend { changes: Vec<Change> },
    /// Staff have read what was amended.
    AcknowledgeAmendment,
    /// Pause.
    Hold {
        reason: String,
        review: Option<NaiveDate>,
    },
    /// Go on after a pause, or without what was asked.
    Resume,
    /// Say no.
    Decline {
        reason: DeclineReason,
        rationale: String,
        signpost: String,
    },
    /// Send to another service.
    Redirect {
        reason: RedirectReason,
        rationale: String,
        signpost: String,
    },
    /// Taken back by the person or the referrer, or by staff on their word.
    Withdraw { reason: Option<String> },
    /// The admission does not take place.
    CloseWithoutAdmission { reason: String },
    /// Open a closed case again, in triage.
    Reopen { reason: String },
}

impl Action {
    /// Whether everything that must be written is.
    pub(super) fn is_complete(&self) -> bool {
        let written = |text: &String| !text.trim().is_empty();
        match self {
            Self::CancelBooking { reason }
            | Self::Hold { reason, .. }
            | Self::CloseWithoutAdmission { reason }
            | Self::Reopen { reason } => written(reason),
            Self::RequestInfo { question, .. } => written(question),
            Self::ReceiveInfo { answer } => answer.as_ref().is_none_or(written),
            Self::Amend { changes } => !changes.is_empty() && changes.iter().all(Change::is_sound),
            Self::Decline {
                rationale,
                signpost,
                ..
            }
            | Self::Redirect {
                rationale,
                signpost,
                ..
            } => written(rationale) && written(signpost),
            _ => true,
        }
    }

    /// Whether somebody outside the hospital may do it: answer what was asked, amend, and withdraw.
    pub(super) fn is_for_senders(&self) -> bool {
        matches!(
            self,
            Self::ReceiveInfo { .. } | Self::Amend { .. } | Self::Withdraw { .. }
        )
    }
}

/// Why something cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not in this state.
    #[error("this cannot be done while the referral is {}", .0.words())]
    WrongState(StateCode),
    /// Somebody else has claimed it.
    #[error("somebody else has claimed this referral; ask them to release it, or have it assigned")]
    ClaimedByAnother,
    /// Nobody has claimed it.
    #[error("nobody has claimed this referral")]
    NotClaimed,
    /// A question, answer, amendment, reason, rationale or signpost is empty.
    #[error(
        "the question, answer, change, reason or rationale, and where the person can turn to, must be written"
    )]
    NoReason,
    /// Only staff may do this.
    #[error("only a member of the admissions team can do this")]
    NotStaff,
    /// Only a referrer may do this.
    #[error("only the practice that referred can amend a referral")]
    NotReferrer,
    /// There is no amendment that staff have not acknowledged.
    #[error("there is no amendment to acknowledge")]
    NotAmended,
    /// The referral changed since it was read.
    #[error("somebody changed this referral while you had it open; look at it again first")]
    Stale,
}
