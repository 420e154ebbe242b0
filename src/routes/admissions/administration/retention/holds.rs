//! `/admissions/retention/{reference}`: until when one case is kept, and its legal holds.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use domain::people::Reference;
use serde::Deserialize;
use sqlx::Connection as _;
use templates::admissions::administration::retention::{self as pages, Case, REASON, Told};
use uuid::Uuid;

use super::{PATH, line};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::words;
use crate::security::permissions::Action;
use crate::store::deletion::{self, Kept};
use crate::store::legal_holds::{self, Hold};
use crate::store::{StoreError, access, logs};

/// Whether something was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Place {
    done: bool,
}

/// Shows the case. Reasons may be about the person, so this is a look at the record.
pub async fn show(
    context: Context,
    staff: Staff,
    reference: Path<String>,
    place: Query<Place>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageRetention)?;
    let (case, holds) = open(&context, &staff, &reference).await?;
    let told = place.done.then_some(Told::Done);
    Ok(respond::page(page(
        &context,
        &staff,
        (&case, &holds),
        "",
        told,
    )))
}

/// Sets a hold.
pub async fn set(
    context: Context,
    staff: Staff,
    reference: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageRetention)?;
    let nonce = form.nonce()?;
    change(
        &context,
        &staff,
        &reference,
        &form,
        async |conn, case, reason| {
            let (keyring, now) = (&context.app.keyring, context.now);
            let by = (staff.actor.account, reason);
            legal_holds::set(conn, keyring, (nonce, case), by, now).await
        },
    )
    .await
}

/// Lifts the hold that the form was about.
pub async fn lift(
    context: Context,
    staff: Staff,
    reference: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageRetention)?;
    let hold = form.get("hold").and_then(|text| Uuid::parse_str(text).ok());
    let hold = hold.ok_or(AppError::BadRequest)?;
    change(
        &context,
        &staff,
        &reference,
        &form,
        async |conn, case, reason| {
            let (keyring, now) = (&context.app.keyring, context.now);
            let by = (staff.actor.account, reason);
            legal_holds::lift(conn, keyring, (hold, case), by, now).await
        },
    )
    .await
}

/// Does it with the reason that was given, or shows the case again with what is in the way.
async fn change(
    context: &Context,
    staff: &Staff,
    reference: &str,
    form: &Form,
    what: impl AsyncFnOnce(&mut sqlx::PgConnection, Uuid, &str) -> Result<(), StoreError>,
) -> Result<HttpResponse, AppError> {
    let typed = form.get("reason").unwrap_or_default();
    let sound = !typed.is_empty() && typed.chars().count() <= REASON as usize;
    if !sound {
        let (case, holds) = open(context, staff, reference).await?;
        let page = page(context, staff, (&case, &holds), typed, Some(Told::NoReason));
        return Ok(respond::invalid(page));
    }
    let parsed = Reference::parse(reference).map_err(|_| AppError::NotFound)?;
    let done = context
        .db(async |conn| {
            let case = logs::referral(conn, parsed)
                .await?
                .ok_or(StoreError::NotFound)?;
            match what(conn, case, typed).await {
                Err(StoreError::Conflict) => Ok(false),
                done => done.map(|()| true),
            }
        })
        .await?;
    if done {
        return Ok(respond::see_other(&format!("{PATH}/{parsed}?done=true")));
    }
    let (case, holds) = open(context, staff, reference).await?;
    let page = page(
        context,
        staff,
        (&case, &holds),
        "",
        Some(Told::TooLate(typed)),
    );
    Ok(respond::with_status(StatusCode::CONFLICT, page))
}

async fn open(
    context: &Context,
    staff: &Staff,
    reference: &str,
) -> Result<(Kept, Vec<Hold>), AppError> {
    let reference = Reference::parse(reference).map_err(|_| AppError::NotFound)?;
    let keyring = &context.app.keyring;
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let id = logs::referral(&mut tx, reference)
                .await?
                .ok_or(StoreError::NotFound)?;
            access::opened(&mut tx, staff.actor.account, id, context.now).await?;
            let case = deletion::with_ids(&mut tx, &[id]).await?.pop();
            let holds = legal_holds::of_case(&mut tx, keyring, id).await?;
            tx.commit().await?;
            Ok((case.ok_or(StoreError::NotFound)?, holds))
        })
        .await
}

fn page(
    context: &Context,
    staff: &Staff,
    (case, holds): (&Kept, &[Hold]),
    reason: &str,
    told: Option<Told<'_>>,
) -> maud::Markup {
    let holds: Vec<pages::Hold> = holds.iter().map(in_words).collect();
    pages::case(&Case {
        frame: staff.frame(context),
        nonce: &context.nonce,
        line: &line(context, case),
        holds: &holds,
        reason,
        told,
    })
}

fn in_words(hold: &Hold) -> pages::Hold {
    let when = |at, by: &str| format!("on {} by {by}", words::moment(at));
    let lifted = hold.lifted.as_ref();
    pages::Hold {
        id: hold.id.to_string(),
        reason: hold.reason.clone(),
        set: when(hold.set_at, &hold.set_by),
        lifted: lifted.map(|(at, by, why)| (when(*at, by), why.clone())),
    }
}
