//! Who asks: the session behind a request, or the way to the sign-in page.

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;

use super::SIGN_IN;
use crate::context::{self, Context};
use crate::error::AppError;
use crate::security::cookies;
use crate::security::permissions::{self, Action, Actor};
use crate::security::sessions::{Session, SessionKey, Stage};
use crate::store;

/// Name of the session's cookie, before any `__Host-` prefix.
pub const COOKIE: &str = "staff";

/// Somebody signed in completely. Extracting it sends everybody else to the sign-in page.
pub struct Staff {
    /// Their session.
    pub session: Session,
    /// Who they are, for permissions.
    pub actor: Actor,
}

impl Staff {
    /// `Forbidden` unless they may do this.
    pub fn may(&self, action: Action) -> Result<(), AppError> {
        permissions::may(self.actor, action).map_err(|_| AppError::Forbidden)
    }

    /// Whether they may do this.
    pub fn can(&self, action: Action) -> bool {
        permissions::may(self.actor, action).is_ok()
    }
}

/// Somebody whose password was right, at whatever stage.
pub struct SigningIn(Session);

impl SigningIn {
    /// Their session, if it is at this stage.
    pub fn at(self, stage: Stage) -> Result<Session, AppError> {
        let session = self.0;
        if session.stage == stage {
            Ok(session)
        } else {
            Err(signed_out())
        }
    }
}

impl FromRequest for Staff {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let session = session(&request).await?.ok_or_else(signed_out)?;
            let actor = session.actor().ok_or_else(signed_out)?;
            Ok(Self { session, actor })
        })
    }
}

impl FromRequest for SigningIn {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { session(&request).await?.map(Self).ok_or_else(signed_out) })
    }
}

/// To the sign-in page.
pub fn signed_out() -> AppError {
    AppError::Elsewhere(SIGN_IN.to_owned())
}

/// The key that the browser sent.
pub fn key(request: &HttpRequest, context: &Context) -> Option<SessionKey> {
    let value = cookies::read(request, COOKIE, context.app.config.tls())?;
    SessionKey::from_cookie(&value)
}

/// The live session of a request, if it has one.
pub async fn session(request: &HttpRequest) -> Result<Option<Session>, AppError> {
    let context = context::of(request)?;
    let Some(key) = key(request, &context) else {
        return Ok(None);
    };
    let now = context.now;
    context
        .db(async |conn| store::sessions::load(conn, &key, now).await)
        .await
}
