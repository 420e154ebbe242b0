//! `/refer/drafts`: the drafts of a practice.

use actix_web::HttpResponse;
use templates::referrer::tasks::drafts::{self, Line};

use super::super::{draft, guard::Referrer};
use crate::{
    clock::england,
    context::Context,
    error::AppError,
    respond,
    store::{
        audit::{self, Entry},
        referrer_drafts::{self, ReferrerDraft},
    },
};

/// Most drafts shown.
const MOST: usize = 50;

/// The drafts, the last saved first.
pub async fn show(context: Context, referrer: Referrer) -> Result<HttpResponse, AppError> {
    let (keyring, practice) = (&context.app.keyring, referrer.member.practice);
    let (mut found, names) = context
        .db(async |conn| {
            // One more than is shown tells whether there are more.
            let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
            let now = context.now;
            let found = referrer_drafts::of_practice(conn, keyring, practice, most, now).await?;
            let names = referrer_drafts::begun_by(conn, &found).await?;
            let listed = Entry {
                subject: "practice",
                ..draft::entry(referrer.member.account, "drafts.listed", practice)
            };
            audit::record(conn, listed, now).await?;
            Ok((found, names))
        })
        .await?;
    let more = found.len() > MOST;
    found.truncate(MOST);
    let lines: Vec<Line> = found
        .iter()
        .map(|draft| line(draft, names.get(&draft.account).cloned()))
        .collect();
    Ok(respond::page(drafts::page(&drafts::View {
        frame: referrer.frame(&context, None),
        nonce: &context.nonce,
        lines: &lines,
        more: more.then_some(MOST),
    })))
}

fn line(draft: &ReferrerDraft, begun_by: Option<String>) -> Line {
    let patient = draft.letter.patient.as_ref();
    let saved = england::local(draft.saved_at);
    let expires = england::local(draft.expires_at);
    Line {
        address: draft::address(draft.id, ""),
        delete: draft::address(draft.id, "delete"),
        patient: patient.map(|patient| patient.name.to_string()),
        begun_by: begun_by.unwrap_or_default(),
        saved_at: saved.format("%-d %B %Y at %-I:%M%P").to_string(),
        expires_on: expires.format("%-d %B %Y").to_string(),
    }
}
