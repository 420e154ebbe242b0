//! Links by e-mail: their secrets, and how many may be asked for.

use actix_web::HttpRequest;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::people::Email;

use crate::context::Context;
use crate::error::AppError;
use crate::randomness;
use crate::security::{address, keyring::Index, throttle};
use crate::store::outbox::{Message, Outgoing};

/// A new secret for a link. Only the message holds it; the database has its hash.
pub fn secret() -> String {
    URL_SAFE_NO_PAD.encode(randomness::bytes::<32>())
}

/// A message to a mailbox.
pub fn message(kind: &'static str, to: &Email, email: templates::emails::Email) -> Outgoing {
    Outgoing {
        kind,
        message: Message {
            to: to.as_str().to_owned(),
            subject: email.subject,
            text: email.text,
            html: email.html,
        },
    }
}

/// Counts a message that somebody asks for: nobody floods a mailbox that may be somebody else's.
pub async fn within_limits(
    context: &Context,
    request: &HttpRequest,
    email: &Email,
) -> Result<(), AppError> {
    let keyring = &context.app.keyring;
    let mailbox = keyring.email_index(Index::Throttle, email.as_str());
    let mailbox = URL_SAFE_NO_PAD.encode(mailbox);
    let counters = throttle::of_mail(&mailbox, address::of(request));
    let taken = context
        .db(async |conn| crate::store::throttle::take(conn, keyring, &counters, context.now).await)
        .await?;
    taken.map_err(|full| AppError::TooMany((full.until - context.now).to_std().unwrap_or_default()))
}
