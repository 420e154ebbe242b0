//! The draft of the browser that asks: found by its cookie, saved page by page.

use actix_web::{HttpRequest, cookie::Cookie};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Audience,
    answers::{Answer, Answers},
    journey::{self, Journey},
    outcome::{self, Decision},
    pathway::{Pathway, Question, Role, Stage},
};
use templates::layout::{Frame, Nav};
use uuid::Uuid;

use crate::{
    clock::england,
    context::Context,
    error::AppError,
    randomness,
    routes::safety,
    security::cookies,
    store::{
        contact::Contact,
        screenings::{self, Moment, NewScreening, Screening},
        submissions::Source,
    },
};

/// Name of the cookie that holds a draft's key, before any `__Host-` prefix.
const COOKIE: &str = "check";

/// Whom this journey asks.
pub const AUDIENCE: Audience = Audience::Patient;

/// A draft that can still be changed.
pub struct Draft<'a> {
    /// As it is stored.
    pub screening: Screening,
    /// The questionnaire that it answers.
    pub pathway: &'a Pathway,
    /// The way through it, as the answers stand that are still asked.
    journey: Journey<'a>,
    /// The same as they are stored, with an answer about danger that may be out of date.
    stored: Answers,
    /// When it was last saved, in words such as "4:12pm".
    saved_at: String,
}

/// What the browser's cookie leads to.
pub enum Standing<'a> {
    /// No cookie: this browser has not begun.
    Fresh,
    /// A cookie without a draft: it ran out or was deleted.
    Gone,
    /// A draft that can be changed.
    Open(Box<Draft<'a>>),
    /// A draft that was sent: what it became.
    Sent(Uuid),
}

/// Looks the browser's draft up.
pub async fn standing<'a>(
    context: &'a Context,
    request: &HttpRequest,
) -> Result<Standing<'a>, AppError> {
    let Some(key) = cookies::read(request, COOKIE, context.app.config.tls()) else {
        return Ok(Standing::Fresh);
    };
    let keyring = &context.app.keyring;
    let hash = keyring.token_hash(&key);
    let found = context.screening(hash).await?;
    let found = found.map(|sealed| sealed.open(keyring)).transpose()?;
    Ok(match found {
        None => Standing::Gone,
        Some(sent) if sent.submitted_at.is_some() => Standing::Sent(sent.id),
        Some(screening) => Standing::Open(Box::new(restore(context, screening)?)),
    })
}

fn restore(context: &Context, screening: Screening) -> Result<Draft<'_>, AppError> {
    let pathway = context
        .app
        .pathways
        .get(&screening.pathway)
        .ok_or(AppError::Internal)?;
    let stored = screening.answers(pathway, context.today());
    let mut answers = stored.clone();
    if safety::is_to_be_asked_again(screening.saved_at, context.now) {
        apply(&mut answers, &without_safety(pathway));
    }
    Ok(Draft {
        journey: Journey::new(pathway, &answers, AUDIENCE),
        stored,
        saved_at: time_of_day(screening.saved_at),
        pathway,
        screening,
    })
}

/// One answer to be saved, or taken back.
pub type Change<'q> = (&'q Question, Option<Answer>);

/// Makes changes to answers.
pub fn apply(answers: &mut Answers, changes: &[Change<'_>]) {
    for (question, answer) in changes {
        match answer {
            Some(answer) => answers.set(question, answer.clone()),
            None => answers.remove(question),
        }
    }
}

/// Takes back the answer about danger, and with it what lifted it.
fn without_safety(pathway: &Pathway) -> Vec<Change<'_>> {
    let safety = pathway.safety_question();
    let resolution = pathway.resolution_of(safety);
    [Some(safety), resolution]
        .into_iter()
        .flatten()
        .map(|question| (question, None))
        .collect()
}

/// A time of day as people write it, such as "4:12pm" (NHS style).
pub fn time_of_day(at: DateTime<Utc>) -> String {
    england::local(at).format("%-I:%M%P").to_string()
}

/// The open draft, or the page where this browser can go on without one.
pub async fn open<'a>(context: &'a Context, request: &HttpRequest) -> Result<Draft<'a>, AppError> {
    match standing(context, request).await? {
        Standing::Open(draft) => Ok(*draft),
        Standing::Fresh => Err(elsewhere("/check")),
        Standing::Gone => Err(elsewhere("/check/expired")),
        Standing::Sent(_) => Err(elsewhere("/check/sent")),
    }
}

/// The open draft with every question of the first stage answered, or the first that is not.
pub async fn complete<'a>(
    context: &'a Context,
    request: &HttpRequest,
) -> Result<Draft<'a>, AppError> {
    let draft = open(context, request).await?;
    match draft.journey().first_open(Stage::Screen) {
        None => Ok(draft),
        Some(question) => Err(elsewhere(&address(question))),
    }
}

