//! Where a referral stands.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::casework::{Asked, Payer, Priority, coded};

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
    /// Whether a colleague gave it to its owner, who has done nothing to it since.
    pub(super) handed: bool,
    /// When the referrer last amended it, until staff acknowledge that.
    pub(super) amended_at: Option<DateTime<Utc>>,
    /// When the sender last wrote or answered, until staff have seen it.
    pub(super) news_at: Option<DateTime<Utc>>,
    /// Set by a clinician.
    pub(super) priority: Option<Priority>,
    /// Who pays, once staff have said so.
    pub(super) payer: Option<Payer>,
    /// Whether staff marked the 18 weeks as applicable.
    pub(super) rtt: bool,
    /// The case that it goes on in.
    pub(super) merged_into: Option<Uuid>,
    /// What was reached, and when.
    pub(super) milestones: Milestones,
    /// How many events it has had; the next event has this number plus one.
    pub(super) version: i32,
}

/// When a case reached what the service promises, and how long it had to wait for others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Milestones {
    /// The sender was told that it has come, or staff began to read.
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// Triage ended for the first time: with a step forward, or a no.
    pub triaged_at: Option<DateTime<Utc>>,
    /// A clinician said what they think of the signs, the last time since the case was last opened.
    pub signs_assessed_at: Option<DateTime<Utc>>,
    /// A day for an assessment was first offered.
    pub assessment_offered_at: Option<DateTime<Utc>>,
    /// The hospital said yes or no, the last time; nothing once it was opened again after that.
    pub decided_at: Option<DateTime<Utc>>,
    /// Somebody of the staff last worked on it, in whatever way but by passing it on.
    pub worked_at: Option<DateTime<Utc>>,
    /// From when to when it waited for information; not the wait that still lasts.
    pub waited: Vec<(DateTime<Utc>, DateTime<Utc>)>,
    /// When it was last opened again after it had ended: from then on the targets count anew.
    pub reopened_at: Option<DateTime<Utc>>,
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

    /// When the referrer last amended it; nothing once staff have acknowledged that.
    pub fn amended_at(&self) -> Option<DateTime<Utc>> {
        self.amended_at
    }

    /// How many events it has had.
    pub fn version(&self) -> i32 {
        self.version
    }

    /// When the sender last wrote or answered; nothing once staff have seen it.
    pub fn news_at(&self) -> Option<DateTime<Utc>> {
        self.news_at
    }

    /// How soon it matters, if a clinician has said so.
    pub fn priority(&self) -> Option<Priority> {
        self.priority
    }

    /// Who pays, if staff have said so.
    pub fn payer(&self) -> Option<Payer> {
        self.payer
    }

    /// Whether staff marked the 18 weeks as applicable.
    pub fn rtt(&self) -> bool {
        self.rtt
    }

    /// The case that it goes on in, if it was joined to one.
    pub fn merged_into(&self) -> Option<Uuid> {
        self.merged_into
    }

    /// What was reached, and when.
    pub fn milestones(&self) -> &Milestones {
        &self.milestones
    }

    /// Whether staff have something new to deal with: nobody has read it, it was amended, there is news, or it was handed over
    /// and its new owner has not taken it up.
    pub fn needs_attention(&self) -> bool {
        let unread = self.state == State::Open(Open::Received) && self.merged_into.is_none();
        let handed = self.handed && self.state.is_open();
        unread || handed || self.amended_at.is_some() || self.news_at.is_some()
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
        /// The day on which the person left, once staff have said so. The case stays as it is: its life ends with the admission.
        #[serde(default)]
        left: Option<NaiveDate>,
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
    MdtDecision {
        /// The day of its meeting, if one is known.
        on: Option<NaiveDate>,
    },
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
    /// Whom it waits for, where something was asked.
    #[serde(default)]
    pub of: Asked,
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

coded! {
    /// Why the hospital says no.
    DeclineReason {
        /// The published considerations are not met.
        ConsiderationsNotMet = "considerations_not_met", "The published considerations are not met";
        /// Not medically stable enough for rehabilitation now.
        NotMedicallyStable = "not_medically_stable", "Not medically stable enough for rehabilitation now";
        /// Needs care that the hospital does not give.
        NeedsOtherCare = "needs_other_care", "Needs care that the hospital does not give";
        /// No funding.
        NoFunding = "no_funding", "No funding";
        /// Not enough information, in spite of asking.
        NotEnoughInformation = "not_enough_information", "Not enough information, in spite of asking";
        /// Something else, told in the rationale.
        Other = "other", "Another reason, told in the rationale";
    }
}

coded! {
    /// Why another service fits better.
    RedirectReason {
        /// A diagnosis by a neurologist comes first.
        DiagnosisFirst = "diagnosis_first", "A diagnosis by a neurologist comes first";
        /// Outpatient treatment comes first.
        OutpatientFirst = "outpatient_first", "Outpatient treatment comes first";
        /// A more urgent service.
        MoreUrgentCare = "more_urgent_care", "Needs a more urgent service";
        /// A service for children and young people.
        Under18 = "under18", "Needs a service for children and young people";
        /// A service nearer home.
        NearerHome = "nearer_home", "A service nearer home fits better";
        /// Something else, told in the rationale.
        Other = "other", "Another reason, told in the rationale";
    }
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
