//! `/admissions/api-clients`: other systems that may ask for something, and making one.

mod one;
mod secret;

use actix_web::HttpResponse;
use actix_web::web::{ServiceConfig, get, post, resource};
use domain::people::Email;
use templates::admissions::administration::api_clients::{self as pages, Fault, Line, NAME, View};
use templates::components::Values;

use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::words;
use crate::security::permissions::Action;
use crate::security::scopes::Scope;
use crate::store::api_clients::{self, ApiClient, Change, NotMade, Said};

const PATH: &str = pages::PATH;

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    let at = |page: &str| resource(format!("{PATH}/{{id}}{page}"));
    config
        .service(
            resource(PATH)
                .route(get().to(show))
                .route(post().to(submit)),
        )
        .service(
            at("")
                .route(get().to(one::show))
                .route(post().to(one::submit)),
        )
        .service(at("/secret").route(post().to(secret::submit)))
        .service(at("/end-earlier-secret").route(post().to(one::end_previous)))
        .service(at("/disable").route(post().to(one::disable)));
}

/// What was entered about a client.
struct Entered<'a> {
    name: &'a str,
    contact: Email,
    scopes: Vec<Scope>,
}

impl Entered<'_> {
    fn said(&self) -> Said<'_> {
        Said {
            name: self.name,
            contact: &self.contact,
            scopes: &self.scopes,
        }
    }
}

async fn show(context: Context, staff: Staff) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageApiClients)?;
    Ok(respond::page(page(&context, &staff, &[], &[]).await?))
}

/// Makes a client and shows its secret. The form's nonce becomes its id, so that a second press makes none.
async fn submit(context: Context, staff: Staff, form: Form) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageApiClients)?;
    let entered = match read(&form) {
        Ok(entered) => entered,
        Err(faults) => return again(&context, &staff, &form, &faults).await,
    };
    let (keyring, secret) = (&context.app.keyring, secret::Secret::generate());
    let change = Change {
        id: form.nonce()?,
        seen: 0,
        by: staff.actor.account,
        at: context.now,
    };
    let (said, hash) = (entered.said(), secret.hash(keyring));
    let made = context
        .db(async |conn| api_clients::add(conn, keyring, &said, &hash, change).await)
        .await?;
    match made {
        Ok(()) => Ok(secret.page(&context, &staff, (entered.name, change.id), None)),
        Err(NotMade::Before) => Ok(one::told(change.id, "made-before")),
        Err(NotMade::TooMany) => again(&context, &staff, &form, &[Fault::TooMany]).await,
    }
}

async fn again(
    context: &Context,
    staff: &Staff,
    form: &Form,
    faults: &[Fault],
) -> Result<HttpResponse, AppError> {
    let page = page(context, staff, form.pairs(), faults).await?;
    Ok(respond::invalid(page))
}

fn read(form: &Form) -> Result<Entered<'_>, Vec<Fault>> {
    let name = form
        .get("name")
        .filter(|name| name.chars().count() <= NAME && !name.contains(char::is_control));
    let contact = Email::parse(form.get("contact").unwrap_or_default());
    let chosen = form.pairs().iter().filter(|(key, _)| key == "scopes");
    let scopes: Option<Vec<Scope>> = chosen.map(|(_, code)| Scope::from_code(code)).collect();
    let scopes = scopes.filter(|scopes| !scopes.is_empty());
    match (name, contact, scopes) {
        (Some(name), Ok(contact), Some(scopes)) => Ok(Entered {
            name,
            contact,
            scopes,
        }),
        (name, contact, scopes) => Err([
            name.is_none().then_some(Fault::Name),
            contact.is_err().then_some(Fault::Contact),
            scopes.is_none().then_some(Fault::Scopes),
        ]
        .into_iter()
        .flatten()
        .collect()),
    }
}

async fn page(
    context: &Context,
    staff: &Staff,
    typed: &[(String, String)],
    faults: &[Fault],
) -> Result<maud::Markup, AppError> {
    let keyring = &context.app.keyring;
    let clients = context
        .db(async |conn| api_clients::list(conn, keyring, context.now).await)
        .await?;
    let clients: Vec<Line> = clients.iter().map(line).collect();
    Ok(pages::page(&View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        clients: &clients,
        values: Values(typed),
        faults,
    }))
}

fn line(client: &ApiClient) -> Line {
    Line {
        id: client.id.to_string(),
        name: client.name.clone(),
        scopes: codes(client),
        secret_made: words::day(client.secret_made_at),
        last_used: client.last_used_at.map(words::moment),
        disabled: client.disabled_at.is_some(),
    }
}

fn codes(client: &ApiClient) -> Vec<&'static str> {
    client.scopes.iter().map(|scope| scope.code()).collect()
}
