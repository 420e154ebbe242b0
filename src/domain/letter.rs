//! What a referrer writes beside the pathway's questions.
//!
//! The headings are those of the PRSB clinical referral information standard; what the pathway asks (diagnosis, procedures,
//! symptoms, funding, individual requirements …) stands in the answers and not here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::people::{Email, NhsNumber, PersonName, PhoneNumber, Postcode, nhs_number_digits};

/// The letter of a referral, complete or in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Letter {
    /// Who it is about.
    pub patient: Option<PatientDetails>,
    /// The NHS number given first, while there are no details to keep it with.
    pub identifier: Option<Identifier>,
    /// Free text under each heading; one that is absent was left blank.
    pub headings: BTreeMap<Heading, String>,
    /// The payer's authorisation or reference number, where there is one.
    pub authorisation: Option<String>,
    /// How the person agreed to the referral.
    pub consent: Option<Consent>,
    /// Why the referral is made although the result does not ask for it ("refer anyway because …").
    pub rationale: Option<String>,
}

/// An NHS number, or why it is not known. It is asked for before anything else about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// The number, unless it is not known.
    #[serde(default, with = "nhs_number_digits")]
    pub nhs_number: Option<NhsNumber>,
    /// Why it is not known.
    #[serde(default)]
    pub unknown: Option<String>,
}

impl Letter {
    /// The NHS number, or why it is not known, if that was given.
    pub fn identifier(&self) -> Option<Identifier> {
        let kept = self.patient.as_ref().map(|patient| Identifier {
            nhs_number: patient.nhs_number.clone(),
            unknown: patient.nhs_number_unknown.clone(),
        });
        kept.or_else(|| self.identifier.clone())
    }

    /// Keeps an NHS number, or why it is not known: with the details where there are any.
    pub fn identify(&mut self, identifier: Identifier) {
        match &mut self.patient {
            Some(patient) => {
                patient.nhs_number = identifier.nhs_number;
                patient.nhs_number_unknown = identifier.unknown;
            }
            None => self.identifier = Some(identifier),
        }
    }
}

/// A person as a referrer knows them. The date of birth is an answer to the pathway's question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientDetails {
    /// Name.
    pub name: PersonName,
    /// NHS number, unless it is not known.
    #[serde(default, with = "nhs_number_digits")]
    pub nhs_number: Option<NhsNumber>,
    /// Why it is not known.
    #[serde(default)]
    pub nhs_number_unknown: Option<String>,
    /// Sex, as registered with the practice.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// First line of the address.
    #[serde(default)]
    pub address_line_1: Option<String>,
    /// Second line of the address.
    #[serde(default)]
    pub address_line_2: Option<String>,
    /// Town or city.
    #[serde(default)]
    pub town: Option<String>,
    /// Postcode.
    #[serde(default)]
    pub postcode: Option<Postcode>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<PhoneNumber>,
    /// E-mail.
    #[serde(default)]
    pub email: Option<Email>,
    /// The language that the person prefers.
    #[serde(default)]
    pub language: Option<String>,
    /// Next of kin.
    #[serde(default)]
    pub next_of_kin: Option<NextOfKin>,
    /// The practice with which the person is registered, if it is not the referrer's.
    #[serde(default)]
    pub registered_practice: Option<String>,
}

/// Somebody close to the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextOfKin {
    /// Name.
    pub name: PersonName,
    /// What they are to the person.
    #[serde(default)]
    pub relationship: Option<String>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<PhoneNumber>,
}

/// Sex as registered (NHS Data Dictionary, person stated gender code).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Indeterminate: unable to be classified as either.
    Indeterminate,
    /// Not stated.
    NotStated,
}

impl Sex {
    /// All, in the order of the page.
    pub const ALL: [Self; 4] = [
        Self::Female,
        Self::Male,
        Self::Indeterminate,
        Self::NotStated,
    ];

    /// The code that forms use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Indeterminate => "indeterminate",
            Self::NotStated => "not_stated",
        }
    }

    /// The sex that a code names.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sex| sex.code() == code)
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Female => "Female",
            Self::Male => "Male",
            Self::Indeterminate => "Indeterminate",
            Self::NotStated => "Not stated",
        }
    }
}

/// How the person agreed to the referral.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// On what ground.
    pub basis: ConsentBasis,
    /// What is to be said about it; for a decision in best interests, who was consulted.
    #[serde(default)]
    pub note: Option<String>,
}

/// On what ground a referral is made (Mental Capacity Act 2005 where the person cannot decide).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentBasis {
    /// The person agrees.
    Person,
    /// An attorney or deputy for health and welfare agrees.
    AttorneyOrDeputy,
    /// In the person's best interests (section 4).
    BestInterests,
}

impl ConsentBasis {
    /// All, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Person, Self::AttorneyOrDeputy, Self::BestInterests];

    /// The code that forms use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::AttorneyOrDeputy => "attorney_or_deputy",
            Self::BestInterests => "best_interests",
        }
    }

    /// The ground that a code names.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.code() == code)
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Person => "The patient agrees to the referral",
            Self::AttorneyOrDeputy => "An attorney or deputy for health and welfare agrees",
            Self::BestInterests => "In the patient’s best interests (Mental Capacity Act 2005)",
        }
    }
}

/// Headings of the PRSB clinical referral information standard that hold free text here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heading {
    /// Reason for referral and what is expected of it.
    Reason,
    /// Relevant past medical, surgical and mental health history.
    History,
    /// Medications.
    Medicines,
    /// Allergies and adverse reactions.
    Allergies,
    /// Examination findings.
    Examination,
    /// Investigations and their results.
    Investigations,
    /// Social context.
    SocialContext,
    /// Legal information: safeguarding, attorney, advance decisions.
    LegalInformation,
    /// Safety alerts: risks to the person or to others.
    SafetyAlerts,
    /// The person's own concerns and expectations.
    PatientConcerns,
    /// Information given to the person.
    InformationGiven,
}

impl Heading {
    /// All, in the order of the letter.
    pub const ALL: [Self; 11] = [
        Self::Reason,
        Self::History,
        Self::Medicines,
        Self::Allergies,
        Self::Examination,
        Self::Investigations,
        Self::SocialContext,
        Self::LegalInformation,
        Self::SafetyAlerts,
        Self::PatientConcerns,
        Self::InformationGiven,
    ];

    /// The code that forms use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reason => "reason",
            Self::History => "history",
            Self::Medicines => "medicines",
            Self::Allergies => "allergies",
            Self::Examination => "examination",
            Self::Investigations => "investigations",
            Self::SocialContext => "social_context",
            Self::LegalInformation => "legal_information",
            Self::SafetyAlerts => "safety_alerts",
            Self::PatientConcerns => "patient_concerns",
            Self::InformationGiven => "information_given",
        }
    }

    /// As a title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Reason => "Reason for referral and expectation",
            Self::History => "History",
            Self::Medicines => "Medicines",
            Self::Allergies => "Allergies and adverse reactions",
            Self::Examination => "Examination",
            Self::Investigations => "Investigations and procedures",
            Self::SocialContext => "Social context",
            Self::LegalInformation => "Legal information",
            Self::SafetyAlerts => "Safety alerts",
            Self::PatientConcerns => "Patient’s concerns and expectations",
            Self::InformationGiven => "Information given to the patient",
        }
    }
}
