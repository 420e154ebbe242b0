//! `/admissions/pathways`: every definition that was offered, and who approved it.

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{Path, Query, ServiceConfig, get, post, resource};
use chrono::NaiveDate;
use domain::answers::iso_date;
use serde::Deserialize;
use templates::admissions::administration::pathway::{self, Fault, View};
use templates::admissions::administration::pathways as pages;
use templates::components::Values;

use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::words;
use crate::security::permissions::Action;
use crate::store::pathway_versions::{self as versions, NewApproval, Version};

const LIST: &str = "/admissions/pathways";
/// Longest name and role, in characters.
const NAME: usize = 120;

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(resource(LIST).route(get().to(list)))
        .service(
            resource(format!("{LIST}/{{hash}}"))
                .route(get().to(show))
                .route(post().to(approve)),
        )
        .service(resource(format!("{LIST}/{{hash}}/definition.toml")).route(get().to(file)));
}

async fn list(context: Context, staff: Staff) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManagePathways)?;
    let found = context.db(async |conn| versions::all(conn).await).await?;
    let shown: Vec<pages::Version> = found.iter().map(in_words).collect();
    Ok(respond::page(pages::page(&staff.frame(&context), &shown)))
}

/// Whether an approval was just recorded.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Place {
    recorded: bool,
}

async fn show(
    context: Context,
    staff: Staff,
    hash: Path<String>,
    place: Query<Place>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManagePathways)?;
    let page = page(&context, &staff, &hash, (&[], &[]), place.recorded).await?;
    Ok(respond::page(page))
}

/// The definition's text, to be saved.
async fn file(
    context: Context,
    staff: Staff,
    hash: Path<String>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManagePathways)?;
    let (version, text) = load(&context, &hash).await?;
    // Ids are lower-case letters, digits and hyphens.
    let name = format!(
        "attachment; filename=\"{}-{}.toml\"",
        version.pathway,
        &version.hash[..12]
    );
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, name))
        .body(text))
}

async fn approve(
    context: Context,
    staff: Staff,
    hash: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManagePathways)?;
    let short = |name| form.get(name).filter(|text| text.chars().count() <= NAME);
    let (approver, role, on) = (
        short("approver"),
        short("role"),
        day(&form, context.today()),
    );
    let (Some(approver), Some(role), Some(on)) = (approver, role, on) else {
        let faults = [
            approver.is_none().then_some(Fault::Approver),
            role.is_none().then_some(Fault::Role),
            on.is_none().then_some(Fault::Day),
        ];
        let faults: Vec<Fault> = faults.into_iter().flatten().collect();
        let page = page(&context, &staff, &hash, (form.pairs(), &faults), false).await?;
        return Ok(respond::invalid(page));
    };
    let new = NewApproval {
        id: form.nonce()?,
        hash: &hash,
        approver,
        role,
        on,
        by: staff.actor.account,
    };
    context
        .db(async |conn| {
            versions::one(conn, &hash).await?;
            versions::approve(conn, new, context.now).await
        })
        .await?;
    Ok(respond::see_other(&format!("{LIST}/{hash}?recorded=true")))
}

/// A day that is not to come.
fn day(form: &Form, today: NaiveDate) -> Option<NaiveDate> {
    form.get("on")
        .and_then(iso_date)
        .filter(|day| *day <= today)
}

async fn load(context: &Context, hash: &str) -> Result<(Version, String), AppError> {
    context
        .db(async |conn| {
            let version = versions::one(conn, hash).await?;
            Ok((version, versions::definition(conn, hash).await?))
        })
        .await
}

async fn page(
    context: &Context,
    staff: &Staff,
    hash: &str,
    (values, faults): (&[(String, String)], &[Fault]),
    recorded: bool,
) -> Result<maud::Markup, AppError> {
    let (version, definition) = load(context, hash).await?;
    Ok(pathway::page(&View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        version: &in_words(&version),
        definition: &definition,
        values: Values(values),
        faults,
        recorded,
    }))
}

fn in_words(version: &Version) -> pages::Version {
    let day = |day: NaiveDate| day.format("%-d %B %Y").to_string();
    let live = version.live.iter();
    let approvals = version.approvals.iter().map(|one| pages::Approval {
        approver: one.approver.clone(),
        role: one.role.clone(),
        on: day(one.on),
        recorded: format!(
            "Recorded by {} on {}",
            one.recorded_by,
            words::moment(one.recorded_at)
        ),
    });
    let more = if version.sent >= versions::MOST_SENT {
        " or more"
    } else {
        ""
    };
    pages::Version {
        hash: version.hash.clone(),
        pathway: version.pathway.clone(),
        version: version.version.clone(),
        title: words::capitalised(&version.title),
        dated: day(version.dated),
        live: live
            .map(|(since, until)| (words::moment(*since), until.map(words::moment)))
            .collect(),
        approvals: approvals.collect(),
        sent: format!("{}{more}", version.sent),
    }
}
