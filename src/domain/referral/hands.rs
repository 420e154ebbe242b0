//! Who has a case, and whether somebody was given it and has not taken it up yet.

use uuid::Uuid;

use super::{Action, Actor, Referral, Refusal, State};

impl Referral {
    /// The member of staff who has claimed it, or was given it.
    pub fn owner(&self) -> Option<Uuid> {
        self.owner
    }

    /// Whether a colleague gave it to its owner, who has done nothing to it since.
    pub fn is_handed(&self) -> bool {
        self.handed
    }

    /// The same after an action: whatever the owner does takes it up, if only to say so.
    pub(super) fn handed_after(&self, action: &Action, actor: Actor) -> bool {
        match action {
            Action::Assign { to, .. } => actor != Actor::Staff(*to),
            Action::Claim { .. } | Action::Release => false,
            _ => self.handed && !self.is_owned_by(actor),
        }
    }

    /// Whether somebody who was given it says no more than that they have seen it.
    pub(super) fn is_taken_up(&self, action: &Action, actor: Actor) -> bool {
        let seen = matches!(action, Action::MarkRead) && self.news_at.is_none();
        seen && self.handed && self.is_owned_by(actor)
    }

    fn is_owned_by(&self, actor: Actor) -> bool {
        matches!(actor, Actor::Staff(id) if self.owner == Some(id))
    }

    pub(super) fn claim(self, by: Uuid) -> Result<Self, Refusal> {
        match self.owner {
            Some(owner) if owner != by => Err(Refusal::ClaimedByAnother),
            _ => self.assign(by),
        }
    }

    pub(super) fn release(self) -> Result<Self, Refusal> {
        match self.owner {
            None => Err(Refusal::NotClaimed),
            Some(_) => Ok(Self {
                owner: None,
                ..self
            }),
        }
    }

    pub(super) fn assign(self, to: Uuid) -> Result<Self, Refusal> {
        if matches!(self.state, State::Closed(_)) {
            return Err(Refusal::WrongState(self.state.code()));
        }
        Ok(Self {
            owner: Some(to),
            ..self
        })
    }
}
