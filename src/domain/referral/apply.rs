//! Transitions: what is done, in which state, and what follows.

use chrono::{DateTime, Utc};

use super::{Action, Actor, Event, Referral, Refusal, StateCode};

impl Referral {
    /// A referral that was just sent, with its first event.
    pub fn receive(actor: Actor, at: DateTime<Utc>) -> (Self, Event) {
        let _ = (actor, at);
        todo!()
    }

    /// Does something: the referral after it and the event to keep, or why it cannot be done.
    pub fn apply(
        self,
        action: Action,
        actor: Actor,
        at: DateTime<Utc>,
    ) -> Result<(Self, Event), Refusal> {
        let _ = (action, actor, at);
        todo!()
    }

    /// Refuses unless the referral still has the version that somebody saw.
    pub fn expect_version(self, seen: i32) -> Result<Self, Refusal> {
        if self.version == seen {
            Ok(self)
        } else {
            Err(Refusal::Stale)
        }
    }
}

impl StateCode {
    /// The name in lower case, with underscores.
    pub fn code(self) -> &'static str {
        todo!()
    }

    /// The name in words: "waiting for a bed".
    pub fn words(self) -> &'static str {
        todo!()
    }
}
