//! Who hears of what was done: by mail, with the reference alone.

use domain::referral;
use sqlx::PgConnection;
use templates::emails::Email;

use super::Work;
use crate::context::Context;
use crate::store::outbox::{Message, Outgoing};
use crate::store::referrals::Case;
use crate::store::{StoreError, accounts};

/// Who hears of it.
#[derive(Clone, Copy)]
pub enum Tell {
    /// Nobody outside.
    Nobody,
    /// Whoever referred, if it was a referrer: a kind for the outbox, and the message made of reference and link.
    Referrer(&'static str, fn(&str, &str) -> Email),
}

/// The messages that follow from it.
pub(super) async fn mail(
    conn: &mut PgConnection,
    context: &Context,
    case: &Case,
    work: &Work,
    action: &referral::Action,
) -> Result<Vec<Outgoing>, StoreError> {
    // The team's no is told with the decline that follows, not before.
    if matches!(action, referral::Action::TurnDown { .. }) {
        return Ok(Vec::new());
    }
    let (Tell::Referrer(kind, words), Some(account)) = (work.tell, case.referrer) else {
        return Ok(Vec::new());
    };
    let to = accounts::email(conn, &context.app.keyring, account).await?;
    let path = format!("/refer/referrals/{}", case.reference);
    let email = words(&case.reference.to_string(), &context.app.config.link(&path));
    Ok(vec![Outgoing {
        kind,
        message: Message {
            to,
            subject: email.subject,
            text: email.text,
            html: email.html,
        },
    }])
}
