//! `/admissions/referrals/{reference}/assessment.ics`: the appointment of an assessment for a calendar. Calendars are synced elsewhere:
//! the file names the reference and nobody, and says nothing about health.

use actix_web::http::header;
use actix_web::{HttpResponse, web::Path};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::people::Reference;
use domain::referral::casework;
use sqlx::Connection as _;

use super::guard::Staff;
use super::progress::{self, Offered};
use super::referral::record;
use crate::calendar::{self, Appointment};
use crate::clock::england;
use crate::context::Context;
use crate::error::AppError;
use crate::security::permissions::Action;
use crate::store::access;
use crate::store::referrals::{self, Case};

/// How long a calendar keeps free: no length is agreed with the person.
const LASTS: TimeDelta = TimeDelta::hours(1);

/// The file. Without the line in the access log nothing is given.
pub async fn assessment(
    context: Context,
    staff: Staff,
    path: Path<String>,
) -> Result<HttpResponse, AppError> {
    let reference = Reference::parse(&path).map_err(|_| AppError::NotFound)?;
    let keyring = &context.app.keyring;
    let case = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let case = referrals::open(&mut tx, keyring, reference).await?;
            if !staff.can(Action::Open(record(&case))) {
                return Ok(None);
            }
            access::opened(&mut tx, staff.actor.account, case.id, context.now).await?;
            tx.commit().await?;
            Ok(Some(case))
        })
        .await?
        .ok_or(AppError::Forbidden)?;
    let file = file(&context, &case).ok_or(AppError::NotFound)?;
    let name = format!("attachment; filename=\"referral-{reference}.ics\"");
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(file))
}

/// The file of the appointment that the case waits for, if its time is agreed.
fn file(context: &Context, case: &Case) -> Option<String> {
    let Offered {
        on,
        appointment: Some(appointment),
        event,
    } = progress::appointment(case)?
    else {
        return None;
    };
    let path = format!("/admissions/referrals/{}", case.reference);
    let link = context.app.config.link(&path);
    Some(calendar::file(&Appointment {
        uid: &format!("{}@inpatient-referral", case.id),
        sequence: event.version,
        stamp: event.at,
        begins: begins(on, appointment.time)?,
        lasts: LASTS,
        summary: &format!("Appointment: referral {}", case.reference),
        location: appointment.place.as_deref(),
        description: &description(appointment, &link),
    }))
}

fn begins(on: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    england::instant(on.and_time(time))
}

fn description(appointment: &casework::Appointment, link: &str) -> String {
    format!("{}. {link}", appointment.way.words())
}
