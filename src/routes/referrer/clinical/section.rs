//! `/refer/drafts/{id}/section/{section}`: all questions of one part of the pathway on one page, one form, one button.

mod page;
mod saving;

use actix_web::{HttpResponse, web::Path};
use domain::journey::Journey;
use domain::outcome;
use domain::pathway::{Question, Section};
use uuid::Uuid;

use super::super::draft::{self, AUDIENCE, Draft, address};
use super::super::guard::Referrer;
use super::questions::{self, Taken};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::refused;

/// The page, with the answers that were saved.
pub async fn show(
    context: Context,
    referrer: Referrer,
    path: Path<(Uuid, String)>,
) -> Result<HttpResponse, AppError> {
    let (id, section) = path.into_inner();
    let draft = draft::open(&context, &referrer, id).await?;
    let section = section_of(&draft, &section)?;
    let values = saving::stored(&draft, section);
    let form = page::Filled {
        values: &values,
        errors: &[],
    };
    Ok(respond::page(page::page(
        &context, &referrer, &draft, section, form,
    )))
}

/// Saves the section and goes on; where its answers open more questions of the section, those come first.
pub async fn take(
    context: Context,
    referrer: Referrer,
    path: Path<(Uuid, String)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (id, section) = path.into_inner();
    let draft = draft::open(&context, &referrer, id).await?;
    let section = section_of(&draft, &section)?;
    let (today, asked) = (context.today(), saving::asked(&draft, section));
    let stored = |draft: &Draft<'_>| saving::stored(draft, section);
    let words = saving::words(&asked, today);
    let this = saving::form(section, &stored, &words);
    if let Some(page) = this.conflict(&context, &referrer, &draft, &form) {
        return Ok(page);
    }
    let shown = questions::of_section(draft.journey(), section);
    let taken = questions::take(draft.pathway, draft.journey(), &shown, form.pairs(), today);
    if !taken.errors.is_empty() {
        refused::count(&context, AUDIENCE, &taken.errors);
        let form = page::Filled {
            values: form.pairs(),
            errors: &taken.errors,
        };
        let page = page::page(&context, &referrer, &draft, section, form);
        return Ok(respond::invalid(page));
    }
    let next = after(&context, &draft, section, &shown, &taken);
    this.save(&context, &referrer, (&draft, &taken.answers), &form, &next)
        .await
}

/// The section of the pathway with this id, if a referrer is asked anything in it.
fn section_of<'a>(draft: &Draft<'a>, id: &str) -> Result<&'a Section, AppError> {
    let sections = draft.pathway.sections();
    let section = sections.iter().find(|section| section.id == id);
    let asked = draft.journey().asked().iter();
    section
        .filter(|section| {
            asked
                .clone()
                .any(|question| draft.pathway.section_of(question).id == section.id)
        })
        .ok_or(AppError::NotFound)
}

/// The same page where it has questions now that it did not show; the result where danger has to be acted on; else the next
/// section with something open, or the task list.
fn after(
    context: &Context,
    draft: &Draft<'_>,
    section: &Section,
    shown: &[&Question],
    taken: &Taken,
) -> String {
    let id = draft.stored.id;
    let journey = Journey::new(draft.pathway, &taken.answers, AUDIENCE);
    let is_new = |question: &&Question| shown.iter().all(|known| known.ix != question.ix);
    if questions::open_in(&journey, section).iter().any(is_new) {
        return address(id, &format!("section/{}", section.id));
    }
    if outcome::stop(draft.pathway, &taken.answers, context.today()).is_some() {
        return address(id, "result");
    }
    let next = questions::next_open(&journey, section);
    next.map_or_else(
        || address(id, ""),
        |next| address(id, &format!("section/{}", next.id)),
    )
}
