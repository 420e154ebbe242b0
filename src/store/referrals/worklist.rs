//! The worklist of a practice: what it referred, the newest first, part by part.

mod place;

pub use place::{After, Show, Whose};

use chrono::{DateTime, NaiveDate, Utc};
use domain::people::Reference;
use domain::referral::{Promise, Promised, StateCode};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::security::keyring::Keyring;
use crate::store::StoreError;
use crate::store::submissions::{DATE_OF_BIRTH, NAME};

/// What the worklist shows of a referral.
#[derive(Debug, Clone)]
pub struct Referred {
    /// Its row.
    pub id: Uuid,
    /// For the telephone.
    pub reference: Reference,
    /// The patient's name.
    pub name: String,
    /// The patient's date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// Whether it was joined to another one; then state and dates are those of that one, in which it goes on.
    pub joined: bool,
    /// Where it stands.
    pub state: StateCode,
    /// Whether information is asked of the person and not of the practice.
    pub asked_patient: bool,
    /// Since when.
    pub since: DateTime<Utc>,
    /// The next day that is promised; not told while its columns are still to be worked out after an update.
    pub promised: Option<Promised>,
    /// The day by which an answer is due.
    pub answer_due: Option<NaiveDate>,
    /// Name of the referrer.
    pub referrer: Option<String>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
}

/// A part of the worklist.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// The referrals, the newest first.
    pub lines: Vec<Referred>,
    /// Where the next part begins, if there is one.
    pub older: Option<After>,
}

/// A part of the worklist: the first, or that beyond a line. At most 100 lines.
pub async fn part(
    conn: &mut PgConnection,
    keyring: &Keyring,
    whose: Whose,
    show: Show,
    after: Option<After>,
    size: u16,
) -> Result<Part, StoreError> {
    let size = usize::from(size.clamp(1, 100));
    // One more than is shown tells whether there is more.
    let most = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = rows(conn, whose, show, after.unwrap_or(After::START), most).await?;
    let more = rows.len() > size;
    let lines = rows.into_iter().take(size).map(|row| row.open(keyring));
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    let last = lines.last().filter(|_| more);
    Ok(Part {
        older: last.map(|line| After {
            received_at: line.received_at,
            id: line.id,
        }),
        lines,
    })
}

async fn rows(
    conn: &mut PgConnection,
    whose: Whose,
    show: Show,
    after: After,
    most: i64,
) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT r.id, r.reference, r.patient_id, p.name_enc, p.date_of_birth_enc, g.id <> r.id AS "joined!", g.state, g.asked_patient,
                  g.state_since, r.received_at, a.display_name AS "referrer?", g.due_on, g.answer_due_on, g.due_for,
                  g.folded_version = g.version AS "folded?"
           FROM (SELECT r.*, CASE WHEN $3 <> 'needs-you' AND r.closed_at IS NULL
                                   AND (SELECT m.state <> 'withdrawn' FROM referrals m WHERE m.id = r.merged_into) THEN r.merged_into END AS main
                 FROM referrals r
                 WHERE r.practice_id = $1 AND ($2::uuid IS NULL OR r.account_id = $2) AND (r.received_at, r.id) < ($4, $5)
                   AND CASE WHEN r.closed_at IS NOT NULL
                                 OR (SELECT m.state <> 'withdrawn' FROM referrals m WHERE m.id = r.merged_into AND m.closed_at IS NOT NULL)
                                 THEN 'closed'
                            WHEN r.state = 'info_requested' AND NOT r.asked_patient THEN 'needs-you'
                            ELSE 'with-the-hospital' END = $3
                 ORDER BY r.received_at DESC, r.id DESC LIMIT 101) AS r
           JOIN referrals g ON g.id = COALESCE(r.main, r.id)
           JOIN patients p ON p.id = r.patient_id
           LEFT JOIN accounts a ON a.id = r.account_id
           ORDER BY r.received_at DESC, r.id DESC LIMIT $6"#,
        whose.practice,
        whose.account,
        show.code(),
        after.received_at,
        after.id,
        most
    );
    Ok(rows.fetch_all(conn).await?)
}

/// How many referrals a practice has, each number at most [`Counts::MOST`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// For which the hospital waits for the practice.
    pub needs_you: i64,
    /// Other open ones.
    pub with_hospital: i64,
    /// Ended ones.
    pub closed: i64,
    /// Drafts of the practice that were not sent.
    pub drafts: i64,
}

