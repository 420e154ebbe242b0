//! `/admissions/accounts/{id}`: one account, to change its role or disable it.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;
use sqlx::{Connection as _, PgConnection};
use templates::admissions::person::{self as pages, Standing, View};
use templates::components::Values;
use templates::doors::professional::{Fault, profession};
use uuid::Uuid;

use super::{LIST, list};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::security::permissions::{Action, Role};
use crate::store::StoreError;
use crate::store::accounts::{self, directory, directory::Known};
use crate::store::audit::{self, By, Entry};
use crate::store::referrals;

/// Whether it was just changed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Place {
    changed: bool,
}

/// Shows the account.
pub async fn show(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
    place: Query<Place>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageAccounts)?;
    let page = page(&context, &staff, *id, &Showing::after(place.changed)).await?;
    Ok(respond::page(page))
}

/// What one showing of the page is about.
#[derive(Default)]
pub struct Showing<'a> {
    /// Whether it was just changed.
    pub changed: bool,
    /// What stands in the form for the practice, where it was sent.
    pub typed: &'a [(String, String)],
    /// What is wrong with it.
    pub faults: &'a [(&'static str, Fault)],
}

impl Showing<'_> {
    fn after(changed: bool) -> Self {
        Self {
            changed,
            ..Self::default()
        }
    }
}

/// The page.
pub async fn page(
    context: &Context,
    staff: &Staff,
    id: Uuid,
    showing: &Showing<'_>,
) -> Result<maud::Markup, AppError> {
    let keyring = &context.app.keyring;
    let known = context
        .db(async |conn| directory::known(conn, keyring, id).await)
        .await?;
    let number = known.registration.as_ref();
    let number = number.map(|(register, number)| list::registration(*register, number));
    Ok(pages::page(&View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        id: &id.to_string(),
        name: &known.name,
        email: &known.email,
        role: known.role.code(),
        practice: known.practice.as_deref(),
        profession: known.profession.map(|one| profession(one.code())),
        registration: number.as_deref(),
        enrolled: known.enrolled,
        standing: standing(staff, &known),
        changed: showing.changed,
        typed: Values(showing.typed),
        faults: showing.faults,
    }))
}

fn standing(staff: &Staff, known: &Known) -> Standing {
    if known.disabled {
        Standing::Disabled
    } else if staff.can(Action::ChangeAccount(known.id)) {
        Standing::Live
    } else {
        Standing::Own
    }
}

/// Changes what a member of staff's account is for. A referrer's stays one: it is tied to a practice.
pub async fn change_role(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ChangeAccount(*id))?;
    let role: Role = form
        .get("role")
        .and_then(|code| code.parse().ok())
        .filter(|role: &Role| role.is_staff())
        .ok_or(AppError::Unprocessable)?;
    let keyring = &context.app.keyring;
    let known = context
        .db(async |conn| directory::known(conn, keyring, *id).await)
        .await?;
    if !known.role.is_staff() {
        return Err(AppError::Unprocessable);
    }
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            accounts::set_role(&mut tx, *id, role).await?;
            referrals::release_left(&mut tx, keyring, Some(*id), context.now).await?;
            let data = serde_json::json!({ "from": known.role.code(), "to": role.code() });
            note(&mut tx, &context, &staff, ("account.role_set", *id), data).await?;
            Ok(tx.commit().await?)
        })
        .await?;
    Ok(done(*id))
}

/// Disables an account.
pub async fn disable(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ChangeAccount(*id))?;
    let keyring = &context.app.keyring;
    context
        .db(async |conn| {
            directory::known(conn, keyring, *id).await?;
            let mut tx = conn.begin().await?;
            accounts::disable(&mut tx, *id, context.now).await?;
            referrals::release_left(&mut tx, keyring, Some(*id), context.now).await?;
            let data = serde_json::json!({});
            note(&mut tx, &context, &staff, ("account.disabled", *id), data).await?;
            Ok(tx.commit().await?)
        })
        .await?;
    Ok(done(*id))
}

/// Notes a change of an account. For a transaction of the caller's.
pub async fn note(
    conn: &mut PgConnection,
    context: &Context,
    staff: &Staff,
    (action, id): (&str, Uuid),
    data: serde_json::Value,
) -> Result<(), StoreError> {
    let entry = Entry {
        by: By::Staff(staff.actor.account),
        action,
        subject: "account",
        subject_id: Some(id),
        data,
    };
    audit::record(conn, entry, context.now).await
}

/// Back to the account, which says that it is changed.
pub fn done(id: Uuid) -> HttpResponse {
    respond::see_other(&format!("{LIST}/{id}?changed=true"))
}
