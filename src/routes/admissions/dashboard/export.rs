//! `/admissions/export.csv`: what the filters show, as a file. Whoever sees numbers only gets less of each line (`coarse`).

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use domain::referral::casework::{Payer, Priority};
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::query::{self, Query, Reader};
use super::{coarse, standpoint};
use crate::context::Context;
use crate::csv_safe;
use crate::error::AppError;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::{lines, words};
use crate::security::permissions::Action;
use crate::store::audit::{self, By, Entry};
use crate::store::referrals::dashboard::{self, List};
use crate::store::referrals::{Detail, Listed, Search};
use crate::store::{StoreError, access};

/// Most lines of a file.
const MOST: usize = 10_000;

/// The same, as pages say it.
pub const MOST_IN_WORDS: &str = "10,000";

/// Lines that are read at once.
const BATCH: usize = 1000;

/// The columns of whoever sees the list.
const COLUMNS: [&str; 20] = [
    "Reference",
    "Pathway",
    "Source",
    "Practice",
    "Age",
    "Outcome",
    "Flagged",
    "Signs",
    "Flags",
    "Funding",
    "Priority",
    "Owner",
    "State",
    "State since",
    "Received",
    "Days since received",
    "Target",
    "Place on waiting list",
    "Joined to",
    "Joined here",
];

/// The columns that identify people.
const IDENTIFYING: [&str; 3] = ["Name", "NHS number", "Date of birth"];

/// Sends the file, once that it was taken is noted.
pub async fn download(
    context: Context,
    staff: Staff,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::Export)?;
    let given = query::pairs(request.query_string());
    let named = given
        .iter()
        .any(|(name, value)| name == "names" && value == "yes");
    if named {
        staff.may(Action::ExportNames)?;
    }
    let query = Reader::new(&context, &staff).read(&given);
    let listed = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let listed = read(&mut tx, &context, &staff, &query, named).await?;
            note(&mut tx, &context, &staff, &query, (named, &listed)).await?;
            tx.commit().await?;
            Ok(listed)
        })
        .await?;
    let name = format!("referrals-{}.csv", context.today());
    let disposition = format!("attachment; filename=\"{name}\"");
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .body(file(&context, &staff, &listed, named)))
}

/// The lines, batch by batch.
async fn read(
    conn: &mut PgConnection,
    context: &Context,
    staff: &Staff,
    query: &Query,
    named: bool,
) -> Result<Vec<Listed>, StoreError> {
    let keyring = &context.app.keyring;
    let sought = query.sought.as_ref();
    let search = sought.map(|sought| Search::of(keyring, &sought.text));
    let list = List {
        from: standpoint(context, staff),
        queue: query.queue,
        sort: query.order(),
        filters: &query.filters,
        search: search.as_ref(),
    };
    let detail = if named {
        Detail::Identified
    } else {
        Detail::Coded
    };
    let (mut listed, mut cursor) = (Vec::new(), None);
    while listed.len() < MOST {
        let size = BATCH.min(MOST - listed.len());
        let mut page = dashboard::page(conn, keyring, list, cursor.as_ref(), size, detail).await?;
        lines::hide_decisions(conn, staff, &mut page.lines).await?;
        listed.extend(page.lines);
        cursor = page.after;
        if cursor.is_none() {
            break;
        }
    }
    Ok(listed)
}

/// How many lines, and by which filters; never what was searched for. What a search found is noted case by case, as on a page.
async fn note(
    conn: &mut PgConnection,
    context: &Context,
    staff: &Staff,
    query: &Query,
    (named, listed): (bool, &[Listed]),
) -> Result<(), StoreError> {
    let entry = Entry {
        by: By::Staff(staff.actor.account),
        action: "list.exported",
        subject: "list",
        subject_id: None,
        data: serde_json::json!({
            "lines": listed.len(),
            "names": named,
            "list": query.lasting().text(),
            "searched": query.sought.is_some(),
        }),
    };
    audit::record(&mut *conn, entry, context.now).await?;
    let (account, now) = (staff.actor.account, context.now);
    if query.sought.is_some() {
        let found: Vec<Uuid> = listed.iter().map(|line| line.id).collect();
        access::searched(&mut *conn, account, &found, now).await?;
    }
    access::exported(conn, account, now).await
}

