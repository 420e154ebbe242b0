//! `/refer/drafts/{id}/answers`: the whole referral before it is sent, with what is missing.

use actix_web::{HttpResponse, web::Path};
use domain::letter::Heading;
use domain::snapshot::{Snapshot, SnapshotSection};
use templates::components::Row;
use templates::patient::answers::rows;
use templates::referrer::clinical::answers::{self, Part};
use uuid::Uuid;

use super::super::draft::{self, AUDIENCE, Draft, address};
use super::super::guard::Referrer;
use super::{completeness, person};
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::letter;

/// Everything, with links to change it.
pub async fn show(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &referrer, *id).await?;
    let decision = draft.decide(&context);
    Ok(respond::page(answers::page(&answers::View {
        frame: referrer.frame(&context, Some(&draft.saved_at())),
        back: &address(*id, ""),
        blocked: &completeness::blocked(&draft, &context),
        missing: &completeness::missing(&draft, &context),
        parts: &parts(&draft),
        result: decision.outcome.title.get(AUDIENCE),
        explained: &address(*id, "result"),
        send: &address(*id, "send"),
    })))
}

fn parts(draft: &Draft<'_>) -> Vec<Part> {
    let id = draft.stored.id;
    let mut parts = vec![
        part(
            "Patient",
            person::rows(draft, Some(&address(id, "patient"))),
        ),
        part("Letter", headings(draft)),
        part("Agreement", agreements(draft)),
    ];
    parts.retain(|part| !part.rows.is_empty());
    let snapshot = Snapshot::new(draft.pathway, draft.answers(), AUDIENCE);
    parts.extend(snapshot.sections.iter().map(|one| section(draft, one)));
    parts
}

fn part(title: &str, rows: Vec<Row>) -> Part {
    Part {
        title: title.to_owned(),
        rows,
    }
}

fn headings(draft: &Draft<'_>) -> Vec<Row> {
    let row = |heading| Row {
        change: Some(completeness::letter_part(draft, heading)),
        ..letter::heading(&draft.stored.letter, heading)
    };
    Heading::ALL.into_iter().map(row).collect()
}

fn agreements(draft: &Draft<'_>) -> Vec<Row> {
    let mut rows = letter::agreements(&draft.stored.letter);
    let change = address(draft.stored.id, "consent");
    for row in &mut rows {
        row.change = Some(change.clone());
    }
    rows
}

fn section(draft: &Draft<'_>, section: &SnapshotSection) -> Part {
    let mut rows = rows(&section.questions, None);
    for (row, asked) in rows.iter_mut().zip(&section.questions) {
        let question = draft.pathway.question(&asked.id);
        row.change = question.map(|question| completeness::change(draft, question));
    }
    part(&section.title, rows)
}
