//! Transitions: what is done, in which state, and what follows.

use chrono::{DateTime, Utc};

use super::{Action, Actor, Event, Happening, Milestones, Open, Referral, Refusal, State};

impl Referral {
    /// A referral that was just sent, with its first event.
    pub fn receive(actor: Actor, at: DateTime<Utc>) -> (Self, Event) {
        let state = State::Open(Open::Received);
        let referral = Self {
            state,
            since: at,
            received_at: at,
            owner: None,
            handed: false,
            amended_at: None,
            news_at: None,
            priority: None,
            payer: None,
            rtt: false,
            merged_into: None,
            milestones: Milestones::default(),
            version: 1,
        };
        (
            referral,
            Event {
                version: 1,
                at,
                actor,
                what: Happening::Received,
            },
        )
    }

    /// Does something: the referral after it and the event to keep, or why it cannot be done.
    pub fn apply(
        self,
        action: Action,
        actor: Actor,
        at: DateTime<Utc>,
    ) -> Result<(Self, Event), Refusal> {
        let too_early = self.is_too_early(&action);
        let done = self.replay(action, actor, at)?;
        if too_early {
            Err(Refusal::NotAssessed)
        } else {
            Ok(done)
        }
    }

    /// Triage is a clinician's: nobody ends it by arranging an assessment before one has said what they think of the signs.
    fn is_too_early(&self, action: &Action) -> bool {
        let ends_triage = matches!(action, Action::OfferAssessment { .. });
        ends_triage
            && self.state == State::Open(Open::InTriage)
            && self.milestones.signs_assessed_at.is_none()
    }

    /// Does what was done once, as it could be done then: what [`Self::apply`] asks beyond that came later, and makes no older
    /// timeline unreadable.
    pub(super) fn replay(
        self,
        action: Action,
        actor: Actor,
        at: DateTime<Utc>,
    ) -> Result<(Self, Event), Refusal> {
        let is_sender = matches!(actor, Actor::Patient | Actor::Referrer(_));
        if is_sender && !action.is_for_senders() {
            return Err(Refusal::NotStaff);
        }
        if matches!(action, Action::Amend { .. }) && !matches!(actor, Actor::Referrer(_)) {
            return Err(Refusal::NotReferrer);
        }
        if !action.is_complete() {
            return Err(Refusal::NoReason);
        }
        let version = self.version + 1;
        let worked = matches!(actor, Actor::Staff(_)) && !action.passes_on();
        let what = Happening::Done {
            action: action.clone(),
        };
        let handed = self.handed_after(&action, actor);
        let next = if self.is_taken_up(&action, actor) {
            self
        } else {
            self.done(action, is_sender, at)?
        };
        let mut next = Self {
            handed,
            version,
            ..next
        };
        if worked {
            next.milestones.worked_at = Some(at);
        }
        Ok((
            next,
            Event {
                version,
                at,
                actor,
                what,
            },
        ))
    }

    /// Whether an action of the member of staff would be taken now.
    pub fn allows(&self, action: &Action, actor: Actor) -> bool {
        self.clone()
            .apply(action.clone(), actor, self.since)
            .is_ok()
    }

    /// Refuses unless the referral still has the version that somebody saw.
    pub fn expect_version(self, seen: i32) -> Result<Self, Refusal> {
        if self.version == seen {
            Ok(self)
        } else {
            Err(Refusal::Stale)
        }
    }

    /// What staff do goes on in the case that this one was joined to; what a sender does is kept here, and seen there.
    fn done(self, action: Action, is_sender: bool, at: DateTime<Utc>) -> Result<Self, Refusal> {
        if self.merged_into.is_some() && !is_sender && !action.is_for_merged() {
            return Err(Refusal::Merged);
        }
        match action {
            Action::Claim { by } => self.claim(by),
            Action::Release => self.release(),
            Action::Assign { to, .. } => self.assign(to),
            Action::Acknowledge => self.tell_received(at),
            Action::Amend { .. } => self.amend(at),
            Action::AcknowledgeAmendment => self.acknowledge(),
            Action::MarkRead => self.mark_read(),
            Action::Reply { .. } => Ok(self.with_news(at)),
            Action::Note { .. }
            | Action::Message { .. }
            | Action::RecordMeasure { .. }
            | Action::Link { .. }
            | Action::Unlink { .. } => Ok(self),
            Action::SetPriority { .. }
            | Action::SetFunding { .. }
            | Action::MarkRtt { .. }
            | Action::Merge { .. } => self.mark(action),
            Action::Unmerge { .. } => self.unmerge(),
            step => self.step(step, is_sender, at),
        }
    }

