//! All SQL, one file per aggregate.
//!
//! Functions take a connection, the keys where they read or write encrypted columns, and the time. Rows turn into
//! domain values before they leave a file. Row ids are made here and not by the database, since they are part of what the
//! encryption authenticates.

pub mod access;
pub mod access_requests;
pub mod accounts;
pub mod api_clients;
pub mod attachments;
pub mod audit;
pub mod beds;
pub mod changes;
pub mod contact;
pub mod deletion;
pub mod duplicates;
mod error;
pub mod handovers;
mod instant;
pub mod invitations;
pub mod legal_holds;
pub mod letters;
pub mod logs;
pub mod outbox;
pub mod password_resets;
pub mod pathway_versions;
pub mod practices;
pub mod presence;
pub mod promises;
pub mod referrals;
pub mod referrer_drafts;
pub mod reminders;
pub mod replay;
pub mod requests;
pub mod resume;
pub mod retention;
pub mod same_person;
pub mod saved_views;
pub mod screenings;
pub mod second_reads;
pub mod sessions;
pub mod settings;
pub mod statistics;
pub mod submissions;
pub mod throttle;
pub mod validation_faults;
pub mod waiting_list;

pub use error::{StoreError, within};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::randomness;

/// A new row id (UUID version 7: later ids sort after earlier ones, so that indexes grow at one end).
pub fn new_id(now: DateTime<Utc>) -> Uuid {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &randomness::bytes()).into_uuid()
}