/// The complete draft of a case that may be sent, with its contact details, or where they are given.
pub async fn with_contact<'a>(
    context: &'a Context,
    request: &HttpRequest,
) -> Result<(Draft<'a>, Contact), AppError> {
    let draft = complete(context, request).await?;
    if !may_be_sent(&draft.decide(context)) {
        return Err(elsewhere("/check/result"));
    }
    let contact = draft.screening.contact(&context.app.keyring)?;
    let contact = contact.ok_or_else(|| elsewhere("/check/contact"))?;
    Ok((draft, contact))
}

/// Whether a case with this outcome can be sent at all; consent is asked later.
pub fn may_be_sent(decision: &Decision<'_>) -> bool {
    decision.outcome.send != domain::pathway::Send::No
}

/// On to another page.
pub fn elsewhere(path: &str) -> AppError {
    AppError::Elsewhere(path.to_owned())
}

/// The address of a question's page.
pub fn address(question: &Question) -> String {
    format!("/check/{}", question.id)
}

/// Begins a draft with its first answers; returns the cookie that leads to it.
pub async fn begin(
    context: &Context,
    pathway: &Pathway,
    answers: &Answers,
) -> Result<Cookie<'static>, AppError> {
    let key = new_key();
    let keyring = &context.app.keyring;
    let draft = NewScreening {
        pathway,
        audience: AUDIENCE,
        session_hash: keyring.token_hash(&key),
        answers,
    };
    context
        .db(async |conn| {
            screenings::create(
                conn,
                keyring,
                draft,
                context.app.config.periods,
                context.now,
            )
            .await
        })
        .await?;
    Ok(cookie(context, key))
}

/// A new key of a draft or a link: 256 random bits, fit for a cookie and an address.
pub fn new_key() -> String {
    URL_SAFE_NO_PAD.encode(randomness::bytes::<32>())
}

/// The instant of a change to a draft.
pub fn moment(context: &Context) -> Moment {
    Moment {
        now: context.now,
        today: context.today(),
        periods: context.app.config.periods,
    }
}

/// The cookie that leads to the draft with this key.
pub fn cookie(context: &Context, key: String) -> Cookie<'static> {
    cookies::session(COOKIE, key, context.app.config.tls())
}

/// The cookie that makes the browser forget its draft.
pub fn no_cookie(context: &Context) -> Cookie<'static> {
    cookies::removal(COOKIE, context.app.config.tls())
}

impl<'a> Draft<'a> {
    /// The way through the questionnaire as the answers stand.
    pub fn journey(&self) -> &Journey<'a> {
        &self.journey
    }

    /// What was answered so far, without what is no longer asked.
    pub fn answers(&self) -> &Answers {
        self.journey.answers()
    }

    /// What the answers come to today.
    pub fn decide(&self, context: &Context) -> Decision<'a> {
        outcome::decide(self.pathway, self.answers(), context.today())
    }

    /// The frame of a page of this draft.
    pub fn frame<'b>(&'b self, context: &'b Context) -> Frame<'b> {
        context.frame(Nav::Patient {
            saved_at: Some(&self.saved_at),
        })
    }

    /// Takes back the answer about danger, and with it what lifted it.
    pub fn without_safety(&self) -> Vec<Change<'a>> {
        without_safety(self.pathway)
    }

    /// Whether only the age of the answer about danger keeps this question's page shut.
    pub fn keeps_for_later(&self, question: &Question) -> bool {
        let stored = Journey::new(self.pathway, &self.stored, AUDIENCE);
        let open = self.journey().may_visit(&question.id);
        !question.safety && !open && stored.may_visit(&question.id)
    }

    /// Saves answers, or takes them back; those that other windows saved meanwhile stay.
    pub async fn save(
        &mut self,
        context: &Context,
        changes: &[Change<'_>],
    ) -> Result<(), AppError> {
        let (pathway, keyring) = (self.pathway, &context.app.keyring);
        let change = |answers: &mut Answers| {
            apply(answers, changes);
            *answers = journey::prune(pathway, answers);
        };
        let seen = self.screening.clone();
        self.screening = context
            .db(async |conn| {
                screenings::change(conn, keyring, pathway, seen, change, moment(context)).await
            })
            .await?;
        let answers = self.screening.answers(pathway, context.today());
        self.journey = Journey::new(pathway, &answers, AUDIENCE);
        Ok(())
    }

    /// Whether somebody else answers for the person concerned.
    pub fn for_someone_else(&self) -> bool {
        let mut asked = self.journey.asked().iter();
        asked.any(|question| question.role == Some(Role::ProxyName))
    }

    /// Who sends this draft.
    pub fn source(&self) -> Source {
        if self.for_someone_else() {
            Source::SomeoneElse
        } else {
            Source::Patient
        }
    }

    /// The date of birth that was answered.
    pub fn date_of_birth(&self) -> Option<NaiveDate> {
        self.answers().date_of_birth(self.pathway)
    }
}
