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

/// The addresses of whoever referred a case and those that were joined to it, each with the reference by which they know it, under the
/// same condition as [`mailbox`]. Nobody is told twice.
pub async fn mailboxes(
    conn: &mut PgConnection,
    keyring: &Keyring,
    case: &Case,
) -> Result<Vec<(Reference, String)>, StoreError> {
    let rows = sqlx::query!(
        "SELECT DISTINCT ON (a.id) r.reference, a.id, a.email_enc
         FROM referrals r JOIN accounts a ON a.id = r.account_id AND a.practice_id = r.practice_id AND a.disabled_at IS NULL
         WHERE r.id = $1 OR r.merged_into = $1
         ORDER BY a.id, r.merged_into NULLS FIRST, r.received_at DESC LIMIT $2",
        case.id,
        MOST
    );
    let rows = rows.fetch_all(conn).await?;
    rows.into_iter()
        .map(|row| {
            let reference = Reference::parse(&row.reference)
                .map_err(|_| StoreError::Corrupt("referrals.reference"))?;
            Ok((reference, keyring.open_text(EMAIL, row.id, &row.email_enc)?))
        })
        .collect()
}
