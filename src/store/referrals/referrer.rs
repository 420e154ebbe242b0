//! Where mail reaches whoever referred.

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
