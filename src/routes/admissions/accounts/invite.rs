//! `/admissions/accounts/invite`: a link by e-mail to make an account.

use actix_web::HttpResponse;
use domain::people::Email;
use sqlx::{Connection as _, PgConnection};
use templates::doors::{Door, professional::Fault};
use templates::emails;
use uuid::Uuid;

use super::LIST;
use super::list::{self, Invite, Place};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::doors::links::{message, secret};
use crate::routes::doors::professional::{self, Faults};
use crate::security::permissions::{Action, Role};
use crate::store::audit::{self, By, Entry};
use crate::store::invitations::{self, NewInvitation};
use crate::store::{StoreError, practices};

/// Whom to invite as what.
pub struct Guest<'a> {
    /// The mailbox.
    pub email: &'a Email,
    /// What the account will be for.
    pub role: Role,
    /// The practice, of a referrer.
    pub practice: Option<Uuid>,
}

/// Invites somebody.
pub async fn submit(context: Context, staff: Staff, form: Form) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageAccounts)?;
    let (email, role, practice) = match read(&context, &form).await? {
        Ok(read) => read,
        Err(faults) => return again(&context, &staff, &form, &faults, false).await,
    };
    let guest = Guest {
        email: &email,
        role,
        practice,
    };
    let invited = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            invite(&mut tx, &context, &staff, &guest).await?;
            Ok(tx.commit().await?)
        })
        .await;
    match invited {
        Ok(()) => Ok(respond::see_other(&format!("{LIST}?done=invited"))),
        Err(AppError::Conflict) => again(&context, &staff, &form, &[], true).await,
        Err(error) => Err(error),
    }
}

/// Notes and mails an invitation. For a transaction of the caller's; `Conflict` where there is an account.
pub async fn invite(
    conn: &mut PgConnection,
    context: &Context,
    staff: &Staff,
    guest: &Guest<'_>,
) -> Result<(), StoreError> {
    let (keyring, token) = (&context.app.keyring, secret());
    let door = if guest.role.is_staff() {
        Door::Admissions
    } else {
        Door::Referrers
    };
    let page = door.address(&format!("invitation/{token}"));
    let link = context.app.config.link(&page);
    let new = NewInvitation {
        email: guest.email,
        role: guest.role,
        practice: guest.practice,
        by: staff.actor.account,
        token_hash: keyring.token_hash(&token),
        message: message("invitation", guest.email, emails::access::invitation(&link)),
    };
    let id = invitations::add(conn, keyring, new, context.now).await?;
    let entry = Entry {
        by: By::Staff(staff.actor.account),
        action: "account.invited",
        subject: "invitation",
        subject_id: Some(id),
        data: serde_json::json!({ "role": guest.role.code() }),
    };
    audit::record(conn, entry, context.now).await
}

type Read = Result<(Email, Role, Option<Uuid>), Faults>;

async fn read(context: &Context, form: &Form) -> Result<Read, AppError> {
    let mut faults = Faults::new();
    let email = professional::email(form, &mut faults);
    let role: Option<Role> = form.get("role").and_then(|code| code.parse().ok());
    if role.is_none() {
        faults.push(("role", Fault::Missing));
    }
    let practice = match role {
        Some(Role::Referrer) => practice(context, form, &mut faults).await?,
        _ => None,
    };
    Ok(match (email, role) {
        (Some(email), Some(role)) if faults.is_empty() => Ok((email, role, practice)),
        _ => Err(faults),
    })
}

/// The practice that was named, or what is wrong with the name.
pub async fn practice(
    context: &Context,
    form: &Form,
    faults: &mut Faults,
) -> Result<Option<Uuid>, AppError> {
    let Some(code) = professional::ods_code(form, faults) else {
        return Ok(None);
    };
    let found = context
        .db(async |conn| practices::by_ods_code(conn, &code).await)
        .await?;
    if found.is_none() {
        faults.push(("ods_code", Fault::Unknown));
    }
    Ok(found.map(|practice| practice.id))
}

async fn again(
    context: &Context,
    staff: &Staff,
    form: &Form,
    faults: &[(&'static str, Fault)],
    taken: bool,
) -> Result<HttpResponse, AppError> {
    let invite = Invite {
        values: form.pairs(),
        faults,
        taken,
    };
    let page = list::page(context, staff, &Place::default(), invite).await?;
    Ok(respond::invalid(page))
}
