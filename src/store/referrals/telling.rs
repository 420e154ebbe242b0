//! Doing something to a case of which somebody is told: both, or neither.

use chrono::{DateTime, Utc};
use domain::people::Reference;
use domain::referral::{Action, Actor};
use sqlx::{Connection as _, PgConnection};

use uuid::Uuid;

use super::ActError;
use super::acting::act_once;
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
    /// Of the form that asks for it; one that did it before does nothing more.
    pub nonce: Option<Uuid>,
}

/// Does it like [`super::act`], and queues the messages in the same transaction.
pub async fn act_and_tell(
    conn: &mut PgConnection,
    keyring: &Keyring,
    deed: Deed,
    messages: &[Outgoing],
) -> Result<(), ActError> {
    act_and_draw(conn, keyring, deed, messages, false).await
}

/// Does it like [`act_and_tell`]; a decline is put before a second reader if `second_read`, in the same transaction.
pub async fn act_and_draw(
    conn: &mut PgConnection,
    keyring: &Keyring,
    deed: Deed,
    messages: &[Outgoing],
    second_read: bool,
) -> Result<(), ActError> {
    tell_once(conn, keyring, deed, messages, second_read).await?;
    Ok(())
}

/// Does it like [`act_and_draw`]; tells whether it did, or the same form had done it before.
pub(super) async fn tell_once(
    conn: &mut PgConnection,
    keyring: &Keyring,
    deed: Deed,
    messages: &[Outgoing],
    second_read: bool,
) -> Result<bool, ActError> {
    let mut tx = conn.begin().await.map_err(StoreError::from)?;
    let at = deed.at;
    let done = act_once(&mut tx, keyring, deed, second_read).await?;
    if done.is_none() {
        return Ok(false);
    }
    if !messages.is_empty() {
        outbox::add(&mut tx, keyring, messages, at).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(true)
}
