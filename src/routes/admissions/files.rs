//! `/admissions/files/{id}`: the download of a file that came with a referral.

use actix_web::{HttpResponse, web::Path};
use sqlx::Connection as _;
use uuid::Uuid;

use super::guard::Staff;
use super::referral::record;
use crate::context::Context;
use crate::error::AppError;
use crate::routes::files::response;
use crate::security::permissions::Action;
use crate::store::{access, attachments, referrals};

/// Sends a file. Without the line in the access log nothing is sent.
pub async fn download(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let (keyring, now) = (&context.app.keyring, context.now);
    let sent = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let Some(file) = attachments::find(&mut tx, keyring, *id).await? else {
                return Ok(None);
            };
            // What was never sent is the practice's alone.
            let Some(referral) = file.referral else {
                return Ok(None);
            };
            let reference = referrals::reference(&mut tx, referral).await?;
            let case = referrals::open(&mut tx, keyring, reference).await?;
            if !staff.can(Action::Open(record(&case))) {
                return Ok(Some(Err(AppError::Forbidden)));
            }
            access::downloaded(&mut tx, staff.actor.account, Some(referral), now).await?;
            let bytes = attachments::content(&mut tx, keyring, file.id).await?;
            tx.commit().await?;
            Ok(Some(Ok(response(&file, bytes))))
        })
        .await?;
    sent.ok_or(AppError::NotFound)?
}