    /// Another state, or something that can be done only in some.
    fn step(self, step: Action, is_sender: bool, at: DateTime<Utc>) -> Result<Self, Refusal> {
        let before = self.state.code();
        let answered = is_sender && matches!(step, Action::ReceiveInfo { .. });
        // Nobody works here any more: that the sender takes it back has to be seen where work goes on.
        let answered =
            answered || (self.merged_into.is_some() && matches!(step, Action::Withdraw { .. }));
        let overdue = matches!(step, Action::NoteOverdue);
        let milestones = self.milestones.after(&step, &self.state, self.since, at);
        let state = self.state.step(step)?;
        let moved = state.code() != before;
        let news_at = if answered || overdue {
            Some(at)
        } else {
            // Whoever ends a case need not have read what came: it stays until somebody says so.
            self.news_at
                .filter(|_| is_sender || !moved || !state.is_open())
        };
        Ok(Self {
            state,
            since: if moved { at } else { self.since },
            news_at,
            milestones,
            ..self
        })
    }

    /// On its own again, also where whoever sent it took it back meanwhile.
    fn unmerge(self) -> Result<Self, Refusal> {
        match self.merged_into {
            None => Err(Refusal::NotMerged),
            Some(_) => Ok(Self {
                merged_into: None,
                ..self
            }),
        }
    }

    /// What is true of the case beside its state, while it is open.
    fn mark(self, action: Action) -> Result<Self, Refusal> {
        if !self.state.is_open() {
            return Err(Refusal::WrongState(self.state.code()));
        }
        match action {
            Action::SetPriority { priority, .. } => Ok(Self {
                priority: Some(priority),
                ..self
            }),
            Action::SetFunding { funding } => Ok(Self {
                payer: Some(funding.payer),
                ..self
            }),
            Action::MarkRtt { applicable } => Ok(Self {
                rtt: applicable,
                ..self
            }),
            Action::Merge { into, .. } => Ok(Self {
                merged_into: Some(into),
                ..self
            }),
            // Only what stands above is sent here.
            _ => Ok(self),
        }
    }

    fn tell_received(self, at: DateTime<Utc>) -> Result<Self, Refusal> {
        if self.milestones.acknowledged_at.is_some() {
            return Err(Refusal::Acknowledged);
        }
        if !self.state.is_open() {
            return Err(Refusal::WrongState(self.state.code()));
        }
        let milestones = Milestones {
            acknowledged_at: Some(at),
            ..self.milestones
        };
        Ok(Self { milestones, ..self })
    }

    fn with_news(self, at: DateTime<Utc>) -> Self {
        Self {
            news_at: Some(at),
            ..self
        }
    }

    fn mark_read(self) -> Result<Self, Refusal> {
        match self.news_at {
            None => Err(Refusal::NoNews),
            Some(_) => Ok(Self {
                news_at: None,
                ..self
            }),
        }
    }

    /// A case that has ended is not amended: its letter stands as it was when it was decided.
    fn amend(self, at: DateTime<Utc>) -> Result<Self, Refusal> {
        if !self.state.is_open() {
            return Err(Refusal::WrongState(self.state.code()));
        }
        Ok(Self {
            amended_at: Some(at),
            ..self
        })
    }

    fn acknowledge(self) -> Result<Self, Refusal> {
        match self.amended_at {
            None => Err(Refusal::NotAmended),
            Some(_) => Ok(Self {
                amended_at: None,
                ..self
            }),
        }
    }
}
