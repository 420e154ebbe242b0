//! What happened to a referral: an append-only list, of which the state is the fold.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Action, Referral};

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "by", content = "id", rename_all = "snake_case")]
pub enum Actor {
    /// The person concerned, or somebody for them.
    Patient,
    /// A referrer's account.
    Referrer(Uuid),
    /// A member of staff.
    Staff(Uuid),
    /// The service itself.
    System,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The version that the referral has after it; the first is 1.
    pub version: i32,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Actor,
    /// What.
    pub what: Happening,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Happening {
    /// It was sent.
    Received,
    /// Something was done to it.
    Done {
        /// What was done.
        action: Action,
    },
}

/// Why a list of events makes no referral.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FoldError {
    /// There is no event.
    #[error("no event")]
    Empty,
    /// The first event is not the receipt, or a later one is.
    #[error("event {0} is not in its place")]
    OutOfPlace(i32),
    /// An event's number does not follow the one before.
    #[error("event {found} stands where {expected} should")]
    Gap {
        /// The number that should come.
        expected: i32,
        /// The number that came.
        found: i32,
    },
    /// An event could not have happened in that state.
    #[error("event {version} cannot have happened: {refusal}")]
    Refused {
        /// Its number.
        version: i32,
        /// Why.
        refusal: super::Refusal,
    },
}

impl Referral {
    /// Rebuilds a referral from all its events, in order.
    pub fn fold<'e>(events: impl IntoIterator<Item = &'e Event>) -> Result<Self, FoldError> {
        let mut events = events.into_iter();
        let first = events.next().ok_or(FoldError::Empty)?;
        if first.what != Happening::Received || first.version != 1 {
            return Err(FoldError::OutOfPlace(first.version));
        }
        let (start, _) = Self::receive(first.actor, first.at);
        events.try_fold(start, Self::follow)
    }

    fn follow(self, event: &Event) -> Result<Self, FoldError> {
        let expected = self.version + 1;
        if event.version != expected {
            return Err(FoldError::Gap {
                expected,
                found: event.version,
            });
        }
        let Happening::Done { action } = &event.what else {
            return Err(FoldError::OutOfPlace(event.version));
        };
        let refused = |refusal| FoldError::Refused {
            version: event.version,
            refusal,
        };
        let applied = self.replay(action.clone(), event.actor, event.at);
        applied.map(|(referral, _)| referral).map_err(refused)
    }
}
