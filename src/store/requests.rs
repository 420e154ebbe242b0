//! Information that was asked for: reminding whoever was asked, and telling the team once the day has passed.
//!
//! Each case is taken and changed in a transaction of its own. A case that another node holds is passed over, and what was done since
//! the last question is read from its timeline, so that everything is done once.

use chrono::{DateTime, NaiveDate, Utc};
use domain::people::Reference;
use domain::referral::casework::Asked;
use domain::referral::{Action, Actor, Event, Happening, State};
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::StoreError;
use super::outbox::Outgoing;
use super::referrals::{self, ActError, Case, Deed};
use super::submissions::{self, Submission};
use crate::security::keyring::Keyring;

/// Working days before the day on which the answer is due, on which whoever was asked is reminded.
pub const BEFORE: u32 = 2;

/// Cases read at once.
const BATCH: i64 = 100;

/// A case that waits for information.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Its row.
    pub id: Uuid,
    /// For the telephone.
    pub reference: Reference,
    /// The day by which it was asked for.
    pub due: NaiveDate,
}

/// What is to be done about one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chase {
    /// Remind whoever was asked: the day is near.
    Remind,
    /// Tell the team: the day has passed.
    NoteOverdue,
}

/// Cases for which information is due on a day or before, the first after `beyond`.
pub async fn due(
    conn: &mut PgConnection,
    by: NaiveDate,
    beyond: Option<Waiting>,
) -> Result<Vec<Waiting>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT id, reference, answer_due_on AS "due!" FROM referrals
           WHERE state = 'info_requested' AND answer_due_on IS NOT NULL AND answer_due_on <= $1 AND merged_into IS NULL
             AND (answer_due_on, id) > ($2, $3)
           ORDER BY answer_due_on, id LIMIT $4"#,
        by,
        beyond.map_or(NaiveDate::from_ymd_opt(1, 1, 1), |last| Some(last.due)),
        beyond.map_or(Uuid::nil(), |last| last.id),
        BATCH,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Waiting {
                id: row.id,
                reference: Reference::parse(&row.reference)
                    .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
                due: row.due,
            })
        })
        .collect()
}

/// Whom a reminder goes to.
#[derive(Debug)]
pub enum Whom {
    /// The referrer, at this address.
    Referrer(String),
    /// The person, with what was sent, which says how they are reached.
    Patient(Box<Submission>),
    /// Nobody who could be reached.
    Nobody,
}

/// Does what is to be done about a case, if `choose` still says so once the case is ours, with the mail that `write` makes for whoever
/// was asked. Whether it was done: not where another node has the case, or it was done before, or there is nobody to remind.
pub async fn chase(
    conn: &mut PgConnection,
    keyring: &Keyring,
    waiting: Waiting,
    now: DateTime<Utc>,
    choose: impl Fn(&Case) -> Option<Chase>,
    write: impl Fn(&Case, Chase, Whom) -> Option<Outgoing>,
) -> Result<bool, StoreError> {
    let mut tx = conn.begin().await?;
    if !lock(&mut tx, waiting.id).await? {
        return Ok(false);
    }
    let opened = referrals::open(&mut tx, keyring, waiting.reference).await?;
    let Some(chase) = choose(&opened) else {
        return Ok(false);
    };
    let whom = match chase {
        Chase::Remind => whom(&mut tx, keyring, &opened).await?,
        Chase::NoteOverdue => Whom::Nobody,
    };
    let mail: Vec<Outgoing> = write(&opened, chase, whom).into_iter().collect();
    if chase == Chase::Remind && mail.is_empty() {
        return Ok(false);
    }
    let deed = Deed {
        reference: opened.reference,
        seen: opened.referral.version(),
        action: match chase {
            Chase::Remind => Action::Remind,
            Chase::NoteOverdue => Action::NoteOverdue,
        },
        actor: Actor::System,
        at: now,
        nonce: None,
    };
    match referrals::act_and_tell(&mut tx, keyring, deed, &mail).await {
        Ok(()) => tx.commit().await?,
        Err(ActError::Refused(_)) => return Ok(false),
        Err(ActError::Store(error)) => return Err(error),
    }
    Ok(true)
}

/// Takes the case, unless somebody else has it at this moment or it waits no longer.
async fn lock(conn: &mut PgConnection, id: Uuid) -> Result<bool, StoreError> {
    let taken = sqlx::query_scalar!(
        "SELECT id FROM referrals WHERE id = $1 AND state = 'info_requested' FOR UPDATE SKIP LOCKED",
        id
    );
    Ok(taken.fetch_optional(conn).await?.is_some())
}

/// Whom it was asked of, as far as they can be reached.
async fn whom(conn: &mut PgConnection, keyring: &Keyring, case: &Case) -> Result<Whom, StoreError> {
    match asking(case).map(|asking| asking.of) {
        Some(Asked::Patient) => {
            let sent = submissions::of_case(conn, keyring, case.submission).await?;
            Ok(Whom::Patient(Box::new(sent)))
        }
        Some(Asked::Referrer) => {
            let address = referrals::mailbox(conn, keyring, case).await?;
            Ok(address.map_or(Whom::Nobody, Whom::Referrer))
        }
        None => Ok(Whom::Nobody),
    }
}

/// What a case waits for, and what the service has done about it since it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    /// When it was asked.
    pub at: DateTime<Utc>,
    /// Of whom.
    pub of: Asked,
    /// The day by which.
    pub due: Option<NaiveDate>,
    /// When whoever was asked was reminded.
    pub reminded: Option<DateTime<Utc>>,
    /// Whether the team was told that the day has passed.
    pub told: bool,
}

/// What a case waits for, by its timeline; nothing where it waits for nothing.
pub fn asking(case: &Case) -> Option<Asking> {
    if !matches!(case.referral.state(), State::InfoRequested(_)) {
        return None;
    }
    let (mut reminded, mut told) = (None, false);
    for event in case.events.iter().rev() {
        match done(event) {
            Some(Action::RequestInfo { due, of, .. }) => {
                return Some(Asking {
                    at: event.at,
                    of: *of,
                    due: *due,
                    reminded,
                    told,
                });
            }
            Some(Action::Remind) => reminded = Some(event.at),
            Some(Action::NoteOverdue) => told = true,
            _ => {}
        }
    }
    None
}

fn done(event: &Event) -> Option<&Action> {
    match &event.what {
        Happening::Done { action } => Some(action),
        Happening::Received => None,
    }
}
