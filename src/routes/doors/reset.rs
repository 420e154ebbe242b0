//! `reset`: a new password by way of the mailbox. The second factor is still asked for at the next sign-in.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web::Path};
use domain::people::Email;
use sqlx::Connection as _;
use templates::doors::Door;
use templates::doors::reset::{self as pages, Ask, Choose};
use templates::emails;
use templates::layout::Nav;
use uuid::Uuid;

use super::links::{message, secret, within_limits};
use super::{At, admits, field, weak};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::security::passwords::{NewPassword, Weakness};
use crate::security::permissions::Role;
use crate::store::audit::{self, By, Entry};
use crate::store::password_resets::{self, Request};
use crate::store::{StoreError, accounts};

/// The form that asks for a link.
pub async fn show(context: Context, At(door): At) -> HttpResponse {
    respond::page(pages::ask(&ask(&context, door, "", false)))
}

/// Sends a link, if there is such an account; the answer is the same if there is none.
pub async fn submit(
    request: HttpRequest,
    context: Context,
    At(door): At,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let typed = form.get("email").unwrap_or_default();
    let Ok(email) = Email::parse(typed) else {
        let again = pages::ask(&ask(&context, door, typed, true));
        return Ok(respond::invalid(again));
    };
    within_limits(&context, &request, &email).await?;
    let (keyring, token) = (&context.app.keyring, secret());
    let link = context
        .app
        .config
        .link(&door.address(&format!("reset/{token}")));
    let roles: Vec<Role> = Role::ALL
        .into_iter()
        .filter(|role| admits(door, *role))
        .collect();
    let request = Request {
        email_index: accounts::index_of(keyring, email.as_str()),
        roles: &roles,
        token_hash: keyring.token_hash(&token),
        message: message(
            "password_reset",
            &email,
            emails::access::password_reset(&link),
        ),
    };
    context
        .db(async |conn| password_resets::request(conn, keyring, request, context.now).await)
        .await?;
    let frame = context.frame(Nav::Public);
    Ok(respond::page(pages::asked(door, &frame, email.as_str())))
}

/// The page that a link opens.
pub async fn choose(
    request: HttpRequest,
    context: Context,
    At(door): At,
    token: Path<String>,
) -> Result<HttpResponse, AppError> {
    let hash = context.app.keyring.token_hash(&token);
    let account = account(&context, door, &hash).await?;
    Ok(match account {
        Some(_) => respond::page(form_for(&context, request.path(), None)),
        None => failed(&context, door),
    })
}

/// Takes the new password, and ends every session of the account.
pub async fn change(
    request: HttpRequest,
    context: Context,
    At(door): At,
    token: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let hash = context.app.keyring.token_hash(&token);
    let Some(id) = account(&context, door, &hash).await? else {
        return Ok(failed(&context, door));
    };
    let new = match new_password(&context, id, &form).await? {
        Ok(new) => new,
        Err(weakness) => {
            let again = form_for(&context, request.path(), Some(weakness));
            return Ok(respond::invalid(again));
        }
    };
    let password = context.app.passwords.hash(new).await?;
    let changed = context
        .db(async |conn| set(conn, &hash, id, &password, &context).await)
        .await?;
    if !changed {
        return Ok(failed(&context, door));
    }
    let frame = context.frame(Nav::Public);
    Ok(respond::page(pages::changed(door, &frame)))
}

/// The account that a live link is for, if it comes in through this door.
async fn account(context: &Context, door: Door, hash: &[u8; 32]) -> Result<Option<Uuid>, AppError> {
    let found = context
        .db(async |conn| password_resets::find(conn, hash, context.now).await)
        .await?;
    let found = found.filter(|(_, role)| admits(door, *role));
    Ok(found.map(|(id, _)| id))
}

async fn new_password(
    context: &Context,
    id: Uuid,
    form: &Form,
) -> Result<Result<NewPassword, Weakness>, AppError> {
    let keyring = &context.app.keyring;
    let (email, name) = context
        .db(async |conn| {
            let email = accounts::email(conn, keyring, id).await?;
            Ok((email, accounts::name(conn, id).await?))
        })
        .await?;
    Ok(NewPassword::parse(
        field(form, "new_password"),
        &[&email, &name],
    ))
}

/// Uses the link up and sets the password, both or neither.
async fn set(
    conn: &mut sqlx::PgConnection,
    hash: &[u8; 32],
    id: Uuid,
    password: &str,
    context: &Context,
) -> Result<bool, StoreError> {
    let mut tx = conn.begin().await?;
    if !password_resets::use_up(&mut tx, hash, context.now).await? {
        return Ok(false);
    }
    accounts::set_password(&mut tx, id, password).await?;
    let entry = Entry {
        by: By::System,
        action: "account.password_reset",
        subject: "account",
        subject_id: Some(id),
        data: serde_json::json!({ "from": "mail" }),
    };
    audit::record(&mut tx, entry, context.now).await?;
    tx.commit().await?;
    Ok(true)
}

fn ask<'a>(context: &'a Context, door: Door, email: &'a str, invalid: bool) -> Ask<'a> {
    Ask {
        door,
        frame: context.frame(Nav::Public),
        nonce: &context.nonce,
        email,
        invalid,
    }
}

fn form_for(context: &Context, action: &str, weakness: Option<Weakness>) -> maud::Markup {
    pages::choose(&Choose {
        frame: context.frame(Nav::Public),
        nonce: &context.nonce,
        action,
        weak: weakness.map(weak),
    })
}

fn failed(context: &Context, door: Door) -> HttpResponse {
    let page = pages::failed(door, &context.frame(Nav::Public));
    respond::with_status(StatusCode::GONE, page)
}
