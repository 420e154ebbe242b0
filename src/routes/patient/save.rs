//! `/check/save`: a link by e-mail to come back with.

use actix_web::{HttpRequest, HttpResponse};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::people::Email;
use maud::Markup;
use templates::{components::Values, emails, patient::save};

use super::{
    days,
    draft::{self, Draft},
    send::{message, take_or_wait},
};
use crate::{
    context::Context,
    error::AppError,
    forms::Form,
    respond,
    security::{address, keyring::Index, throttle},
    store::resume::{self, Link},
};

/// The form.
pub async fn show(context: Context, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &request).await?;
    Ok(respond::page(page(&context, &draft, &[], false)))
}

/// Sends the link.
pub async fn take(
    context: Context,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &request).await?;
    let Ok(email) = Email::parse(form.get("email").unwrap_or_default()) else {
        return Ok(respond::invalid(page(&context, &draft, form.pairs(), true)));
    };
    within_limits(&context, &request, &email).await?;
    let token = draft::new_key();
    let days = link_days(&context);
    let address = context.app.config.link(&format!("/check/resume/{token}"));
    let link = Link {
        email: &email,
        token_hash: context.app.keyring.token_hash(&token),
        message: message(
            "resume_link",
            email.as_str().to_owned(),
            emails::saved_link(&address, days),
        ),
    };
    context
        .db(async |conn| {
            let app = &context.app;
            resume::request(
                conn,
                &app.keyring,
                &draft.screening,
                link,
                app.config.periods,
                context.now,
            )
            .await
        })
        .await?;
    Ok(respond::page(save::saved(&save::Saved {
        frame: draft.frame(&context),
        email: email.as_str(),
        days,
    })))
}

/// Nobody floods a mailbox that may be somebody else's.
async fn within_limits(
    context: &Context,
    request: &HttpRequest,
    email: &Email,
) -> Result<(), AppError> {
    let keyring = &context.app.keyring;
    let mailbox = keyring.email_index(Index::Throttle, email.as_str());
    let counters = throttle::of_mail(&URL_SAFE_NO_PAD.encode(mailbox), address::of(request));
    take_or_wait(context, &counters).await
}

fn link_days(context: &Context) -> u32 {
    days(context.app.config.periods.link)
}

fn page(
    context: &Context,
    draft: &Draft<'_>,
    values: &[(String, String)],
    invalid: bool,
) -> Markup {
    save::page(&save::View {
        frame: draft.frame(context),
        nonce: &context.nonce,
        back: "/check",
        values: Values(values),
        invalid,
        days: link_days(context),
    })
}
