//! `/admissions/search`: by reference, NHS number or name. What was searched for stands in no
//! address and in no log; that somebody searched, and what they were shown, does.

use actix_web::HttpResponse;
use domain::people::{NhsNumber, Reference, TestRange};
use sqlx::{Connection as _, PgConnection};
use templates::admissions::search;

use super::guard::Staff;
use super::lines;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::security::permissions::Action;
use crate::store::referrals::{self, Listed};
use crate::store::{StoreError, access};

/// Most referrals shown at once.
const MOST: usize = 50;

/// Searches, and notes it before anything is shown.
pub async fn submit(context: Context, staff: Staff, form: Form) -> Result<HttpResponse, AppError> {
    staff.may(Action::Search)?;
    let Some(query) = form.get("query") else {
        return Ok(respond::invalid(page(&context, &staff, "", None, false)));
    };
    let mut found = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let found = find(&mut tx, &context, query).await?;
            let ids: Vec<_> = found.iter().take(MOST).map(|one| one.id).collect();
            access::searched(&mut tx, staff.actor.account, &ids, context.now).await?;
            tx.commit().await?;
            Ok(found)
        })
        .await?;
    let more = found.len() > MOST;
    found.truncate(MOST);
    Ok(respond::page(page(
        &context,
        &staff,
        query,
        Some(&found),
        more,
    )))
}

/// By what the query looks like; a reference that is none may still be a name.
async fn find(
    conn: &mut PgConnection,
    context: &Context,
    query: &str,
) -> Result<Vec<Listed>, StoreError> {
    let keyring = &context.app.keyring;
    let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
    if let Ok(reference) = Reference::parse(query)
        && let Some(found) = referrals::by_reference(conn, keyring, reference).await?
    {
        return Ok(vec![found]);
    }
    // Reserved numbers too: nothing is stored under them unless it was accepted.
    if let Ok(number) = NhsNumber::parse(query, TestRange::Accepted) {
        return referrals::by_nhs_number(conn, keyring, &number, most).await;
    }
    referrals::by_name(conn, keyring, query, most).await
}

fn page(
    context: &Context,
    staff: &Staff,
    query: &str,
    found: Option<&[Listed]>,
    more: bool,
) -> maud::Markup {
    let shown = found.map(|found| lines::lines(context, found));
    search::page(&search::View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        query,
        lines: shown.as_deref(),
        more,
        sentences: &lines::sentences(context),
    })
}
