//! `/refer/start`: begins a draft.

use actix_web::HttpResponse;
use sqlx::Connection as _;

use super::super::{draft, guard::Referrer};
use crate::{
    context::Context,
    error::AppError,
    forms::Form,
    respond,
    store::{
        audit,
        referrer_drafts::{self, Holder},
    },
};

/// Begins a draft of the pathway named, or of the only one, and goes to its first page.
pub async fn take(
    context: Context,
    referrer: Referrer,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let pathway = match form.get("pathway") {
        None => context.app.pathways.default(),
        Some(id) => context.app.pathways.get(id).ok_or(AppError::NotFound)?,
    };
    let (id, moment) = (form.nonce()?, draft::moment(&context));
    let holder = Holder {
        practice: referrer.member.practice,
        account: referrer.member.account,
    };
    context
        .db(async |conn| {
            let mut beginning = conn.begin().await?;
            if referrer_drafts::begin(&mut beginning, id, pathway, holder, moment).await? {
                let entry = draft::entry(holder.account, "draft.begun", id);
                audit::record(&mut beginning, entry, context.now).await?;
            }
            Ok(beginning.commit().await?)
        })
        .await?;
    Ok(respond::see_other(&draft::address(id, "patient")))
}
