//! What a form sent: read once, within limits, and only from our own pages.

use std::time::Duration;

use actix_web::{
    FromRequest, HttpMessage as _, HttpRequest,
    dev::Payload,
    web::{self, Bytes},
};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    app::App,
    error::AppError,
    security::{csrf, visitor},
};

/// The largest form we take, in bytes: a referral with every text at its limit is under half of it.
const LARGEST: usize = 128 * 1024;
/// The most fields in one form.
const MOST_FIELDS: usize = 600;
/// How long a slow connection may take to send one.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a refusal waits for what was typed, and how often it looks.
const MOMENT: Duration = Duration::from_secs(1);
const STEP: Duration = Duration::from_millis(5);
/// Fields that no error page may give back. The nonce goes along: what did arrive is not stored twice.
const NEVER_KEPT: [&str; 6] = [
    "csrf",
    "password",
    "new_password",
    "password_for_codes",
    "code",
    "recovery_code",
];

/// A form that one of our pages sent: its token and origin are checked.
#[derive(Debug)]
pub struct Form {
    body: Bytes,
    pairs: Vec<(String, String)>,
}

/// What a person typed, for an error page to give back.
#[derive(Debug, Clone, Default)]
pub struct Kept(pub Vec<(String, String)>);

impl Kept {
    /// Waits a moment until the form that comes with a request was read, which is done beside whatever else is asked of the request:
    /// for who refuses it, and has a page offer again what was typed.
    pub async fn soon(request: &HttpRequest) {
        let read = async {
            while !request.extensions().contains::<Self>() {
                tokio::time::sleep(STEP).await;
            }
        };
        // Where nothing was typed there is nothing to wait for.
        let _ = tokio::time::timeout(MOMENT, read).await;
    }
}

impl Form {
    /// A form of fields that were read from another encoding. Its token and origin are still to be checked.
    pub(crate) fn of(pairs: Vec<(String, String)>) -> Result<Self, AppError> {
        let body = serde_html_form::to_string(&pairs).map_err(|_| AppError::BadRequest)?;
        let form = Self {
            body: body.into(),
            pairs,
        };
        form.checked()
    }

    /// Refuses what no person types.
    fn checked(self) -> Result<Self, AppError> {
        // Postgres keeps no NUL in text.
        let odd = |text: &str| text.contains('\0');
        let mut pairs = self.pairs.iter();
        if pairs.any(|(name, value)| odd(name) || odd(value)) {
            return Err(AppError::BadRequest);
        }
        if self.pairs.len() > MOST_FIELDS {
            return Err(AppError::TooLarge);
        }
        Ok(self)
    }

    /// Every field as sent, in order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The first value of a field, without surrounding white space; `None` when absent or blank.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.pairs.iter().find(|(key, _)| key == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// The form as a value of a fixed form's raw type.
    ///
    /// # Errors
    /// `BadRequest` when the fields are not that form's.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, AppError> {
        serde_html_form::from_bytes(&self.body).map_err(|_| AppError::BadRequest)
    }

    /// The value that makes a repeated sending of this form recognisable.
    ///
    /// # Errors
    /// `BadRequest` when it is missing or malformed.
    pub fn nonce(&self) -> Result<Uuid, AppError> {
        self.get("nonce")
            .and_then(|nonce| Uuid::parse_str(nonce).ok())
            .ok_or(AppError::BadRequest)
    }

    /// The nonce together with what was sent: the same for a form that is sent twice, and another one where something else was
    /// written into the same showing of a page, so that it is not taken for what was done before.
    ///
    /// # Errors
    /// `BadRequest` when the nonce is missing or malformed.
    pub fn once(&self, what: &str) -> Result<Uuid, AppError> {
        let mut hash = Sha256::new_with_prefix(self.nonce()?.as_bytes());
        let sent = self.pairs.iter().filter(|(name, _)| name != "csrf");
        let parts = sent.flat_map(|(name, value)| [name.as_str(), value.as_str()]);
        for part in std::iter::once(what).chain(parts) {
            hash.update(part.len().to_be_bytes());
            hash.update(part.as_bytes());
        }
        let mut id = [0; 16];
        id.copy_from_slice(&hash.finalize()[..16]);
        Ok(Uuid::from_bytes(id))
    }
}

impl FromRequest for Form {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            if request.content_type() != "application/x-www-form-urlencoded" {
                return Err(AppError::BadRequest);
            }
            let body = read_body(payload).await?;
            let form = parse(body)?;
            check_origin(&request, &form)?;
            Ok(form)
        })
    }
}

async fn read_body(payload: Payload) -> Result<Bytes, AppError> {
    let body =
        actix_web::body::to_bytes_limited(actix_web::body::BodyStream::new(payload), LARGEST);
    tokio::time::timeout(PATIENCE, body)
        .await
        .map_err(|_| AppError::BadRequest)?
        .map_err(|_| AppError::TooLarge)?
        .map_err(|_| AppError::BadRequest)
}

fn parse(body: Bytes) -> Result<Form, AppError> {
    let pairs = serde_html_form::from_bytes(&body).map_err(|_| AppError::BadRequest)?;
    Form { body, pairs }.checked()
}

/// A form of another site is refused outright. One of ours with an outdated token is
/// refused too, but what was typed is kept for the error page to offer again.
pub(crate) fn check_origin(request: &HttpRequest, form: &Form) -> Result<(), AppError> {
    if !csrf::same_origin(request.headers()) {
        return Err(AppError::Forbidden);
    }
    request.extensions_mut().insert(kept(&form.pairs));
    let app = request
        .app_data::<web::Data<App>>()
        .ok_or(AppError::Forbidden)?;
    let visitor = visitor::of(request);
    let given = form.get("csrf").unwrap_or_default();
    if csrf::token_matches(&app.keyring, &visitor, given) {
        Ok(())
    } else {
        Err(AppError::FormExpired)
    }
}

fn kept(pairs: &[(String, String)]) -> Kept {
    let keep = |name: &str| !NEVER_KEPT.contains(&name);
    Kept(
        pairs
            .iter()
            .filter(|(name, value)| keep(name) && !value.is_empty())
            .cloned()
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Form {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let nonce = [("nonce", "018f3c9e-0000-7000-8000-000000000001")];
        Form {
            body: Bytes::new(),
            pairs: nonce.iter().chain(pairs).map(pair).collect(),
        }
    }

    #[test]
    fn the_same_form_is_known_again_and_another_one_of_the_same_page_is_not() {
        let once = |what, pairs: &[(&str, &str)]| form(pairs).once(what).unwrap();
        let first = once("note", &[("text", "a"), ("csrf", "1")]);
        assert_eq!(first, once("note", &[("text", "a"), ("csrf", "2")]));
        assert_ne!(first, once("note", &[("text", "b")]));
        assert_ne!(first, once("message", &[("text", "a")]));
        assert_ne!(once("note", &[("ab", "c")]), once("note", &[("a", "bc")]));
        assert!(
            Form {
                body: Bytes::new(),
                pairs: Vec::new()
            }
            .once("note")
            .is_err()
        );
    }
}
