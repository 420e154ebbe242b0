//! `/admissions/referrals/{reference}/{code}`: everything that is done to one referral. A [`Work`] says what a verb's form asks and
//! what follows from it; showing, checking, doing and telling are the same for all, here.

mod act;
mod given;
mod offers;
mod page;
mod scene;
pub mod tell;
mod verbs;

pub use given::{Given, day_values};
pub use offers::{Offer, offers};
pub use scene::{Material, Scene};
pub use tell::Tell;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query, ServiceConfig, get, post, resource};
use domain::people::Reference;
use domain::referral;
use maud::Markup;
use serde::Deserialize;
use templates::admissions::casework::Ask;
use templates::components::Problem;
use uuid::Uuid;

use super::REFERRAL;
use super::guard::Staff;
use super::referral::record;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form as Sent;
use crate::respond;
use crate::security::permissions::{Action, Verb};
use crate::store::referrals::Case;
use act::Done;
use page::Shown;
use scene::Asked;

/// One thing that staff do to a referral.
pub struct Work {
    /// What it is, for permissions.
    pub verb: Verb,
    /// Last part of its address.
    pub code: &'static str,
    /// On the button or link of the case's page.
    pub label: &'static str,
    /// Where it stands there.
    pub group: Group,
    /// Whether it asks nothing: then the case's page has a button that does it.
    pub at_once: bool,
    /// What its form may need beside the case.
    pub material: &'static [Material],
    /// An action like those that its form makes, by which the domain tells whether it can be done now.
    pub sample: fn(&Case, Uuid) -> referral::Action,
    /// What its form asks.
    pub form: fn(&Scene<'_>) -> Form,
    /// The action, from what was given; or what is wrong with it beyond the kinds of the questions.
    pub read: fn(&Scene<'_>, &Given<'_>) -> Result<referral::Action, Vec<Problem>>,
    /// Who hears of it.
    pub tell: Tell,
}

/// Where a verb stands on the case's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What is due in this state.
    Next,
    /// Who has it.
    Hands,
    /// Asking, writing, noting.
    Words,
    /// Pausing it.
    Pause,
    /// Payment, list and bed.
    Bed,
    /// Other cases of the same person or matter.
    Relations,
    /// Saying no, taking back, ending, opening again.
    End,
}

/// A form: without questions it is one button, which the case's page shows itself.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// Heading.
    pub title: String,
    /// What follows from it, in sentences.
    pub intro: Vec<String>,
    /// What there is to look at before answering.
    pub about: Option<Markup>,
    /// What is asked.
    pub asks: Vec<Ask>,
    /// What stands in it when it is first shown.
    pub values: Vec<(String, String)>,
    /// On the button.
    pub button: String,
}

impl Form {
    /// A form with its heading and what stands on its button.
    pub fn new(title: &str, button: &str) -> Self {
        Self {
            title: title.to_owned(),
            button: button.to_owned(),
            ..Self::default()
        }
    }

    /// With a sentence under the heading.
    #[must_use]
    pub fn says(mut self, sentence: &str) -> Self {
        self.intro.push(sentence.to_owned());
        self
    }

    /// With another question.
    #[must_use]
    pub fn asks(mut self, ask: Ask) -> Self {
        self.asks.push(ask);
        self
    }

    /// With values in it.
    #[must_use]
    pub fn filled(mut self, values: impl IntoIterator<Item = (String, String)>) -> Self {
        self.values.extend(values);
        self
    }
}

/// A fault at a control.
pub fn problem(control: &str, message: &str) -> Vec<Problem> {
    vec![Problem {
        control: control.to_owned(),
        message: message.to_owned(),
    }]
}

/// Every verb that has a form or a button, in the order of the case's page.
pub fn all() -> impl Iterator<Item = &'static Work> {
    verbs::ALL.iter().copied().flatten()
}

/// The last part of the address of a verb's form.
pub fn code_of(verb: Verb) -> Option<&'static str> {
    all().find(|work| work.verb == verb).map(|work| work.code)
}

/// Addresses of all verbs.
pub fn table(config: &mut ServiceConfig) {
    for work in all() {
        config.service(
            resource(format!("{REFERRAL}/{}", work.code))
                .route(get().to(move |context, staff, path, chosen| {
                    show(work, context, staff, path, chosen)
                }))
                .route(post().to(move |context, staff, path, form| {
                    submit(work, context, staff, path, form)
                })),
        );
    }
}

/// What a link to a form may choose already.
#[derive(Deserialize)]
struct Chosen {
    other: Option<String>,
}

