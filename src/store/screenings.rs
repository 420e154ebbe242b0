//! Drafts: answers kept page by page until they are sent or expire.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Audience;
use domain::answers::Answers;
use domain::pathway::Pathway;
use domain::people::Email;
use serde_json::Value;
use serde_json::value::RawValue;
use sqlx::PgConnection;
use sqlx::types::Json;
use uuid::Uuid;

use super::contact::Contact;
use super::{StoreError, new_id};
use crate::config::Periods;
use crate::security::keyring::{Column, Keyring};

const PRIVATE: Column = Column::new("screenings", "private_enc");
const CONTACT: Column = Column::new("screenings", "contact_enc");
pub(super) const EMAIL: Column = Column::new("screenings", "email_enc");
pub(super) const PENDING_EMAIL: Column = Column::new("screenings", "pending_email_enc");

/// How often a change is tried again after somebody else's came between.
const TRIES: usize = 8;

/// A draft, decrypted.
#[derive(Debug, Clone)]
pub struct Screening {
    /// Its row.
    pub id: Uuid,
    /// For whom the questions are worded.
    pub audience: Audience,
    /// Id of the pathway.
    pub pathway: String,
    /// The version of the pathway that was last saved with.
    pub pathway_version: String,
    /// The confirmed mailbox.
    pub email: Option<Email>,
    /// A mailbox to which a link was sent that nobody has opened.
    pub pending_email: Option<Email>,
    /// Grows with every change.
    pub version: i32,
    /// When something was last saved.
    pub saved_at: DateTime<Utc>,
    /// When it was sent; from then on it holds no answers.
    pub submitted_at: Option<DateTime<Utc>>,
    coded: Box<RawValue>,
    private: Value,
    contact_enc: Option<Vec<u8>>,
}

impl Screening {
    /// Whether name and contact details were given.
    pub fn has_contact(&self) -> bool {
        self.contact_enc.is_some()
    }

    /// Name and contact details, once given. Decrypted only here: most pages do not show them.
    pub fn contact(&self, keyring: &Keyring) -> Result<Option<Contact>, StoreError> {
        let sealed = self.contact_enc.as_ref();
        let contact = sealed.map(|sealed| keyring.open_json(CONTACT, self.id, sealed));
        Ok(contact.transpose()?)
    }

    /// The answers saved so far. What the pathway no longer knows is left out.
    pub fn answers(&self, pathway: &Pathway, on: NaiveDate) -> Answers {
        Answers::join_private(pathway, self.coded.get(), &self.private, on)
    }
}

/// A draft to begin.
#[derive(Debug, Clone, Copy)]
pub struct NewScreening<'a> {
    /// Which questions.
    pub pathway: &'a Pathway,
    /// In whose words.
    pub audience: Audience,
    /// Hash of the browser's secret ([`Keyring::token_hash`]).
    pub session_hash: [u8; 32],
    /// The first answers.
    pub answers: &'a Answers,
}

/// Begins a draft.
pub async fn create(
    conn: &mut PgConnection,
    keyring: &Keyring,
    new: NewScreening<'_>,
    periods: Periods,
    now: DateTime<Utc>,
) -> Result<Screening, StoreError> {
    let id = new_id(now);
    let (coded, private) = new.answers.split_private(new.pathway);
    sqlx::query!(
        "INSERT INTO screenings (id, session_hash, audience, pathway_id, pathway_version, answers, private_enc,
                                 created_at, saved_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)",
        id,
        &new.session_hash,
        new.audience.code(),
        new.pathway.id(),
        new.pathway.version(),
        coded,
        keyring.seal_json(PRIVATE, id, &private),
        now,
        now + periods.draft,
    )
    .execute(conn)
    .await?;
    Ok(Screening {
        id,
        audience: new.audience,
        pathway: new.pathway.id().to_owned(),
        pathway_version: new.pathway.version().to_owned(),
        contact_enc: None,
        email: None,
        pending_email: None,
        version: 1,
        saved_at: now,
        submitted_at: None,
        coded: raw(&coded)?,
        private,
    })
}

/// How many drafts [`find`] finds at once.
pub const AT_ONCE: usize = 8;

/// The drafts of several browsers, sent or not, and also those that have expired.
///
/// So many values for so many drafts, some of them repeated, and a condition that names one index only: a plan that was made
/// once, and while there were few drafts, stays the best there is.
pub async fn find(
    conn: &mut PgConnection,
    session_hashes: [&[u8; 32]; AT_ONCE],
) -> Result<Vec<Sealed>, StoreError> {
    let hashes = session_hashes.map(<[u8; 32]>::as_slice);
    let rows = sqlx::query_as!(
        Sealed,
        r#"SELECT id, session_hash, audience, pathway_id, pathway_version, answers AS "answers: Json<Box<RawValue>>", private_enc,
                  contact_enc, email_enc, pending_email_enc, version, saved_at, submitted_at, expires_at
           FROM screenings WHERE session_hash IN ($1, $2, $3, $4, $5, $6, $7, $8)"#,
        hashes[0], hashes[1], hashes[2], hashes[3], hashes[4], hashes[5], hashes[6], hashes[7]
    )
    .fetch_all(conn)
    .await?;
    Ok(rows)
}

pub(super) async fn by_id(
    conn: &mut PgConnection,
    keyring: &Keyring,
    id: Uuid,
) -> Result<Screening, StoreError> {
    let row = sqlx::query_as!(
        Sealed,
        r#"SELECT id, session_hash, audience, pathway_id, pathway_version, answers AS "answers: Json<Box<RawValue>>", private_enc,
                  contact_enc, email_enc, pending_email_enc, version, saved_at, submitted_at, expires_at
           FROM screenings WHERE id = $1"#,
        id
    )
    .fetch_one(conn)
    .await?;
    row.open(keyring)
}

