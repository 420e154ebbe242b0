//! `/refer/drafts/{id}`: what there is to do before a referral can be sent.

use actix_web::{HttpResponse, web::Path};
use domain::{Audience, pathway::Section};
use templates::referrer::tasks::list::{self, Group, Task};
use uuid::Uuid;

use super::super::{
    draft::{self, Draft, address},
    guard::Referrer,
    letter_parts::Part,
    progress::{self, Status},
};
use crate::{clock::england, context::Context, error::AppError, respond, store::referrer_drafts};

/// The tasks, each with its status.
pub async fn show(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &referrer, *id).await?;
    let files = context
        .db(async |conn| referrer_drafts::files(conn, *id).await)
        .await?;
    let stopped = progress::is_stopped(&draft, &context);
    let groups = groups(&draft, stopped, files > 0);
    let expires = england::local(draft.stored.expires_at);
    let patient = draft.stored.letter.patient.as_ref();
    let saved_at = draft.saved_at();
    Ok(respond::page(list::page(&list::View {
        frame: referrer.frame(&context, Some(&saved_at)),
        condition: draft.pathway.name().get(Audience::Gp),
        patient: patient.map(|patient| patient.name.as_str()),
        groups: &groups,
        stopped,
        missing: progress::missing(&draft, &context).len(),
        expires_on: &expires.format("%-d %B %Y").to_string(),
        delete: &address(*id, "delete"),
    })))
}

/// Safety stands first: it is to be answered, and acted on, before anything else.
fn groups(draft: &Draft<'_>, stopped: bool, has_files: bool) -> Vec<Group> {
    let (journey, letter) = (draft.journey(), &draft.stored.letter);
    let task = |name: &str, page: &str, status: Status| Task {
        name: name.to_owned(),
        address: address(draft.stored.id, page),
        status: words(status),
    };
    let safety = draft.pathway.section_of(draft.pathway.safety_question());
    let section = |section: &Section, status| {
        let page = format!("section/{}", section.id);
        task(section.title.get(Audience::Gp), &page, status)
    };
    let group = |title, tasks| Group { title, tasks };
    let parts = Part::ALL.into_iter();
    let letter_tasks = parts.map(|part| {
        let status = progress::letter(letter, part);
        task(part.title(), &part.page(), status)
    });
    let clinical = draft
        .pathway
        .sections()
        .iter()
        .filter(|one| one.id != safety.id && !progress::questions(journey, one).is_empty());
    let said = progress::extra(draft.stored.patient_said.is_some());
    vec![
        group(
            "Safety",
            vec![section(safety, progress::safety(journey, stopped))],
        ),
        group(
            "Patient",
            vec![task(
                "Patient details",
                "patient",
                progress::patient(journey, letter),
            )],
        ),
        group(
            "Clinical",
            clinical
                .map(|one| section(one, progress::section(journey, one)))
                .collect(),
        ),
        group("Letter", letter_tasks.collect()),
        group(
            "Consent and funding authorisation",
            vec![task(
                "Consent and authorisation",
                "consent",
                progress::consent(letter),
            )],
        ),
        group(
            "Files",
            vec![task("Files", "files", progress::extra(has_files))],
        ),
        group(
            "What the patient said",
            vec![task("Take over a patient’s answers", "handover", said)],
        ),
        group(
            "Check and send",
            vec![task(
                "Check your answers and send",
                "answers",
                Status::NotStarted,
            )],
        ),
    ]
}

/// A status as the page shows it.
fn words(status: Status) -> list::Status {
    match status {
        Status::NotStarted => list::Status::NotStarted,
        Status::InProgress => list::Status::InProgress,
        Status::Completed => list::Status::Completed,
        Status::Optional => list::Status::Optional,
        Status::ActFirst => list::Status::ActFirst,
    }
}
