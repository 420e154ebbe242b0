//! `/admissions/beds/units/{id}`: one unit: its name, its beds, closing it and opening it again.

use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use domain::beds::Days;
use templates::admissions::beds::unit::{self, BedLine, View};
use templates::components::{Problem, Values};
use uuid::Uuid;

use super::units::Told;
use super::{UNITS, forms, place};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::progress::words::date;
use crate::security::permissions::Action;
use crate::store::audit::By;
use crate::store::beds::{self, Bed, Place};
use forms::Refused;

/// Shows it.
pub async fn show(
    context: Context,
    staff: Staff,
    path: Path<Uuid>,
    told: Query<Told>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageBeds)?;
    let page = page(&context, &staff, *path, told.words(), (&[], &[])).await?;
    Ok(respond::page(page))
}

/// Gives it another name.
pub async fn rename(
    context: Context,
    staff: Staff,
    path: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let done = place::rename(&context, &staff, Place::Unit(*path), &form).await?;
    answer(&context, &staff, *path, &form, done, "renamed").await
}

/// Adds a bed to it.
pub async fn add_bed(
    context: Context,
    staff: Staff,
    path: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageBeds)?;
    let (id, bed, by) = (
        *path,
        form.nonce()?,
        (By::Staff(staff.actor.account), context.now),
    );
    let added = match forms::name(&form, "bed") {
        Ok(name) => {
            let change = context
                .db(async |conn| beds::add_bed(conn, bed, id, name, by).await)
                .await?;
            forms::refused(change, "bed")
        }
        Err(refused) => Err(refused),
    };
    answer(&context, &staff, id, &form, added, "added").await
}

/// Closes it for good.
pub async fn close(
    context: Context,
    staff: Staff,
    path: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let done = place::close(&context, &staff, Place::Unit(*path)).await?;
    answer(&context, &staff, *path, &form, done, "closed").await
}

/// Opens it again.
pub async fn reopen(
    context: Context,
    staff: Staff,
    path: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let done = place::reopen(&context, &staff, Place::Unit(*path)).await?;
    answer(&context, &staff, *path, &form, done, "reopened").await
}

async fn answer(
    context: &Context,
    staff: &Staff,
    id: Uuid,
    form: &Form,
    result: Result<(), Refused>,
    done: &str,
) -> Result<HttpResponse, AppError> {
    match result {
        Ok(()) => Ok(respond::see_other(&format!("{UNITS}/{id}?done={done}"))),
        Err(refused) => {
            let with = (form.pairs(), &refused.problems[..]);
            let page = page(context, staff, id, None, with).await?;
            Ok(respond::with_status(refused.status, page))
        }
    }
}

async fn page(
    context: &Context,
    staff: &Staff,
    id: Uuid,
    done: Option<&str>,
    (values, problems): (&[(String, String)], &[Problem]),
) -> Result<maud::Markup, AppError> {
    let today = context.today();
    let day = Days::inclusive(today, today).ok_or(AppError::Internal)?;
    let (units, beds) = context
        .db(async |conn| Ok((beds::units(conn).await?, beds::all(conn, day, None).await?)))
        .await?;
    let unit = units.iter().find(|unit| unit.id == id);
    let unit = unit.ok_or(AppError::NotFound)?;
    let own = beds.iter().filter(|bed| bed.unit.id == id);
    let line = |bed: &Bed| BedLine {
        id: bed.id.to_string(),
        name: bed.name.clone(),
        closed: bed.closed_on.map(date),
    };
    Ok(unit::page(&View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        id: &id.to_string(),
        name: &unit.name,
        closed: unit.closed_on.map(date).as_deref(),
        beds: &own.map(line).collect::<Vec<_>>(),
        done,
        values: Values(values),
        problems,
    }))
}