/// Changes the answers. Where another tab saved in between, the change is made again on top of what it saved, so that
/// neither is lost. [`StoreError::NotFound`] if the draft is gone or was sent.
pub async fn change(
    conn: &mut PgConnection,
    keyring: &Keyring,
    pathway: &Pathway,
    seen: Screening,
    change: impl Fn(&mut Answers),
    moment: Moment,
) -> Result<Screening, StoreError> {
    let mut draft = seen;
    for _ in 0..TRIES {
        let mut answers = draft.answers(pathway, moment.today);
        change(&mut answers);
        let (coded, private) = answers.split_private(pathway);
        (draft.coded, draft.private) = (raw(&coded)?, private);
        pathway.version().clone_into(&mut draft.pathway_version);
        if write(conn, keyring, &draft, moment).await? {
            draft.version += 1;
            draft.saved_at = moment.now;
            return Ok(draft);
        }
        draft = by_id(conn, keyring, draft.id).await?;
        if draft.submitted_at.is_some() {
            return Err(StoreError::NotFound);
        }
    }
    Err(StoreError::Conflict)
}

/// The instant of a change, its day in England, and how long a draft lives from then on.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// The instant.
    pub now: DateTime<Utc>,
    /// The day in England.
    pub today: NaiveDate,
    /// How long things are kept.
    pub periods: Periods,
}

/// Whether the draft still had the version that was seen, and was therefore written.
async fn write(
    conn: &mut PgConnection,
    keyring: &Keyring,
    draft: &Screening,
    moment: Moment,
) -> Result<bool, StoreError> {
    let done = sqlx::query!(
        "UPDATE screenings
         SET answers = $3, private_enc = $4, pathway_version = $5, saved_at = $6, expires_at = $7, version = version + 1
         WHERE id = $1 AND version = $2 AND submitted_at IS NULL",
        draft.id,
        draft.version,
        Json(&draft.coded) as _,
        keyring.seal_json(PRIVATE, draft.id, &draft.private),
        draft.pathway_version,
        moment.now,
        moment.now + moment.periods.draft,
    )
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Saves the contact details; the last ones given stand.
pub async fn set_contact(
    conn: &mut PgConnection,
    keyring: &Keyring,
    draft: Screening,
    contact: &Contact,
    moment: Moment,
) -> Result<Screening, StoreError> {
    let sealed = keyring.seal_json(CONTACT, draft.id, contact);
    let row = sqlx::query!(
        "UPDATE screenings SET contact_enc = $2, saved_at = $3, expires_at = $4, version = version + 1
         WHERE id = $1 AND submitted_at IS NULL RETURNING version",
        draft.id,
        &sealed,
        moment.now,
        moment.now + moment.periods.draft,
    )
    .fetch_one(conn)
    .await?;
    Ok(Screening {
        contact_enc: Some(sealed),
        version: row.version,
        saved_at: moment.now,
        ..draft
    })
}

/// Deletes an unsent draft with its links. One that was sent stays, empty, so that its receipt can be shown.
pub async fn start_again(conn: &mut PgConnection, id: Uuid) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM screenings WHERE id = $1 AND submitted_at IS NULL",
        id
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Coded answers as they are stored.
fn raw(coded: &Value) -> Result<Box<RawValue>, StoreError> {
    serde_json::value::to_raw_value(coded).map_err(|_| StoreError::Corrupt("screenings.answers"))
}

/// A draft as it is stored.
#[derive(Debug, Clone)]
pub struct Sealed {
    session_hash: Option<Vec<u8>>,
    id: Uuid,
    audience: String,
    pathway_id: String,
    pathway_version: String,
    answers: Json<Box<RawValue>>,
    private_enc: Option<Vec<u8>>,
    contact_enc: Option<Vec<u8>>,
    email_enc: Option<Vec<u8>>,
    pending_email_enc: Option<Vec<u8>>,
    version: i32,
    saved_at: DateTime<Utc>,
    submitted_at: Option<DateTime<Utc>>,
    expires_at: DateTime<Utc>,
}

impl Sealed {
    /// Whether it is that of a browser with this hash of its secret, and has not expired.
    pub fn is_of(&self, session_hash: &[u8; 32], now: DateTime<Utc>) -> bool {
        self.session_hash.as_deref() == Some(session_hash.as_slice()) && self.expires_at > now
    }

    /// Decrypts it.
    pub fn open(self, keyring: &Keyring) -> Result<Screening, StoreError> {
        let id = self.id;
        let open = |column, sealed: Option<Vec<u8>>| {
            sealed
                .map(|sealed| keyring.open_json(column, id, &sealed))
                .transpose()
        };
        Ok(Screening {
            id,
            audience: Audience::from_code(&self.audience)
                .ok_or(StoreError::Corrupt("screenings.audience"))?,
            pathway: self.pathway_id,
            pathway_version: self.pathway_version,
            contact_enc: self.contact_enc,
            email: open(EMAIL, self.email_enc)?,
            pending_email: open(PENDING_EMAIL, self.pending_email_enc)?,
            version: self.version,
            saved_at: self.saved_at,
            submitted_at: self.submitted_at,
            coded: self.answers.0,
            private: self
                .private_enc
                .map_or(Ok(Value::Object(serde_json::Map::new())), |sealed| {
                    keyring.open_json(PRIVATE, id, &sealed)
                })?,
        })
    }
}
