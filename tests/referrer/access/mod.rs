//! Accounts of referrers: how one is had, how one signs in, and that neither door opens the other.

mod doors;
mod invitation;
mod register;
mod reset;

use inpatient_referral::store::outbox;

use crate::admissions::team::conn;
use crate::harness::app::TestApp;

/// A password that is good enough and that no helper sets.
const NEW: &str = "copper lantern seven gulls";

async fn messages(app: &TestApp) -> Vec<outbox::Shown> {
    let mut conn = conn(app).await;
    let messages = outbox::latest(&mut conn, &app.app.keyring, 50);
    messages.await.unwrap()
}

/// The path of the link in the last message of a kind to a mailbox.
async fn link_to(app: &TestApp, mailbox: &str, subject: &str) -> Option<String> {
    let messages = messages(app).await;
    let found = messages
        .iter()
        .find(|one| one.message.to == mailbox && one.message.subject == subject)?;
    let line = found
        .message
        .text
        .lines()
        .find(|line| line.starts_with("http"))?;
    let path = line.splitn(4, '/').nth(3)?;
    Some(format!("/{path}"))
}

/// The subjects of all messages to a mailbox.
async fn subjects(app: &TestApp, mailbox: &str) -> Vec<String> {
    let messages = messages(app).await.into_iter();
    messages
        .filter(|one| one.message.to == mailbox)
        .map(|one| one.message.subject)
        .collect()
}
