//! What the forms about units and beds have in common.

use actix_web::http::StatusCode;
use templates::admissions::beds::NAME;
use templates::components::Problem;

use super::words::references;
use crate::forms::Form;
use crate::routes::admissions::casework::problem;
use crate::store::beds::Change;

/// Why a form about units or beds was not taken.
pub struct Refused {
    /// 422 for what was typed, 409 for what stands in the way.
    pub status: StatusCode,
    /// At which control, and what to do.
    pub problems: Vec<Problem>,
}

impl Refused {
    /// For what was typed.
    pub fn typed(problems: Vec<Problem>) -> Self {
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            problems,
        }
    }
}

/// A name that was typed.
pub fn name<'a>(form: &'a Form, control: &str) -> Result<&'a str, Refused> {
    let longest = NAME as usize;
    match form.get(control) {
        None => Err(Refused::typed(problem(control, "Enter the name"))),
        Some(name) if name.chars().count() > longest => Err(Refused::typed(problem(
            control,
            &format!("The name must be {NAME} characters or fewer"),
        ))),
        Some(name) => Ok(name),
    }
}

/// What came of a change, for the control that asked for it.
pub fn refused(change: Change, control: &str) -> Result<(), Refused> {
    let conflict = |message: &str| Refused {
        status: StatusCode::CONFLICT,
        problems: problem(control, message),
    };
    match change {
        Change::Done => Ok(()),
        Change::NameTaken => Err(Refused::typed(problem(
            control,
            "There is one with this name already: choose another name",
        ))),
        Change::Renamed(now) => Err(conflict(&format!(
            "Somebody named it “{now}” meanwhile. Send your name again if it is still right"
        ))),
        Change::Kept(kept) => Err(conflict(&format!(
            "It is kept for {}. Give them another bed first",
            references(&kept)
        ))),
    }
}
