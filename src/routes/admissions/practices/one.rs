//! `/admissions/practices/{code}`: one practice with its people, to correct it, or to close it.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use chrono::{DateTime, Utc};
use domain::people::OdsCode;
use serde::Deserialize;
use sqlx::{Connection as _, PgConnection};
use templates::admissions::practice::{self as pages, Person, View};
use templates::admissions::practices::Fault;
use templates::components::Values;
use templates::doors::professional::profession;

use super::{PATH, note, read};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::words;
use crate::security::permissions::Action;
use crate::store::StoreError;
use crate::store::accounts::directory::{self, Known};
use crate::store::practices::{self, Practice};

/// Whether it was just changed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Place {
    changed: bool,
}

/// A practice, since when it is closed, and who belongs to it.
type Opened = (Practice, Option<DateTime<Utc>>, Vec<Known>);

/// Shows the practice.
pub async fn show(
    context: Context,
    staff: Staff,
    code: Path<String>,
    place: Query<Place>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManagePractices)?;
    let opened = open(&context, &code).await?;
    let stored = [
        ("name".to_owned(), opened.0.name.clone()),
        ("address".to_owned(), opened.0.address.clone()),
    ];
    let page = page(&context, &staff, &opened, &stored, (&[], place.changed));
    Ok(respond::page(page))
}

/// Corrects its name and address.
pub async fn submit(
    context: Context,
    staff: Staff,
    code: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManagePractices)?;
    let opened = open(&context, &code).await?;
    let entered = match read(&form, opened.0.ods_code.as_str()) {
        Ok(entered) => entered,
        Err(faults) => {
            let page = page(&context, &staff, &opened, form.pairs(), (&faults, false));
            return Ok(respond::invalid(page));
        }
    };
    let (name, address, now) = (entered.name, entered.address.as_str(), context.now);
    change(
        &context,
        &staff,
        &opened.0,
        "practice.set",
        async |conn, code| practices::correct(conn, code, name, address, now).await,
    )
    .await
}

/// Closes it: nobody is invited to it any more.
pub async fn close(
    context: Context,
    staff: Staff,
    code: Path<String>,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManagePractices)?;
    let (practice, ..) = open(&context, &code).await?;
    let now = context.now;
    change(
        &context,
        &staff,
        &practice,
        "practice.closed",
        async |conn, code| practices::close(conn, code, now).await,
    )
    .await
}

/// Takes back that it closed.
pub async fn reopen(
    context: Context,
    staff: Staff,
    code: Path<String>,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManagePractices)?;
    let (practice, ..) = open(&context, &code).await?;
    let now = context.now;
    change(
        &context,
        &staff,
        &practice,
        "practice.reopened",
        async |conn, code| practices::reopen(conn, code, now).await,
    )
    .await
}

/// Does something to a practice, with its line in the audit log if it changed anything.
async fn change(
    context: &Context,
    staff: &Staff,
    practice: &Practice,
    action: &str,
    does: impl AsyncFnOnce(&mut PgConnection, &OdsCode) -> Result<bool, StoreError>,
) -> Result<HttpResponse, AppError> {
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            if does(&mut tx, &practice.ods_code).await? {
                note(&mut tx, context, staff, action, practice.id).await?;
            }
            Ok(tx.commit().await?)
        })
        .await?;
    let code = &practice.ods_code;
    Ok(respond::see_other(&format!("{PATH}/{code}?changed=true")))
}

async fn open(context: &Context, code: &str) -> Result<Opened, AppError> {
    let code = OdsCode::parse(code).map_err(|_| AppError::NotFound)?;
    let keyring = &context.app.keyring;
    context
        .db(async |conn| {
            let (practice, closed_at) = practices::known(conn, &code).await?;
            let people = directory::of_practice(conn, keyring, practice.id).await?;
            Ok((practice, closed_at, people))
        })
        .await
}

fn page(
    context: &Context,
    staff: &Staff,
    (practice, closed_at, people): &Opened,
    typed: &[(String, String)],
    (faults, changed): (&[Fault], bool),
) -> maud::Markup {
    let people: Vec<Person> = people.iter().map(person).collect();
    pages::page(&View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        code: practice.ods_code.as_str(),
        name: &practice.name,
        closed: closed_at.map(words::day).as_deref(),
        people: &people,
        values: Values(typed),
        faults,
        changed,
    })
}

fn person(known: &Known) -> Person {
    let one = known.profession.map_or("", |one| profession(one.code()));
    Person {
        id: known.id.to_string(),
        name: known.name.clone(),
        profession: one.to_owned(),
        disabled: known.disabled,
    }
}
