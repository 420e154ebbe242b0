//! Other cases of what may be the same person: the same NHS number, or three of surname, first name, date of birth and postcode. It
//! only finds them; nothing is joined by it (hazard H5).

mod filling;

pub use filling::fill;

use chrono::{DateTime, NaiveDate, Utc};
use domain::people::Reference;
use domain::referral::StateCode;
use sqlx::PgConnection;
use uuid::Uuid;

use super::StoreError;
use super::contact::Contact;
use super::referrals::Case;
use super::submissions::{CONTACT, DATE_OF_BIRTH, Source};
use crate::security::keyring::{Index, Keyring};

/// Most cases that are found by each kind of likeness.
const MOST: i64 = 20;

/// The blind indexes by which a person is found again.
#[derive(Debug, Clone, Default)]
pub(super) struct PersonIndexes {
    pub(super) surname: Option<Vec<u8>>,
    pub(super) first_name: Option<Vec<u8>>,
    pub(super) date_of_birth: Option<Vec<u8>>,
    pub(super) postcode: Option<Vec<u8>>,
}

impl PersonIndexes {
    pub(super) fn new(keyring: &Keyring, contact: &Contact, born: Option<NaiveDate>) -> Self {
        let (first_name, surname) = keyring.first_and_last(contact.name.as_str());
        let index = |index, value: &str| keyring.index(index, value.as_bytes()).to_vec();
        let postcode = contact.postcode.as_ref();
        Self {
            surname,
            first_name,
            date_of_birth: born.map(|born| index(Index::DateOfBirth, &born.to_string())),
            postcode: postcode.map(|postcode| index(Index::Postcode, postcode.as_str())),
        }
    }
}

/// What two people have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "five independent facts")]
pub struct Agrees {
    /// The NHS number.
    pub nhs_number: bool,
    /// The last word of the name.
    pub surname: bool,
    /// The first word of the name.
    pub first_name: bool,
    /// The date of birth.
    pub date_of_birth: bool,
    /// The postcode.
    pub postcode: bool,
}

/// Another case that has to do with a case: linked, joined, or of what may be the same person.
#[derive(Debug, Clone)]
pub struct Related {
    /// Its row.
    pub id: Uuid,
    /// Its reference.
    pub reference: Reference,
    /// Where it stands.
    pub state: StateCode,
    /// Who sent it.
    pub source: Source,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// The case that it goes on in.
    pub merged_into: Option<Uuid>,
    /// Whether other cases were joined to it.
    pub main: bool,
    /// Whether something came that nobody has read: an answer, a message, an amendment.
    pub unread: bool,
    /// Who it is about, as sent.
    pub contact: Contact,
    /// Their date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// What agrees with the person of the case.
    pub agrees: Agrees,
}

/// The cases that a case is linked with, those that were joined to it or that it was joined to, and those of what may be the same
/// person, the latest first.
///
/// Of four facts of which three agree, two of surname, date of birth and postcode do. Each such pair has its index, and is held by few;
/// surname and first name together can be held by thousands.
pub async fn related(
    conn: &mut PgConnection,
    keyring: &Keyring,
    case: &Case,
    linked: &[Uuid],
) -> Result<Vec<Related>, StoreError> {
    let ids = sqlx::query_scalar!(
        r#"WITH me AS MATERIALIZED (
               SELECT nhs_number_bidx, surname_bidx, first_name_bidx, date_of_birth_bidx, postcode_bidx
               FROM patients WHERE id = $2
           ), alike AS (
               (SELECT p.id FROM me JOIN patients p ON p.nhs_number_bidx = me.nhs_number_bidx LIMIT $4)
               UNION
               (SELECT p.id FROM me JOIN patients p
                    ON p.surname_bidx = me.surname_bidx AND p.date_of_birth_bidx = me.date_of_birth_bidx
                WHERE p.first_name_bidx = me.first_name_bidx OR p.postcode_bidx = me.postcode_bidx LIMIT $4)
               UNION
               (SELECT p.id FROM me JOIN patients p
                    ON p.surname_bidx = me.surname_bidx AND p.postcode_bidx = me.postcode_bidx
                WHERE p.first_name_bidx = me.first_name_bidx LIMIT $4)
               UNION
               (SELECT p.id FROM me JOIN patients p
                    ON p.date_of_birth_bidx = me.date_of_birth_bidx AND p.postcode_bidx = me.postcode_bidx
                WHERE p.first_name_bidx = me.first_name_bidx LIMIT $4)
           )
           (SELECT r.id AS "id!" FROM alike JOIN referrals r ON r.patient_id = alike.id WHERE r.id <> $1)
           UNION SELECT id FROM referrals WHERE id = ANY($3)
           UNION (SELECT id FROM referrals WHERE merged_into = $1 LIMIT $4)"#,
        case.id,
        case.patient,
        linked,
        MOST,
    )
    .fetch_all(&mut *conn)
    .await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    load(conn, keyring, case, &ids).await
}

