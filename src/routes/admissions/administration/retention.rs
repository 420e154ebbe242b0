//! `/admissions/retention`: closed cases that are deleted soon, and legal holds.

mod holds;

use actix_web::HttpResponse;
use actix_web::web::{Query, ServiceConfig, get, post, resource};
use chrono::TimeDelta;
use domain::people::Reference;
use serde::Deserialize;
use templates::admissions::administration::retention::{self as pages, Group, Line, View};

use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::words;
use crate::security::permissions::Action;
use crate::store::deletion::{self, BATCH, Kept, Place as Cursor, Years};
use crate::store::{StoreError, legal_holds, logs};

const PATH: &str = "/admissions/retention";
/// How many days the list looks ahead.
const AHEAD: u32 = 90;
/// Parts of the list of holds that can be turned.
const MOST_PARTS: u16 = 200;

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    let case = format!("{PATH}/{{reference}}");
    config
        .service(resource(PATH).route(get().to(show)))
        .service(resource(case.as_str()).route(get().to(holds::show)))
        .service(resource(format!("{case}/hold")).route(post().to(holds::set)))
        .service(resource(format!("{case}/lift")).route(post().to(holds::lift)));
}

/// Which cases, from where on, or the reference of one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Place {
    group: String,
    beyond: String,
    part: u16,
    find: Option<String>,
}

async fn show(
    context: Context,
    staff: Staff,
    place: Query<Place>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ManageRetention)?;
    let sought = place.find.as_deref().map(str::trim);
    if let Some(reference) = sought.and_then(|text| Reference::parse(text).ok()) {
        let known = context
            .db(async |conn| logs::referral(conn, reference).await)
            .await?;
        if known.is_some() {
            return Ok(respond::see_other(&format!("{PATH}/{reference}")));
        }
    }
    let page = page(&context, &staff, &place, sought).await?;
    Ok(if sought.is_some() {
        respond::invalid(page)
    } else {
        respond::page(page)
    })
}

/// How long cases are kept, as it is set now.
fn years(context: &Context) -> Years {
    let live = context.app.live.get();
    Years {
        admitted: live.record_years,
        others: live.declined_years,
    }
}

async fn page(
    context: &Context,
    staff: &Staff,
    place: &Place,
    not_found: Option<&str>,
) -> Result<maud::Markup, AppError> {
    let group = Group::ALL
        .into_iter()
        .find(|group| group.code() == place.group);
    let (group, years) = (group.unwrap_or_default(), years(context));
    let part = place.part.min(MOST_PARTS);
    let kept = cases(context, group, years, (place.beyond.parse().ok(), part)).await?;
    let next = (kept.len() == BATCH).then(|| {
        if group == Group::Held {
            return format!("{PATH}?group=held&part={}", part + 1);
        }
        let last = kept.last().and_then(Kept::place);
        let beyond = last.map(|place| place.to_string()).unwrap_or_default();
        format!("{PATH}?group={}&beyond={beyond}", group.code())
    });
    let lines: Vec<Line> = kept.iter().map(|case| line(context, case)).collect();
    Ok(pages::page(&View {
        frame: staff.frame(context),
        group,
        years: (years.admitted, years.others),
        ahead: AHEAD,
        lines: &lines,
        next: next.as_deref(),
        not_found,
    }))
}

async fn cases(
    context: &Context,
    group: Group,
    years: Years,
    (beyond, part): (Option<Cursor>, u16),
) -> Result<Vec<Kept>, AppError> {
    let by = context.now + TimeDelta::days(AHEAD.into());
    let of = match group {
        Group::Others => deletion::Group::Others,
        Group::Admitted => deletion::Group::Admitted,
        Group::Held => {
            let skipped = i64::from(part) * i64::try_from(BATCH).unwrap_or(i64::MAX);
            return context
                .db(async |conn| {
                    let ids = legal_holds::held(conn, skipped).await?;
                    let mut kept = deletion::with_ids(conn, &ids).await?;
                    kept.sort_by_key(|case| ids.iter().position(|id| *id == case.id));
                    Ok::<_, StoreError>(kept)
                })
                .await;
        }
    };
    context
        .db(async |conn| deletion::ending(conn, of, years, beyond, by).await)
        .await
}

fn line(context: &Context, case: &Kept) -> Line {
    let until = case.until(years(context));
    Line {
        reference: case.reference.to_string(),
        state: words::state(case.state),
        closed: case.closed_at.map(words::day),
        until: until.map(words::day),
        ended: until.is_some_and(|until| until <= context.now),
        held: case.held,
        joined_to: case.joined_to.map(|reference| reference.to_string()),
    }
}
