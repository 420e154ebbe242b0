//! Cases made up by chance, and the rules written straight from the clinical text.

pub mod cases;
pub mod reference;

/// Treatments that count: all but surgery.
pub const COUNTABLE: [&str; 6] = [
    "botulinum_toxin",
    "oral_medicine",
    "physiotherapy",
    "occupational_therapy",
    "psychology",
    "pain_clinic",
];
