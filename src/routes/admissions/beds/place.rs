//! What is done to a unit and to a bed alike: another name, closing it for good, opening it again.

use super::forms::{self, Refused};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::routes::admissions::guard::Staff;
use crate::security::permissions::Action;
use crate::store::audit::By;
use crate::store::beds::{self, Place};

/// What came of it; refused in words where it could not be done.
pub type Done = Result<Result<(), Refused>, AppError>;

/// Gives it another name, if it still has the one that was seen.
pub async fn rename(context: &Context, staff: &Staff, place: Place, form: &Form) -> Done {
    staff.may(Action::ManageBeds)?;
    let seen = form.get("seen").ok_or(AppError::BadRequest)?;
    let name = match forms::name(form, "name") {
        Ok(name) => name,
        Err(refused) => return Ok(Err(refused)),
    };
    let by = (By::Staff(staff.actor.account), context.now);
    let change = context
        .db(async |conn| beds::rename(conn, place, (seen, name), by).await)
        .await?;
    Ok(forms::refused(change, "name"))
}

/// Closes it for good.
pub async fn close(context: &Context, staff: &Staff, place: Place) -> Done {
    staff.may(Action::ManageBeds)?;
    let by = (By::Staff(staff.actor.account), context.now);
    let change = context
        .db(async |conn| beds::close(conn, place, by).await)
        .await?;
    Ok(forms::refused(change, "close"))
}

/// Opens it again.
pub async fn reopen(context: &Context, staff: &Staff, place: Place) -> Done {
    staff.may(Action::ManageBeds)?;
    let by = (By::Staff(staff.actor.account), context.now);
    let change = context
        .db(async |conn| beds::reopen(conn, place, by).await)
        .await?;
    Ok(forms::refused(change, "close"))
}
