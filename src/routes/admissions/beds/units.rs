//! `/admissions/beds/units`: all units with their beds, and adding a unit.

use actix_web::{HttpResponse, web::Query};
use domain::beds::Days;
use serde::Deserialize;
use templates::admissions::beds::units::{self, Unit, View};
use templates::components::{Problem, Values};

use super::{UNITS, forms};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::progress::words::date;
use crate::security::permissions::Action;
use crate::store::audit::By;
use crate::store::beds::{self, Bed};

/// What was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Told {
    pub done: Option<String>,
}

impl Told {
    /// In words.
    pub fn words(&self) -> Option<&'static str> {
        match self.done.as_deref()? {
            "added" => Some("It is added."),
            "renamed" => Some("It has its new name."),
            "closed" => Some("It is closed. Nobody can be booked into it."),
            "reopened" => Some("It is open again."),
            "closure" => Some("The closure is added."),
            "removed" => Some("The closure is removed."),
            _ => None,
        }
    }
}

/// Shows them.
pub async fn show(
    context: Context,
    staff: Staff,
    told: Query<Told>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageBeds)?;
    let page = page(&context, &staff, told.words(), (&[], &[])).await?;
    Ok(respond::page(page))
}

/// Adds a unit.
pub async fn add(context: Context, staff: Staff, form: Form) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageBeds)?;
    let (id, by) = (form.nonce()?, (By::Staff(staff.actor.account), context.now));
    let added = match forms::name(&form, "name") {
        Ok(name) => {
            let add =
                async |conn: &mut sqlx::PgConnection| beds::add_unit(conn, id, name, by).await;
            forms::refused(context.db(add).await?, "name")
        }
        Err(refused) => Err(refused),
    };
    match added {
        Ok(()) => Ok(respond::see_other(&format!("{UNITS}/{id}?done=added"))),
        Err(refused) => {
            let with = (form.pairs(), &refused.problems[..]);
            let page = page(&context, &staff, None, with).await?;
            Ok(respond::with_status(refused.status, page))
        }
    }
}

async fn page(
    context: &Context,
    staff: &Staff,
    done: Option<&str>,
    (values, problems): (&[(String, String)], &[Problem]),
) -> Result<maud::Markup, AppError> {
    let today = context.today();
    let day = Days::inclusive(today, today).ok_or(AppError::Internal)?;
    let (units, beds) = context
        .db(async |conn| Ok((beds::units(conn).await?, beds::all(conn, day, None).await?)))
        .await?;
    let units: Vec<Unit> = units.iter().map(|unit| in_words(unit, &beds)).collect();
    Ok(units::page(&View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        units: &units,
        done,
        values: Values(values),
        problems,
    }))
}

fn in_words(unit: &beds::Unit, beds: &[Bed]) -> Unit {
    let own = beds.iter().filter(|bed| bed.unit.id == unit.id);
    let name = |bed: &Bed| match bed.closed_on {
        Some(_) => format!("{} (closed)", bed.name),
        None => bed.name.clone(),
    };
    Unit {
        id: unit.id.to_string(),
        name: unit.name.clone(),
        closed: unit.closed_on.map(date),
        beds: own.map(name).collect(),
    }
}
