//! Who asks: the session behind a request, or the way to the sign-in page.

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;
use templates::doors::Door;
use templates::layout::{Frame, Nav};

use crate::context::Context;
use crate::error::AppError;
use crate::routes::doors::guard;
use crate::security::referrers::{self, Member, Record};
use crate::security::sessions::Session;
use crate::store::attachments::Adder;

/// A referrer signed in completely. Extracting it sends everybody else to the sign-in page.
pub struct Referrer {
    /// Their session.
    pub session: Session,
    /// Who they are, for permissions.
    pub member: Member,
}

impl Referrer {
    /// `NotFound` unless the record is their practice's: whether another practice has it is not told.
    pub fn may(&self, record: Record) -> Result<(), AppError> {
        referrers::may(self.member, record).map_err(|_| AppError::NotFound)
    }

    /// Who adds a file.
    pub fn adder(&self) -> Adder {
        Adder {
            practice: self.member.practice,
            account: self.member.account,
        }
    }

    /// The frame of a page.
    pub fn frame<'a>(&'a self, context: &'a Context, saved_at: Option<&'a str>) -> Frame<'a> {
        context.frame(Nav::Referrer {
            name: &self.session.name,
            saved_at,
        })
    }
}

impl FromRequest for Referrer {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let door = Door::Referrers;
            let signed_out = || guard::signed_out(door);
            let session = guard::session(&request, door).await?;
            let session = session.ok_or_else(signed_out)?;
            let member = Member::of(&session).ok_or_else(signed_out)?;
            Ok(Self { session, member })
        })
    }
}
