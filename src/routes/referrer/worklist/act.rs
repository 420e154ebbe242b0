//! What a referrer does to a referral: once, as it was seen, and with word to the admissions team.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use domain::referral::{Action, Actor, Refusal};
use templates::emails;
use templates::referrer::worklist::refused;
use uuid::Uuid;

use super::opened::Opened;
use super::words;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::referrer::guard::Referrer;
use crate::store::StoreError;
use crate::store::attachments::{Added, Sealed};
use crate::store::outbox::{Message, Outgoing};
use crate::store::referrals::{self, ActError, Along, Deed};

/// The version that a form showed.
pub fn version(form: &Form) -> Result<i32, AppError> {
    let version = form.get("version").and_then(|version| version.parse().ok());
    version.ok_or(AppError::BadRequest)
}

/// Whether this very form did something before: its answer was lost, or it was sent twice.
pub async fn done_before(
    context: &Context,
    opened: &Opened,
    nonce: Uuid,
) -> Result<bool, AppError> {
    let case = opened.case.id;
    context
        .db(async |conn| referrals::was_done(conn, case, nonce).await)
        .await
}

/// Does it, once for the same form; the refusal where the referral does not allow it, or has changed. `what` says it in the mail to the team: "answered".
pub async fn act(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    (seen, nonce): (i32, Uuid),
    action: Action,
    what: &str,
) -> Result<Result<(), Refusal>, AppError> {
    let deed = deed(context, referrer, opened, (seen, nonce), action);
    let messages = to_team(context, &opened.reference(), what);
    let keyring = &context.app.keyring;
    context
        .db(async |conn| settle(referrals::act_and_tell(conn, keyring, deed, &messages).await))
        .await
}

/// Writes to the team: once for the same form, whatever happened since it was shown.
pub async fn write(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    nonce: Uuid,
    action: Action,
) -> Result<Result<(), Refusal>, AppError> {
    let seen = opened.case.referral.version();
    let deed = deed(context, referrer, opened, (seen, nonce), action);
    let messages = to_team(context, &opened.reference(), "written");
    let keyring = &context.app.keyring;
    context
        .db(async |conn| settle(referrals::act_and_tell(conn, keyring, deed, &messages).await))
        .await
}

/// Answers what was asked, with files that were accepted: both or neither. [`Added::Full`] where there would be too many files.
pub async fn answer(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    (seen, nonce, answer): (i32, Uuid, &str),
    files: &[Sealed],
) -> Result<Result<Added, Refusal>, AppError> {
    let action = Action::ReceiveInfo {
        answer: Some(answer.to_owned()),
    };
    let deed = deed(context, referrer, opened, (seen, nonce), action);
    let messages = to_team(context, &opened.reference(), "answered");
    let (by, keyring) = (referrer.adder(), &context.app.keyring);
    let along = Along { by, files };
    context
        .db(async |conn| settle(referrals::answer(conn, keyring, deed, along, &messages).await))
        .await
}

fn deed(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    (seen, nonce): (i32, Uuid),
    action: Action,
) -> Deed {
    Deed {
        reference: opened.case.reference,
        seen,
        action,
        actor: Actor::Referrer(referrer.member.account),
        at: context.now,
        nonce: Some(nonce),
    }
}

/// A refusal is shown; a fault of the store is not.
fn settle<T>(done: Result<T, ActError>) -> Result<Result<T, Refusal>, StoreError> {
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(ActError::Refused(refusal)) => Ok(Err(refusal)),
        Err(ActError::Store(error)) => Err(error),
    }
}

/// Word to the team, if it has a mailbox: the reference alone.
fn to_team(context: &Context, reference: &str, what: &str) -> Vec<Outgoing> {
    let config = &context.app.config;
    let Some(team) = &config.admissions_email else {
        return Vec::new();
    };
    let link = config.link(&format!("/admissions/referrals/{reference}"));
    let email = emails::referrer_acted(reference, what, &link);
    vec![Outgoing {
        kind: "referrer_acted",
        message: Message {
            to: team.email.to_string(),
            subject: email.subject,
            text: email.text,
            html: email.html,
        },
    }]
}

/// Back to the referral, after something was done.
pub fn to_case(opened: &Opened) -> HttpResponse {
    respond::see_other(&format!("/refer/referrals/{}", opened.case.reference))
}

/// 409: why it cannot be done, and what was written, to copy.
pub fn refused(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    refusal: Refusal,
    written: Option<&str>,
) -> HttpResponse {
    let page = refused::page(&refused::View {
        frame: referrer.frame(context, None),
        reference: &opened.reference(),
        why: &words::refusal(refusal),
        written,
    });
    respond::with_status(StatusCode::CONFLICT, page)
}
