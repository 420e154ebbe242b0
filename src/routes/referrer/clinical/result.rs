//! `/refer/drafts/{id}/result`: what the answers come to, in clinical words, and exactly why.

use actix_web::{HttpResponse, web::Path};
use domain::explanation::Explanation;
use domain::outcome::{self, Decision};
use domain::pathway::OutcomeKind;
use templates::referrer::clinical::result;
use uuid::Uuid;

use super::super::draft::{self, AUDIENCE, Draft, address};
use super::super::guard::Referrer;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;

/// The result of a draft as it stands, complete or not.
pub async fn show(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &referrer, *id).await?;
    let decision = draft.decide(&context);
    let lists = decision.outcome.lists.iter();
    let lists: Vec<_> = lists
        .filter_map(|id| draft.pathway.safety_list(id))
        .filter(|list| list.is_for(AUDIENCE))
        .collect();
    let prompts = outcome::prompts(draft.pathway, draft.answers(), AUDIENCE, context.today());
    Ok(respond::page(result::page(&result::View {
        frame: referrer.frame(&context, Some(&draft.saved_at())),
        back: &address(*id, ""),
        explanation: &explain(&context, &draft, &decision),
        pathway: draft.pathway,
        prompts: &prompts,
        lists: &lists,
        act: (decision.outcome.kind == OutcomeKind::Stop)
            .then(|| safety_section(&draft))
            .as_deref(),
        answers: &address(*id, "answers"),
    })))
}

/// A decision in clinical words.
pub fn explain(context: &Context, draft: &Draft<'_>, decision: &Decision<'_>) -> Explanation {
    let (pathway, answers) = (draft.pathway, draft.answers());
    Explanation::new(pathway, answers, decision, AUDIENCE, context.today())
}

/// The address of the section that asks about danger.
pub fn safety_section(draft: &Draft<'_>) -> String {
    let question = draft.pathway.safety_question();
    let section = draft.pathway.section_of(question);
    address(draft.stored.id, &format!("section/{}", section.id))
}
