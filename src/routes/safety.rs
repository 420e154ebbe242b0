//! How long an answer about danger holds, whoever gave it (hazard H1).

use chrono::{DateTime, TimeDelta, Utc};

/// After this long without a saved answer, danger may have come since.
const HOLDS: TimeDelta = TimeDelta::hours(24);

/// Whether the safety question is to be asked again before anything else, in a draft that was last saved then.
pub fn is_to_be_asked_again(saved_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - saved_at > HOLDS
}
