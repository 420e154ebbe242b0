//! What a verb's form is made from.

use chrono::{Days as Count, NaiveDate};
use domain::beds::Days;
use domain::people::Reference;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::{Tell, Work};
use crate::context::Context;
use crate::error::AppError;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::referral::record;
use crate::security::permissions::Action;
use crate::store::accounts::directory::{Colleague, colleagues};
use crate::store::beds::{self, Bed};
use crate::store::referrals::{self, Case, Joined};
use crate::store::same_person::{self, Related};
use crate::store::submissions::{self, Submission};
use crate::store::waiting_list::{self, Place};
use crate::store::{StoreError, access};

/// What a form may need beside the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Material {
    /// Those who can be given a case.
    Colleagues,
    /// What was sent, with the signs and their answers. It is an opening of the record, and noted as one.
    Submission,
    /// Beds, with what takes them from today on.
    Beds,
    /// The place on the waiting list.
    Place,
    /// What is pressing about cases that were joined to this one.
    Joined,
    /// The other case that the form names, and whether cases were joined to this one.
    Other,
}

/// What a request brings beside the case.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked<'a> {
    /// By which a form that was sent before is known.
    pub nonce: Option<Uuid>,
    /// The other case that it names.
    pub other: Option<&'a str>,
}

/// How far ahead beds are read, in days: longer than a booking can reach.
const AHEAD: u64 = 3 * 366;

/// What a verb's form is made from.
pub struct Scene<'a> {
    /// The case.
    pub case: Case,
    /// The application, its settings and questionnaires among it.
    pub context: &'a Context,
    /// Who works on it.
    pub staff: &'a Staff,
    /// The day in England.
    pub today: NaiveDate,
    /// Whether this very form was sent before, and did what it asked for.
    pub done_before: bool,
    /// Whether mail reaches whoever referred; they may have left. Only asked for verbs of which somebody hears.
    pub reached: bool,
    /// Name and date of birth of whom it is about, so that nobody works on the case of somebody else by mistake.
    pub person: (String, Option<NaiveDate>),
    /// Those who can be given a case; empty unless asked for.
    pub colleagues: Vec<Colleague>,
    /// What was sent; only if asked for.
    pub submission: Option<Submission>,
    /// The other case that was named, if there is one.
    pub other: Option<Related>,
    /// Whether cases were joined to this one; told with the other case.
    pub joined_here: bool,
    /// The cases that were joined to this one; empty unless asked for.
    pub joined: Vec<Joined>,
    /// Every bed, with what takes it; empty unless asked for.
    pub beds: Vec<Bed>,
    /// The place on the waiting list, if it has one; only if asked for.
    pub place: Option<Place>,
}

impl Scene<'_> {
    /// The account that works on it.
    pub fn me(&self) -> Uuid {
        self.staff.actor.account
    }
}

/// Loads it for somebody who may open the case. Its page names the person, which is noted in the access log.
pub(super) async fn load<'a>(
    context: &'a Context,
    staff: &'a Staff,
    reference: Reference,
    work: &Work,
    asked: Asked<'_>,
) -> Result<Scene<'a>, AppError> {
    let scene = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let case = referrals::open(&mut tx, &context.app.keyring, reference).await?;
            if !staff.can(Action::Open(record(&case))) {
                return Ok(None);
            }
            let scene = fill(&mut tx, context, staff, case, (work, asked)).await?;
            tx.commit().await?;
            Ok(Some(scene))
        })
        .await?;
    scene.ok_or(AppError::Forbidden)
}

async fn fill<'a>(
    conn: &mut PgConnection,
    context: &'a Context,
    staff: &'a Staff,
    case: Case,
    (work, asked): (&Work, Asked<'_>),
) -> Result<Scene<'a>, StoreError> {
    access::opened(conn, staff.actor.account, case.id, context.now).await?;
    let mut scene = Scene {
        context,
        staff,
        today: context.today(),
        done_before: match asked.nonce {
            Some(nonce) => referrals::was_done(conn, case.id, nonce).await?,
            None => false,
        },
        reached: match work.tell {
            Tell::Nobody => false,
            Tell::Referrer(..) | Tell::Asked => {
                let keyring = &context.app.keyring;
                referrals::mailbox(conn, keyring, &case).await?.is_some()
            }
        },
        person: submissions::person(conn, &context.app.keyring, case.patient).await?,
        colleagues: Vec::new(),
        submission: None,
        other: None,
        joined_here: false,
        joined: Vec::new(),
        beds: Vec::new(),
        place: None,
        case,
    };
    for material in work.material {
        match material {
            Material::Colleagues => scene.colleagues = colleagues(conn).await?,
            Material::Submission => {
                let (keyring, id) = (&context.app.keyring, scene.case.submission);
                scene.submission = Some(submissions::of_case(conn, keyring, id).await?);
            }
            Material::Other => {
                scene.joined_here = referrals::has_joined(conn, scene.case.id).await?;
                scene.other = other(conn, context, staff, &scene.case, asked.other).await?;
            }
            Material::Beds => {
                let window = Days::new(scene.today, scene.today + Count::new(AHEAD));
                let window = window.ok_or(StoreError::NotFound)?;
                scene.beds = beds::all(conn, window, None).await?;
            }
            Material::Joined => scene.joined = referrals::joined(conn, scene.case.id).await?,
            Material::Place => scene.place = waiting_list::place(conn, scene.case.id).await?,
        }
    }
    Ok(scene)
}

/// The case that was named. Showing whom it is about is noted.
async fn other(
    conn: &mut PgConnection,
    context: &Context,
    staff: &Staff,
    case: &Case,
    named: Option<&str>,
) -> Result<Option<Related>, StoreError> {
    let Some(reference) = named.and_then(|text| Reference::parse(text).ok()) else {
        return Ok(None);
    };
    let found = same_person::named(conn, &context.app.keyring, case, reference).await?;
    let shown: Vec<Uuid> = found.iter().map(|one| one.id).collect();
    access::related(conn, staff.actor.account, &shown, context.now).await?;
    Ok(found)
}
