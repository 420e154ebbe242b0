//! A practice's draft, as its pages find and save it.

use domain::{
    Audience,
    answers::Answers,
    journey::Journey,
    outcome::{self, Decision},
    pathway::Pathway,
};
use sqlx::Connection as _;
use uuid::Uuid;

use super::guard::Referrer;
use crate::{
    clock::england,
    context::Context,
    error::AppError,
    routes::safety,
    security::referrers::Record,
    store::{
        audit::{self, By, Entry},
        referrer_drafts::{self, ReferrerDraft},
        screenings::Moment,
    },
};

/// Whom these questions are worded for.
pub const AUDIENCE: Audience = Audience::Gp;

/// A draft that can still be changed, of the practice of whoever asks.
pub struct Draft<'a> {
    /// As it is stored. Change its letter and [`Draft::save`] it.
    pub stored: ReferrerDraft,
    /// The questionnaire that it answers.
    pub pathway: &'a Pathway,
    journey: Journey<'a>,
    /// Who has opened it.
    opened_by: Uuid,
}

/// The address of a page of a draft; `page` is empty for its task list.
pub fn address(id: Uuid, page: &str) -> String {
    if page.is_empty() {
        format!("/refer/drafts/{id}")
    } else {
        format!("/refer/drafts/{id}/{page}")
    }
}

/// The draft with this id, and a line in the audit log that it was opened. Not found unless it is the practice's; one that was
/// sent leads to its confirmation.
pub async fn open<'a>(
    context: &'a Context,
    referrer: &Referrer,
    id: Uuid,
) -> Result<Draft<'a>, AppError> {
    let (keyring, now) = (&context.app.keyring, context.now);
    let found = context
        .db(async |conn| {
            let found = referrer_drafts::load(conn, keyring, id, now).await?;
            let seen = found.filter(|draft| referrer.may(Record::Draft(draft.practice)).is_ok());
            if seen.is_some() {
                let opened = entry(referrer.member.account, "draft.opened", id);
                audit::record(conn, opened, now).await?;
            }
            Ok(seen)
        })
        .await?;
    let stored = found.ok_or(AppError::NotFound)?;
    if stored.submitted_at.is_some() {
        return Err(AppError::Elsewhere(address(id, "sent")));
    }
    let pathway = context.app.pathways.get(&stored.pathway);
    let pathway = pathway.ok_or(AppError::Internal)?;
    let mut answers = stored.answers(pathway, context.today());
    if safety::is_to_be_asked_again(stored.saved_at, context.now) {
        take_back_safety(pathway, &mut answers);
    }
    Ok(Draft {
        journey: Journey::new(pathway, &answers, AUDIENCE),
        opened_by: referrer.member.account,
        pathway,
        stored,
    })
}

/// Takes back the answer about danger, and with it what lifted it.
fn take_back_safety(pathway: &Pathway, answers: &mut Answers) {
    let safety = pathway.safety_question();
    answers.remove(safety);
    if let Some(resolution) = pathway.resolution_of(safety) {
        answers.remove(resolution);
    }
}

/// The instant of a change to a draft.
pub fn moment(context: &Context) -> Moment {
    Moment {
        now: context.now,
        today: context.today(),
        periods: context.app.config.periods,
    }
}

/// The line that says what a referrer did to a draft.
pub fn entry(account: Uuid, action: &'static str, draft: Uuid) -> Entry<'static> {
    Entry {
        by: By::Referrer(account),
        action,
        subject: "screening",
        subject_id: Some(draft),
        data: serde_json::json!({}),
    }
}

impl<'a> Draft<'a> {
    /// The way through the questionnaire as the answers stand.
    pub fn journey(&self) -> &Journey<'a> {
        &self.journey
    }

    /// The answers, without those to what is no longer asked.
    pub fn answers(&self) -> &Answers {
        self.journey.answers()
    }

    /// What the answers come to today.
    pub fn decide(&self, context: &Context) -> Decision<'a> {
        outcome::decide(self.pathway, self.answers(), context.today())
    }

    /// When it was last saved, in words such as "4:12pm".
    pub fn saved_at(&self) -> String {
        england::local(self.stored.saved_at)
            .format("%-I:%M%P")
            .to_string()
    }

    /// Saves the letter, what the patient said, and these answers, with a line in the audit log.
    ///
    /// # Errors
    /// `Conflict` where somebody of the practice saved since it was opened.
    pub async fn save(&self, context: &Context, answers: &Answers) -> Result<(), AppError> {
        let keyring = &context.app.keyring;
        let answers = domain::journey::prune(self.pathway, answers);
        context
            .db(async |conn| {
                let (draft, pathway) = (&self.stored, self.pathway);
                let mut saving = conn.begin().await?;
                let moment = moment(context);
                referrer_drafts::save(&mut saving, keyring, draft, pathway, &answers, moment)
                    .await?;
                let entry = entry(self.opened_by, "draft.saved", draft.id);
                audit::record(&mut saving, entry, context.now).await?;
                Ok(saving.commit().await?)
            })
            .await
    }
}