fn file(context: &Context, staff: &Staff, listed: &[Listed], named: bool) -> Vec<u8> {
    if !staff.can(Action::SeeList) {
        let heads = coarse::COLUMNS.map(str::to_owned).to_vec();
        let lines = std::iter::once(heads).chain(coarse::cells(context, listed));
        let lines: Vec<Vec<String>> = lines.collect();
        return csv_safe::file(lines.iter().map(|line| line.iter().map(String::as_str)));
    }
    let identifying = if named { &IDENTIFYING[..] } else { &[] };
    let heads = COLUMNS.iter().chain(identifying);
    let mut lines: Vec<Vec<String>> = vec![heads.map(|head| (*head).to_owned()).collect()];
    lines.extend(listed.iter().map(|line| {
        let mut cells = coded(context, line);
        cells.extend(named.then(|| identity(line)).into_iter().flatten());
        cells
    }));
    csv_safe::file(lines.iter().map(|line| line.iter().map(String::as_str)))
}

fn coded(context: &Context, line: &Listed) -> Vec<String> {
    let age = line
        .date_of_birth
        .and_then(|born| lines::age(context, born));
    let text = |words: Option<&str>| words.unwrap_or_default().to_owned();
    let day = |at| crate::clock::england::date(at).to_string();
    let place = line.waiting.as_ref().and_then(|waiting| waiting.position);
    vec![
        line.reference.to_string(),
        line.pathway.clone(),
        words::source(line.source).to_owned(),
        text(line.practice.as_deref()),
        age.map_or_else(String::new, |age| age.to_string()),
        line.outcome.clone(),
        if line.flagged { "yes" } else { "no" }.to_owned(),
        signs(line),
        line.flags.join(" "),
        text(line.funding.map(Payer::words)),
        text(line.priority.map(Priority::words)),
        text(line.owner.as_deref()),
        lines::state(line),
        since(line),
        day(line.received_at),
        words::days_between(line.received_at, context.now).to_string(),
        line.due_on.map_or_else(String::new, |due| due.to_string()),
        place.map_or_else(String::new, |place| place.to_string()),
        text(line.merged_into.as_deref()),
        joined_here(line),
    ]
}

/// Each case that was joined to it, with what is pressing about it.
fn joined_here(line: &Listed) -> String {
    let each = line.joined.iter().map(|case| {
        let marks = [(case.urgent, "urgent"), (case.flagged, "flagged")];
        let marks = marks.iter().filter(|(set, _)| *set).map(|(_, mark)| *mark);
        let notes: Vec<&str> = marks.chain(case.flags.iter().map(String::as_str)).collect();
        format!("{}={}", case.reference, notes.join(" "))
    });
    each.collect::<Vec<_>>().join("; ")
}

/// Since when it stands there: the day of the decision, which a second reader is not told.
fn since(line: &Listed) -> String {
    if line.blind {
        return String::new();
    }
    crate::clock::england::date(line.state_since).to_string()
}

/// Each sign as `id=result`.
pub(super) fn signs(line: &Listed) -> String {
    let signs = line.signs.iter().flatten();
    let each: Vec<String> = signs
        .map(|(id, verdict)| format!("{id}={}", verdict.code()))
        .collect();
    each.join(" ")
}

fn identity(line: &Listed) -> [String; 3] {
    let born = line.date_of_birth.map(|born| born.to_string());
    [
        line.name.clone().unwrap_or_default(),
        line.nhs_number.clone().unwrap_or_default(),
        born.unwrap_or_default(),
    ]
}
