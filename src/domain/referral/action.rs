//! What can be done to a referral, and why not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::casework::{Appointment, Asked, Bed, Funding, Meeting, Outcome, Priority, SignOpinion};
use super::measure::Measure;
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
    /// It is given to a member of staff, whoever had it, with a word about it.
    Assign {
        to: Uuid,
        #[serde(default)]
        note: Option<String>,
    },
    /// The sender is told that it has come.
    Acknowledge,
    /// Reading begins.
    StartTriage,
    /// A clinician says of each sign whether they see it as the rules did.
    AssessSigns {
        opinions: Vec<SignOpinion>,
        summary: Option<String>,
    },
    /// A clinician sets how soon it matters.
    SetPriority { priority: Priority, reason: String },
    /// Go to the assessment before admission, or agree its day.
    OfferAssessment {
        on: Option<NaiveDate>,
        #[serde(default)]
        appointment: Option<Appointment>,
    },
    /// The assessment took place.
    RecordAssessment {
        on: NaiveDate,
        outcome: Outcome,
        findings: String,
    },
    /// The assessment is done: the team decides, on a day if one is known.
    SendToMdt {
        #[serde(default)]
        meeting: Option<NaiveDate>,
    },
    /// The team said yes: arrange payment.
    Accept {
        #[serde(default)]
        meeting: Option<Meeting>,
    },
    /// The team met and could not decide yet; it meets again on a day, if one is known.
    Defer {
        meeting: Meeting,
        #[serde(default)]
        next: Option<NaiveDate>,
    },
    /// The team said no; the decline or redirection follows.
    TurnDown { meeting: Meeting },
    /// What is known about payment.
    SetFunding { funding: Funding },
    /// The 18 weeks of the NHS constitution apply, or not.
    MarkRtt { applicable: bool },
    /// Payment is arranged: wait for a bed.
    ConfirmFunding,
    /// It gets another place on the waiting list, counted from 1.
    MoveOnList { place: u32, reason: String },
    /// A bed is booked, or booked for another day.
    BookAdmission {
        on: NaiveDate,
        #[serde(default)]
        bed: Option<Bed>,
    },
    /// The booking falls through; wait again.
    CancelBooking { reason: String },
    /// The person is in.
    Admit { on: NaiveDate },
    /// The person is expected to leave on another day than was planned; a discharge that was recorded by mistake is taken back by it.
    PlanDischarge { until: NaiveDate },
    /// The person left.
    Discharge { on: NaiveDate },
    /// Ask for something.
    RequestInfo {
        question: String,
        due: Option<NaiveDate>,
        #[serde(default)]
        of: Asked,
    },
    /// Whoever was asked was reminded.
    Remind,
    /// The date by which the answer was due has passed, and staff are told.
    NoteOverdue,
    /// What was asked has come; with the answer, where it was written here.
    ReceiveInfo {
        #[serde(default)]
        answer: Option<String>,
    },
    /// The referrer changes what the letter says.
    Amend { changes: Vec<Change> },
    /// Staff have read what was amended.
    AcknowledgeAmendment,
    /// A word among staff.
    Note { text: String },
    /// A word from staff to whoever sent it.
    Message { text: String },
    /// A word from whoever sent it.
    Reply { text: String },
    /// Staff have seen what came.
    MarkRead,
    /// A measure was taken.
    RecordMeasure { measure: Measure, on: NaiveDate },
    /// Another case is about the same person or matter.
    Link { other: Uuid },
    /// It is not, after all.
    Unlink { other: Uuid },
    /// It goes on as part of another case.
    Merge { into: Uuid, reason: String },
    /// It goes on by itself again.
    Unmerge { reason: String },
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
    /// It was noted by mistake that the person is in: booked again for that day, or waiting for a bed.
    UndoAdmission {
        reason: String,
        booked: Option<NaiveDate>,
    },
}

