//! `/admissions/referrals/{reference}/presence`: a page that is open says so, and hears who else has the case open. It shows nothing
//! about the person, so that it is no opening of the record; that was noted when the page was opened.

use actix_web::{HttpResponse, web::Path};
use domain::people::Reference;
use templates::admissions::presence::{self, View};

use super::guard::Staff;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::security::permissions::{Action, Record};
use crate::store::presence as store;

/// Says that it is open still: the hint as it reads now.
pub async fn submit(
    context: Context,
    staff: Staff,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let reference = Reference::parse(&path).map_err(|_| AppError::NotFound)?;
    let seen: Option<i32> = form.get("version").and_then(|version| version.parse().ok());
    let looked = context
        .db(async |conn| {
            let place = store::place(conn, reference).await?;
            let record = Record { owner: place.owner };
            if !staff.can(Action::Open(record)) {
                return Ok(None);
            }
            let others = store::look(conn, place.id, staff.actor.account, context.now).await?;
            Ok(Some((
                others,
                seen.is_some_and(|seen| seen != place.version),
            )))
        })
        .await?;
    let (others, changed) = looked.ok_or(AppError::Forbidden)?;
    Ok(respond::page(presence::hint(&View {
        address: &address(reference),
        others: &others,
        changed,
    })))
}

/// Where a case is.
fn address(reference: Reference) -> String {
    format!("/admissions/referrals/{reference}")
}
