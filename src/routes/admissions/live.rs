//! `/admissions/events` and `/admissions/changes`: whether cases came or changed, without a word about which.
//!
//! The stream says only that something changed. How much it is, and the numbers above the list, are asked for at
//! `/admissions/changes`, which names nobody and so stands in no access log. The list itself is read, and that is noted, when it is
//! shown.

mod stream;

use actix_web::web::Query;
use actix_web::{HttpResponse, http::header};
use serde::{Deserialize, Serialize};

use templates::admissions::dashboard::number;

use super::dashboard::{query, standpoint};
use super::guard::Staff;
use crate::context::Context;
use crate::error::AppError;
use crate::security::permissions::Action;
use crate::store::changes::{self, Seen};
use crate::store::referrals::dashboard::{self, Counts, Queue};
use stream::Listening;

/// A stream of events: `changed` with a number that grows, whenever cases came or changed.
pub async fn events(context: Context, staff: Staff) -> Result<HttpResponse, AppError> {
    staff.may(Action::SeeList)?;
    let place = context.app.bell.take_place(staff.actor.account);
    let place = place.ok_or(AppError::Unavailable)?;
    let listening = Listening::new(&context, &staff, place);
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // A proxy that keeps an answer back until it is whole would keep this one for ever.
        .insert_header(("x-accel-buffering", "no"))
        .streaming(listening.into_stream()))
}

/// What a page had seen. It names nobody.
#[derive(Deserialize)]
pub struct Since {
    since: String,
}

/// What changed since a page was made.
#[derive(Serialize)]
struct Changes {
    /// Cases that came or changed.
    changed: i64,
    /// Whether there may be more.
    more: bool,
    /// The numbers above the list, as they are written there.
    counts: Vec<(&'static str, String)>,
}

/// Tells what changed since a list was read.
pub async fn changes(
    context: Context,
    staff: Staff,
    asked: Query<Since>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::SeeList)?;
    let seen: Seen = asked.since.parse().map_err(|_| AppError::BadRequest)?;
    let queues = query::queues(staff.actor.role);
    let from = standpoint(&context, &staff);
    let (changed, counts) = context
        .db(async |conn| {
            let changed = changes::since(conn, seen).await?;
            Ok((changed, dashboard::counts(conn, from, &queues).await?))
        })
        .await?;
    Ok(HttpResponse::Ok().json(Changes {
        changed,
        more: changed >= changes::MOST,
        counts: written(&queues, &counts),
    }))
}

/// Each number under the code of its queue, as the page writes it.
fn written(queues: &[Queue], counts: &Counts) -> Vec<(&'static str, String)> {
    let one = |queue: &Queue| (queue.code(), number(counts.of(*queue), Counts::MOST));
    queues.iter().map(one).collect()
}
