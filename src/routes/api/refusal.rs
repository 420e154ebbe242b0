//! Why a program is given nothing, in the form that programs read (RFC 9457), with what HTTP asks for beside it.

use actix_web::http::header;
use actix_web::{HttpResponse, ResponseError as _};
use serde_json::{Value, json};

use crate::error::AppError;
use crate::security::scopes::Scope;

/// Why a program is given nothing.
#[derive(Debug)]
pub enum Refusal {
    /// It has shown no token.
    NoToken,
    /// The token is none of ours, or is over, or its client is disabled.
    Token,
    /// The token does not open this.
    Scope(Scope),
    /// There is nothing here.
    NotFound,
    /// These parameters cannot be what they should be.
    Parameters(Vec<&'static str>),
    /// What refuses people too.
    Other(AppError),
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        Self::Other(error)
    }
}

/// The answer, or the refusal as an answer.
pub fn answer(result: Result<HttpResponse, Refusal>) -> HttpResponse {
    result.unwrap_or_else(|refusal| refusal.response())
}

impl Refusal {
    fn response(&self) -> HttpResponse {
        match self {
            // Who shows nothing is told how to (RFC 6750 §3.1), and nothing else.
            Self::NoToken => challenge(HttpResponse::Unauthorized(), "Bearer").json(told(
                401,
                "Ask with an access token",
                json!({}),
            )),
            Self::Token => challenge(
                HttpResponse::Unauthorized(),
                r#"Bearer error="invalid_token""#,
            )
            .json(told(401, "The access token does not work", json!({}))),
            Self::Scope(scope) => {
                let scope = scope.code();
                let says = format!(r#"Bearer error="insufficient_scope", scope="{scope}""#);
                challenge(HttpResponse::Forbidden(), &says).json(told(
                    403,
                    "The access token does not open this",
                    json!({ "scope": scope }),
                ))
            }
            Self::NotFound => problem(HttpResponse::NotFound()).json(told(
                404,
                "There is nothing at this address",
                json!({}),
            )),
            Self::Parameters(names) => problem(HttpResponse::UnprocessableEntity()).json(told(
                422,
                "Some parameters cannot be what they should be",
                json!({ "parameters": names }),
            )),
            Self::Other(error) => {
                let status = error.status_code();
                let title = status.canonical_reason().unwrap_or("Refused");
                problem(HttpResponse::build(status)).json(told(status.as_u16(), title, json!({})))
            }
        }
    }
}

fn challenge(
    mut response: actix_web::HttpResponseBuilder,
    says: &str,
) -> actix_web::HttpResponseBuilder {
    response.insert_header((header::WWW_AUTHENTICATE, says));
    problem(response)
}

fn problem(mut response: actix_web::HttpResponseBuilder) -> actix_web::HttpResponseBuilder {
    response.content_type("application/problem+json");
    response
}

fn told(status: u16, title: &str, more: Value) -> Value {
    let mut told = json!({ "status": status, "title": title });
    if let (Value::Object(told), Value::Object(more)) = (&mut told, more) {
        told.extend(more);
    }
    told
}
