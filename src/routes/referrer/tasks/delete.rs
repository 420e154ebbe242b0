//! `/refer/drafts/{id}/delete`: a draft that is not needed any more.

use actix_web::{HttpResponse, web::Path};
use sqlx::Connection as _;
use templates::referrer::tasks::delete;
use uuid::Uuid;

use super::super::{draft, guard::Referrer};
use crate::{
    context::Context,
    error::AppError,
    forms::Form,
    respond,
    store::{audit, referrer_drafts},
};

/// Asks whether it is meant.
pub async fn show(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &referrer, *id).await?;
    let patient = draft.stored.letter.patient.as_ref();
    let saved_at = draft.saved_at();
    Ok(respond::page(delete::page(&delete::View {
        frame: referrer.frame(&context, Some(&saved_at)),
        nonce: &context.nonce,
        draft: &draft::address(*id, ""),
        action: &draft::address(*id, "delete"),
        patient: patient.map(|patient| patient.name.as_str()),
    })))
}

/// Deletes it with its files.
pub async fn take(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &referrer, *id).await?;
    context
        .db(async |conn| {
            let mut deleting = conn.begin().await?;
            referrer_drafts::delete(&mut deleting, draft.stored.id).await?;
            let entry = draft::entry(referrer.member.account, "draft.deleted", draft.stored.id);
            audit::record(&mut deleting, entry, context.now).await?;
            Ok(deleting.commit().await?)
        })
        .await?;
    Ok(respond::see_other("/refer/drafts"))
}
