//! `/admissions`: the open referrals, flagged ones first.

use actix_web::{HttpResponse, web::Query};
use serde::Deserialize;
use templates::admissions::dashboard::{self, Counts};
use templates::admissions::list::Line;

use super::guard::Staff;
use super::{HOME, lines};
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::security::permissions::Action;
use crate::store::referrals::{self, Cursor, Page};
use crate::store::{access, changes};

/// Referrals on one page.
const SIZE: u16 = 25;

/// A place in the list. It names no person.
#[derive(Deserialize)]
pub struct Place {
    from: Option<String>,
}

/// Shows numbers to all, and the list to those who may see it.
pub async fn show(
    context: Context,
    staff: Staff,
    place: Query<Place>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::SeeCounts)?;
    let cursor = cursor(&place)?;
    let may_list = staff.can(Action::SeeList);
    let keyring = &context.app.keyring;
    let (seen, counts, part) = context
        .db(async |conn| {
            let seen = changes::seen(conn, context.now).await?;
            let counts = referrals::counts(conn).await?;
            if !may_list {
                return Ok((seen, counts, None));
            }
            access::listed(conn, staff.session.account, context.now).await?;
            let part = referrals::page(conn, keyring, cursor, SIZE).await?;
            Ok((seen, counts, Some(part)))
        })
        .await?;
    let seen = seen.to_string();
    Ok(respond::page(page(
        &context,
        &staff,
        &seen,
        counts,
        part.as_ref(),
    )))
}

/// An address that somebody cut short leads back to the first part.
fn cursor(place: &Place) -> Result<Option<Cursor>, AppError> {
    let start = || AppError::Elsewhere(HOME.to_owned());
    let text = place.from.as_deref();
    text.map(|text| text.parse().map_err(|_| start()))
        .transpose()
}

fn page(
    context: &Context,
    staff: &Staff,
    seen: &str,
    counts: referrals::Counts,
    part: Option<&Page>,
) -> maud::Markup {
    let shown: Option<Vec<Line>> = part.map(|part| lines::lines(context, &part.lines));
    let link = |cursor: Option<Cursor>| cursor.map(|cursor| format!("{HOME}?from={cursor}"));
    let newer = link(part.and_then(|part| part.newer));
    let older = link(part.and_then(|part| part.older));
    dashboard::page(&dashboard::View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        seen,
        counts: Counts {
            open: counts.open,
            flagged: counts.flagged,
            unclaimed: counts.unclaimed,
            most: referrals::Counts::MOST,
        },
        lines: shown.as_deref(),
        sentences: &lines::sentences(context),
        newer: newer.as_deref(),
        older: older.as_deref(),
    })
}
