//! `sign-in/code`: the second step, with a code of the authenticator or a recovery code.

use actix_web::{HttpRequest, HttpResponse};
use sqlx::Connection as _;
use templates::doors::Door;
use templates::doors::code::{self, Fault};
use templates::layout::Nav;
use uuid::Uuid;

use super::guard::{self, SigningIn};
use super::{answer, attempt, by};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::security::sessions::{Session, SessionKey, Stage};
use crate::security::throttle::Purpose;
use crate::security::totp::{CodeError, RecoveryCode};
use crate::store::audit::{self, By, Entry};
use crate::store::{StoreError, accounts, sessions};

/// What somebody entered.
enum Entered {
    Code(String),
    Recovery(RecoveryCode),
}

/// What came of it.
enum Outcome {
    SignedIn(SessionKey),
    Refused(Fault),
    /// The session had moved on under another key.
    Over,
}

/// Shows the form.
pub async fn show(context: Context, signing_in: SigningIn) -> Result<HttpResponse, AppError> {
    let door = signing_in.door;
    signing_in.at(Stage::PendingSecondFactor)?;
    Ok(respond::page(page(&context, door, None)))
}

/// Checks a code.
pub async fn submit(
    request: HttpRequest,
    context: Context,
    signing_in: SigningIn,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let door = signing_in.door;
    let session = signing_in.at(Stage::PendingSecondFactor)?;
    let entered = match read(&form) {
        Ok(entered) => entered,
        Err(fault) => return Ok(again(&context, door, fault)),
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
                    &door.address("sign-in/code"),
                ));
            }
        };
    match check(&context, door, &session, entered).await? {
        Outcome::SignedIn(key) => {
            attempt::was_right(&context, counted).await?;
            let on = respond::see_other(door.home());
            answer::signed_in(on, &request, &context, door, &session, &key)
        }
        Outcome::Refused(fault) => {
            refuse(&context, account).await?;
            Ok(again(&context, door, fault))
        }
        Outcome::Over => Err(guard::signed_out(door)),
    }
}

fn read(form: &Form) -> Result<Entered, Fault> {
    match (form.get("recovery_code"), form.get("code")) {
        (Some(text), _) => RecoveryCode::parse(text)
            .map(Entered::Recovery)
            .ok_or(Fault::WrongRecovery),
        (None, Some(code)) => Ok(Entered::Code(code.to_owned())),
        (None, None) => Err(Fault::Missing),
    }
}

/// Uses up the code and completes the session, both or neither.
async fn check(
    context: &Context,
    door: Door,
    session: &Session,
    entered: Entered,
) -> Result<Outcome, AppError> {
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            if let Some(fault) = use_up(&mut tx, context, session, &entered).await? {
                return Ok(Outcome::Refused(fault));
            }
            let Some(key) = sessions::complete(&mut tx, session, context.now).await? else {
                return Ok(Outcome::Over);
            };
            audit::record(&mut tx, entry(door, session, &entered), context.now).await?;
            tx.commit().await?;
            Ok(Outcome::SignedIn(key))
        })
        .await
}

async fn use_up(
    conn: &mut sqlx::PgConnection,
    context: &Context,
    session: &Session,
    entered: &Entered,
) -> Result<Option<Fault>, StoreError> {
    let (keyring, now, account) = (&context.app.keyring, context.now, session.account);
    match entered {
        Entered::Recovery(code) => {
            let used = accounts::use_recovery_code(conn, keyring, account, code, now).await?;
            Ok((!used).then_some(Fault::WrongRecovery))
        }
        Entered::Code(code) => {
            let factor = accounts::second_factor(conn, keyring, account).await?;
            let Some(factor) = factor else {
                return Ok(Some(Fault::Wrong));
            };
            match factor.secret.check(code, now, factor.last_step) {
                Ok(step) if accounts::use_step(conn, account, step).await? => Ok(None),
                Ok(_) | Err(CodeError::Used) => Ok(Some(Fault::Used)),
                Err(CodeError::Wrong) => Ok(Some(Fault::Wrong)),
            }
        }
    }
}

/// Notes a wrong code. By whom is not known: only the password was right.
async fn refuse(context: &Context, account: Uuid) -> Result<(), AppError> {
    let entry = Entry {
        by: By::System,
        action: "sign_in.code_refused",
        subject: "account",
        subject_id: Some(account),
        data: serde_json::json!({}),
    };
    context
        .db(async |conn| audit::record(conn, entry, context.now).await)
        .await
}

fn entry(door: Door, session: &Session, entered: &Entered) -> Entry<'static> {
    Entry {
        by: by(door, session.account),
        action: "sign_in.completed",
        subject: "account",
        subject_id: Some(session.account),
        data: serde_json::json!({ "with": match entered {
            Entered::Code(_) => "code",
            Entered::Recovery(_) => "recovery_code",
        } }),
    }
}

fn again(context: &Context, door: Door, fault: Fault) -> HttpResponse {
    respond::invalid(page(context, door, Some(fault)))
}

fn page(context: &Context, door: Door, fault: Option<Fault>) -> maud::Markup {
    code::page(&code::View {
        door,
        frame: context.frame(Nav::Public),
        nonce: &context.nonce,
        fault,
    })
}
