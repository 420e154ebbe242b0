//! Adding files to a draft or a referral.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::{Added, Adder, MOST_OF_DRAFT, MOST_OF_REFERRAL, Sealed, To};
use crate::store::StoreError;
use crate::store::audit::{self, By, Entry};

/// Adds files, all or none, each with its line in the audit log. [`StoreError::Conflict`] where the draft was sent or deleted
/// meanwhile. To be called in no transaction or in the caller's.
pub async fn add(
    conn: &mut PgConnection,
    to: To,
    by: Adder,
    files: &[Sealed],
    now: DateTime<Utc>,
) -> Result<Added, StoreError> {
    let mut tx = conn.begin().await?;
    let place = hold(&mut tx, to).await?.ok_or(StoreError::Conflict)?;
    let count = i64::try_from(files.len()).unwrap_or(i64::MAX);
    if place.count.saturating_add(count) > place.most {
        return Ok(Added::Full);
    }
    for file in files {
        insert(&mut tx, &place, by, file, now).await?;
        audit::record(&mut tx, added(&place, by, file), now).await?;
    }
    tx.commit().await?;
    Ok(Added::Done)
}

/// Where files go, how many are there, and how many there may be.
struct Place {
    draft: Uuid,
    referral: Option<Uuid>,
    count: i64,
    most: i64,
}

/// Locks what files are added to, so that nobody adds or sends at the same time.
async fn hold(conn: &mut PgConnection, to: To) -> Result<Option<Place>, StoreError> {
    let (draft, referral, most) = match to {
        To::Draft(id) => (open_draft(conn, id).await?, None, MOST_OF_DRAFT),
        To::Referral(id) => (draft_of(conn, id).await?, Some(id), MOST_OF_REFERRAL),
    };
    let Some(draft) = draft else { return Ok(None) };
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM attachments WHERE draft_id = $1 AND referral_id IS NOT DISTINCT FROM $2"#,
        draft,
        referral
    )
    .fetch_one(conn)
    .await?;
    Ok(Some(Place {
        draft,
        referral,
        count,
        most,
    }))
}

/// Locks an unsent draft.
pub(super) async fn open_draft(
    conn: &mut PgConnection,
    id: Uuid,
) -> Result<Option<Uuid>, StoreError> {
    let draft = sqlx::query_scalar!(
        "SELECT id FROM screenings WHERE id = $1 AND practice_id IS NOT NULL AND submitted_at IS NULL FOR UPDATE",
        id
    );
    Ok(draft.fetch_optional(conn).await?)
}

async fn draft_of(conn: &mut PgConnection, referral: Uuid) -> Result<Option<Uuid>, StoreError> {
    let draft = sqlx::query_scalar!(
        "SELECT s.screening_id FROM referrals r JOIN submissions s ON s.id = r.submission_id WHERE r.id = $1 FOR UPDATE OF r",
        referral
    );
    Ok(draft.fetch_optional(conn).await?)
}

async fn insert(
    conn: &mut PgConnection,
    place: &Place,
    by: Adder,
    file: &Sealed,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO attachments (id, draft_id, referral_id, practice_id, account_id, name_enc, media_type, size, content_enc, scan,
                                  created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        file.id,
        place.draft,
        place.referral,
        by.practice,
        by.account,
        file.name,
        file.kind.code(),
        file.size,
        file.content,
        file.scan.code(),
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

fn added(place: &Place, by: Adder, file: &Sealed) -> Entry<'static> {
    Entry {
        by: By::Referrer(by.account),
        action: "attachment.added",
        subject: "attachment",
        subject_id: Some(file.id),
        data: json!({
            "draft": place.draft, "referral": place.referral, "media_type": file.kind.code(), "size": file.size,
            "scan": file.scan.code(),
        }),
    }
}