/// Shows the form, or why it cannot be done now.
async fn show(
    work: &'static Work,
    context: Context,
    staff: Staff,
    path: Path<String>,
    chosen: Query<Chosen>,
) -> Result<HttpResponse, AppError> {
    let reference = Reference::parse(&path).map_err(|_| AppError::NotFound)?;
    let asked = Asked {
        nonce: None,
        other: chosen.other.as_deref(),
    };
    let scene = scene::load(&context, &staff, reference, work, asked).await?;
    staff.may(Action::Work(work.verb, record(&scene.case)))?;
    let form = (work.form)(&scene);
    let shown = Shown::new(&context, &staff, work, &scene, &form);
    if let Some(refusal) = offers::refusal(work, &scene.case, staff.actor.account) {
        return Ok(shown.changed(&[], scene.case.referral.version(), Some(refusal)));
    }
    Ok(respond::page(shown.page(&form.values, &[])))
}

/// Does it, once, as the case was seen.
async fn submit(
    work: &'static Work,
    context: Context,
    staff: Staff,
    path: Path<String>,
    sent: Sent,
) -> Result<HttpResponse, AppError> {
    let reference = Reference::parse(&path).map_err(|_| AppError::NotFound)?;
    let seen = sent.get("version").and_then(|version| version.parse().ok());
    let nonce = sent.once(work.code)?;
    let (seen, nonce): (i32, Uuid) = (seen.ok_or(AppError::BadRequest)?, nonce);
    let asked = Asked {
        nonce: Some(nonce),
        other: sent.get("other"),
    };
    let scene = scene::load(&context, &staff, reference, work, asked).await?;
    if scene.done_before {
        return Ok(to_case(reference, work));
    }
    let form = (work.form)(&scene);
    let shown = Shown::new(&context, &staff, work, &scene, &form);
    let sample = (work.sample)(&scene.case, staff.actor.account);
    if scene.case.referral.version() != seen && !sample.is_remark() {
        let refusal = offers::barred(work, &scene.case, &staff);
        return Ok(shown.changed(sent.pairs(), seen, refusal));
    }
    staff.may(Action::Work(work.verb, record(&scene.case)))?;
    let given = Given::read(&form.asks, sent.pairs(), context.today());
    let action = match given.and_then(|given| (work.read)(&scene, &given)) {
        Ok(action) => action,
        Err(problems) => return Ok(respond::invalid(shown.page(sent.pairs(), &problems))),
    };
    let next = after(reference, work, &action);
    match act::act(&context, &staff, &scene, work, (seen, nonce), action).await? {
        Done::Done => Ok(next),
        Done::Refused(refusal) => {
            refused(work, &context, &staff, &scene, &sent, seen, refusal).await
        }
    }
}

/// 409: why it was not done, beside what the case is now.
async fn refused(
    work: &'static Work,
    context: &Context,
    staff: &Staff,
    before: &Scene<'_>,
    sent: &Sent,
    seen: i32,
    refusal: referral::Refusal,
) -> Result<HttpResponse, AppError> {
    let asked = Asked {
        nonce: None,
        other: sent.get("other"),
    };
    let now = scene::load(context, staff, before.case.reference, work, asked).await?;
    if refusal == referral::Refusal::BedTaken {
        return Ok(bed_taken(context, staff, work, &now, sent));
    }
    let form = (work.form)(&now);
    let shown = Shown::new(context, staff, work, &now, &form);
    let refusal = Some(refusal).filter(|one| *one != referral::Refusal::Stale);
    let refusal = refusal.or_else(|| offers::barred(work, &now.case, staff));
    Ok(shown.changed(sent.pairs(), seen, refusal))
}

/// 409: the form as it was sent, beside the beds as they are now.
fn bed_taken(
    context: &Context,
    staff: &Staff,
    work: &'static Work,
    now: &Scene<'_>,
    sent: &Sent,
) -> HttpResponse {
    let form = (work.form)(now);
    let given = Given::read(&form.asks, sent.pairs(), context.today());
    let read = given.and_then(|given| (work.read)(now, &given));
    let problems = read.err().unwrap_or_else(|| {
        let why =
            "The bed is taken or closed on some of those days. Choose other days or another bed, or change what takes it first";
        let first = form.asks.first().map(Ask::control).unwrap_or_default();
        problem(&first, why)
    });
    let shown = Shown::new(context, staff, work, now, &form);
    respond::with_status(StatusCode::CONFLICT, shown.page(sent.pairs(), &problems))
}

/// What comes after it was done: the case, or the form that has to follow.
fn after(reference: Reference, work: &Work, action: &referral::Action) -> HttpResponse {
    let follows = match action {
        referral::Action::TurnDown { .. } => code_of(Verb::Decline),
        _ => None,
    };
    match follows {
        Some(code) => respond::see_other(&format!("/admissions/referrals/{reference}/{code}")),
        None => to_case(reference, work),
    }
}

/// Back to the case, which says what was done.
fn to_case(reference: Reference, work: &Work) -> HttpResponse {
    respond::see_other(&format!(
        "/admissions/referrals/{reference}?done={}",
        work.code
    ))
}
