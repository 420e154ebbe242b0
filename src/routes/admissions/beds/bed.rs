//! `/admissions/beds/{id}`: one bed: its name, the days on which it is closed, closing it for good and opening it again.

use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use chrono::Days as Count;
use domain::beds::Days;
use templates::admissions::beds::bed::{self, ClosureLine, View, asks};
use templates::components::{Problem, Values};
use uuid::Uuid;

use super::units::Told;
use super::{BEDS, forms, place, words};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::casework::{Given, problem};
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::progress::words::{date, from_to};
use crate::security::permissions::Action;
use crate::store::audit::By;
use crate::store::beds::{self, NewClosure, Place, Taken, What};
use forms::Refused;

/// How far ahead closures and stays are shown, in days.
const AHEAD: u64 = 3 * 366;
/// Longest closure, in days; a bed that is gone for longer is closed for good.
const LONGEST: u32 = 366;

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
    let done = place::rename(&context, &staff, Place::Bed(*path), &form).await?;
    answer(&context, &staff, *path, &form, done, "renamed").await
}

/// Closes it for good.
pub async fn close(
    context: Context,
    staff: Staff,
    path: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let done = place::close(&context, &staff, Place::Bed(*path)).await?;
    answer(&context, &staff, *path, &form, done, "closed").await
}

/// Opens it again.
pub async fn reopen(
    context: Context,
    staff: Staff,
    path: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let done = place::reopen(&context, &staff, Place::Bed(*path)).await?;
    answer(&context, &staff, *path, &form, done, "reopened").await
}

/// Closes it for some days.
pub async fn add_closure(
    context: Context,
    staff: Staff,
    path: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageBeds)?;
    let (bed, by) = (*path, (By::Staff(staff.actor.account), context.now));
    let id = form.nonce()?;
    let added = match closure(&context, &form) {
        Ok((days, reason)) => {
            let new = NewClosure {
                id,
                bed,
                days,
                reason: &reason,
            };
            let change = context
                .db(async |conn| beds::add_closure(conn, new, by).await)
                .await?;
            forms::refused(change, "from.day")
        }
        Err(problems) => Err(Refused::typed(problems)),
    };
    answer(&context, &staff, bed, &form, added, "closure").await
}

fn closure(context: &Context, form: &Form) -> Result<(Days, String), Vec<Problem>> {
    let asks = asks();
    let given = Given::read(&asks, form.pairs(), context.today())?;
    let days = given.day("from").zip(given.day("to"));
    let days = days.and_then(|(from, to)| Days::inclusive(from, to));
    let days = days.filter(|days| days.count() <= LONGEST);
    let message = "The last day must not be before the first, and at most a year after it";
    let days = days.ok_or_else(|| problem("to.day", message))?;
    Ok((days, given.text("reason")))
}

/// Takes a closure back.
pub async fn remove_closure(
    context: Context,
    staff: Staff,
    path: Path<(Uuid, Uuid)>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageBeds)?;
    let ((bed, closure), by) = (*path, (By::Staff(staff.actor.account), context.now));
    context
        .db(async |conn| beds::remove_closure(conn, bed, closure, by).await)
        .await?;
    answer(&context, &staff, bed, &form, Ok(()), "removed").await
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
        Ok(()) => Ok(respond::see_other(&format!("{BEDS}/{id}?done={done}"))),
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
    let window = Days::new(today, today + Count::new(AHEAD)).ok_or(AppError::Internal)?;
    let beds = context
        .db(async |conn| beds::all(conn, window, None).await)
        .await?;
    let bed = beds.iter().find(|bed| bed.id == id);
    let bed = bed.ok_or(AppError::NotFound)?;
    let stays: Vec<String> = bed.taken.iter().filter_map(stay).collect();
    Ok(bed::page(&View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        id: &id.to_string(),
        name: &bed.name,
        unit: (&bed.unit.id.to_string(), &bed.unit.name),
        closed: bed.closed_on.map(date).as_deref(),
        closures: &bed.taken.iter().filter_map(line).collect::<Vec<_>>(),
        stays: &stays,
        done,
        values: Values(values),
        problems,
    }))
}

fn line(taken: &Taken) -> Option<ClosureLine> {
    let What::Closure { id, reason } = &taken.what else {
        return None;
    };
    Some(ClosureLine {
        id: id.to_string(),
        days: from_to(taken.days.from(), taken.days.last()),
        reason: reason.clone(),
    })
}

fn stay(taken: &Taken) -> Option<String> {
    let is_stay = matches!(taken.what, What::Stay(_));
    is_stay.then(|| crate::routes::admissions::words::capitalised(&words::taken(taken)))
}
