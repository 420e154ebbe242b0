//! Where a referrer works and as what.

use domain::people::{ProfessionalNumber, Register};
use uuid::Uuid;

/// Where a referrer works and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The practice.
    pub practice: Uuid,
    /// What they are there.
    pub profession: Profession,
    /// Their professional number. Only its form was checked, which proves no registration.
    pub registration: Option<ProfessionalNumber>,
}

/// What a referrer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profession {
    /// General practitioner.
    Gp,
    /// Neurologist.
    Neurologist,
    /// Physiotherapist, occupational or another therapist.
    Therapist,
    /// Nurse.
    Nurse,
    /// Another health professional.
    Other,
}

impl Profession {
    /// All, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Gp,
        Self::Neurologist,
        Self::Therapist,
        Self::Nurse,
        Self::Other,
    ];

    /// The stored code, which forms use too.
    pub fn code(self) -> &'static str {
        match self {
            Self::Gp => "gp",
            Self::Neurologist => "neurologist",
            Self::Therapist => "therapist",
            Self::Nurse => "nurse",
            Self::Other => "other",
        }
    }

    /// The profession that a code names.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// The stored code of a register, which forms use too.
pub fn register_code(register: Register) -> &'static str {
    match register {
        Register::Gmc => "gmc",
        Register::Nmc => "nmc",
        Register::Hcpc => "hcpc",
    }
}

/// The register that a code names.
pub fn register_of(code: &str) -> Option<Register> {
    let all = [Register::Gmc, Register::Nmc, Register::Hcpc];
    all.into_iter()
        .find(|register| register_code(*register) == code)
}
