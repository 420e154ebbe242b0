//! `/refer/drafts/{id}/consent`: how the patient agreed, and the payer's authorisation.

use std::borrow::Cow;

use actix_web::{HttpResponse, web::Path};
use domain::letter::{Consent, ConsentBasis};
use maud::Markup;
use templates::components::Values;
use templates::referrer::tasks::consent::{self as page, Fault, NOTE};
use uuid::Uuid;

use super::super::conflict::{DraftForm, Pairs};
use super::super::draft::{self, AUDIENCE, Draft, address};
use super::super::guard::Referrer;
use super::checks::{given, lines};
use crate::{context::Context, error::AppError, forms::Form, respond};

/// Longest authorisation number, in characters.
const NUMBER: usize = 60;

/// Questions of a pathway that belong to this page's matter, where it asks them.
const RELATED: [&str; 2] = ["funding", "capacity"];

/// This form, for conflicts.
const FORM: DraftForm<'static> = DraftForm {
    page: Cow::Borrowed("consent"),
    title: "Consent and funding authorisation",
    stored: &stored,
    words: &words,
};

/// The form.
pub async fn show(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &referrer, *id).await?;
    let values = stored(&draft);
    Ok(respond::page(render(
        &context,
        &referrer,
        &draft,
        &values,
        &[],
    )))
}

/// Keeps it, or shows the form again with what is wrong.
pub async fn take(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let mut draft = draft::open(&context, &referrer, *id).await?;
    if let Some(conflict) = FORM.conflict(&context, &referrer, &draft, &form) {
        return Ok(conflict);
    }
    let (consent, authorisation) = match read(&form) {
        Ok(read) => read,
        Err(faults) => {
            let page = render(&context, &referrer, &draft, form.pairs(), &faults);
            return Ok(respond::invalid(page));
        }
    };
    draft.stored.letter.consent = Some(consent);
    draft.stored.letter.authorisation = authorisation;
    let answers = draft.answers().clone();
    let next = address(*id, "");
    FORM.save(&context, &referrer, (&draft, &answers), &form, &next)
        .await
}

/// The ground with its note, and the payer's number. A note is needed unless the person agrees.
fn read(form: &Form) -> Result<(Consent, Option<String>), Vec<(&'static str, Fault)>> {
    let basis = form.get("basis").and_then(ConsentBasis::from_code);
    let note = form.get("note").and_then(lines);
    let number = form.get("authorisation").and_then(given);
    let too_long = |text: &Option<String>, most: usize| {
        text.as_ref()
            .is_some_and(|text| text.chars().count() > most)
    };
    let needs_note = basis.is_some_and(|basis| basis != ConsentBasis::Person);
    let faults = [
        ("basis", Fault::Missing, basis.is_none()),
        ("note", Fault::Missing, needs_note && note.is_none()),
        ("note", Fault::TooLong, too_long(&note, NOTE as usize)),
        ("authorisation", Fault::TooLong, too_long(&number, NUMBER)),
    ];
    let faults = faults.into_iter().filter(|(.., wrong)| *wrong);
    let faults: Vec<_> = faults.map(|(control, fault, _)| (control, fault)).collect();
    match basis {
        Some(basis) if faults.is_empty() => Ok((Consent { basis, note }, number)),
        _ => Err(faults),
    }
}

fn stored(draft: &Draft<'_>) -> Pairs {
    let letter = &draft.stored.letter;
    let consent = letter.consent.as_ref();
    let fields = [
        (
            "basis",
            consent.map(|consent| consent.basis.code().to_owned()),
        ),
        ("note", consent.and_then(|consent| consent.note.clone())),
        ("authorisation", letter.authorisation.clone()),
    ];
    let pair = |(name, value): (&str, Option<String>)| Some((name.to_owned(), value?));
    fields.into_iter().filter_map(pair).collect()
}

fn words(pairs: &[(String, String)]) -> Vec<(String, String)> {
    let values = Values(pairs);
    let basis = ConsentBasis::from_code(values.get("basis")).map_or("", ConsentBasis::words);
    [
        ("Consent", basis),
        ("Note", values.get("note")),
        ("Authorisation number", values.get("authorisation")),
    ]
    .map(|(label, value)| (label.to_owned(), value.to_owned()))
    .to_vec()
}

fn render(
    context: &Context,
    referrer: &Referrer,
    draft: &Draft<'_>,
    values: &[(String, String)],
    faults: &[(&str, Fault)],
) -> Markup {
    let (id, pathway) = (draft.stored.id, draft.pathway);
    let related = RELATED.into_iter().filter_map(|name| {
        let question = draft.journey().question(name)?;
        let section = format!("section/{}", pathway.section_of(question).id);
        let words = question.short.get(AUDIENCE).to_owned();
        Some((words, address(id, &section)))
    });
    let related: Vec<(String, String)> = related.collect();
    let saved_at = draft.saved_at();
    page::page(&page::View {
        frame: referrer.frame(context, Some(&saved_at)),
        nonce: &context.nonce,
        version: &FORM.version(context, draft),
        back: &address(id, ""),
        action: &address(id, "consent"),
        grounds: &ConsentBasis::ALL.map(|basis| (basis.code(), basis.words())),
        related: &related,
        values: Values(values),
        faults,
    })
}