/// The case with this reference as it stands to a case; nothing where there is none.
pub async fn named(
    conn: &mut PgConnection,
    keyring: &Keyring,
    case: &Case,
    reference: Reference,
) -> Result<Option<Related>, StoreError> {
    let id = sqlx::query_scalar!(
        "SELECT id FROM referrals WHERE reference = $1",
        reference.to_string()
    );
    let Some(id) = id.fetch_optional(&mut *conn).await? else {
        return Ok(None);
    };
    Ok(load(conn, keyring, case, &[id]).await?.pop())
}

async fn load(
    conn: &mut PgConnection,
    keyring: &Keyring,
    case: &Case,
    ids: &[Uuid],
) -> Result<Vec<Related>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT r.id, r.reference, r.state, r.source, r.received_at, r.merged_into, r.patient_id, p.contact_enc, p.date_of_birth_enc,
                  EXISTS (SELECT FROM referrals j WHERE j.merged_into = r.id) AS "main!",
                  r.news_at IS NOT NULL OR r.amended_at IS NOT NULL AS "unread!",
                  COALESCE(p.nhs_number_bidx = me.nhs_number_bidx, false) AS "nhs_number!",
                  COALESCE(p.surname_bidx = me.surname_bidx, false) AS "surname!",
                  COALESCE(p.first_name_bidx = me.first_name_bidx, false) AS "first_name!",
                  COALESCE(p.date_of_birth_bidx = me.date_of_birth_bidx, false) AS "date_of_birth!",
                  COALESCE(p.postcode_bidx = me.postcode_bidx, false) AS "postcode!"
           FROM referrals r JOIN patients p ON p.id = r.patient_id JOIN patients me ON me.id = $2
           WHERE r.id = ANY($1) ORDER BY r.received_at DESC, r.id DESC"#,
        ids,
        case.patient,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|row| row.open(keyring)).collect()
}

#[expect(clippy::struct_excessive_bools, reason = "columns of a row")]
struct Row {
    id: Uuid,
    reference: String,
    state: String,
    source: String,
    received_at: DateTime<Utc>,
    merged_into: Option<Uuid>,
    patient_id: Uuid,
    contact_enc: Vec<u8>,
    date_of_birth_enc: Option<Vec<u8>>,
    main: bool,
    unread: bool,
    nhs_number: bool,
    surname: bool,
    first_name: bool,
    date_of_birth: bool,
    postcode: bool,
}

impl Row {
    fn open(self, keyring: &Keyring) -> Result<Related, StoreError> {
        let born = self.date_of_birth_enc;
        let born = born.map(|sealed| keyring.open_json(DATE_OF_BIRTH, self.patient_id, &sealed));
        Ok(Related {
            id: self.id,
            reference: Reference::parse(&self.reference)
                .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
            state: StateCode::from_code(&self.state)
                .ok_or(StoreError::Corrupt("referrals.state"))?,
            source: Source::from_code(&self.source)
                .ok_or(StoreError::Corrupt("referrals.source"))?,
            received_at: self.received_at,
            merged_into: self.merged_into,
            main: self.main,
            unread: self.unread,
            contact: keyring.open_json(CONTACT, self.patient_id, &self.contact_enc)?,
            date_of_birth: born.transpose()?,
            agrees: Agrees {
                nhs_number: self.nhs_number,
                surname: self.surname,
                first_name: self.first_name,
                date_of_birth: self.date_of_birth,
                postcode: self.postcode,
            },
        })
    }
}
