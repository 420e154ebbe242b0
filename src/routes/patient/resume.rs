//! `/check/resume/{token}`: coming back with a link. Opening the page uses nothing up, since mail
//! scanners open links too; its button does.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Path};
use templates::{layout::Nav, patient::resume as pages};

use super::draft;
use crate::{context::Context, error::AppError, forms::Form, respond, store::resume};

/// The page with the button, if the link is live.
pub async fn show(
    context: Context,
    request: HttpRequest,
    token: Path<String>,
) -> Result<HttpResponse, AppError> {
    let hash = context.app.keyring.token_hash(&token);
    let live = context
        .db(async |conn| resume::is_live(conn, &hash, context.now).await)
        .await?;
    if !live {
        return Ok(failed(&context));
    }
    Ok(respond::page(pages::page(&pages::View {
        frame: context.frame(Nav::Public),
        nonce: &context.nonce,
        action: request.path(),
    })))
}

/// Uses the link: this browser goes on with the draft, and no other does any more.
pub async fn take(
    context: Context,
    token: Path<String>,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    let (keyring, pathways) = (&context.app.keyring, &context.app.pathways);
    let (hash, key) = (keyring.token_hash(&token), draft::new_key());
    let session = keyring.token_hash(&key);
    let opened = context
        .db(async |conn| resume::open(conn, keyring, pathways, &hash, &session, context.now).await)
        .await?;
    if opened.is_none() {
        return Ok(failed(&context));
    }
    let mut response = respond::see_other("/check/answers");
    response
        .add_cookie(&draft::cookie(&context, key))
        .map_err(|_| AppError::Internal)?;
    Ok(response)
}

fn failed(context: &Context) -> HttpResponse {
    respond::with_status(StatusCode::GONE, pages::failed(&context.frame(Nav::Public)))
}
