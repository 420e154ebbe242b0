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
    draft::{self, AUDIENCE, Change, Draft, Standing, address, apply, elsewhere},
};
use crate::{context::Context, error::AppError, forms::Form, respond, routes::refused};

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
        .answers()
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
    let read = Answer::from_form(question, form.pairs(), context.today());
    if let Ok(answer) = &read
        && draft.keeps_for_later(question)
    {
        return keep_for_later(&context, draft, question, answer.clone()).await;
    }
    may_visit(&draft, question)?;
    match read {
        Ok(answer) => keep(&context, draft, question, answer, &form).await,
        Err(errors) => {
            refused::count(&context, AUDIENCE, &errors);
            let page = page::page(&context, &draft, question, form.pairs(), &errors);
            Ok(respond::invalid(page))
        }
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
            refused::count(context, AUDIENCE, &errors);
            let page = page::first(context, pathway, form.pairs(), &errors);
            return Ok(respond::invalid(page));
        }
    };
    let mut answers = Answers::new();
    apply(
        &mut answers,
        &changes(context, pathway, question, answer, form),
    );
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
    let changes = changes(context, draft.pathway, question, answer, form);
    let mut answers = draft.answers().clone();
    apply(&mut answers, &changes);
    if let Some(outcome) = outcome::stop(draft.pathway, &answers, context.today()) {
        draft.save(context, &draft.without_safety()).await?;
        let action = address(safety);
        let page = page::stop(context, draft.pathway, outcome, &answers, &action);
        return Ok(respond::page(page));
    }
    draft.save(context, &changes).await?;
    Ok(respond::see_other(&after(context, &draft, question)))
}

/// An answer that was typed in a window left open for a day: kept, but danger is asked about first.
async fn keep_for_later(
    context: &Context,
    mut draft: Draft<'_>,
    question: &Question,
    answer: Answer,
) -> Result<HttpResponse, AppError> {
    let mut changes = draft.without_safety();
    changes.push((question, Some(answer)));
    draft.save(context, &changes).await?;
    Ok(respond::see_other(&address(
        draft.pathway.safety_question(),
    )))
}

/// What an answer changes. "I have had medical help" lifts only the very answer that it was sent
/// with by the stop page: any new answer about danger takes an earlier one back (hazard H1).
fn changes<'q>(
    context: &Context,
    pathway: &'q Pathway,
    question: &'q Question,
    answer: Answer,
    form: &Form,
) -> Vec<Change<'q>> {
    let mut changes = vec![(question, Some(answer))];
    if let Some(resolution) = pathway.resolution_of(question) {
        let sent = form.get(&resolution.id);
        let resolved =
            sent.and_then(|_| Answer::from_form(resolution, form.pairs(), context.today()).ok());
        changes.push((resolution, resolved));
    }
    changes
}

/// Where to go after a saved answer: the next question; the list of answers where all are given;
/// after the result, on to sending.
fn after(context: &Context, draft: &Draft<'_>, question: &Question) -> String {
    let journey = draft.journey();
    match question.stage {
        Stage::Screen if journey.first_open(Stage::Screen).is_none() => "/check/answers".to_owned(),
        Stage::Screen => next(journey, question),
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

/// The question after this one, past a confirmation that came along with it.
fn next(journey: &Journey<'_>, question: &Question) -> String {
    let came_along = journey
        .pathway()
        .resolution_of(question)
        .filter(|resolution| journey.answers().get(resolution).is_some());
    journey
        .next_after(&came_along.unwrap_or(question).id)
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
    if question.stage == Stage::Send && !draft.screening.has_contact() {
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
