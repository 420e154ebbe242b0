//! The pages of questions: where each stands in the journey, and what it shows.

use domain::{
    answers::{Answers, FieldError},
    journey::Journey,
    pathway::{Outcome, Pathway, Question, Stage},
};
use maud::Markup;
use templates::{
    components::Values,
    layout::{Frame, Nav},
    patient::{question, stop},
};

use super::super::{
    condition,
    draft::{AUDIENCE, Draft, address},
};
use crate::context::Context;

/// The page of the safety question in a browser that has no draft.
pub fn first(
    context: &Context,
    pathway: &Pathway,
    values: &[(String, String)],
    errors: &[FieldError],
) -> Markup {
    let frame = context.frame(Nav::Patient { saved_at: None });
    let place = Place {
        frame,
        back: "/check",
        action: condition::first(context, pathway),
        progress: None,
        hidden_rows: Vec::new(),
    };
    render(
        context,
        pathway,
        pathway.safety_question(),
        &place,
        values,
        errors,
    )
}

/// The page of a question of a draft.
pub fn page(
    context: &Context,
    draft: &Draft<'_>,
    question: &Question,
    values: &[(String, String)],
    errors: &[FieldError],
) -> Markup {
    let journey = draft.journey();
    let before = match (journey.before(&question.id), question.stage) {
        (Some(before), _) => address(before),
        (None, Stage::Screen) => "/check".to_owned(),
        (None, Stage::Send) => "/check/contact".to_owned(),
    };
    let place = Place {
        frame: draft.frame(context),
        back: &before,
        action: address(question),
        progress: journey.progress(&question.id),
        hidden_rows: hidden_rows(journey, question),
    };
    render(context, draft.pathway, question, &place, values, errors)
}

/// Where a question's page stands in the journey.
struct Place<'a> {
    frame: Frame<'a>,
    back: &'a str,
    action: String,
    progress: Option<(usize, usize)>,
    hidden_rows: Vec<usize>,
}

/// The positions of rows that earlier answers leave out.
fn hidden_rows(journey: &Journey<'_>, question: &Question) -> Vec<usize> {
    let shown: Vec<usize> = journey
        .rows(question)
        .map(|(position, _)| position)
        .collect();
    (0..question.rows().len())
        .filter(|position| !shown.contains(position))
        .collect()
}

fn render(
    context: &Context,
    pathway: &Pathway,
    question: &Question,
    place: &Place<'_>,
    values: &[(String, String)],
    errors: &[FieldError],
) -> Markup {
    question::page(&question::View {
        frame: place.frame,
        nonce: &context.nonce,
        back: place.back,
        action: &place.action,
        progress: place.progress,
        pathway,
        question,
        audience: AUDIENCE,
        values: Values(values),
        errors,
        hidden_rows: &place.hidden_rows,
    })
}

/// What to do first; made in answer to the form, so that no address or record tells of it.
pub fn stop(
    context: &Context,
    pathway: &Pathway,
    outcome: &Outcome,
    answers: &Answers,
    action: &str,
) -> Markup {
    let question = pathway.safety_question();
    let sent = answers.get(question).map(|answer| answer.to_form(question));
    let chosen = sent.unwrap_or_default();
    stop::page(&stop::View {
        frame: context.frame(Nav::Public),
        nonce: &context.nonce,
        action,
        pathway,
        outcome,
        question,
        chosen: Values(&chosen).get(&question.id),
        audience: AUDIENCE,
    })
}
