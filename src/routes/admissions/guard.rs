//! The member of staff who asks, or the way to the sign-in page.

use actix_web::{FromRequest, HttpMessage as _, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;
use templates::doors::Door;
use templates::layout::Frame;

use super::second_reads;
use crate::context::{self, Context};
use crate::error::AppError;
use crate::routes::doors::{answer, guard};
use crate::security::permissions::{self, Action, Actor};
use crate::security::sessions::Session;

/// Somebody of the team signed in completely. Extracting it sends everybody else to the sign-in page, and a clinician who could be the
/// second reader of the case in the address away from it.
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

    /// The frame of a page.
    pub fn frame<'a>(&'a self, context: &'a Context) -> Frame<'a> {
        answer::frame(context, Door::Admissions, &self.session)
    }
}

impl FromRequest for Staff {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let door = Door::Admissions;
            let signed_out = || guard::signed_out(door);
            let session = guard::session(&request, door).await?;
            let session = session.ok_or_else(signed_out)?;
            let actor = session.actor().ok_or_else(signed_out)?;
            // A page that refuses them keeps their navigation.
            request.extensions_mut().insert(session.clone());
            let context = context::of(&request)?;
            second_reads::kept_blind(&request, &context, actor).await?;
            Ok(Self { session, actor })
        })
    }
}
