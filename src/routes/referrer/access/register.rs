//! `/refer/register`: a request for an account. The answer is the same whether or not the address is known.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web::Path};
use domain::people::Email;
use sqlx::Connection as _;
use templates::components::Values;
use templates::doors::professional::Fault;
use templates::emails;
use templates::layout::Nav;
use templates::referrer::access::register::{self as pages, View};
use uuid::Uuid;

use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::doors::links::{message, secret, within_limits};
use crate::routes::doors::professional::{self, Faults};
use crate::store::access_requests::{self, Applicant, NewRequest};
use crate::store::audit::{self, By, Entry};
use crate::store::practices;

/// A request as it was entered.
struct Entered {
    email: Email,
    practice: Uuid,
    applicant: Applicant,
}

/// Shows the form.
pub async fn show(context: Context) -> HttpResponse {
    respond::page(page(&context, &[], &[]))
}

/// Notes the request, and mails a link that confirms it.
pub async fn submit(
    request: HttpRequest,
    context: Context,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let entered = match read(&context, &form).await? {
        Ok(entered) => entered,
        Err(faults) => return Ok(respond::invalid(page(&context, form.pairs(), &faults))),
    };
    within_limits(&context, &request, &entered.email).await?;
    ask(&context, &entered).await?;
    let frame = context.frame(Nav::Public);
    Ok(respond::page(pages::asked(&frame, entered.email.as_str())))
}

/// The page that the link opens, with the button that confirms: mail scanners open links too.
pub async fn confirming(
    request: HttpRequest,
    context: Context,
    token: Path<String>,
) -> Result<HttpResponse, AppError> {
    let hash = context.app.keyring.token_hash(&token);
    let live = context
        .db(async |conn| access_requests::is_live(conn, &hash, context.now).await)
        .await?;
    let frame = context.frame(Nav::Public);
    Ok(if live {
        respond::page(pages::confirm(&frame, &context.nonce, request.path()))
    } else {
        respond::with_status(StatusCode::GONE, pages::failed(&frame))
    })
}

/// Confirms the mailbox; administrators now see the request.
pub async fn confirm(
    context: Context,
    token: Path<String>,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    let hash = context.app.keyring.token_hash(&token);
    let confirmed = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let Some(id) = access_requests::confirm(&mut tx, &hash, context.now).await? else {
                return Ok(false);
            };
            let entry = Entry {
                by: By::System,
                action: "access_request.confirmed",
                subject: "access_request",
                subject_id: Some(id),
                data: serde_json::json!({}),
            };
            audit::record(&mut tx, entry, context.now).await?;
            tx.commit().await?;
            Ok(true)
        })
        .await?;
    let frame = context.frame(Nav::Public);
    Ok(if confirmed {
        respond::page(pages::confirmed(&frame))
    } else {
        respond::with_status(StatusCode::GONE, pages::failed(&frame))
    })
}

async fn read(context: &Context, form: &Form) -> Result<Result<Entered, Faults>, AppError> {
    let mut faults = Faults::new();
    let email = professional::email(form, &mut faults);
    let code = professional::ods_code(form, &mut faults);
    let applicant = professional::applicant(form, &mut faults);
    let practice = match &code {
        Some(code) => {
            context
                .db(async |conn| practices::by_ods_code(conn, code).await)
                .await?
        }
        None => None,
    };
    if code.is_some() && practice.is_none() {
        faults.push(("ods_code", Fault::Unknown));
    }
    Ok(match (email, practice, applicant) {
        (Some(email), Some(practice), Some(applicant)) => Ok(Entered {
            email,
            practice: practice.id,
            applicant,
        }),
        _ => Err(in_order(faults)),
    })
}

/// In the order of the page.
fn in_order(mut faults: Faults) -> Faults {
    const CONTROLS: [&str; 6] = [
        "name",
        "email",
        "ods_code",
        "profession",
        "register",
        "number",
    ];
    faults.sort_by_key(|(control, _)| CONTROLS.iter().position(|known| known == control));
    faults
}

async fn ask(context: &Context, entered: &Entered) -> Result<(), AppError> {
    let (keyring, token) = (&context.app.keyring, secret());
    let (config, email) = (&context.app.config, &entered.email);
    let link = config.link(&format!("/refer/register/{token}"));
    let sign_in = config.link("/refer/sign-in");
    let new = NewRequest {
        email,
        practice: entered.practice,
        applicant: &entered.applicant,
        token_hash: keyring.token_hash(&token),
        confirm: message(
            "confirm_request",
            email,
            emails::access::confirm_request(&link),
        ),
        known: message("has_account", email, emails::access::has_account(&sign_in)),
    };
    context
        .db(async |conn| access_requests::ask(conn, keyring, new, context.now).await)
        .await
}

fn page(
    context: &Context,
    values: &[(String, String)],
    faults: &[(&'static str, Fault)],
) -> maud::Markup {
    pages::page(&View {
        frame: context.frame(Nav::Public),
        nonce: &context.nonce,
        values: Values(values),
        faults,
    })
}
