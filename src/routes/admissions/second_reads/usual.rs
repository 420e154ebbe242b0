//! The usual page of a case that waits for a second reader, for a clinician who could be that: the way to the blind read, or to the
//! case, after which another clinician has to read it.

use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse, web::Path};
use domain::people::Reference;
use templates::admissions::second_reads as page;

use super::{LIST, read};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::{Form, Kept};
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::security::permissions::{Action, Actor, Role};
use crate::store::second_reads::{self, SecondRead};

/// Keeps a clinician who could be its second reader from everything under a case's address. Looks lead to the page that says why;
/// what was sent is offered again, as after any change by others, and does nothing.
pub async fn kept_blind(
    request: &HttpRequest,
    context: &Context,
    actor: Actor,
) -> Result<(), AppError> {
    let named = request.match_info().get("reference");
    let Some(case) = named.and_then(|text| Reference::parse(text).ok()) else {
        return Ok(());
    };
    if actor.role != Role::Clinician {
        return Ok(());
    }
    let account = actor.account;
    let found = context.db(async |conn| second_reads::case_read_blind(conn, case, account).await);
    match found.await? {
        None => Ok(()),
        Some(id) if request.method() == Method::GET => {
            Err(AppError::Elsewhere(format!("{LIST}/{id}/case")))
        }
        Some(_) => {
            Kept::soon(request).await;
            Err(AppError::Conflict)
        }
    }
}

/// Says that it is read blind. It shows nothing of the case.
pub async fn show(
    context: Context,
    staff: Staff,
    id: Path<String>,
) -> Result<HttpResponse, AppError> {
    let drawn = read::find(&context, &staff, &id).await?;
    if drawn.read.is_some() || drawn.seen {
        return Ok(to_case(&drawn));
    }
    may(&staff, &drawn)?;
    Ok(respond::page(page::usual(&page::Usual {
        frame: staff.frame(&context),
        nonce: &context.nonce,
        reference: &drawn.reference.to_string(),
        blind: &format!("{LIST}/{}", drawn.id),
        see: &format!("{LIST}/{}/see", drawn.id),
    })))
}

/// Gives the blind read back for somebody else, and shows the case.
pub async fn see(
    context: Context,
    staff: Staff,
    id: Path<String>,
    _: Form,
) -> Result<HttpResponse, AppError> {
    let drawn = read::find(&context, &staff, &id).await?;
    if drawn.read.is_none() && !drawn.seen {
        may(&staff, &drawn)?;
        let (read, account) = (drawn.id, staff.actor.account);
        context
            .db(async |conn| second_reads::see(conn, read, account, context.now).await)
            .await?;
    }
    Ok(to_case(&drawn))
}

fn may(staff: &Staff, drawn: &SecondRead) -> Result<(), AppError> {
    staff.may(Action::SecondRead {
        declined_by: drawn.declined_by,
        seen: drawn.seen,
    })
}

fn to_case(drawn: &SecondRead) -> HttpResponse {
    respond::see_other(&format!("/admissions/referrals/{}", drawn.reference))
}
