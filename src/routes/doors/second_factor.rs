//! `second-factor`: setting up the authenticator, and the first recovery codes.

use actix_web::{HttpRequest, HttpResponse};
use sqlx::Connection as _;
use templates::doors::enrol::{self, Drawing};
use templates::doors::{Door, code::Fault, recovery_codes};
use templates::layout::{Nav, SERVICE};

use super::guard::{self, SigningIn};
use super::{answer, attempt, by};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::security::sessions::{Session, SessionKey, Stage};
use crate::security::throttle::Purpose;
use crate::security::totp::{RecoveryCode, Secret};
use crate::store::audit::{self, Entry};
use crate::store::{accounts, sessions};

/// Shows the secret to be scanned or typed.
pub async fn show(context: Context, signing_in: SigningIn) -> Result<HttpResponse, AppError> {
    let door = signing_in.door;
    let session = signing_in.at(Stage::Enrolling)?;
    let secret = offered(&context, &session).await?;
    Ok(respond::page(
        page(&context, door, &session, &secret, None).await?,
    ))
}

/// Takes the first code; then the second factor stands, and the recovery codes are shown, once.
pub async fn submit(
    request: HttpRequest,
    context: Context,
    signing_in: SigningIn,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let door = signing_in.door;
    let session = signing_in.at(Stage::Enrolling)?;
    let secret = offered(&context, &session).await?;
    let Some(code) = form.get("code") else {
        return again(&context, door, &session, &secret, Fault::Missing).await;
    };
    let account = session.account;
    let name = account.to_string();
    let counted =
        match attempt::count(&request, &context, Purpose::Code, &name, Some(account)).await? {
            Ok(counted) => counted,
            Err(refusal) => {
                return Ok(answer::too_many(
                    &context,
                    refusal,
                    &door.address("second-factor"),
                ));
            }
        };
    let Ok(step) = secret.check(code, context.now, None) else {
        return again(&context, door, &session, &secret, Fault::Wrong).await;
    };
    attempt::was_right(&context, counted).await?;
    let codes = RecoveryCode::generate_set();
    let key = enrol(&context, door, &session, &secret, step, &codes).await?;
    let shown = shown_once(&context, door, &session, &codes, false);
    answer::signed_in(shown, &request, &context, door, &session, &key)
}

/// The page with recovery codes.
pub fn shown_once(
    context: &Context,
    door: Door,
    session: &Session,
    codes: &[RecoveryCode],
    replaced: bool,
) -> HttpResponse {
    let codes: Vec<String> = codes.iter().map(RecoveryCode::shown).collect();
    respond::page(recovery_codes::page(&recovery_codes::View {
        door,
        frame: answer::frame(context, door, session),
        codes: &codes,
        replaced,
    }))
}

async fn offered(context: &Context, session: &Session) -> Result<Secret, AppError> {
    let keyring = &context.app.keyring;
    context
        .db(async |conn| sessions::offered_secret(conn, keyring, session).await)
        .await
}

async fn enrol(
    context: &Context,
    door: Door,
    session: &Session,
    secret: &Secret,
    step: i64,
    codes: &[RecoveryCode],
) -> Result<SessionKey, AppError> {
    let (keyring, account) = (&context.app.keyring, session.account);
    let entry = Entry {
        by: by(door, account),
        action: "account.second_factor_set",
        subject: "account",
        subject_id: Some(account),
        data: serde_json::json!({}),
    };
    let key = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let Some(key) = sessions::complete(&mut tx, session, context.now).await? else {
                return Ok(None);
            };
            accounts::set_totp(&mut tx, keyring, account, secret, Some(step)).await?;
            accounts::set_recovery_codes(&mut tx, keyring, account, codes).await?;
            audit::record(&mut tx, entry, context.now).await?;
            tx.commit().await?;
            Ok(Some(key))
        })
        .await?;
    key.ok_or_else(|| guard::signed_out(door))
}

async fn again(
    context: &Context,
    door: Door,
    session: &Session,
    secret: &Secret,
    fault: Fault,
) -> Result<HttpResponse, AppError> {
    let page = page(context, door, session, secret, Some(fault)).await?;
    Ok(respond::invalid(page))
}

async fn page(
    context: &Context,
    door: Door,
    session: &Session,
    secret: &Secret,
    fault: Option<Fault>,
) -> Result<maud::Markup, AppError> {
    let keyring = &context.app.keyring;
    let email = context
        .db(async |conn| accounts::email(conn, keyring, session.account).await)
        .await?;
    let drawing = secret
        .draw(SERVICE, &email)
        .map_err(|_| AppError::Internal)?;
    Ok(enrol::page(&enrol::View {
        door,
        frame: context.frame(Nav::Public),
        nonce: &context.nonce,
        secret: &secret.to_base32(),
        drawing: Drawing {
            side: drawing.side,
            path: &drawing.path,
        },
        fault,
    }))
}
