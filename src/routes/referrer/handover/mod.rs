//! `/refer/drafts/{id}/handover`: what the patient answered, taken over with a code; and the comparison with the referrer's answers.

mod compare;
mod raw;

use actix_web::web::{Path, ServiceConfig, resource};
use actix_web::{HttpRequest, HttpResponse};
use domain::answers::{Answer, Answers};
use domain::pathway::Role;
use maud::Markup;
use sqlx::Connection as _;
use templates::components::Values;
use templates::referrer::handover::{self, Fault};
use uuid::Uuid;

use super::draft::{self, Draft, address};
use super::guard::Referrer;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::security::{address as network, throttle};
use crate::store::handovers::{Key, Taker};
use crate::store::{self, handovers, referrer_drafts};

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(resource("/refer/drafts/{id}/handover").get(show).post(take))
        .service(resource("/refer/drafts/{id}/compare").get(compare::show));
}

/// The form.
async fn show(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &referrer, *id).await?;
    Ok(respond::page(page(&context, &referrer, &draft, &[], &[])))
}

/// Takes the answers over, or says the same whatever is wrong with the code.
async fn take(
    request: HttpRequest,
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let mut draft = draft::open(&context, &referrer, *id).await?;
    let again = |draft: &Draft<'_>, faults: &[Fault]| {
        let page = page(&context, &referrer, draft, form.pairs(), faults);
        Ok(respond::invalid(page))
    };
    let known = draft.answers().date_of_birth(draft.pathway);
    let key = match raw::read(&form, known, context.today()) {
        Ok(Some(key)) => Some(key),
        // Of the right form, but no code of ours: counted and answered like a wrong one.
        Ok(None) => None,
        Err(faults) => return again(&draft, &faults),
    };
    count(&context, &request, &referrer).await?;
    let taken = match key {
        Some(key) => bring_in(&context, &referrer, &mut draft, key).await?,
        None => false,
    };
    if taken {
        Ok(respond::see_other(&address(*id, "compare")))
    } else {
        again(&draft, &[Fault::Unknown])
    }
}

/// Counts the attempt, or says when there may be another.
async fn count(
    context: &Context,
    request: &HttpRequest,
    referrer: &Referrer,
) -> Result<(), AppError> {
    let account = referrer.member.account.to_string();
    let counters = throttle::of_handovers(&account, network::of(request));
    let keyring = &context.app.keyring;
    let counted = context
        .db(async |conn| store::throttle::take(conn, keyring, &counters, context.now).await)
        .await?;
    counted
        .map_err(|full| AppError::TooMany((full.until - context.now).to_std().unwrap_or_default()))
}

/// Uses the code up and keeps what the patient said in the draft, both or neither.
async fn bring_in(
    context: &Context,
    referrer: &Referrer,
    draft: &mut Draft<'_>,
    key: Key,
) -> Result<bool, AppError> {
    let (keyring, pathway) = (&context.app.keyring, draft.pathway);
    let answers = with_birth(draft, key);
    let by = Taker {
        account: referrer.member.account,
        draft: draft.stored.id,
        pathway: pathway.id(),
    };
    let stored = &mut draft.stored;
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let Some(said) = handovers::take(&mut tx, keyring, key, by, context.now).await? else {
                return Ok(false);
            };
            stored.patient_said = Some(said);
            let moment = draft::moment(context);
            referrer_drafts::save(&mut tx, keyring, stored, pathway, &answers, moment).await?;
            tx.commit().await?;
            Ok(true)
        })
        .await
}

/// The referrer's own answers. Of what the patient said nothing is among them; the date of birth the referrer has just given.
fn with_birth(draft: &Draft<'_>, key: Key) -> Answers {
    let mut answers = draft.answers().clone();
    let mut questions = draft.pathway.questions().iter();
    let question = questions.find(|question| question.role == Some(Role::DateOfBirth));
    if let Some(question) = question {
        answers.set(question, Answer::Date(key.born));
    }
    answers
}

fn page(
    context: &Context,
    referrer: &Referrer,
    draft: &Draft<'_>,
    values: &[(String, String)],
    faults: &[Fault],
) -> Markup {
    let id = draft.stored.id;
    let compare = address(id, "compare");
    handover::page(&handover::View {
        frame: referrer.frame(context, Some(&draft.saved_at())),
        nonce: &context.nonce,
        back: &address(id, ""),
        action: &address(id, "handover"),
        compare: draft.stored.patient_said.is_some().then_some(&*compare),
        values: Values(values),
        faults,
    })
}
