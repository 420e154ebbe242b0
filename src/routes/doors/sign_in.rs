//! `sign-in`: address and password, the first step.

use actix_web::{HttpRequest, HttpResponse};
use domain::people::{Email, ParseError};
use templates::doors::Door;
use templates::doors::sign_in::{self, Fault};
use templates::layout::Nav;

use super::{At, admits, answer, attempt, field, guard};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::security::sessions::{Stage, family};
use crate::security::throttle::Purpose;
use crate::store::accounts::{self, Credentials};
use crate::store::audit::{self, By, Entry};
use crate::store::sessions;

/// What somebody entered.
struct Entered<'a> {
    email: Email,
    password: &'a str,
}

/// Shows the form; somebody signed in goes on.
pub async fn show(
    request: HttpRequest,
    context: Context,
    At(door): At,
) -> Result<HttpResponse, AppError> {
    let session = guard::session(&request, door).await?;
    if session.is_some_and(|session| session.stage == Stage::Full) {
        return Ok(respond::see_other(door.home()));
    }
    Ok(respond::page(page(&context, door, "", &[])))
}

/// Checks address and password.
///
/// An unknown address, an account of the other door, a disabled account and a wrong password take
/// the same work and get the same answer.
pub async fn submit(
    request: HttpRequest,
    context: Context,
    At(door): At,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let entered = match read(&form) {
        Ok(entered) => entered,
        Err(faults) => return Ok(again(&context, door, &form, &faults)),
    };
    let index = accounts::index_of(&context.app.keyring, entered.email.as_str());
    let found = context
        .db(async |conn| accounts::credentials(conn, &index).await)
        .await?
        .filter(|credentials| admits(door, credentials.role));
    let account = found.as_ref().map(|credentials| credentials.id);
    let name = hex(&index);
    let counted =
        match attempt::count(&request, &context, Purpose::Password, &name, account).await? {
            Ok(counted) => counted,
            Err(refusal) => {
                return Ok(answer::too_many(
                    &context,
                    refusal,
                    &door.address("sign-in"),
                ));
            }
        };
    let stored = found.as_ref().and_then(|known| known.password_hash.clone());
    let right = context
        .app
        .passwords
        .matches(entered.password, stored)
        .await?;
    match found.filter(|_| right) {
        Some(credentials) => {
            attempt::was_right(&context, counted).await?;
            go_on(&request, &context, door, &credentials).await
        }
        None => refuse(&context, door, &form, account).await,
    }
}

fn read(form: &Form) -> Result<Entered<'_>, Vec<Fault>> {
    let email = Email::parse(form.get("email").unwrap_or_default()).map_err(|error| match error {
        ParseError::Empty => Fault::NoEmail,
        _ => Fault::BadEmail,
    });
    let password = Some(field(form, "password")).filter(|password| !password.is_empty());
    match (email, password) {
        (Ok(email), Some(password)) => Ok(Entered { email, password }),
        (email, password) => Err(email
            .err()
            .into_iter()
            .chain(password.is_none().then_some(Fault::NoPassword))
            .collect()),
    }
}

/// The account, if any, is noted in either case, so that both take the same time.
async fn refuse(
    context: &Context,
    door: Door,
    form: &Form,
    account: Option<uuid::Uuid>,
) -> Result<HttpResponse, AppError> {
    let entry = Entry {
        by: By::System,
        action: "sign_in.refused",
        subject: "account",
        subject_id: account,
        data: serde_json::json!({}),
    };
    context
        .db(async |conn| audit::record(conn, entry, context.now).await)
        .await?;
    Ok(again(context, door, form, &[Fault::Refused]))
}

/// Begins a session under a new key; any session that the browser had ends.
async fn go_on(
    request: &HttpRequest,
    context: &Context,
    door: Door,
    credentials: &Credentials,
) -> Result<HttpResponse, AppError> {
    let (stage, next) = if credentials.enrolled {
        (Stage::PendingSecondFactor, "sign-in/code")
    } else {
        (Stage::Enrolling, "second-factor")
    };
    let old = guard::key(request, context, door);
    let family = family(user_agent(request));
    let key = context
        .db(async |conn| {
            if let Some(old) = &old {
                sessions::end(conn, old).await?;
            }
            sessions::begin(conn, credentials.id, stage, &family, context.now).await
        })
        .await?;
    let on = respond::see_other(&door.address(next));
    answer::with_session(on, context, door, &key)
}

fn user_agent(request: &HttpRequest) -> &str {
    let header = request.headers().get(actix_web::http::header::USER_AGENT);
    header
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn again(context: &Context, door: Door, form: &Form, faults: &[Fault]) -> HttpResponse {
    respond::invalid(page(
        context,
        door,
        form.get("email").unwrap_or_default(),
        faults,
    ))
}

fn page(context: &Context, door: Door, email: &str, faults: &[Fault]) -> maud::Markup {
    sign_in::page(&sign_in::View {
        door,
        frame: context.frame(Nav::Public),
        nonce: &context.nonce,
        email,
        faults,
    })
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
