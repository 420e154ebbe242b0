//! `/refer/drafts/{id}/letter/{part}`: free text under the letter's headings.

use actix_web::{HttpResponse, web::Path};
use domain::letter::Heading;
use maud::Markup;
use templates::components::Values;
use templates::referrer::tasks::letter::{self as page, MOST};
use uuid::Uuid;

use super::super::conflict::{DraftForm, Pairs};
use super::super::draft::{self, Draft, address};
use super::super::guard::Referrer;
use super::super::letter_parts::Part;
use super::checks::lines;
use crate::{context::Context, error::AppError, forms::Form, respond};

/// What stands under a heading about which there is expressly nothing to say.
const NOTHING: &str = "Nothing to add";

/// The form.
pub async fn show(
    context: Context,
    referrer: Referrer,
    path: Path<(Uuid, String)>,
) -> Result<HttpResponse, AppError> {
    let (draft, part) = open(&context, &referrer, &path).await?;
    let values = stored(&draft, part);
    Ok(respond::page(render(
        &context,
        &referrer,
        &draft,
        part,
        &values,
        &[],
    )))
}

/// Keeps the text, or shows the form again with what is too long.
pub async fn take(
    context: Context,
    referrer: Referrer,
    path: Path<(Uuid, String)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let (mut draft, part) = open(&context, &referrer, &path).await?;
    let (stored, words) = (|draft: &Draft<'_>| stored(draft, part), words(part));
    let this = this(part, &stored, &words);
    if let Some(conflict) = this.conflict(&context, &referrer, &draft, &form) {
        return Ok(conflict);
    }
    let written = written(part, &form);
    let long: Vec<Heading> = written
        .iter()
        .filter(|(_, text)| {
            text.as_ref()
                .is_some_and(|text| text.chars().count() > MOST as usize)
        })
        .map(|(heading, _)| *heading)
        .collect();
    if !long.is_empty() {
        return Ok(respond::invalid(render(
            &context,
            &referrer,
            &draft,
            part,
            form.pairs(),
            &long,
        )));
    }
    for (heading, text) in written {
        match text {
            Some(text) => draft.stored.letter.headings.insert(heading, text),
            None => draft.stored.letter.headings.remove(&heading),
        };
    }
    let answers = draft.answers().clone();
    let next = address(draft.stored.id, "");
    this.save(&context, &referrer, (&draft, &answers), &form, &next)
        .await
}

async fn open<'a>(
    context: &'a Context,
    referrer: &Referrer,
    (id, part): &(Uuid, String),
) -> Result<(Draft<'a>, Part), AppError> {
    let draft = draft::open(context, referrer, *id).await?;
    let part = Part::from_code(part).ok_or(AppError::NotFound)?;
    Ok((draft, part))
}

/// What was written under each heading. With the tick, one left blank says expressly that there is nothing to add.
fn written(part: Part, form: &Form) -> Vec<(Heading, Option<String>)> {
    let nothing = form.get("nothing").map(|_| NOTHING.to_owned());
    let headings = part.headings().iter();
    let text = |heading: &Heading| form.get(heading.code()).and_then(lines);
    headings
        .map(|heading| (*heading, text(heading).or_else(|| nothing.clone())))
        .collect()
}

/// A part's form, for conflicts.
fn this<'a>(
    part: Part,
    stored: &'a (dyn Fn(&Draft<'_>) -> Pairs + Sync),
    words: &'a (dyn Fn(&[(String, String)]) -> Pairs + Sync),
) -> DraftForm<'a> {
    DraftForm {
        page: part.page().into(),
        title: part.title(),
        stored,
        words,
    }
}

fn stored(draft: &Draft<'_>, part: Part) -> Pairs {
    let headings = &draft.stored.letter.headings;
    let pair = |heading: &Heading| {
        let text = headings.get(heading)?;
        Some((heading.code().to_owned(), text.clone()))
    };
    part.headings().iter().filter_map(pair).collect()
}

fn words(part: Part) -> impl Fn(&[(String, String)]) -> Pairs + Sync {
    move |pairs| {
        let values = Values(pairs);
        let line = |heading: &Heading| {
            let text = values.get(heading.code());
            (heading.title().to_owned(), text.to_owned())
        };
        part.headings().iter().map(line).collect()
    }
}

fn render(
    context: &Context,
    referrer: &Referrer,
    draft: &Draft<'_>,
    part: Part,
    values: &[(String, String)],
    long: &[Heading],
) -> Markup {
    let (stored, words) = (|draft: &Draft<'_>| stored(draft, part), words(part));
    let saved_at = draft.saved_at();
    page::page(&page::View {
        frame: referrer.frame(context, Some(&saved_at)),
        nonce: &context.nonce,
        version: &this(part, &stored, &words).version(context, draft),
        back: &address(draft.stored.id, ""),
        action: &address(draft.stored.id, &part.page()),
        title: part.title(),
        headings: part.headings(),
        values: Values(values),
        long,
    })
}
