//! `/check/{question}`: one question a page. The safety question comes before everything,
//! and an answer to it that stops the journey is not stored.

use actix_web::{HttpRequest, HttpResponse, web::Path};
use domain::{
    answers::{Answer, Answers},
    journey::Journey,
    outcome,
    pathway::{Pathway, Question, Stage},
};

mod page;

use super::{
    condition,
    draft::{self, AUDIENCE, Draft, Standing, address, elsewhere},
};
use crate::{context::Context, error::AppError, forms::Form, respond};

/// The page of a question, with the answer that was saved.
pub async fn show(
    context: Context,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse, AppError> {
    let standing = draft::standing(&context, &request).await?;
    let draft = match standing {
        Standing::Open(draft) => *draft,
        Standing::Sent(_) => return Err(elsewhere("/check/sent")),
        Standing::Fresh | Standing::Gone => {
            let pathway = unbegun(&context, &request, &standing, &id)?;
            return Ok(respond::page(page::first(&context, pathway, &[], &[])));
        }
    };
    let question = draft.pathway.question(&id).ok_or(AppError::NotFound)?;
    may_visit(&draft, question)?;
    let values = draft
        .answers
        .get(question)
        .map(|answer| answer.to_form(question))
        .unwrap_or_default();
    Ok(respond::page(page::page(
        &context,
        &draft,
        question,
        &values,
        &[],
    )))
}

/// Takes the answer: saves it and goes on, or shows the page again with what is wrong.
pub async fn take(
    context: Context,
    request: HttpRequest,
    id: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let standing = draft::standing(&context, &request).await?;
    let draft = match standing {
        Standing::Open(draft) => *draft,
        Standing::Sent(_) => return Err(elsewhere("/check/sent")),
        Standing::Fresh | Standing::Gone => {
            let pathway = unbegun(&context, &request, &standing, &id)?;
            return begin(&context, pathway, &form).await;
        }
    };
    let question = draft.pathway.question(&id).ok_or(AppError::NotFound)?;
    may_visit(&draft, question)?;
    match Answer::from_form(question, form.pairs(), context.today()) {
        Ok(answer) => keep(&context, draft, question, answer, &form).await,
        Err(errors) => Ok(respond::invalid(page::page(
            &context,
            &draft,
            question,
            form.pairs(),
            &errors,
        ))),
    }
}

/// The first answer of a browser without a draft: nothing is stored if it stops the journey.
async fn begin(
    context: &Context,
    pathway: &Pathway,
    form: &Form,
) -> Result<HttpResponse, AppError> {
    let question = pathway.safety_question();
    let answer = match Answer::from_form(question, form.pairs(), context.today()) {
        Ok(answer) => answer,
        Err(errors) => {
            let page = page::first(context, pathway, form.pairs(), &errors);
            return Ok(respond::invalid(page));
        }
    };
    let mut answers = Answers::new();
    answers.set(question, answer);
    resolve(pathway, question, &mut answers, form, context);
    if let Some(outcome) = outcome::stop(pathway, &answers, context.today()) {
        let action = condition::first(context, pathway);
        let page = page::stop(context, pathway, outcome, &answers, &action);
        return Ok(respond::page(page));
    }
    let cookie = draft::begin(context, pathway, &answers).await?;
    let mut response =
        respond::see_other(&next(&Journey::new(pathway, &answers, AUDIENCE), question));
    response
        .add_cookie(&cookie)
        .map_err(|_| AppError::Internal)?;
    Ok(response)
}

/// Saves an answer of an open draft. One that stops is not kept, and takes the safety answer
/// with it, so that nobody goes on past it.
async fn keep(
    context: &Context,
    mut draft: Draft<'_>,
    question: &Question,
    answer: Answer,
    form: &Form,
) -> Result<HttpResponse, AppError> {
    let safety = draft.pathway.safety_question();
    let mut answers = draft.answers.clone();
    answers.set(question, answer.clone());
    resolve(draft.pathway, question, &mut answers, form, context);
    if let Some(outcome) = outcome::stop(draft.pathway, &answers, context.today()) {
        draft.save(context, &[(safety, None)]).await?;
        return Ok(respond::page(page::stop(
            context,
            draft.pathway,
            outcome,
            &answers,
            &address(safety),
        )));
    }
    let mut changes = vec![(question, Some(answer))];
    if let Some(resolution) = draft.pathway.resolution_of(question)
        && let Some(resolved) = answers.get(resolution)
    {
        changes.push((resolution, Some(resolved.clone())));
    }
    draft.save(context, &changes).await?;
    Ok(respond::see_other(&after(context, &draft, question)))
}

/// Takes "I have had medical help" along, where the stop page sent it with the answer that it lifts.
fn resolve(
    pathway: &Pathway,
    question: &Question,
    answers: &mut Answers,
    form: &Form,
    context: &Context,
) {
    if let Some(resolution) = pathway.resolution_of(question)
        && form.get(&resolution.id).is_some()
        && let Ok(answer) = Answer::from_form(resolution, form.pairs(), context.today())
    {
        answers.set(resolution, answer);
    }
}

/// Where to go after a saved answer: the next question; the list of answers where all are given;
/// after the result, on to sending.
fn after(context: &Context, draft: &Draft<'_>, question: &Question) -> String {
    let journey = draft.journey();
    match question.stage {
        Stage::Screen if journey.first_open(Stage::Screen).is_none() => "/check/answers".to_owned(),
        Stage::Screen => next(&journey, question),
        Stage::Send => journey.next_after(&question.id).map_or_else(
            || {
                let sendable = draft.decide(context).can_send();
                if sendable {
                    "/check/send"
                } else {
                    "/check/not-sent"
                }
                .to_owned()
            },
            address,
        ),
    }
}

fn next(journey: &Journey<'_>, question: &Question) -> String {
    journey
        .next_after(&question.id)
        .map_or_else(|| "/check/answers".to_owned(), address)
}

/// Nobody jumps ahead: every question before has been seen, and those after the result come
/// after the contact details.
fn may_visit(draft: &Draft<'_>, question: &Question) -> Result<(), AppError> {
    let journey = draft.journey();
    if let Some(open) = journey.first_open(Stage::Screen)
        && !journey.may_visit(&question.id)
    {
        return Err(elsewhere(&address(open)));
    }
    if question.stage == Stage::Send && draft.screening.contact.is_none() {
        return Err(elsewhere("/check/contact"));
    }
    if journey.may_visit(&question.id) {
        Ok(())
    } else {
        Err(elsewhere("/check/answers"))
    }
}

/// The pathway whose safety question is asked of a browser without a draft. Other questions lead
/// to the start; an address that is no question is not found.
fn unbegun<'a>(
    context: &'a Context,
    request: &HttpRequest,
    standing: &Standing<'_>,
    id: &str,
) -> Result<&'a Pathway, AppError> {
    let pathway = condition::named(context, request)?;
    let question = pathway.question(id).ok_or(AppError::NotFound)?;
    match standing {
        _ if question.safety => Ok(pathway),
        Standing::Gone => Err(elsewhere("/check/expired")),
        _ => Err(elsewhere("/check")),
    }
}
