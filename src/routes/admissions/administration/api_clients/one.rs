//! `/admissions/api-clients/{id}`: one client, to change it or to disable it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::Deserialize;
use templates::admissions::administration::api_client::{self as pages, Client, Told, View};
use templates::admissions::administration::api_clients::Fault;
use templates::components::Values;
use uuid::Uuid;

use super::{PATH, codes, read};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::words;
use crate::security::permissions::Action;
use crate::store::api_clients::{self, ApiClient, Change};

/// What was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Place {
    told: String,
}

/// Shows the client.
pub async fn show(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
    place: Query<Place>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageApiClients)?;
    let client = load(&context, *id).await?;
    let told = match place.told.as_str() {
        "changed" => Some(Told::Changed),
        "made-before" => Some(Told::MadeBefore),
        _ => None,
    };
    let page = page(&context, &staff, &client, &stored(&client), (&[], told));
    Ok(respond::page(page))
}

/// Changes what is said of it.
pub async fn submit(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageApiClients)?;
    let change = change(&context, &staff, *id, &form)?;
    let entered = match read(&form) {
        Ok(entered) => entered,
        Err(faults) => {
            let client = load(&context, *id).await?;
            let page = page(&context, &staff, &client, form.pairs(), (&faults, None));
            return Ok(respond::invalid(page));
        }
    };
    let (keyring, said) = (&context.app.keyring, entered.said());
    let changed = context
        .db(async |conn| api_clients::update(conn, keyring, &said, change).await)
        .await;
    match changed {
        Ok(()) => Ok(told(*id, "changed")),
        Err(AppError::Conflict) => stale(&context, &staff, *id, Some(&form)).await,
        Err(error) => Err(error),
    }
}

/// Ends its earlier secret.
pub async fn end_previous(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageApiClients)?;
    let change = change(&context, &staff, *id, &form)?;
    context
        .db(async |conn| api_clients::end_previous(conn, change).await)
        .await?;
    Ok(told(*id, "changed"))
}

/// Disables it.
pub async fn disable(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageApiClients)?;
    let change = change(&context, &staff, *id, &form)?;
    context
        .db(async |conn| api_clients::disable(conn, change).await)
        .await?;
    Ok(told(*id, "changed"))
}

/// The change that a form asks for.
pub fn change(context: &Context, staff: &Staff, id: Uuid, form: &Form) -> Result<Change, AppError> {
    let seen = form.get("version").and_then(|text| text.parse().ok());
    Ok(Change {
        id,
        seen: seen.ok_or(AppError::BadRequest)?,
        by: staff.actor.account,
        at: context.now,
    })
}

/// Back to the client, with a word about what was done.
pub fn told(id: Uuid, what: &str) -> HttpResponse {
    respond::see_other(&format!("{PATH}/{id}?told={what}"))
}

/// The client as somebody else left it, with what was typed on top of it.
pub async fn stale(
    context: &Context,
    staff: &Staff,
    id: Uuid,
    form: Option<&Form>,
) -> Result<HttpResponse, AppError> {
    let client = load(context, id).await?;
    let stored = stored(&client);
    let typed = form.map_or(stored.as_slice(), Form::pairs);
    let page = page(context, staff, &client, typed, (&[], Some(Told::Stale)));
    Ok(respond::with_status(StatusCode::CONFLICT, page))
}

async fn load(context: &Context, id: Uuid) -> Result<ApiClient, AppError> {
    let keyring = &context.app.keyring;
    context
        .db(async |conn| api_clients::get(conn, keyring, id, context.now).await)
        .await
}

/// What the form would send for the client as it is.
fn stored(client: &ApiClient) -> Vec<(String, String)> {
    let mut pairs = vec![
        ("name".to_owned(), client.name.clone()),
        ("contact".to_owned(), client.contact.clone()),
    ];
    let scopes = codes(client).into_iter();
    pairs.extend(scopes.map(|code| ("scopes".to_owned(), code.to_owned())));
    pairs
}

fn page(
    context: &Context,
    staff: &Staff,
    client: &ApiClient,
    typed: &[(String, String)],
    (faults, told): (&[Fault], Option<Told>),
) -> maud::Markup {
    pages::page(&View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        client: &in_words(client),
        values: Values(typed),
        faults,
        told,
    })
}

fn in_words(client: &ApiClient) -> Client {
    let made = words::moment(client.created_at);
    Client {
        id: client.id.to_string(),
        name: client.name.clone(),
        contact: client.contact.clone(),
        scopes: codes(client),
        version: client.version,
        made: format!("{made} by {}", client.created_by),
        secret_made: words::moment(client.secret_made_at),
        previous_until: client.previous_until.map(words::moment),
        last_used: client.last_used_at.map(words::moment),
        disabled: client.disabled_at.map(words::moment),
    }
}
