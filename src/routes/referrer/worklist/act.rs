//! What a referrer does to a referral: once, as it was seen, and with word to the admissions team.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use domain::referral::{Action, Actor, Refusal};
use templates::emails;
use templates::referrer::worklist::refused;

use super::opened::Opened;
use super::words;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::referrer::guard::Referrer;
use crate::store::outbox::{Message, Outgoing};
use crate::store::referrals::{self, ActError, Deed};

/// The version that a form showed.
pub fn version(form: &Form) -> Result<i32, AppError> {
    let version = form.get("version").and_then(|version| version.parse().ok());
    version.ok_or(AppError::BadRequest)
}

/// Does it; the refusal where the referral does not allow it, or has changed. `what` says it in the mail to the team: "answered".
pub async fn act(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    seen: i32,
    action: Action,
    what: &str,
) -> Result<Result<(), Refusal>, AppError> {
    let deed = Deed {
        reference: opened.case.reference,
        seen,
        action,
        actor: Actor::Referrer(referrer.member.account),
        at: context.now,
    };
    let messages: Vec<Outgoing> = to_team(context, &opened.reference(), what)
        .into_iter()
        .collect();
    let keyring = &context.app.keyring;
    context
        .db(
            async |conn| match referrals::act_and_tell(conn, keyring, deed, &messages).await {
                Ok(()) => Ok(Ok(())),
                Err(ActError::Refused(refusal)) => Ok(Err(refusal)),
                Err(ActError::Store(error)) => Err(error),
            },
        )
        .await
}

/// Word to the team, if it has a mailbox: the reference alone.
fn to_team(context: &Context, reference: &str, what: &str) -> Option<Outgoing> {
    let config = &context.app.config;
    let team = config.admissions_email.as_ref()?;
    let link = config.link(&format!("/admissions/referrals/{reference}"));
    let email = emails::referrer_acted(reference, what, &link);
    Some(Outgoing {
        kind: "referrer_acted",
        message: Message {
            to: team.email.to_string(),
            subject: email.subject,
            text: email.text,
            html: email.html,
        },
    })
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
