//! `/admissions/accounts`: open requests, all accounts, and the form that invites.

use actix_web::HttpResponse;
use actix_web::web::Query;
use domain::people::{ProfessionalNumber, Register};
use serde::Deserialize;
use templates::admissions::accounts::{self as pages, Done, Line, Request, View};
use templates::components::Values;
use templates::doors::professional::{Fault, profession};

use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::words;
use crate::security::permissions::Action;
use crate::store::access_requests::{self, Waiting};
use crate::store::accounts::directory::{self, Known};

/// Accounts on one page.
const SIZE: u16 = 25;
/// Requests shown at once; the next come up as these are decided.
const REQUESTS: i64 = 20;

/// A part of the list, and what was just done. No person is in it.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Place {
    page: u16,
    done: Option<String>,
}

/// What stands in the form that invites, and what is wrong with it.
#[derive(Default)]
pub struct Invite<'a> {
    pub values: &'a [(String, String)],
    pub faults: &'a [(&'static str, Fault)],
    pub taken: bool,
}

/// Shows the page.
pub async fn show(
    context: Context,
    staff: Staff,
    place: Query<Place>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageAccounts)?;
    let page = page(&context, &staff, &place, Invite::default()).await?;
    Ok(respond::page(page))
}

/// The page.
pub async fn page(
    context: &Context,
    staff: &Staff,
    place: &Place,
    invite: Invite<'_>,
) -> Result<maud::Markup, AppError> {
    let (keyring, number) = (&context.app.keyring, place.page.max(1));
    let skipped = i64::from(number - 1) * i64::from(SIZE);
    let (waiting, known, count) = context
        .db(async |conn| {
            let waiting = access_requests::waiting(conn, keyring, REQUESTS, context.now).await?;
            let known = directory::page(conn, keyring, skipped, i64::from(SIZE)).await?;
            Ok((waiting, known, directory::count(conn).await?))
        })
        .await?;
    let requests: Vec<Request> = waiting.iter().map(request).collect();
    let accounts: Vec<Line> = known.iter().map(line).collect();
    let count = usize::try_from(count).unwrap_or_default();
    Ok(pages::page(&View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        requests: &requests,
        accounts: &accounts,
        page: usize::from(number),
        pages: count.div_ceil(usize::from(SIZE)).max(1),
        done: place.done.as_deref().and_then(done),
        values: Values(invite.values),
        faults: invite.faults,
        taken: invite.taken,
    }))
}

fn done(code: &str) -> Option<Done> {
    match code {
        "invited" => Some(Done::Invited),
        "approved" => Some(Done::Approved),
        "turned-down" => Some(Done::TurnedDown),
        _ => None,
    }
}

fn request(waiting: &Waiting) -> Request {
    let applicant = &waiting.applicant;
    let number: &ProfessionalNumber = &applicant.registration;
    Request {
        id: waiting.id.to_string(),
        name: applicant.name.to_string(),
        email: waiting.email.clone(),
        practice: waiting.practice.clone(),
        profession: profession(applicant.profession.code()).to_owned(),
        registration: registration(number.register(), number.number()),
        since: words::moment(waiting.confirmed_at),
    }
}

fn line(known: &Known) -> Line {
    let number = known.registration.as_ref();
    Line {
        id: known.id.to_string(),
        name: known.name.clone(),
        role: words::role(known.role),
        practice: known.practice.clone(),
        registration: number.map(|(register, number)| registration(*register, number)),
        disabled: known.disabled,
    }
}

/// Register and number: "GMC 7012345".
pub fn registration(register: Register, number: &str) -> String {
    let register = match register {
        Register::Gmc => "GMC",
        Register::Nmc => "NMC",
        Register::Hcpc => "HCPC",
    };
    format!("{register} {number}")
}
