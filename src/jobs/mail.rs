//! Delivering the outbox. A message is taken for a while, sent, and then marked: if the program dies in between, it is sent
//! once more. Better twice than never.

use std::time::Duration;

use actix_web::web::Data;
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport as _, Message as Letter, Tokio1Executor};
use secrecy::ExposeSecret;

use super::{MailError, Stop};
use crate::app::App;
use crate::config::Mail;
use crate::store::outbox::{self, Message, Taken};
use crate::store::{StoreError, within};

/// How often to look.
const PAUSE: Duration = Duration::from_secs(2);

/// Messages taken at once; each may take [`PATIENCE`], and all have to be done before others may take them (2 minutes).
const BATCH: i64 = 5;

/// How long one delivery may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long the database may take.
const DATABASE: Duration = Duration::from_secs(10);

/// How mail leaves.
pub enum Post {
    /// Through a mail server.
    Smtp {
        /// The server.
        server: AsyncSmtpTransport<Tokio1Executor>,
        /// The sender.
        from: Mailbox,
    },
    /// It is shown at `/demo/mail` and goes nowhere.
    Shown,
    /// Nothing is set: it waits.
    Waiting,
}

impl Post {
    /// As the settings say.
    pub fn new(mail: Option<&Mail>, demo: bool) -> Result<Self, MailError> {
        let Some(mail) = mail else {
            return Ok(if demo { Self::Shown } else { Self::Waiting });
        };
        let url = mail.url.expose_secret();
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?;
        Ok(Self::Smtp {
            server: server.timeout(Some(PATIENCE / 2)).build(),
            from: mail.from.clone(),
        })
    }
}

/// Delivers until the program stops.
pub async fn run(app: Data<App>, post: Post, mut stop: Stop) {
    if matches!(post, Post::Waiting) {
        tracing::warn!("no SMTP_URL: mail waits in the outbox until there is one");
        return;
    }
    while stop.pause(PAUSE).await {
        while !stop.is_stopping() {
            match round(&app, &post).await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "mail waits");
                    break;
                }
            }
        }
    }
}

/// Takes a few messages and delivers them; tells how many were delivered.
pub async fn round(app: &App, post: &Post) -> Result<usize, StoreError> {
    let mut conn = app.pool.acquire().await?;
    let now = app.clock.now();
    let taken = within(DATABASE, outbox::take(&mut conn, &app.keyring, BATCH, now)).await?;
    drop(conn);
    let mut delivered = 0;
    for one in taken {
        let result = deliver(post, &one).await;
        let mut conn = app.pool.acquire().await?;
        let now = app.clock.now();
        match result {
            Ok(()) => {
                outbox::sent(&mut conn, one.id, now).await?;
                delivered += 1;
            }
            Err(why) => {
                tracing::warn!(message = %one.id, attempt = one.attempt, why, "mail was not delivered");
                outbox::failed(&mut conn, &one, why, now).await?;
            }
        }
    }
    Ok(delivered)
}

/// Delivers one message, or tells a kind of failure without address or text.
async fn deliver(post: &Post, taken: &Taken) -> Result<(), &'static str> {
    let message = taken.message.as_ref().ok_or("unreadable")?;
    let (server, from) = match post {
        Post::Smtp { server, from } => (server, from),
        Post::Shown => return Ok(()),
        Post::Waiting => return Err("no mail server"),
    };
    let letter = letter(from, message, taken).ok_or("not a letter")?;
    match tokio::time::timeout(PATIENCE, server.send(letter)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) if error.is_permanent() => Err("refused"),
        Ok(Err(error)) if error.is_transient() => Err("put off"),
        Ok(Err(error)) if error.is_timeout() => Err("too slow"),
        Ok(Err(_)) => Err("no connection"),
        Err(_) => Err("too slow"),
    }
}

/// The id is the row's, so that a mail server can see that a second delivery is the same message.
fn letter(from: &Mailbox, message: &Message, taken: &Taken) -> Option<Letter> {
    let domain = from.email.domain();
    let both = MultiPart::alternative_plain_html(message.text.clone(), message.html.clone());
    Letter::builder()
        .from(from.clone())
        .to(message.to.parse().ok()?)
        .subject(&message.subject)
        .message_id(Some(format!("<{}@{domain}>", taken.id.simple())))
        .header(AutoSubmitted)
        .multipart(both)
        .ok()
}

/// Asks out-of-office programs not to answer (RFC 3834 §5).
#[derive(Clone)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
