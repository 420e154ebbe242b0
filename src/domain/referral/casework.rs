//! What staff say about a case: opinions, priority, appointments, meetings, payment, beds.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Codes of a closed list, each with its words. Makes the enum, `ALL`, `code`, `words` and `from_code`.
macro_rules! coded {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal, $words:literal;)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every one, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As it is stored and sent.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// As it is read.
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words),+ }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}
pub(super) use coded;

coded! {
    /// How a clinician sees a sign, beside what the rules said.
    Opinion {
        /// As the rules do.
        Agree = "agree", "I agree";
        /// Otherwise.
        Disagree = "disagree", "I disagree";
        /// What was sent does not tell.
        CannotTell = "cannot_tell", "I cannot tell";
    }
}

/// A clinician's opinion of one sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOpinion {
    /// Id of the sign.
    pub sign: String,
    /// What the rules said, as a code; nothing where no sign was worked out.
    pub verdict: Option<crate::pathway::Verdict>,
    /// The opinion.
    pub opinion: Opinion,
    /// Why; needed where they disagree.
    pub reason: Option<String>,
}

impl SignOpinion {
    /// Whether a disagreement has its reason.
    pub(super) fn is_complete(&self) -> bool {
        let written = |text: &String| !text.trim().is_empty();
        self.opinion != Opinion::Disagree || self.reason.as_ref().is_some_and(written)
    }
}

coded! {
    /// How soon it matters, set by a clinician and never worked out.
    Priority {
        /// Before others.
        Urgent = "urgent", "Urgent";
        /// Sooner than the order of receipt.
        Soon = "soon", "Soon";
        /// In the order of receipt.
        Routine = "routine", "Routine";
    }
}

coded! {
    /// Whom information is asked of.
    Asked {
        /// The practice that referred.
        Referrer = "referrer", "The referrer";
        /// The person, or somebody for them.
        Patient = "patient", "The patient";
    }
}

/// The referrer: what was asked before patients could be was asked of them.
impl Default for Asked {
    fn default() -> Self {
        Self::Referrer
    }
}

coded! {
    /// How an assessment is held.
    Way {
        /// At the hospital, or where its staff go.
        InPerson = "in_person", "In person";
        /// By video.
        Video = "video", "Video call";
        /// By telephone.
        Phone = "phone", "Phone call";
    }
}

/// An appointment for an assessment; its day stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// When it begins, in England.
    pub time: NaiveTime,
    /// How it is held.
    pub way: Way,
    /// Where; how to join, for a call.
    pub place: Option<String>,
    /// Who assesses.
    pub with: String,
}

coded! {
    /// What came of an assessment.
    Outcome {
        /// A stay may help.
        Suitable = "suitable", "An inpatient stay is likely to help";
        /// It may not.
        Unsuitable = "unsuitable", "An inpatient stay is not likely to help now";
        /// The team has to weigh it.
        Unsure = "unsure", "The team needs to discuss it";
        /// The person did not come.
        NotAttended = "not_attended", "The person did not attend";
    }
}

/// A meeting of the multidisciplinary team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// The day.
    pub on: NaiveDate,
    /// Who was there.
    pub present: String,
    /// Why the team thinks what it thinks.
    pub rationale: String,
}

impl Meeting {
    pub(super) fn is_complete(&self) -> bool {
        !self.present.trim().is_empty() && !self.rationale.trim().is_empty()
    }
}

coded! {
    /// Who pays.
    Payer {
        /// The NHS.
        Nhs = "nhs", "NHS";
        /// An insurer.
        Insurer = "insurer", "Insurer";
        /// The person.
        SelfPay = "self_pay", "Self-pay";
        /// A claim for compensation.
        MedicoLegal = "medico_legal", "Medico-legal";
        /// Somebody else.
        Other = "other", "Other";
        /// Nobody knows yet.
        Unknown = "unknown", "Not known";
    }
}

coded! {
    /// What has to be there before payment is arranged.
    FundingCheck {
        /// Whoever pays has been asked.
        Requested = "requested", "Funding requested";
        /// The clinical case for it was written.
        CaseSent = "case_sent", "Clinical case sent to the funder";
        /// The authorisation is there in writing.
        Authorised = "authorised", "Written authorisation received";
        /// How long is paid for.
        LengthAgreed = "length_agreed", "Length of stay agreed";
        /// The person knows what it costs them.
        PersonInformed = "person_informed", "The person knows what, if anything, they pay";
    }
}

/// What is known about payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funding {
    /// Who pays.
    pub payer: Payer,
    /// The payer's reference for it.
    pub authorisation: Option<String>,
    /// What is done of the list.
    pub done: Vec<FundingCheck>,
}

/// A bed that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bed {
    /// Which.
    pub bed: Uuid,
    /// Its unit and name at the time.
    pub name: String,
    /// The day of leaving, as planned; the bed is free again on it.
    pub until: NaiveDate,
}
