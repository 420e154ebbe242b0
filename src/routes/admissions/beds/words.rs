//! What takes a bed, in words.

use uuid::Uuid;

use crate::routes::admissions::progress::words::{date, from_to};
use crate::store::beds::{Bed, Taken, What};

/// How many of what takes a bed a form tells of.
const MOST: usize = 4;

/// "kept for 7K4M-29XQ, 4 December 2026 to 2 January 2027".
pub fn taken(taken: &Taken) -> String {
    let days = taken.days;
    match &taken.what {
        What::Stay(stay) => format!(
            "kept for {}, {}",
            stay.reference,
            from_to(days.from(), days.until())
        ),
        What::Closure { reason, .. } if days.count() == 1 => {
            format!("closed on {}: {reason}", date(days.from()))
        }
        What::Closure { reason, .. } => {
            format!("closed {}: {reason}", from_to(days.from(), days.last()))
        }
    }
}

/// When the bed is not free, for somebody who books; the case's own stay is left out.
pub fn outlook(bed: &Bed, case: Uuid) -> String {
    let own = |what: &What| matches!(what, What::Stay(stay) if stay.referral == case);
    let others: Vec<&Taken> = bed.taken.iter().filter(|one| !own(&one.what)).collect();
    if others.is_empty() {
        return "Free".to_owned();
    }
    let mut told: Vec<String> = others.iter().take(MOST).map(|one| taken(one)).collect();
    if others.len() > MOST {
        told.push(format!("and {} more", others.len() - MOST));
    }
    format!("Taken: {}", told.join("; "))
}

/// References in a list: "7K4M-29XQ, 8B2C-11AA".
pub fn references(references: &[domain::people::Reference]) -> String {
    let texts: Vec<String> = references.iter().map(ToString::to_string).collect();
    texts.join(", ")
}
