//! Only with demonstration data: what would have been mailed, and how to sign in.

use actix_web::{
    HttpResponse,
    web::{self, ServiceConfig},
};
use templates::{
    demo::{self, Account, Group, Message},
    layout::Nav,
};

use crate::{
    clock::england, context::Context, demo as people, error::AppError, respond,
    security::totp::Secret, store::outbox,
};

/// How many messages are shown, the newest first.
const MOST: i64 = 50;

/// The addresses of the demonstration.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(web::resource("/demo/mail").get(mail))
        .service(web::resource("/demo/codes").get(codes));
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

async fn codes(context: Context) -> Result<HttpResponse, AppError> {
    only_in_demonstrations(&context)?;
    let shown = |accounts: &[people::Account]| -> Result<Vec<Account>, AppError> {
        accounts.iter().map(|one| account(&context, one)).collect()
    };
    let groups = [
        Group {
            heading: "Admissions team",
            sign_in: "/admissions/sign-in",
            accounts: &shown(&people::STAFF)?,
        },
        Group {
            heading: "Referrers",
            sign_in: "/refer/sign-in",
            accounts: &shown(&people::REFERRERS)?,
        },
    ];
    Ok(respond::page(demo::codes(
        &context.frame(Nav::Public),
        &groups,
    )))
}

fn account(context: &Context, account: &people::Account) -> Result<Account, AppError> {
    let secret = Secret::from_base32(account.secret).map_err(|_| AppError::Internal)?;
    Ok(Account {
        name: account.name,
        email: account.email,
        password: account.password,
        code: secret.code_at(context.now),
    })
}
