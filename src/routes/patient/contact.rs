//! `/check/contact`: how the team reaches the person, and who they are.

use actix_web::{HttpRequest, HttpResponse};
use domain::{pathway::Stage, people::TestRange};
use maud::Markup;
use templates::{
    components::Values,
    patient::contact::{self, Fault},
};

use super::{
    contact_form::{self, ContactForm},
    draft::{self, Draft},
};
use crate::{context::Context, error::AppError, forms::Form, respond, store::screenings};

/// The form, with what was given before.
pub async fn show(context: Context, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let draft = sendable(&context, &request).await?;
    let given = draft.screening.contact(&context.app.keyring)?;
    let values = given
        .as_ref()
        .map(contact_form::to_form)
        .unwrap_or_default();
    Ok(respond::page(page(&context, &draft, &values, &[])))
}

/// Keeps the details, or shows the form again with what is wrong.
pub async fn take(
    context: Context,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let draft = sendable(&context, &request).await?;
    let details = match form.read::<ContactForm>()?.check(test_range(&context)) {
        Ok(details) => details,
        Err(faults) => {
            return Ok(respond::invalid(page(
                &context,
                &draft,
                form.pairs(),
                &faults,
            )));
        }
    };
    let first = draft
        .journey()
        .asked_in(Stage::Send)
        .next()
        .map(draft::address);
    context
        .db(async |conn| {
            let keyring = &context.app.keyring;
            screenings::set_contact(
                conn,
                keyring,
                draft.screening,
                &details,
                draft::moment(&context),
            )
            .await
        })
        .await?;
    Ok(respond::see_other(
        first.as_deref().unwrap_or("/check/send"),
    ))
}

/// Reserved NHS numbers are for demonstrations alone.
fn test_range(context: &Context) -> TestRange {
    if context.app.config.demo {
        TestRange::Accepted
    } else {
        TestRange::Refused
    }
}

async fn sendable<'a>(context: &'a Context, request: &HttpRequest) -> Result<Draft<'a>, AppError> {
    let draft = draft::complete(context, request).await?;
    if draft::may_be_sent(&draft.decide(context)) {
        Ok(draft)
    } else {
        Err(draft::elsewhere("/check/result"))
    }
}

fn page(
    context: &Context,
    draft: &Draft<'_>,
    values: &[(String, String)],
    faults: &[(&str, Fault)],
) -> Markup {
    contact::page(&contact::View {
        frame: draft.frame(context),
        nonce: &context.nonce,
        back: "/check/result",
        for_someone_else: draft.for_someone_else(),
        values: Values(values),
        faults,
    })
}
