//! `/check/save`: a link by e-mail to come back with.

use actix_web::{HttpRequest, HttpResponse};
use domain::people::Email;
use maud::Markup;
use templates::{components::Values, emails, patient::save};

use super::{
    days,
    draft::{self, Draft},
    send::message,
};
use crate::{
    context::Context,
    error::AppError,
    forms::Form,
    respond,
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
