//! `/admissions/second-reads/{id}`: reading one, saying what one would do, and then both judgements.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web::Path};
use sqlx::Connection as _;
use templates::admissions::second_reads as page;
use uuid::Uuid;

use super::{LIST, blind, compare};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::casework::Given;
use crate::routes::admissions::guard::Staff;
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
    let declined_by = read.declined_by;
    if let Some(second) = &read.read {
        staff.may(Action::CompareSecondRead {
            declined_by,
            reader: second.by,
        })?;
        let page = compare::page(&context, &staff, &read, second).await?;
        return Ok(respond::page(page));
    }
    if read.seen {
        return Ok(respond::see_other(&format!(
            "/admissions/referrals/{}",
            read.reference
        )));
    }
    staff.may(Action::SecondRead {
        declined_by,
        seen: read.seen,
    })?;
    let opened = opened(&context, &staff, &read).await?;
    let blank = (&[][..], &[][..]);
    Ok(respond::page(blind::page(
        &context, &staff, &read, &opened, blank,
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
    let declined_by = read.declined_by;
    staff.may(Action::SecondRead {
        declined_by,
        seen: false,
    })?;
    match &read.read {
        Some(before) if before.by == staff.actor.account => return Ok(to(&read)),
        Some(_) => return Ok(late(&context, &staff, &read, &sent)),
        None if read.seen => return Ok(late(&context, &staff, &read, &sent)),
        None => {}
    }
    let given = match Given::read(&blind::asks(), sent.pairs(), context.today()) {
        Ok(given) => given,
        Err(problems) => {
            let opened = opened(&context, &staff, &read).await?;
            let typed = (sent.pairs(), &*problems);
            let page = blind::page(&context, &staff, &read, &opened, typed);
            return Ok(respond::invalid(page));
        }
    };
    let opinion = Opinion::from_code(given.code("opinion")).ok_or(AppError::BadRequest)?;
    if keep(&context, &staff, &read, opinion, &given.text("rationale")).await? {
        Ok(to(&read))
    } else {
        Ok(late(&context, &staff, &read, &sent))
    }
}

/// Whether it was kept; not where somebody else was first.
async fn keep(
    context: &Context,
    staff: &Staff,
    read: &SecondRead,
    opinion: Opinion,
    rationale: &str,
) -> Result<bool, AppError> {
    let keyring = &context.app.keyring;
    let judgement = (staff.actor.account, opinion, rationale);
    context
        .db(async |conn| {
            match second_reads::record(conn, keyring, read.id, judgement, context.now).await {
                Ok(()) => Ok(true),
                Err(StoreError::Conflict) => Ok(false),
                Err(error) => Err(error),
            }
        })
        .await
}

fn to(read: &SecondRead) -> HttpResponse {
    respond::see_other(&format!("{LIST}/{}", read.id))
}

/// 409: somebody else was first, or the reader has seen the decision. What was written is shown, and neither judgement: they are for
/// those who made them.
fn late(context: &Context, staff: &Staff, read: &SecondRead, sent: &Form) -> HttpResponse {
    let page = page::late(
        staff.frame(context),
        &read.reference.to_string(),
        sent.get("rationale").unwrap_or_default(),
        read.seen,
    );
    respond::with_status(StatusCode::CONFLICT, page)
}

/// One that was drawn, for somebody who sees that there are such; what of it they may see is asked next.
pub(super) async fn find(
    context: &Context,
    staff: &Staff,
    id: &str,
) -> Result<SecondRead, AppError> {
    staff.may(Action::SeeSecondReads)?;
    let id: Uuid = id.parse().map_err(|_| AppError::NotFound)?;
    let (keyring, account) = (&context.app.keyring, staff.actor.account);
    context
        .db(async |conn| second_reads::find(conn, keyring, id, account).await)
        .await
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
