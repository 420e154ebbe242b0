//! `/admissions/views`: lists that somebody wants to see again.

use actix_web::HttpResponse;
use actix_web::web::{Path, ServiceConfig, get, post, resource};
use sqlx::Connection as _;
use templates::admissions::dashboard::views::{self as pages, Entered, Fault, LONGEST};
use uuid::Uuid;

use super::query::{self, Query, Reader};
use super::{HOME, saved_links};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::security::permissions::Action;
use crate::store::audit::{self, By, Entry};
use crate::store::saved_views::{self, NewView};

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    let all = resource("/admissions/views");
    config
        .service(all.route(get().to(show)).route(post().to(save)))
        .service(resource("/admissions/views/{id}/delete").route(post().to(delete)));
}

async fn show(context: Context, staff: Staff) -> Result<HttpResponse, AppError> {
    staff.may(Action::SeeList)?;
    let account = staff.actor.account;
    let saved = context.db(async |conn| saved_views::all(conn, account).await);
    let links = saved_links(&saved.await?, &Query::default());
    let page = pages::manage(staff.frame(&context), &context.nonce, &links);
    Ok(respond::page(page))
}

async fn save(context: Context, staff: Staff, form: Form) -> Result<HttpResponse, AppError> {
    staff.may(Action::SeeList)?;
    let given = query::pairs(form.get("list").unwrap_or_default());
    let list = Reader::new(&context, &staff).read(&given).lasting();
    let (text, name) = (list.text(), form.get("name").unwrap_or_default());
    let start = form.get("start").is_some();
    let invalid = |fault| {
        let (query, frame) = (text.as_str(), staff.frame(&context));
        let entered = Entered { query, name, start };
        respond::invalid(pages::page(frame, &context.nonce, &entered, fault))
    };
    if name.is_empty() {
        return Ok(invalid(Fault::NoName));
    }
    if name.chars().count() > LONGEST {
        return Ok(invalid(Fault::TooLong));
    }
    if !keep(&context, &staff, &text, name, start).await? {
        return Ok(invalid(Fault::TooMany(saved_views::MOST)));
    }
    Ok(respond::see_other(&list.address()))
}

/// Whether it was saved: not, if there are too many.
async fn keep(
    context: &Context,
    staff: &Staff,
    query: &str,
    name: &str,
    is_start: bool,
) -> Result<bool, AppError> {
    let new = NewView {
        account: staff.actor.account,
        name,
        query,
        is_start,
    };
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let saved = saved_views::save(&mut tx, new, context.now).await?;
            if let Some(id) = saved {
                let entry = entry(staff, "view.saved", id);
                audit::record(&mut tx, entry, context.now).await?;
            }
            tx.commit().await?;
            Ok(saved.is_some())
        })
        .await
}

/// Deletes one; one that is gone already is no error.
async fn delete(
    context: Context,
    staff: Staff,
    path: Path<Uuid>,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::SeeList)?;
    let (account, id) = (staff.actor.account, path.into_inner());
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            if saved_views::delete(&mut tx, account, id).await? {
                let entry = entry(&staff, "view.deleted", id);
                audit::record(&mut tx, entry, context.now).await?;
            }
            tx.commit().await?;
            Ok(())
        })
        .await?;
    Ok(respond::see_other(&format!("{HOME}/views")))
}

/// Without the name, which may hold anything.
fn entry<'a>(staff: &Staff, action: &'a str, id: Uuid) -> Entry<'a> {
    Entry {
        by: By::Staff(staff.actor.account),
        action,
        subject: "view",
        subject_id: Some(id),
        data: serde_json::json!({}),
    }
}
