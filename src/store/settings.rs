//! What administrators have set.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::StoreError;
use super::audit::{self, By, Entry};

/// What is set, by key, with the number of changes so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stored {
    values: BTreeMap<String, Value>,
    /// Grows with every change: who changes something names the one that they saw.
    pub revision: i64,
}

impl Stored {
    /// The value of a key, if it was set.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.values.get(key)
    }

    /// Sets the value of a key, here alone.
    pub fn set(&mut self, key: &str, value: Value) {
        self.values.insert(key.to_owned(), value);
    }
}

/// Everything that is set.
pub async fn load(conn: &mut PgConnection) -> Result<Stored, StoreError> {
    let rows = sqlx::query!("SELECT key, value, version FROM settings");
    let mut stored = Stored::default();
    for row in rows.fetch_all(conn).await? {
        stored.revision += i64::from(row.version);
        stored.values.insert(row.key, row.value);
    }
    Ok(stored)
}

/// One setting, as it was and as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<'a> {
    /// Which.
    pub key: &'a str,
    /// The value that held.
    pub before: Value,
    /// The value that is to hold.
    pub after: Value,
}

/// Sets all or none, with a line in the audit log for each. Returns what holds then.
///
/// # Errors
/// [`StoreError::Conflict`] if somebody changed a setting since `seen`.
pub async fn change(
    conn: &mut PgConnection,
    by: Uuid,
    seen: i64,
    changes: &[Change<'_>],
    now: DateTime<Utc>,
) -> Result<Stored, StoreError> {
    let mut tx = conn.begin().await?;
    // One change at a time; readers do not wait.
    sqlx::query!("LOCK TABLE settings IN SHARE ROW EXCLUSIVE MODE")
        .execute(&mut *tx)
        .await?;
    if load(&mut tx).await?.revision != seen {
        return Err(StoreError::Conflict);
    }
    for change in changes {
        sqlx::query!(
            "INSERT INTO settings AS s (key, value, changed_at, changed_by) VALUES ($1, $2, $3, $4)
             ON CONFLICT (key) DO UPDATE SET value = $2, changed_at = $3, changed_by = $4, version = s.version + 1",
            change.key,
            change.after,
            now,
            by
        )
        .execute(&mut *tx)
        .await?;
        let entry = Entry {
            by: By::Staff(by),
            action: "setting.changed",
            subject: "setting",
            subject_id: None,
            data: json!({ "setting": change.key, "before": change.before, "after": change.after }),
        };
        audit::record(&mut tx, entry, now).await?;
    }
    let stored = load(&mut tx).await?;
    tx.commit().await?;
    Ok(stored)
}
