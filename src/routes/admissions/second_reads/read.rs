//! `/admissions/second-reads/{id}`: reading one, saying what one would do, and then both judgements.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web::Path};
use sqlx::Connection as _;
use uuid::Uuid;

use super::{LIST, blind, compare};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::work::Given;
use crate::security::permissions::Action;
use crate::store::StoreError;
use crate::store::second_reads::{self, Opinion, SecondRead};

/// The case without its decision; once it was read, both judgements.
pub async fn show(
    context: Context,
    staff: Staff,
    id: Path<String>,
) -> Result<HttpResponse, AppError> {
    let read = find(&context, &staff, &id).await?;
    if read.read.is_some() {
        let page = compare::page(&context, &staff, &read, None).await?;
        return Ok(respond::page(page));
    }
    let opened = opened(&context, &staff, &read).await?;
    Ok(respond::page(blind::page(
        &context,
        &staff,
        &read,
        &opened,
        (&[], &[]),
    )))
}

/// Keeps what the reader would do, once.
pub async fn submit(
    context: Context,
    staff: Staff,
    id: Path<String>,
    sent: Form,
) -> Result<HttpResponse, AppError> {
    let read = find(&context, &staff, &id).await?;
    staff.may(Action::SecondRead {
        declined_by: read.declined_by,
    })?;
    let (asks, me) = (blind::asks(), staff.actor.account);
    let there = format!("{LIST}/{}", read.id);
    match &read.read {
        Some(before) if before.by == me => return Ok(respond::see_other(&there)),
        Some(_) => return late(&context, &staff, &read, &sent).await,
        None => {}
    }
    let given = match Given::read(&asks, sent.pairs(), context.today()) {
        Ok(given) => given,
        Err(problems) => {
            let opened = opened(&context, &staff, &read).await?;
            let typed = (sent.pairs(), &*problems);
            let page = blind::page(&context, &staff, &read, &opened, typed);
            return Ok(respond::invalid(page));
        }
    };
    let opinion = Opinion::from_code(given.code("opinion")).ok_or(AppError::BadRequest)?;
    let rationale = given.text("rationale");
    let keyring = &context.app.keyring;
    let kept = context
        .db(async |conn| {
            let judgement = (me, opinion, &*rationale);
            match second_reads::record(conn, keyring, read.id, judgement, context.now).await {
                Ok(()) => Ok(true),
                Err(StoreError::Conflict) => Ok(false),
                Err(error) => Err(error),
            }
        })
        .await?;
    if kept {
        return Ok(respond::see_other(&there));
    }
    let now = find(&context, &staff, &id).await?;
    late(&context, &staff, &now, &sent).await
}

/// 409: somebody else was first; what was written is shown.
async fn late(
    context: &Context,
    staff: &Staff,
    read: &SecondRead,
    sent: &Form,
) -> Result<HttpResponse, AppError> {
    let lost = sent.get("rationale").unwrap_or_default();
    let page = compare::page(context, staff, read, Some(lost)).await?;
    Ok(respond::with_status(StatusCode::CONFLICT, page))
}

/// One that this person may read, or may read about.
async fn find(context: &Context, staff: &Staff, id: &str) -> Result<SecondRead, AppError> {
    staff.may(Action::SeeSecondReads)?;
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let keyring = &context.app.keyring;
    let read = context
        .db(async |conn| second_reads::find(conn, keyring, id).await)
        .await?;
    let declined_by = read.declined_by;
    let second = Action::SecondRead { declined_by };
    let action = match &read.read {
        None => second,
        Some(one) => Action::CompareSecondRead {
            declined_by,
            reader: one.by,
        },
    };
    staff.may(action)?;
    Ok(read)
}

async fn opened(
    context: &Context,
    staff: &Staff,
    read: &SecondRead,
) -> Result<blind::Opened, AppError> {
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let opened = blind::open(&mut tx, context, staff, read).await?;
            tx.commit().await?;
            Ok(opened)
        })
        .await
}
