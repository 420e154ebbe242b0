//! Answering the hospital with files that come along: answer, files and word to the team, all of it or nothing.

use sqlx::{Connection as _, PgConnection};

use super::telling::tell_once;
use super::{ActError, Deed, open};
use crate::security::keyring::Keyring;
use crate::store::StoreError;
use crate::store::attachments::{self, Added, Adder, Sealed, To};
use crate::store::outbox::Outgoing;

/// Files that come along with an answer.
#[derive(Debug, Clone, Copy)]
pub struct Along<'a> {
    /// Who adds them.
    pub by: Adder,
    /// The files, checked and sealed; may be none.
    pub files: &'a [Sealed],
}

/// Does it like [`super::act_and_tell`], and stores the files in the same transaction; neither where the same form did it before. [`Added::Full`] where they would be too many:
/// then nothing was done.
pub async fn answer(
    conn: &mut PgConnection,
    keyring: &Keyring,
    deed: Deed,
    along: Along<'_>,
    messages: &[Outgoing],
) -> Result<Added, ActError> {
    let mut tx = conn.begin().await.map_err(StoreError::from)?;
    let case = open(&mut tx, keyring, deed.reference).await?;
    let at = deed.at;
    if !tell_once(&mut tx, keyring, deed, messages, false).await? {
        return Ok(Added::Done);
    }
    let to = To::Referral(case.id);
    if attachments::add(&mut tx, to, along.by, along.files, at).await? == Added::Full {
        return Ok(Added::Full);
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(Added::Done)
}
