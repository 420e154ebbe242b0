//! Deciding on requests for accounts. Who is first decides; to the second it is a conflict.

use actix_web::HttpResponse;
use actix_web::web::Path;
use sqlx::{Connection as _, PgConnection};
use templates::emails;
use uuid::Uuid;

use super::LIST;
use super::invite::{Guest, invite};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::doors::links::message;
use crate::security::permissions::{Action, Role};
use crate::store::audit::{self, By, Entry};
use crate::store::{StoreError, access_requests, outbox};

/// Approves a request: its mailbox gets an invitation.
pub async fn approve(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageAccounts)?;
    decide(&context, &staff, *id, true).await?;
    Ok(respond::see_other(&format!("{LIST}?done=approved")))
}

/// Turns a request down: its mailbox is told.
pub async fn turn_down(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageAccounts)?;
    decide(&context, &staff, *id, false).await?;
    Ok(respond::see_other(&format!("{LIST}?done=turned-down")))
}

/// Notes the decision and mails what follows, both or neither.
async fn decide(
    context: &Context,
    staff: &Staff,
    id: Uuid,
    approved: bool,
) -> Result<(), AppError> {
    let (keyring, now, by) = (&context.app.keyring, context.now, staff.actor.account);
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let decided = access_requests::decide(&mut tx, keyring, id, by, approved, now).await?;
            let (email, practice) = decided.ok_or(StoreError::Conflict)?;
            if approved {
                let guest = Guest {
                    email: &email,
                    role: Role::Referrer,
                    practice: Some(practice),
                };
                invite(&mut tx, context, staff, &guest).await?;
            } else {
                let told = message("turned_down", &email, emails::access::turned_down());
                outbox::add(&mut tx, keyring, &[told], now).await?;
            }
            note(&mut tx, context, by, id, approved).await?;
            Ok(tx.commit().await?)
        })
        .await
}

async fn note(
    conn: &mut PgConnection,
    context: &Context,
    by: Uuid,
    id: Uuid,
    approved: bool,
) -> Result<(), StoreError> {
    let action = if approved {
        "access_request.approved"
    } else {
        "access_request.turned_down"
    };
    let entry = Entry {
        by: By::Staff(by),
        action,
        subject: "access_request",
        subject_id: Some(id),
        data: serde_json::json!({}),
    };
    audit::record(conn, entry, context.now).await
}
