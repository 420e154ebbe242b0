//! What a verb's form is made from.

use chrono::{DateTime, Days as Count, NaiveDate, Utc};
use domain::beds::Days;
use domain::people::Reference;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::Work;
use crate::context::Context;
use crate::error::AppError;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::referral::record;
use crate::security::permissions::Action;
use crate::store::accounts::directory::{Colleague, colleagues};
use crate::store::beds::{self, Bed};
use crate::store::referrals::{self, Case};
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
}

/// How far ahead beds are read, in days: longer than a booking can reach.
const AHEAD: u64 = 3 * 366;

/// What a verb's form is made from.
pub struct Scene<'a> {
    /// The case.
    pub case: Case,
    /// Who works on it.
    pub staff: &'a Staff,
    /// The day in England.
    pub today: NaiveDate,
    /// The instant.
    pub now: DateTime<Utc>,
    /// Whether this very form was sent before, and did what it asked for.
    pub done_before: bool,
    /// Those who can be given a case; empty unless asked for.
    pub colleagues: Vec<Colleague>,
    /// What was sent; only if asked for.
    pub submission: Option<Submission>,
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

/// Loads it for somebody who may open the case.
pub(super) async fn load<'a>(
    context: &Context,
    staff: &'a Staff,
    reference: Reference,
    work: &Work,
    nonce: Option<Uuid>,
) -> Result<Scene<'a>, AppError> {
    let scene = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let case = referrals::open(&mut tx, &context.app.keyring, reference).await?;
            if !staff.can(Action::Open(record(&case))) {
                return Ok(None);
            }
            let scene = fill(&mut tx, context, staff, case, (work, nonce)).await?;
            tx.commit().await?;
            Ok(Some(scene))
        })
        .await?;
    scene.ok_or(AppError::Forbidden)
}

async fn fill<'a>(
    conn: &mut PgConnection,
    context: &Context,
    staff: &'a Staff,
    case: Case,
    (work, nonce): (&Work, Option<Uuid>),
) -> Result<Scene<'a>, StoreError> {
    let mut scene = Scene {
        staff,
        today: context.today(),
        now: context.now,
        done_before: match nonce {
            Some(nonce) => referrals::was_done(conn, case.id, nonce).await?,
            None => false,
        },
        colleagues: Vec::new(),
        submission: None,
        beds: Vec::new(),
        place: None,
        case,
    };
    for material in work.material {
        match material {
            Material::Colleagues => scene.colleagues = colleagues(conn).await?,
            Material::Submission => {
                access::opened(conn, staff.actor.account, scene.case.id, context.now).await?;
                let (keyring, id) = (&context.app.keyring, scene.case.submission);
                scene.submission = Some(submissions::of_case(conn, keyring, id).await?);
            }
            Material::Beds => {
                let window = Days::new(scene.today, scene.today + Count::new(AHEAD));
                let window = window.ok_or(StoreError::NotFound)?;
                scene.beds = beds::all(conn, window, None).await?;
            }
            Material::Place => scene.place = waiting_list::place(conn, scene.case.id).await?,
        }
    }
    Ok(scene)
}
