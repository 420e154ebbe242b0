//! `invitation/{token}`: making the account that one was invited to. Opening the page uses nothing up, since mail scanners
//! open links too; its button does.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web::Path};
use domain::people::PersonName;
use sqlx::{Connection as _, PgConnection};
use templates::components::Values;
use templates::doors::Door;
use templates::doors::invitation::{self as pages, View};
use templates::layout::Nav;

use super::professional::{self, Faults};
use super::{At, admits, field, weak};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::security::passwords::{NewPassword, Weakness};
use crate::store::access_requests::{self, Applicant};
use crate::store::accounts::{self, Person, Place};
use crate::store::audit::{self, Entry};
use crate::store::invitations::{self, Invitation};
use crate::store::{StoreError, practices};

/// An invitation with its practice in words.
struct Opened {
    invitation: Invitation,
    practice: Option<String>,
}

/// Who somebody says they are.
enum Newcomer {
    Staff(PersonName),
    Referrer(Applicant),
}

impl Newcomer {
    fn name(&self) -> &PersonName {
        match self {
            Self::Staff(name) => name,
            Self::Referrer(applicant) => &applicant.name,
        }
    }
}

/// Shows the form; what an approved request said stands in it.
pub async fn show(
    request: HttpRequest,
    context: Context,
    At(door): At,
    token: Path<String>,
) -> Result<HttpResponse, AppError> {
    let Some(opened) = open(&context, door, &token).await? else {
        return Ok(failed(&context, door));
    };
    let (keyring, email) = (&context.app.keyring, &opened.invitation.email);
    let said = context
        .db(async |conn| access_requests::approved(conn, keyring, email).await)
        .await?;
    let values = said.as_ref().map(professional::to_form).unwrap_or_default();
    let view = View {
        values: Values(&values),
        ..view(&request, &context, door, &opened)
    };
    Ok(respond::page(pages::page(&view)))
}

/// Makes the account.
pub async fn submit(
    request: HttpRequest,
    context: Context,
    At(door): At,
    token: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let Some(opened) = open(&context, door, &token).await? else {
        return Ok(failed(&context, door));
    };
    let (newcomer, password) = match read(door, &opened.invitation, &form) {
        Ok(read) => read,
        Err((faults, weakness)) => {
            let view = View {
                values: Values(form.pairs()),
                faults: &faults,
                weak: weakness.map(weak),
                ..view(&request, &context, door, &opened)
            };
            return Ok(respond::invalid(pages::page(&view)));
        }
    };
    let hash = context.app.passwords.hash(password).await?;
    let made = context
        .db(async |conn| make(conn, &context, door, &opened.invitation, &newcomer, &hash).await)
        .await?;
    if !made {
        return Ok(failed(&context, door));
    }
    let frame = context.frame(Nav::Public);
    Ok(respond::page(pages::made(door, &frame)))
}

/// The live invitation behind a link, if it is one to this door.
async fn open(context: &Context, door: Door, token: &str) -> Result<Option<Opened>, AppError> {
    let (keyring, now) = (&context.app.keyring, context.now);
    let hash = keyring.token_hash(token);
    context
        .db(async |conn| {
            let found = invitations::find(conn, keyring, &hash, now).await?;
            let Some(invitation) = found.filter(|found| admits(door, found.role)) else {
                return Ok(None);
            };
            let practice = match invitation.practice {
                Some(id) => Some(practices::get(conn, id).await?),
                None => None,
            };
            let practice = practice.map(|one| format!("{} {}", one.ods_code, one.name));
            Ok(Some(Opened {
                invitation,
                practice,
            }))
        })
        .await
}

fn read(
    door: Door,
    invitation: &Invitation,
    form: &Form,
) -> Result<(Newcomer, NewPassword), (Faults, Option<Weakness>)> {
    let mut faults = Faults::new();
    let newcomer = match door {
        Door::Admissions => professional::name(form, &mut faults).map(Newcomer::Staff),
        Door::Referrers => professional::applicant(form, &mut faults).map(Newcomer::Referrer),
    };
    let name = newcomer.as_ref().map_or("", |one| one.name().as_str());
    let about = [name, invitation.email.as_str()];
    let password = NewPassword::parse(field(form, "new_password"), &about);
    match (newcomer, password) {
        (Some(newcomer), Ok(password)) => Ok((newcomer, password)),
        (_, password) => Err((faults, password.err())),
    }
}

/// Uses the invitation up and makes the account, both or neither; `false` when somebody was first.
async fn make(
    conn: &mut PgConnection,
    context: &Context,
    door: Door,
    invitation: &Invitation,
    newcomer: &Newcomer,
    hash: &str,
) -> Result<bool, StoreError> {
    let (keyring, now) = (&context.app.keyring, context.now);
    let mut tx = conn.begin().await?;
    if !invitations::use_up(&mut tx, invitation.id, now).await? {
        return Ok(false);
    }
    let place = place(invitation, newcomer);
    let person = Person {
        email: &invitation.email,
        name: newcomer.name().as_str(),
        role: invitation.role,
        place: place.as_ref(),
    };
    let id = match accounts::insert(&mut tx, keyring, person, hash, now).await {
        Err(StoreError::Conflict) => return Ok(false),
        made => made?,
    };
    let entry = Entry {
        by: super::by(door, id),
        action: "account.created",
        subject: "account",
        subject_id: Some(id),
        data: serde_json::json!({ "from": "invitation", "invitation": invitation.id }),
    };
    audit::record(&mut tx, entry, now).await?;
    tx.commit().await?;
    Ok(true)
}

fn place(invitation: &Invitation, newcomer: &Newcomer) -> Option<Place> {
    match newcomer {
        Newcomer::Staff(_) => None,
        Newcomer::Referrer(applicant) => Some(Place {
            practice: invitation.practice?,
            profession: applicant.profession,
            registration: Some(applicant.registration.clone()),
        }),
    }
}

fn view<'a>(
    request: &'a HttpRequest,
    context: &'a Context,
    door: Door,
    opened: &'a Opened,
) -> View<'a> {
    View {
        door,
        frame: context.frame(Nav::Public),
        nonce: &context.nonce,
        action: request.path(),
        email: opened.invitation.email.as_str(),
        practice: opened.practice.as_deref(),
        values: Values(&[]),
        faults: &[],
        weak: None,
    }
}

fn failed(context: &Context, door: Door) -> HttpResponse {
    let page = pages::failed(door, &context.frame(Nav::Public));
    respond::with_status(StatusCode::GONE, page)
}
