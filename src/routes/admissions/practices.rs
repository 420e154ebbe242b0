//! `/admissions/practices`: the practices that refer, for administrators.

mod one;

use actix_web::HttpResponse;
use actix_web::web::{Query, ServiceConfig, get, post, resource};
use domain::people::OdsCode;
use serde::Deserialize;
use sqlx::{Connection as _, PgConnection};
use templates::admissions::practices::{self as pages, ADDRESS, Fault, View};
use templates::components::Values;
use uuid::Uuid;

use super::guard::Staff;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::security::permissions::Action;
use crate::store::StoreError;
use crate::store::audit::{self, By, Entry};
use crate::store::practices::{self, Practice};

const PATH: &str = "/admissions/practices";
/// Practices on one page.
const SIZE: u16 = 25;
/// Pages that can be turned: whoever looks further searches.
const MOST_PAGES: u16 = 1000;
/// Longest name, in characters.
const NAME: usize = 120;

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    let one = format!("{PATH}/{{code}}");
    config
        .service(
            resource(PATH)
                .route(get().to(show))
                .route(post().to(submit)),
        )
        .service(
            resource(one.as_str())
                .route(get().to(one::show))
                .route(post().to(one::submit)),
        )
        .service(resource(format!("{one}/close")).route(post().to(one::close)))
        .service(resource(format!("{one}/reopen")).route(post().to(one::reopen)));
}

/// What is looked for, and which part of it. No person is in it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Place {
    search: String,
    page: u16,
    added: bool,
}

impl Place {
    fn page(&self) -> u16 {
        self.page.clamp(1, MOST_PAGES)
    }
}

/// A practice as it was entered.
struct Entered<'a> {
    code: OdsCode,
    name: &'a str,
    address: String,
}

async fn show(
    context: Context,
    staff: Staff,
    place: Query<Place>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManagePractices)?;
    let page = page(&context, &staff, &place, &[], &[]).await?;
    Ok(respond::page(page))
}

async fn submit(context: Context, staff: Staff, form: Form) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManagePractices)?;
    let code = form.get("ods_code").unwrap_or_default();
    let entered = match read(&form, code) {
        Ok(entered) => entered,
        Err(faults) => {
            let place = Place::default();
            let page = page(&context, &staff, &place, form.pairs(), &faults).await?;
            return Ok(respond::invalid(page));
        }
    };
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let (code, address, now) = (&entered.code, &entered.address, context.now);
            let id = practices::upsert(&mut tx, code, entered.name, address, now).await?;
            note(&mut tx, &context, &staff, "practice.set", id).await?;
            Ok(tx.commit().await?)
        })
        .await?;
    let on = format!("{PATH}?search={}&added=true", entered.code.as_str());
    Ok(respond::see_other(&on))
}

/// Notes a change of a practice. For a transaction of the caller's.
async fn note(
    conn: &mut PgConnection,
    context: &Context,
    staff: &Staff,
    action: &str,
    practice: Uuid,
) -> Result<(), StoreError> {
    let entry = Entry {
        by: By::Staff(staff.actor.account),
        action,
        subject: "practice",
        subject_id: Some(practice),
        data: serde_json::json!({}),
    };
    audit::record(conn, entry, context.now).await
}

/// What was entered about the practice with a code.
fn read<'a>(form: &'a Form, code: &str) -> Result<Entered<'a>, Vec<Fault>> {
    let code = OdsCode::parse(code);
    let name = form.get("name").filter(|name| name.chars().count() <= NAME);
    let address = form
        .get("address")
        .filter(|text| text.chars().count() <= ADDRESS as usize)
        .map(lines);
    match (code, name, address) {
        (Ok(code), Some(name), Some(address)) => Ok(Entered {
            code,
            name,
            address,
        }),
        (code, name, address) => Err([
            code.is_err().then_some(Fault::Code),
            name.is_none().then_some(Fault::Name),
            address.is_none().then_some(Fault::Address),
        ]
        .into_iter()
        .flatten()
        .collect()),
    }
}

/// Trimmed lines without blank ones.
fn lines(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let kept: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    kept.join("\n")
}

async fn page(
    context: &Context,
    staff: &Staff,
    place: &Place,
    values: &[(String, String)],
    faults: &[Fault],
) -> Result<maud::Markup, AppError> {
    let (number, search) = (place.page(), place.search.trim());
    let skipped = i64::from(number - 1) * i64::from(SIZE);
    let mut found = context
        .db(async |conn| practices::search(conn, search, skipped, i64::from(SIZE) + 1).await)
        .await?;
    let more = found.len() > usize::from(SIZE);
    found.truncate(usize::from(SIZE));
    let shown: Vec<pages::Practice> = found.into_iter().map(in_words).collect();
    Ok(pages::page(&View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        search,
        practices: &shown,
        page: usize::from(number),
        more,
        added: place.added,
        values: Values(values),
        faults,
    }))
}

fn in_words(practice: Practice) -> pages::Practice {
    pages::Practice {
        code: practice.ods_code.to_string(),
        name: practice.name,
        address: practice.address.replace('\n', ", "),
    }
}
