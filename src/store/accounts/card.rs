//! Who a referrer is, for those who read what they sent.

use domain::people::ProfessionalNumber;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Profession, register_of};
use crate::store::StoreError;

/// A referrer in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Their name.
    pub name: String,
    /// What they are.
    pub profession: Option<Profession>,
    /// Their number. Only its form was checked, which proves no registration.
    pub registration: Option<ProfessionalNumber>,
}

/// The card of an account.
pub async fn card(conn: &mut PgConnection, account: Uuid) -> Result<Card, StoreError> {
    let row = sqlx::query!(
        "SELECT display_name, profession, register, registration FROM accounts WHERE id = $1",
        account
    )
    .fetch_one(conn)
    .await?;
    let register = row.register.as_deref().and_then(register_of);
    let number = register.zip(row.registration);
    let registration = number
        .map(|(register, number)| ProfessionalNumber::parse(register, &number))
        .transpose()
        .map_err(|_| StoreError::Corrupt("accounts.registration"))?;
    Ok(Card {
        name: row.display_name,
        profession: row.profession.as_deref().and_then(Profession::from_code),
        registration,
    })
}
