//! Finding cases, open or closed, by what identifies them. Only blind indexes are searched.

use domain::people::{NhsNumber, Reference};
use sqlx::PgConnection;
use uuid::Uuid;

use super::list::{Listed, Row};
use crate::security::keyring::{Index, Keyring};
use crate::store::StoreError;

/// The case with a reference.
pub async fn by_reference(
    conn: &mut PgConnection,
    keyring: &Keyring,
    reference: Reference,
) -> Result<Option<Listed>, StoreError> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM referrals WHERE reference = $1",
        reference.to_string()
    )
    .fetch_optional(&mut *conn)
    .await?;
    let ids: Vec<Uuid> = id.into_iter().collect();
    Ok(lines(conn, keyring, &ids).await?.pop())
}

/// The latest cases of an NHS number.
pub async fn by_nhs_number(
    conn: &mut PgConnection,
    keyring: &Keyring,
    number: &NhsNumber,
    most: i64,
) -> Result<Vec<Listed>, StoreError> {
    let index = keyring.index(Index::NhsNumber, number.digits().as_bytes());
    let ids = sqlx::query_scalar!(
        "SELECT r.id FROM patients p JOIN referrals r ON r.patient_id = p.id
         WHERE p.nhs_number_bidx = $1 ORDER BY r.received_at DESC, r.id DESC LIMIT $2",
        &index,
        most
    )
    .fetch_all(&mut *conn)
    .await?;
    lines(conn, keyring, &ids).await
}

/// The latest cases of people whose names hold all these words, in any order; accents, case and apostrophes do not matter.
pub async fn by_name(
    conn: &mut PgConnection,
    keyring: &Keyring,
    words: &str,
    most: i64,
) -> Result<Vec<Listed>, StoreError> {
    let indexes = keyring.name_indexes(words);
    if indexes.is_empty() {
        return Ok(Vec::new());
    }
    let ids = sqlx::query_scalar!(
        "SELECT r.id FROM patients p JOIN referrals r ON r.patient_id = p.id
         WHERE p.name_tokens @> $1::bytea[] ORDER BY r.received_at DESC, r.id DESC LIMIT $2",
        &indexes,
        most
    )
    .fetch_all(&mut *conn)
    .await?;
    lines(conn, keyring, &ids).await
}

async fn lines(
    conn: &mut PgConnection,
    keyring: &Keyring,
    ids: &[Uuid],
) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT r.id, r.reference, r.patient_id, p.name_enc, p.date_of_birth_enc, r.state, r.source, r.received_at, r.flagged,
                  a.display_name AS "owner?", r.priority, s.pathway_id, s.outcome, s.signs, s.flags,
                  r.amended_at IS NOT NULL AS "amended!"
           FROM referrals r
           JOIN submissions s ON s.id = r.submission_id
           JOIN patients p ON p.id = r.patient_id
           LEFT JOIN accounts a ON a.id = r.owner_id
           WHERE r.id = ANY($1) ORDER BY r.received_at DESC, r.id DESC"#,
        ids
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|row| row.open(keyring)).collect()
}
