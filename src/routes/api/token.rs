//! `/oauth2/token`: a token for a client's secret (OAuth 2.0, RFC 6749 §4.4, client credentials).

use actix_web::http::{StatusCode, header};
use actix_web::web::Form;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use actix_web_httpauth::headers::authorization::{Basic, Scheme as _};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::context::Context;
use crate::error::AppError;
use crate::security::access_tokens::{self, LASTS, Token};
use crate::security::scopes::{self, Scope};
use crate::security::{address, throttle};
use crate::store::{api_clients, throttle as counters};

/// What a client sends. Parameters that are not known are passed over (RFC 6749 §3.2).
#[derive(Deserialize)]
pub struct Asked {
    grant_type: String,
    #[serde(default)]
    scope: String,
    client_id: Option<String>,
    client_secret: Option<String>,
}

/// Why there is no token (RFC 6749 §5.2).
#[derive(Debug)]
enum Refusal {
    Request,
    Client,
    GrantType,
    Scope,
    Other(AppError),
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        Self::Other(error)
    }
}

/// Gives a token.
pub async fn submit(
    context: Context,
    request: HttpRequest,
    asked: Result<Form<Asked>, actix_web::Error>,
) -> HttpResponse {
    let given = match asked {
        Ok(Form(asked)) => token(&context, &request, asked).await,
        Err(_) => Err(Refusal::Request),
    };
    match given {
        Ok(token) => HttpResponse::Ok().json(json!({
            "access_token": access_tokens::seal(&context.app.keyring, &token, context.now),
            "token_type": "Bearer",
            "expires_in": LASTS.num_seconds(),
            "scope": scopes::list(&token.scopes),
        })),
        Err(refusal) => refused(&refusal),
    }
}

async fn token(context: &Context, request: &HttpRequest, asked: Asked) -> Result<Token, Refusal> {
    let (id, secret) = credentials(request, &asked)?;
    if asked.grant_type != "client_credentials" {
        return Err(Refusal::GrantType);
    }
    let wanted = scopes::parse(&asked.scope).ok_or(Refusal::Scope)?;
    let allowed = proven(context, request, &id, &secret).await?;
    let (client, allowed) = allowed.ok_or(Refusal::Client)?;
    // Who asks for nothing by name gets all that there is for it (RFC 6749 §3.3).
    let scopes = if wanted.is_empty() {
        allowed.clone()
    } else {
        wanted
    };
    if scopes.iter().all(|scope| allowed.contains(scope)) {
        Ok(Token { client, scopes })
    } else {
        Err(Refusal::Scope)
    }
}

/// The client's id and secret, from the header or from the body, but not from both (RFC 6749 §2.3).
fn credentials(request: &HttpRequest, asked: &Asked) -> Result<(String, String), Refusal> {
    let in_body = asked.client_id.as_ref().zip(asked.client_secret.as_ref());
    match (request.headers().get(header::AUTHORIZATION), in_body) {
        (Some(_), Some(_)) => Err(Refusal::Request),
        (Some(shown), None) => {
            let basic = Basic::parse(shown).map_err(|_| Refusal::Client)?;
            let secret = basic.password().unwrap_or_default();
            Ok((basic.user_id().to_owned(), secret.to_owned()))
        }
        (None, Some((id, secret))) => Ok((id.clone(), secret.clone())),
        (None, None) => Err(Refusal::Client),
    }
}

/// The client and what it may do, if the secret is its own. Each attempt is counted before it is looked at.
async fn proven(
    context: &Context,
    request: &HttpRequest,
    id: &str,
    secret: &str,
) -> Result<Option<(Uuid, Vec<Scope>)>, AppError> {
    let Ok(client) = Uuid::try_parse(id) else {
        return Ok(None);
    };
    let (keyring, now) = (&context.app.keyring, context.now);
    let attempt = throttle::of_client(&client.to_string(), address::of(request));
    let hash = keyring.token_hash(secret);
    context
        .db(async |conn| {
            if let Err(full) = counters::take(conn, keyring, &attempt, now).await? {
                return Ok(Err(full));
            }
            let scopes = api_clients::proven(conn, client, &hash, now).await?;
            if scopes.is_some() {
                counters::give_back(conn, keyring, &attempt).await?;
            }
            Ok(Ok(scopes.map(|scopes| (client, scopes))))
        })
        .await?
        .map_err(|full| AppError::TooMany((full.until - now).to_std().unwrap_or_default()))
}

fn refused(refusal: &Refusal) -> HttpResponse {
    let status = match refusal {
        Refusal::Client => StatusCode::UNAUTHORIZED,
        Refusal::Other(error) => actix_web::ResponseError::status_code(error),
        _ => StatusCode::BAD_REQUEST,
    };
    let code = match refusal {
        Refusal::Request => "invalid_request",
        Refusal::Client => "invalid_client",
        Refusal::GrantType => "unsupported_grant_type",
        Refusal::Scope => "invalid_scope",
        Refusal::Other(AppError::TooMany(_)) => "slow_down",
        Refusal::Other(AppError::Unavailable) => "temporarily_unavailable",
        Refusal::Other(_) => "server_error",
    };
    let mut response = HttpResponseBuilder::new(status);
    match refusal {
        Refusal::Client => {
            response.insert_header((header::WWW_AUTHENTICATE, r#"Basic realm="clients""#));
        }
        Refusal::Other(AppError::TooMany(wait)) => {
            response.insert_header((header::RETRY_AFTER, wait.as_secs().max(1)));
        }
        _ => {}
    }
    response.json(json!({ "error": code }))
}
