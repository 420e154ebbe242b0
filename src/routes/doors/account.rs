//! `account`: password, recovery codes and where one is signed in.

use actix_web::{HttpRequest, HttpResponse};
use sqlx::Connection as _;
use templates::doors::account::{self, Device, Done, Fault};

use super::guard::SignedIn;
use super::{answer, attempt, by, field, second_factor, weak};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::words;
use crate::security::passwords::NewPassword;
use crate::security::sessions::{Session, Stage};
use crate::security::throttle::{Purpose, TooMany};
use crate::security::totp::RecoveryCode;
use crate::store::audit::{self, Entry};
use crate::store::{accounts, sessions};

/// Shows the page.
pub async fn show(context: Context, person: SignedIn) -> Result<HttpResponse, AppError> {
    let page = page(&context, &person, None, None).await?;
    Ok(respond::page(page))
}

/// Ends every other session.
pub async fn sign_out_others(
    context: Context,
    person: SignedIn,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    context
        .db(async |conn| sessions::end_others(conn, &person.session).await)
        .await?;
    let page = page(&context, &person, Some(Done::SignedOut), None).await?;
    Ok(respond::page(page))
}

/// Changes the password, after the present one; signs out everywhere else, under a new key here.
pub async fn change_password(
    request: HttpRequest,
    context: Context,
    person: SignedIn,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let session = &person.session;
    let given = field(&form, "password");
    if given.is_empty() {
        return again(&context, &person, Fault::NoPassword).await;
    }
    let new = match new_password(&context, session, &form).await? {
        Ok(new) => new,
        Err(fault) => return again(&context, &person, fault).await,
    };
    match is_password(&request, &context, session, given).await? {
        Ok(true) => {}
        Ok(false) => return again(&context, &person, Fault::WrongPassword).await,
        Err(refusal) => {
            return Ok(answer::too_many(
                &context,
                refusal,
                &person.door.address("account"),
            ));
        }
    }
    let hash = context.app.passwords.hash(new).await?;
    store_password(&request, &context, &person, &hash).await
}

/// Makes new recovery codes, after the present password.
pub async fn new_recovery_codes(
    request: HttpRequest,
    context: Context,
    person: SignedIn,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let session = &person.session;
    let given = field(&form, "password_for_codes");
    match is_password(&request, &context, session, given).await? {
        Ok(true) => {}
        Ok(false) => return again(&context, &person, Fault::WrongForCodes).await,
        Err(refusal) => {
            return Ok(answer::too_many(
                &context,
                refusal,
                &person.door.address("account"),
            ));
        }
    }
    let codes = RecoveryCode::generate_set();
    let (keyring, id) = (&context.app.keyring, session.account);
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            accounts::set_recovery_codes(&mut tx, keyring, id, &codes).await?;
            let entry = entry(&person, "account.recovery_codes_set");
            audit::record(&mut tx, entry, context.now).await?;
            Ok(tx.commit().await?)
        })
        .await?;
    Ok(second_factor::shown_once(
        &context,
        person.door,
        session,
        &codes,
        true,
    ))
}

async fn new_password(
    context: &Context,
    session: &Session,
    form: &Form,
) -> Result<Result<NewPassword, Fault>, AppError> {
    let keyring = &context.app.keyring;
    let email = context
        .db(async |conn| accounts::email(conn, keyring, session.account).await)
        .await?;
    let chosen = field(form, "new_password");
    let new = NewPassword::parse(chosen, &[&email, &session.name]);
    Ok(new.map_err(|weakness| Fault::Weak(weak(weakness))))
}

/// Whether this is the person's present password; counted like signing in.
async fn is_password(
    request: &HttpRequest,
    context: &Context,
    session: &Session,
    given: &str,
) -> Result<Result<bool, TooMany>, AppError> {
    let account = session.account;
    let name = account.to_string();
    let counted =
        match attempt::count(request, context, Purpose::Password, &name, Some(account)).await? {
            Ok(counted) => counted,
            Err(refusal) => return Ok(Err(refusal)),
        };
    let stored = context
        .db(async |conn| accounts::password_hash(conn, account).await)
        .await?;
    let right = context.app.passwords.matches(given, stored).await?;
    if right {
        attempt::was_right(context, counted).await?;
    }
    Ok(Ok(right))
}

async fn store_password(
    request: &HttpRequest,
    context: &Context,
    person: &SignedIn,
    hash: &str,
) -> Result<HttpResponse, AppError> {
    let (door, session) = (person.door, &person.session);
    let key = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let family = sessions::family(&mut tx, session).await?;
            accounts::set_password(&mut tx, session.account, hash).await?;
            let entry = entry(person, "account.password_set");
            audit::record(&mut tx, entry, context.now).await?;
            let (id, now) = (session.account, context.now);
            let key = sessions::begin(&mut tx, id, Stage::Full, &family, now).await?;
            tx.commit().await?;
            Ok(key)
        })
        .await?;
    let session = Session {
        key_hash: key.hash(),
        ..session.clone()
    };
    let person = SignedIn { door, session };
    let page = page(context, &person, Some(Done::Password), None).await?;
    let shown = respond::page(page);
    answer::signed_in(shown, request, context, door, &person.session, &key)
}

fn entry(person: &SignedIn, action: &'static str) -> Entry<'static> {
    Entry {
        by: by(person.door, person.session.account),
        action,
        subject: "account",
        subject_id: Some(person.session.account),
        data: serde_json::json!({}),
    }
}

async fn again(
    context: &Context,
    person: &SignedIn,
    fault: Fault,
) -> Result<HttpResponse, AppError> {
    let page = page(context, person, None, Some(fault)).await?;
    Ok(respond::invalid(page))
}

async fn page(
    context: &Context,
    person: &SignedIn,
    done: Option<Done>,
    fault: Option<Fault>,
) -> Result<maud::Markup, AppError> {
    let session = &person.session;
    let (keyring, id) = (&context.app.keyring, session.account);
    let (email, listed, codes_left) = context
        .db(async |conn| {
            let email = accounts::email(conn, keyring, id).await?;
            let listed = sessions::list(conn, session, context.now).await?;
            Ok((
                email,
                listed,
                accounts::recovery_codes_left(conn, id).await?,
            ))
        })
        .await?;
    let devices: Vec<Device<'_>> = listed.iter().map(device).collect();
    Ok(account::page(&account::View {
        door: person.door,
        frame: answer::frame(context, person.door, session),
        nonce: &context.nonce,
        name: &session.name,
        email: &email,
        role: words::role(session.role),
        devices: &devices,
        codes_left,
        done,
        fault,
    }))
}

fn device(listed: &sessions::Listed) -> Device<'_> {
    Device {
        name: listed.family.as_deref().unwrap_or("A browser"),
        since: words::moment(listed.since),
        current: listed.current,
    }
}
