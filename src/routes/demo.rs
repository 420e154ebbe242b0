//! Only with demonstration data: what would have been mailed, and how to sign in.

use actix_web::{
    HttpResponse,
    web::{self, ServiceConfig},
};
use templates::{
    demo::{self, Message},
    layout::Nav,
};

use crate::{clock::england, context::Context, error::AppError, respond, store::outbox};

/// How many messages are shown, the newest first.
const MOST: i64 = 50;

/// The addresses of the demonstration.
pub fn table(config: &mut ServiceConfig) {
    config.service(web::resource("/demo/mail").get(mail));
}

/// Live, there is no such page.
fn only_in_demonstrations(context: &Context) -> Result<(), AppError> {
    if context.app.config.demo {
        Ok(())
    } else {
        Err(AppError::NotFound)
    }
}

async fn mail(context: Context) -> Result<HttpResponse, AppError> {
    only_in_demonstrations(&context)?;
    let shown = context
        .db(async |conn| outbox::latest(conn, &context.app.keyring, MOST).await)
        .await?;
    let times: Vec<String> = shown
        .iter()
        .map(|one| {
            england::local(one.created_at)
                .format("%-d %B %Y at %-I:%M%P")
                .to_string()
        })
        .collect();
    let messages: Vec<Message<'_>> = shown
        .iter()
        .zip(&times)
        .map(|(one, at)| Message {
            to: &one.message.to,
            subject: &one.message.subject,
            at,
            text: &one.message.text,
        })
        .collect();
    Ok(respond::page(demo::mail(
        &context.frame(Nav::Public),
        &messages,
    )))
}
