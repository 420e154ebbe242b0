//! Doing something to a case of which somebody is told: both, or neither.

use chrono::{DateTime, Utc};
use domain::people::Reference;
use domain::referral::{Action, Actor};
use sqlx::{Connection as _, PgConnection};

use super::{ActError, act};
use crate::security::keyring::Keyring;
use crate::store::StoreError;
use crate::store::outbox::{self, Outgoing};

/// Something that is done to a case.
#[derive(Debug, Clone)]
pub struct Deed {
    /// The case.
    pub reference: Reference,
    /// The version that the person looked at.
    pub seen: i32,
    /// What is done.
    pub action: Action,
    /// Who does it.
    pub actor: Actor,
    /// When.
    pub at: DateTime<Utc>,
}

/// Does it like [`act`], and queues the messages in the same transaction.
pub async fn act_and_tell(
    conn: &mut PgConnection,
    keyring: &Keyring,
    deed: Deed,
    messages: &[Outgoing],
) -> Result<(), ActError> {
    let mut tx = conn.begin().await.map_err(StoreError::from)?;
    let by = (deed.actor, deed.at);
    act(&mut tx, keyring, deed.reference, deed.seen, deed.action, by).await?;
    if !messages.is_empty() {
        outbox::add(&mut tx, keyring, messages, deed.at).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}