impl Action {
    /// Whether everything that must be written is.
    pub(super) fn is_complete(&self) -> bool {
        let written = |text: &String| !text.trim().is_empty();
        match self {
            Self::CancelBooking { reason }
            | Self::Hold { reason, .. }
            | Self::CloseWithoutAdmission { reason }
            | Self::SetPriority { reason, .. }
            | Self::MoveOnList { reason, .. }
            | Self::Merge { reason, .. }
            | Self::Unmerge { reason }
            | Self::Reopen { reason }
            | Self::UndoAdmission { reason, .. } => written(reason),
            Self::Note { text } | Self::Message { text } | Self::Reply { text } => written(text),
            Self::RecordAssessment { findings, .. } => written(findings),
            Self::AssessSigns { opinions, .. } => {
                !opinions.is_empty() && opinions.iter().all(SignOpinion::is_complete)
            }
            Self::Accept { meeting } => meeting.as_ref().is_none_or(Meeting::is_complete),
            Self::Defer { meeting, .. } | Self::TurnDown { meeting } => meeting.is_complete(),
            Self::RecordMeasure { measure, .. } => measure.is_sound(),
            Self::BookAdmission { on, bed } => bed.as_ref().is_none_or(|bed| bed.until > *on),
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

    /// Whether somebody outside the hospital may do it: answer what was asked, write, amend, and withdraw.
    pub(super) fn is_for_senders(&self) -> bool {
        matches!(
            self,
            Self::ReceiveInfo { .. }
                | Self::Amend { .. }
                | Self::Reply { .. }
                | Self::Withdraw { .. }
        )
    }

    /// Whether it may be done to a case that goes on in another one.
    pub(super) fn is_for_merged(&self) -> bool {
        matches!(
            self,
            Self::Unmerge { .. }
                | Self::MarkRead
                | Self::AcknowledgeAmendment
                | Self::Note { .. }
                | Self::Link { .. }
                | Self::Unlink { .. }
        )
    }

    /// Whether it changes who has the case and nothing else: passing it on is no work on it.
    pub(super) fn passes_on(&self) -> bool {
        matches!(
            self,
            Self::Claim { .. } | Self::Release | Self::Assign { .. }
        )
    }

    /// Whether it leaves the case where it is and says nothing that an older form could contradict, so that it may be done
    /// whatever happened since the form was shown.
    pub fn is_remark(&self) -> bool {
        matches!(
            self,
            Self::Note { .. }
                | Self::Message { .. }
                | Self::Reply { .. }
                | Self::RecordMeasure { .. }
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
    /// There is no news that staff have not seen.
    #[error("there is nothing new to read")]
    NoNews,
    /// The sender was told before.
    #[error("the sender was told before that this referral has come")]
    Acknowledged,
    /// No clinician has said what they think of the signs.
    #[error(
        "no clinician has said yet what they think of the signs; an assessment is arranged after that"
    )]
    NotAssessed,
    /// The bed is not free on all those days.
    #[error("the bed is taken or closed on some of those days")]
    BedTaken,
    /// A day of leaving is before the person came, or is planned for the day on which they came.
    #[error(
        "a person leaves on the day on which they were admitted or later, and a planned day of discharge is later than that"
    )]
    BeforeAdmission,
    /// No bed is kept for the person, so that no day of leaving is planned.
    #[error("no bed is kept for this person, so there is no planned day of discharge to change")]
    NoBed,
    /// It is part of another case.
    #[error("this referral was joined to another one; work goes on there")]
    Merged,
    /// It is not part of another case, or cannot be joined to itself.
    #[error("this referral is not joined to another one")]
    NotMerged,
    /// Other cases were joined to it, or the other one is joined to a third: no chains and no circles.
    #[error(
        "one of the two is joined to another referral already; take those apart first, or join to the one where work goes on"
    )]
    Chained,
    /// An admission is booked for it, which joining it would give away.
    #[error(
        "an admission is booked for this referral; cancel the booking first, or join the other referral to this one"
    )]
    Booked,
    /// It waits for a bed, and the case that it would go on in does not.
    #[error(
        "this referral waits for a bed and the other one does not; join the other one to this one, so that the person keeps their place"
    )]
    OnWaitingList,
    /// It is not linked with that case.
    #[error("this referral is not linked to that one, or is joined to it")]
    NotLinked,
    /// Whoever sent it cannot be written to here.
    #[error("whoever sent this has no account here; phone them, or send a letter")]
    NoAccount,
    /// The referral changed since it was read.
    #[error("somebody changed this referral while you had it open; look at it again first")]
    Stale,
}
