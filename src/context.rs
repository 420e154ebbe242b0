//! What every handler needs to know of its request.

use std::future::{Ready, ready};

use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    app::App,
    clock::england,
    error::AppError,
    randomness,
    security::{csrf, visitor},
};

/// The application, the instant at which the request came, and the visitor's form token.
pub struct Context {
    /// The application's values.
    pub app: web::Data<App>,
    /// When the request came.
    pub now: DateTime<Utc>,
    /// The token that this visitor's forms carry.
    pub csrf: String,
    /// A fresh value for a form that must not be sent twice.
    pub nonce: String,
}

impl Context {
    /// The day in England.
    pub fn today(&self) -> NaiveDate {
        england::date(self.now)
    }
}

impl FromRequest for Context {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(of(request))
    }
}

/// The context of a request.
pub fn of(request: &HttpRequest) -> Result<Context, AppError> {
    let app = request
        .app_data::<web::Data<App>>()
        .ok_or(AppError::Internal)?
        .clone();
    Ok(Context {
        now: app.clock.now(),
        csrf: csrf::token(&app.keyring, &visitor::of(request)),
        nonce: randomness::uuid().to_string(),
        app,
    })
}
