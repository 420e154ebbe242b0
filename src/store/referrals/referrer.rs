//! Where mail reaches whoever referred.

use domain::people::Reference;
use sqlx::PgConnection;

use super::Case;
use crate::security::keyring::Keyring;
use crate::store::StoreError;
use crate::store::accounts::EMAIL;

/// The address of the referrer, while they belong to the practice that shares the case: somebody who has left could not open it,
/// and is not told of it.
pub async fn mailbox(
    conn: &mut PgConnection,
    keyring: &Keyring,
    case: &Case,
) -> Result<Option<String>, StoreError> {
    let (Some(account), Some(practice)) = (case.referrer, case.practice) else {
        return Ok(None);
    };
    let sealed = sqlx::query_scalar!(
        "SELECT email_enc FROM accounts WHERE id = $1 AND practice_id = $2 AND disabled_at IS NULL",
        account,
        practice
    );
    let sealed = sealed.fetch_optional(conn).await?;
    let address = sealed.map(|sealed| keyring.open_text(EMAIL, account, &sealed));
    Ok(address.transpose()?)
}

/// Most mailboxes that hear of one case.
const MOST: i64 = 20;

/// Somebody who hears of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The reference by which they know it.
    pub reference: Reference,
    /// Their address.
    pub address: String,
    /// Whether they were told before that theirs was received.
    pub acknowledged: bool,
}

/// Where mail reaches whoever referred a case, and whoever sent an open one that was joined to it, under the same condition as
/// [`mailbox`]. Nobody is told twice.
pub async fn mailboxes(
    conn: &mut PgConnection,
    keyring: &Keyring,
    case: &Case,
) -> Result<Vec<Mailbox>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT reference AS "reference!", id AS "id!", email_enc AS "email_enc!", acknowledged AS "acknowledged!"
           FROM (SELECT DISTINCT ON (a.id) r.reference, a.id, a.email_enc, r.acknowledged_at IS NOT NULL AS acknowledged,
                        r.merged_into IS NOT NULL AS joined, r.received_at
                 FROM referrals r JOIN accounts a ON a.id = r.account_id AND a.practice_id = r.practice_id AND a.disabled_at IS NULL
                 WHERE r.id = $1 OR r.merged_into = $1 AND r.closed_at IS NULL
                 ORDER BY a.id, r.merged_into NULLS FIRST, r.received_at DESC) AS each
           ORDER BY joined, received_at DESC LIMIT $2"#,
        case.id,
        MOST
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Mailbox {
                reference: Reference::parse(&row.reference)
                    .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
                address: keyring.open_text(EMAIL, row.id, &row.email_enc)?,
                acknowledged: row.acknowledged,
            })
        })
        .collect()
}
