//! Where a referral stands.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A case: its state, who has it, and the version that guards against overwriting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// Where it stands.
    pub(super) state: State,
    /// Since when it stands there.
    pub(super) since: DateTime<Utc>,
    /// When it was received.
    pub(super) received_at: DateTime<Utc>,
    /// The member of staff who has claimed it.
    pub(super) owner: Option<Uuid>,
    /// When the referrer last amended it, until staff acknowledge that.
    pub(super) amended_at: Option<DateTime<Utc>>,
    /// How many events it has had; the next event has this number plus one.
    pub(super) version: i32,
}

impl Referral {
    /// Where it stands.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Since when it stands there.
    pub fn since(&self) -> DateTime<Utc> {
        self.since
    }

    /// When it was received.
    pub fn received_at(&self) -> DateTime<Utc> {
        self.received_at
    }

    /// The member of staff who has claimed it.
    pub fn owner(&self) -> Option<Uuid> {
        self.owner
    }

    /// When the referrer last amended it; nothing once staff have acknowledged that.
    pub fn amended_at(&self) -> Option<DateTime<Utc>> {
        self.amended_at
    }

    /// How many events it has had.
    pub fn version(&self) -> i32 {
        self.version
    }
}

/// The state of a referral, each with its own data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Work goes on.
    Open(Open),
    /// Somebody outside was asked for something.
    InfoRequested(Waiting),
    /// Paused; no clock stops for it.
    OnHold(Waiting),
    /// In the hospital.
    Admitted {
        /// The day.
        on: NaiveDate,
    },
    /// Ended without admission.
    Closed(Closed),
}

/// The steps of an open referral, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Open {
    /// Sent, and not read yet.
    Received,
    /// A clinician reads it.
    InTriage,
    /// The person is being assessed.
    PreAdmissionAssessment {
        /// The day of the assessment, once agreed.
        on: Option<NaiveDate>,
    },
    /// The team decides.
    MdtDecision,
    /// Payment is being arranged.
    Funding,
    /// Accepted, no bed yet.
    WaitingForBed,
    /// A bed is booked.
    AdmissionBooked {
        /// The day of admission.
        on: NaiveDate,
    },
}

/// A pause: what for, until when, and where work goes on afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// What was asked, or why it is on hold.
    pub note: String,
    /// The promised date: an answer is due, or the hold is looked at again.
    pub until: Option<NaiveDate>,
    /// The step to go back to.
    pub back_to: Open,
}

/// An end without admission, and the step at which it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "exit", rename_all = "snake_case")]
pub enum Closed {
    /// The hospital said no.
    Declined {
        /// Coded reason.
        reason: DeclineReason,
        /// Why, in words.
        rationale: String,
        /// Where else to go.
        signpost: String,
    },
    /// Another service fits better.
    Redirected {
        /// Coded reason.
        reason: RedirectReason,
        /// Why, in words.
        rationale: String,
        /// Which service.
        signpost: String,
    },
    /// The person or the referrer took it back.
    Withdrawn {
        /// In their words, if given.
        reason: Option<String>,
    },
    /// Accepted, but the admission did not take place.
    NotAdmitted {
        /// Why.
        reason: String,
    },
}

/// Why the hospital says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclineReason {
    /// The published considerations are not met.
    ConsiderationsNotMet,
    /// Not medically stable enough for rehabilitation now.
    NotMedicallyStable,
    /// Needs care that the hospital does not give.
    NeedsOtherCare,
    /// No funding.
    NoFunding,
    /// Not enough information, in spite of asking.
    NotEnoughInformation,
    /// Something else, told in the rationale.
    Other,
}

/// Why another service fits better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedirectReason {
    /// A diagnosis by a neurologist comes first.
    DiagnosisFirst,
    /// Outpatient treatment comes first.
    OutpatientFirst,
    /// A more urgent service.
    MoreUrgentCare,
    /// A service for children and young people.
    Under18,
    /// A service nearer home.
    NearerHome,
    /// Something else, told in the rationale.
    Other,
}

/// The name of a state, as it stands in filters and in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the names are those of `Open`, `State` and `Closed`"
)]
pub enum StateCode {
    Received,
    InTriage,
    PreAdmissionAssessment,
    MdtDecision,
    Funding,
    WaitingForBed,
    AdmissionBooked,
    Admitted,
    InfoRequested,
    OnHold,
    Declined,
    Redirected,
    Withdrawn,
    NotAdmitted,
}

/// Who holds a case now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The admissions team.
    Admissions,
    /// The clinicians who decide.
    Clinicians,
    /// Whoever was asked for something: the person or the referrer.
    Sender,
    /// Whoever pays.
    Payer,
    /// Nobody: it has ended.
    Nobody,
}
