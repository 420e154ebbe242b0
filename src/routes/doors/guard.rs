//! Who asks at which door: the session behind a request, or the way to the door's sign-in page.

use std::future::{Ready, ready};

use actix_web::http::header::{self, HeaderName};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;
use templates::doors::Door;

use super::{admits, cookie};
use crate::context::{self, Context};
use crate::error::AppError;
use crate::security::cookies;
use crate::security::sessions::{Session, SessionKey, Stage};
use crate::store;

/// The door that a request came to.
pub struct At(pub Door);

/// Somebody signed in completely. Extracting it sends everybody else to the sign-in page.
pub struct SignedIn {
    /// Through which door.
    pub door: Door,
    /// Their session.
    pub session: Session,
}

/// Somebody whose password was right, at whatever stage.
pub struct SigningIn {
    /// At which door.
    pub door: Door,
    session: Session,
}

impl SigningIn {
    /// Their session, if it is at this stage.
    pub fn at(self, stage: Stage) -> Result<Session, AppError> {
        let session = self.session;
        if session.stage == stage {
            Ok(session)
        } else {
            Err(signed_out(self.door))
        }
    }
}

impl FromRequest for At {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(of(request).map(Self))
    }
}

impl FromRequest for SignedIn {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let signing_in = SigningIn::from_request(request, payload);
        Box::pin(async move {
            let signing_in = signing_in.await?;
            let door = signing_in.door;
            let session = signing_in.at(Stage::Full)?;
            Ok(Self { door, session })
        })
    }
}

impl FromRequest for SigningIn {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let door = of(&request)?;
            let session = session(&request, door).await?;
            let session = session.ok_or_else(|| signed_out(door))?;
            Ok(Self { door, session })
        })
    }
}

/// The door whose pages the address of a request belongs to.
pub fn of(request: &HttpRequest) -> Result<Door, AppError> {
    let first = request.path().split('/').nth(1).unwrap_or_default();
    let found = Door::ALL
        .into_iter()
        .find(|door| door.home().strip_prefix('/') == Some(first));
    found.ok_or(AppError::NotFound)
}

/// To the sign-in page.
pub fn signed_out(door: Door) -> AppError {
    AppError::Elsewhere(door.address("sign-in"))
}

/// The key that the browser sent for this door.
pub fn key(request: &HttpRequest, context: &Context, door: Door) -> Option<SessionKey> {
    let value = cookies::read(request, cookie(door), context.app.config.tls())?;
    SessionKey::from_cookie(&value)
}

/// Whether a script of a page asks, and no person: it says so by a header, and a stream of events by what it accepts.
pub fn asked_by_itself(request: &HttpRequest) -> bool {
    let says = |name: HeaderName, value: &str| {
        let given = request.headers().get(name);
        given.is_some_and(|given| given.as_bytes() == value.as_bytes())
    };
    says(HeaderName::from_static("x-requested-with"), "live")
        || says(header::ACCEPT, "text/event-stream")
}

/// The live session of a request, if it has one of an account that comes in through this door:
/// the key of another door's session opens nothing here, whatever cookie it is put in.
pub async fn session(request: &HttpRequest, door: Door) -> Result<Option<Session>, AppError> {
    let context = context::of(request)?;
    let Some(key) = key(request, &context, door) else {
        return Ok(None);
    };
    let (now, by_itself) = (context.now, asked_by_itself(request));
    let found = context
        .db(async |conn| {
            if by_itself {
                store::sessions::peek(conn, key.hash(), now).await
            } else {
                store::sessions::load(conn, &key, now).await
            }
        })
        .await?;
    Ok(found.filter(|session| admits(door, session.role)))
}
