//! `/admissions/accounts/{id}/practice`: a referrer who works at another practice now.

use actix_web::HttpResponse;
use actix_web::web::Path;
use serde_json::json;
use sqlx::Connection as _;
use uuid::Uuid;

use super::invite;
use super::person::{Showing, done, note, page};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::security::permissions::Action;
use crate::store::accounts;

/// Moves a referrer. Drafts and referrals stay with the practice that they were made at: they are its own.
pub async fn submit(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ChangeAccount(*id))?;
    let mut faults = Vec::new();
    let Some(to) = invite::practice(&context, &form, &mut faults).await? else {
        let showing = Showing {
            typed: form.pairs(),
            faults: &faults,
            ..Showing::default()
        };
        let page = page(&context, &staff, *id, &showing).await?;
        return Ok(respond::invalid(page));
    };
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let from = accounts::set_practice(&mut tx, *id, to).await?;
            if from != to {
                let data = json!({ "from": from, "to": to });
                note(
                    &mut tx,
                    &context,
                    &staff,
                    ("account.practice_set", *id),
                    data,
                )
                .await?;
            }
            Ok(tx.commit().await?)
        })
        .await?;
    Ok(done(*id))
}
