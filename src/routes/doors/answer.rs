//! What several answers at a door have in common.

use actix_web::cookie::Cookie;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use chrono::TimeDelta;
use templates::doors::{Door, too_many};
use templates::layout::{Frame, Nav};

use super::cookie;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::admissions::{place, words};
use crate::security::cookies;
use crate::security::devices::{self, Device};
use crate::security::passwords::PasswordError;
use crate::security::permissions::{self, Action};
use crate::security::sessions::{Session, SessionKey};
use crate::security::throttle::TooMany;

impl From<PasswordError> for AppError {
    fn from(error: PasswordError) -> Self {
        match error {
            PasswordError::Busy => Self::Unavailable,
            other => {
                tracing::error!(error = %other, "password");
                Self::Internal
            }
        }
    }
}

/// The frame of a page of somebody who is signed in.
pub fn frame<'a>(context: &'a Context, door: Door, session: &'a Session) -> Frame<'a> {
    let name = &session.name;
    context.frame(match door {
        Door::Admissions => Nav::Staff {
            name,
            admin: can(session, Action::ManageAccounts),
            beds: can(session, Action::SeeBeds),
            second_reads: can(session, Action::SeeSecondReads),
            current: place::of(&context.path),
        },
        Door::Referrers => Nav::Referrer {
            name,
            saved_at: None,
        },
    })
}

fn can(session: &Session, action: Action) -> bool {
    let may = |actor| permissions::may(actor, action).is_ok();
    session.actor().is_some_and(may)
}

/// The page that says when to try again.
pub fn too_many(context: &Context, refusal: TooMany, again: &str) -> HttpResponse {
    // The whole minute after, so that it is not too early.
    let until = words::time(refusal.until + TimeDelta::seconds(59));
    let view = too_many::View {
        frame: context.frame(Nav::Public),
        until: &until,
        again,
    };
    let mut response = respond::with_status(StatusCode::TOO_MANY_REQUESTS, too_many::page(&view));
    let seconds = (refusal.until - context.now).num_seconds().max(0) + 1;
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, seconds.into());
    response
}

/// The device that a request comes from.
pub fn device(request: &HttpRequest, context: &Context) -> Device {
    let cookie = cookies::read(request, devices::COOKIE, context.app.config.tls());
    Device::of(cookie.as_deref())
}

/// Gives a browser the cookie of a session.
pub fn with_session(
    mut response: HttpResponse,
    context: &Context,
    door: Door,
    key: &SessionKey,
) -> Result<HttpResponse, AppError> {
    let tls = context.app.config.tls();
    add(
        &mut response,
        &cookies::session(cookie(door), key.to_cookie(), tls),
    )?;
    Ok(response)
}

/// Gives somebody who has just signed in completely their session, and remembers the device.
pub fn signed_in(
    response: HttpResponse,
    request: &HttpRequest,
    context: &Context,
    door: Door,
    session: &Session,
    key: &SessionKey,
) -> Result<HttpResponse, AppError> {
    let mut device = device(request, context);
    device.remember(&context.app.keyring, session.account);
    let tls = context.app.config.tls();
    let cookie = cookies::lasting(devices::COOKIE, device.to_cookie(), devices::DAYS, tls);
    let mut response = with_session(response, context, door, key)?;
    add(&mut response, &cookie)?;
    Ok(response)
}

/// Makes a browser forget its session.
pub fn without_session(
    mut response: HttpResponse,
    context: &Context,
    door: Door,
) -> Result<HttpResponse, AppError> {
    add(
        &mut response,
        &cookies::removal(cookie(door), context.app.config.tls()),
    )?;
    Ok(response)
}

fn add(response: &mut HttpResponse, cookie: &Cookie<'_>) -> Result<(), AppError> {
    response.add_cookie(cookie).map_err(|_| AppError::Internal)
}
