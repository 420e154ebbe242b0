//! `/refer/drafts/{id}/patient`: who the patient is.

use std::borrow::Cow;

use actix_web::{HttpResponse, web::Path};
use domain::answers::{Answer, Answers, FieldError};
use domain::letter::{Identifier, Sex};
use domain::pathway::{Question, Role};
use maud::Markup;
use templates::components::Values;
use templates::question;
use templates::referrer::tasks::patient::{self as page, Fault};
use uuid::Uuid;

use super::super::conflict::{DraftForm, Pairs};
use super::super::draft::{self, AUDIENCE, Draft, address};
use super::super::guard::Referrer;
use super::patient_form::{self, CONTROLS, PatientForm};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::refused;
use crate::store::practices;

/// The question about the patient's own requirements, which a pathway may ask in one of its sections.
const ACCESS_NEEDS: &str = "access_needs";

/// This form, for conflicts.
const FORM: DraftForm<'static> = DraftForm {
    page: Cow::Borrowed("patient"),
    title: "Patient details",
    stored: &stored,
    words: &words,
};

/// The form, once the NHS number was given.
pub async fn show(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &referrer, *id).await?;
    let identifier = identifier(&draft)?;
    let shown = Shown::new(&context, &referrer, &draft, identifier).await?;
    Ok(respond::page(shown.page(&stored(&draft), &[], &[])))
}

/// Keeps the details, or shows the form again with what is wrong.
pub async fn take(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let mut draft = draft::open(&context, &referrer, *id).await?;
    let identifier = identifier(&draft)?;
    if let Some(conflict) = FORM.conflict(&context, &referrer, &draft, &form) {
        return Ok(conflict);
    }
    let details = form.read::<PatientForm>()?.check(identifier.clone());
    let (details, answers) = match (details, with_birth(&draft, &form, &context)) {
        (Ok(details), Ok(answers)) => (details, answers),
        (details, answers) => {
            let shown = Shown::new(&context, &referrer, &draft, identifier).await?;
            let faults = details.err().unwrap_or_default();
            let errors = answers.err().unwrap_or_default();
            refused::count(&context, AUDIENCE, &errors);
            return Ok(respond::invalid(shown.page(form.pairs(), &faults, &errors)));
        }
    };
    draft.stored.letter.patient = Some(details);
    draft.stored.letter.identifier = None;
    let next = address(*id, "");
    FORM.save(&context, &referrer, (&draft, &answers), &form, &next)
        .await
}

/// What was given as NHS number, or the page where it is given first.
fn identifier(draft: &Draft<'_>) -> Result<Identifier, AppError> {
    let first = || AppError::Elsewhere(address(draft.stored.id, "nhs-number"));
    draft.stored.letter.identifier().ok_or_else(first)
}

/// The pathway's question about the date of birth.
fn birth_question<'a>(draft: &Draft<'a>) -> Option<&'a Question> {
    let mut questions = draft.pathway.questions().iter();
    questions.find(|question| question.role == Some(Role::DateOfBirth))
}

/// The answers, with the date of birth as it was typed.
fn with_birth(
    draft: &Draft<'_>,
    form: &Form,
    context: &Context,
) -> Result<Answers, Vec<FieldError>> {
    let mut answers = draft.answers().clone();
    if let Some(question) = birth_question(draft) {
        let answer = Answer::from_form(question, form.pairs(), context.today())?;
        answers.set(question, answer);
    }
    Ok(answers)
}

fn stored(draft: &Draft<'_>) -> Pairs {
    let patient = draft.stored.letter.patient.as_ref();
    let mut pairs = patient.map(patient_form::to_form).unwrap_or_default();
    if let Some(question) = birth_question(draft)
        && let Some(answer) = draft.answers().get(question)
    {
        pairs.extend(answer.to_form(question));
    }
    pairs
}

fn words(pairs: &[(String, String)]) -> Vec<(String, String)> {
    let values = Values(pairs);
    let sex = Sex::from_code(values.get("sex")).map_or("", Sex::words);
    let line = |(control, label): (&str, &str)| {
        let value = if control == "sex" {
            sex
        } else {
            values.get(control)
        };
        (label.to_owned(), value.to_owned())
    };
    let mut lines: Vec<_> = CONTROLS.into_iter().map(line).collect();
    lines.insert(1, ("Date of birth".to_owned(), born(pairs)));
    lines
}

/// The date of birth as it was typed: the parts of the only date of this form.
fn born(pairs: &[(String, String)]) -> String {
    let part = |part: &str| {
        let control = pairs.iter().find(|(name, _)| name.ends_with(part));
        control.map_or("", |(_, value)| value.trim())
    };
    let parts = [".day", ".month", ".year"].map(part);
    parts.join(" ").trim().to_owned()
}

/// What every showing of the form needs.
struct Shown<'a> {
    context: &'a Context,
    referrer: &'a Referrer,
    draft: &'a Draft<'a>,
    identifier: Identifier,
    practice: String,
}

impl<'a> Shown<'a> {
    async fn new(
        context: &'a Context,
        referrer: &'a Referrer,
        draft: &'a Draft<'a>,
        identifier: Identifier,
    ) -> Result<Self, AppError> {
        let id = referrer.member.practice;
        let practice = context
            .db(async |conn| practices::get(conn, id).await)
            .await?;
        Ok(Self {
            context,
            referrer,
            draft,
            identifier,
            practice: practice.name,
        })
    }

    fn page(
        &self,
        values: &[(String, String)],
        faults: &[(&str, Fault)],
        errors: &[FieldError],
    ) -> Markup {
        let (draft, pathway) = (self.draft, self.draft.pathway);
        let id = draft.stored.id;
        let born = birth_question(draft);
        let born_problems = born
            .map(|born| question::problems(born, AUDIENCE, errors))
            .unwrap_or_default();
        let born = born.map(|born| {
            let asked = question::Asked {
                pathway,
                question: born,
                audience: AUDIENCE,
                values: Values(values),
                problems: &born_problems,
                hidden_rows: &[],
            };
            question::control(&asked, templates::components::Level::Plain)
        });
        let needs = pathway.question(ACCESS_NEEDS).map(|needs| {
            let section = pathway.section_of(needs);
            address(id, &format!("section/{}", section.id))
        });
        let saved_at = draft.saved_at();
        let number = self.identifier.nhs_number.as_ref();
        page::page(&page::View {
            frame: self.referrer.frame(self.context, Some(&saved_at)),
            nonce: &self.context.nonce,
            version: &FORM.version(self.context, draft),
            back: &address(id, ""),
            action: &address(id, "patient"),
            nhs_number: number.map(ToString::to_string).as_deref(),
            unknown: self.identifier.unknown.as_deref(),
            change_number: &address(id, "nhs-number"),
            born: born.as_ref(),
            born_problems: &born_problems,
            sexes: &Sex::ALL.map(|sex| (sex.code(), sex.words())),
            practice: &self.practice,
            access_needs: needs.as_deref(),
            values: Values(values),
            faults,
        })
    }
}
