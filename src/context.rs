//! What every handler needs to know of its request.

use std::{
    cell::OnceCell,
    future::{Future, Ready, ready},
    rc::Rc,
    time::Duration,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload, rt, web};
use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;
use templates::layout::{Frame, Nav};
use tokio::time::Instant;

use crate::{
    app::App,
    clock::england,
    error::AppError,
    lookups::Lookups,
    postgres::Lending,
    randomness,
    security::{csrf, visitor},
    store::{StoreError, screenings::Sealed, within},
};

/// How long a request may wait for the database: a person is told within three seconds.
pub(crate) const PATIENCE: Duration = Duration::from_millis(2500);

/// The application, the instant at which the request came, and the visitor's form token.
pub struct Context {
    /// The application's values.
    pub app: web::Data<App>,
    /// This worker's connections to the database.
    connections: Lending,
    lookups: Rc<Lookups>,
    /// When the request came.
    pub now: DateTime<Utc>,
    /// The token that this visitor's forms carry.
    pub csrf: String,
    /// A fresh value for a form that must not be sent twice.
    pub nonce: String,
    /// The path that was asked for.
    pub path: String,
    /// When waiting for the database ends. It begins with the first wait: a slow connection that is
    /// still sending its form uses none of it.
    deadline: OnceCell<Instant>,
}

impl Context {
    /// The frame of a page.
    pub fn frame<'a>(&'a self, nav: Nav<'a>) -> Frame<'a> {
        Frame {
            csrf: &self.csrf,
            demo: self.app.config.demo,
            nav,
        }
    }

    /// Works with the database, within what is left of this request's time.
    ///
    /// # Errors
    /// `Unavailable` when the database is away or time is up; else what the store refused.
    pub async fn db<T>(
        &self,
        work: impl AsyncFnOnce(&mut PgConnection) -> Result<T, StoreError>,
    ) -> Result<T, AppError> {
        self.in_time(self.connections.work(work)).await
    }

    /// This worker's connections, for an answer that goes on after the request's time.
    pub fn connections(&self) -> Lending {
        self.connections.clone()
    }

    /// Works with the database beside the answer, which does not wait for it. What goes wrong is logged, with what it was
    /// about, and is nobody's concern but ours.
    pub fn beside(
        &self,
        about: &'static str,
        work: impl AsyncFnOnce(&mut PgConnection) -> Result<(), StoreError> + 'static,
    ) {
        let connections = self.connections.clone();
        rt::spawn(async move {
            if let Err(error) = within(PATIENCE, connections.work(work)).await {
                tracing::warn!(%error, about, "left undone beside a request");
            }
        });
    }

    /// The draft of a browser, sent or not, by the hash of its secret.
    ///
    /// # Errors
    /// Like [`Context::db`].
    pub async fn screening(&self, session_hash: [u8; 32]) -> Result<Option<Sealed>, AppError> {
        self.in_time(self.lookups.find(session_hash, self.now))
            .await
    }

    async fn in_time<T>(
        &self,
        work: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, AppError> {
        let deadline = *self.deadline.get_or_init(|| Instant::now() + PATIENCE);
        match tokio::time::timeout_at(deadline, work).await {
            Ok(done) => Ok(done?),
            Err(_) => Err(AppError::Unavailable),
        }
    }

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
    let connections = request.app_data::<Lending>();
    let lookups = request.app_data::<Rc<Lookups>>();
    Ok(Context {
        connections: connections.ok_or(AppError::Internal)?.clone(),
        lookups: lookups.ok_or(AppError::Internal)?.clone(),
        now: app.clock.now(),
        csrf: csrf::token(&app.keyring, &visitor::of(request)),
        nonce: randomness::uuid().to_string(),
        path: request.path().to_owned(),
        deadline: OnceCell::new(),
        app,
    })
}