impl Counts {
    /// Counting stops here. A number this large means "or more".
    pub const MOST: i64 = 1000;

    /// The number of one part.
    pub fn of(&self, show: Show) -> i64 {
        match show {
            Show::NeedsYou => self.needs_you,
            Show::WithHospital => self.with_hospital,
            Show::Closed => self.closed,
        }
    }
}

/// Counts referrals, and the practice's drafts.
pub async fn counts(
    conn: &mut PgConnection,
    whose: Whose,
    now: DateTime<Utc>,
) -> Result<Counts, StoreError> {
    let counts = sqlx::query_as!(
        Counts,
        r#"SELECT
             (SELECT count(*) FROM (SELECT FROM referrals r WHERE practice_id = $1 AND ($2::uuid IS NULL OR account_id = $2)
                 AND closed_at IS NULL AND state = 'info_requested' AND NOT asked_patient
                 AND (SELECT m.state <> 'withdrawn' FROM referrals m WHERE m.id = r.merged_into AND m.closed_at IS NOT NULL) IS NOT TRUE LIMIT $4) n) AS "needs_you!",
             (SELECT count(*) FROM (SELECT FROM referrals r WHERE practice_id = $1 AND ($2::uuid IS NULL OR account_id = $2)
                 AND closed_at IS NULL AND (state <> 'info_requested' OR asked_patient)
                 AND (SELECT m.state <> 'withdrawn' FROM referrals m WHERE m.id = r.merged_into AND m.closed_at IS NOT NULL) IS NOT TRUE LIMIT $4) w) AS "with_hospital!",
             (SELECT count(*) FROM (SELECT FROM referrals r WHERE practice_id = $1 AND ($2::uuid IS NULL OR account_id = $2)
                 AND (closed_at IS NOT NULL OR (SELECT m.state <> 'withdrawn' FROM referrals m WHERE m.id = r.merged_into AND m.closed_at IS NOT NULL)) LIMIT $4) c) AS "closed!",
             (SELECT count(*) FROM (SELECT FROM screenings WHERE practice_id = $1 AND submitted_at IS NULL AND expires_at > $3
                 LIMIT $4) d) AS "drafts!""#,
        whose.practice,
        whose.account,
        now,
        Counts::MOST
    );
    Ok(counts.fetch_one(conn).await?)
}

struct Row {
    id: Uuid,
    reference: String,
    patient_id: Uuid,
    name_enc: Vec<u8>,
    date_of_birth_enc: Option<Vec<u8>>,
    joined: bool,
    state: String,
    asked_patient: bool,
    state_since: DateTime<Utc>,
    received_at: DateTime<Utc>,
    referrer: Option<String>,
    due_on: Option<NaiveDate>,
    answer_due_on: Option<NaiveDate>,
    due_for: Option<String>,
    folded: Option<bool>,
}

impl Row {
    fn open(self, keyring: &Keyring) -> Result<Referred, StoreError> {
        let promised = self.promised()?;
        let born = self
            .date_of_birth_enc
            .map(|sealed| keyring.open_json(DATE_OF_BIRTH, self.patient_id, &sealed));
        Ok(Referred {
            reference: Reference::parse(&self.reference)
                .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
            name: keyring.open_text(NAME, self.patient_id, &self.name_enc)?,
            date_of_birth: born.transpose()?,
            state: StateCode::from_code(&self.state)
                .ok_or(StoreError::Corrupt("referrals.state"))?,
            promised,
            // Somebody else's answer is none of theirs.
            answer_due: self
                .answer_due_on
                .filter(|_| self.folded == Some(true) && !self.joined),
            joined: self.joined,
            id: self.id,
            asked_patient: self.asked_patient,
            since: self.state_since,
            referrer: self.referrer,
            received_at: self.received_at,
        })
    }

    /// What is promised, where the columns say what the events do.
    fn promised(&self) -> Result<Option<Promised>, StoreError> {
        let written = self.due_on.zip(self.due_for.as_deref());
        let promised = written.filter(|_| self.folded == Some(true));
        let promised = promised.map(|(day, code)| {
            let what = Promise::from_code(code).ok_or(StoreError::Corrupt("referrals.due_for"))?;
            Ok::<_, StoreError>(Promised { what, day })
        });
        let promised = promised.transpose()?;
        Ok(promised.filter(|promised| !self.joined || promised.what != Promise::Answer))
    }
}
