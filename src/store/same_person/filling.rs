//! Indexes of people who were there before the columns were: filled in batches, by the program, which has the key.

use sqlx::{Connection as _, PgConnection};

use super::PersonIndexes;
use crate::security::keyring::Keyring;
use crate::store::StoreError;
use crate::store::submissions::{CONTACT, DATE_OF_BIRTH};

/// Fills up to so many rows; tells how many there were. Rows that another node is filling are left to it.
pub async fn fill(
    conn: &mut PgConnection,
    keyring: &Keyring,
    most: i64,
) -> Result<usize, StoreError> {
    let mut tx = conn.begin().await?;
    let rows = sqlx::query!(
        "SELECT id, contact_enc, date_of_birth_enc FROM patients
         WHERE surname_bidx IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED",
        most
    )
    .fetch_all(&mut *tx)
    .await?;
    for row in &rows {
        let contact = keyring.open_json(CONTACT, row.id, &row.contact_enc)?;
        let born = row.date_of_birth_enc.as_ref();
        let born = born.map(|sealed| keyring.open_json(DATE_OF_BIRTH, row.id, sealed));
        let indexes = PersonIndexes::new(keyring, &contact, born.transpose()?);
        sqlx::query!(
            "UPDATE patients
             SET surname_bidx = COALESCE($2, ''::bytea), first_name_bidx = $3, date_of_birth_bidx = $4, postcode_bidx = $5
             WHERE id = $1",
            row.id,
            indexes.surname,
            indexes.first_name,
            indexes.date_of_birth,
            indexes.postcode,
        )
        .execute(&mut *tx)
        .await?;
    }
    tx.commit().await?;
    Ok(rows.len())
}
