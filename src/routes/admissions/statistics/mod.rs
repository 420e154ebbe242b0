//! `/admissions/statistics`: numbers about many referrals, and no person; each figure also as a file.

mod figures;
pub mod filter;
mod numbers;
pub mod small;

use actix_web::http::header;
use actix_web::web::{Path, Query, ServiceConfig, get, resource};
use actix_web::{HttpResponse, HttpResponseBuilder};
use templates::admissions::statistics::{self as pages, Figure, Kind, PATH, View};
use templates::components::Values;
use uuid::Uuid;

use super::guard::Staff;
use crate::context::Context;
use crate::csv_safe;
use crate::error::AppError;
use crate::respond;
use crate::security::permissions::Action;
use crate::store::audit::{self, By, Entry};
use crate::store::statistics::Slice;
use filter::Asked;
use numbers::Numbers;
use small::Small;

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(resource(PATH).route(get().to(show)))
        .service(resource(format!("{PATH}/{{table}}.csv")).route(get().to(download)));
}

/// Shows the figures of a period, or what is wrong with it.
async fn show(
    context: Context,
    staff: Staff,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::SeeStatistics)?;
    let slice = match asked.read(context.today()) {
        Ok(slice) => slice,
        Err(faults) => return Ok(refused(&context, &staff, &asked, &faults)),
    };
    let small = small(&staff);
    let numbers = Numbers::of_all(&context, &slice).await?;
    let figures = figures::all(&context, &slice, small, &numbers);
    let page = pages::page(&View {
        frame: staff.frame(&context),
        values: Values(&filter::values(&slice)),
        faults: &[],
        quick: &filter::quick(&slice, context.today()),
        about: &filter::in_words(&slice),
        small_hidden: small == Small::Hidden,
        summary: &figures::summary(small, &numbers),
        figures: &figures,
    });
    Ok(respond::page(page))
}

/// The filters again, with what is wrong.
fn refused(
    context: &Context,
    staff: &Staff,
    asked: &Asked,
    faults: &[pages::Fault],
) -> HttpResponse {
    respond::invalid(pages::page(&View {
        frame: staff.frame(context),
        values: Values(&asked.pairs()),
        faults,
        quick: &[],
        about: "",
        small_hidden: false,
        summary: &[],
        figures: &[],
    }))
}

/// A table as a file, as the page shows it to this reader; noted before it leaves.
async fn download(
    context: Context,
    staff: Staff,
    table: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::SeeStatistics)?;
    let kind = Kind::from_code(&table).ok_or(AppError::NotFound)?;
    let slice = match asked.read(context.today()) {
        Ok(slice) => slice,
        Err(faults) => return Ok(refused(&context, &staff, &asked, &faults)),
    };
    let by = (By::Staff(staff.actor.account), "statistics", None);
    saved(&context, by, (kind, &slice), small(&staff)).await
}

/// The file of a table, once the audit log says by whom it was saved: who, and the kind and row of thing that the line is about.
pub async fn saved(
    context: &Context,
    by: (By, &str, Option<Uuid>),
    (kind, slice): (Kind, &Slice),
    small: Small,
) -> Result<HttpResponse, AppError> {
    let numbers = Numbers::of(context, slice, kind).await?;
    let figure = figures::one(context, slice, small, &numbers, kind);
    note(context, by, kind, slice).await?;
    let name = format!("{}-{}-to-{}.csv", kind.code(), slice.from, slice.to);
    Ok(file(respond_with(&name), &figure))
}

fn respond_with(name: &str) -> HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    let disposition = format!("attachment; filename=\"{name}\"");
    response.content_type("text/csv; charset=utf-8");
    response.insert_header((header::CONTENT_DISPOSITION, disposition));
    response
}

fn file(mut response: HttpResponseBuilder, figure: &Figure) -> HttpResponse {
    let lines = std::iter::once(&figure.table.headings).chain(&figure.table.rows);
    response.body(csv_safe::file(
        lines.map(|line| line.iter().map(String::as_str)),
    ))
}

async fn note(
    context: &Context,
    (by, subject, subject_id): (By, &str, Option<Uuid>),
    kind: Kind,
    slice: &Slice,
) -> Result<(), AppError> {
    let source = slice.source.map(crate::store::submissions::Source::code);
    let entry = Entry {
        by,
        action: "statistics.exported",
        subject,
        subject_id,
        data: serde_json::json!({
            "table": kind.code(), "from": slice.from, "to": slice.to, "source": source,
        }),
    };
    context
        .db(async |conn| audit::record(conn, entry, context.now).await)
        .await
}

/// Whether small numbers are kept back from this reader.
fn small(staff: &Staff) -> Small {
    if staff.can(Action::SeeSmallNumbers) {
        Small::Shown
    } else {
        Small::Hidden
    }
}
