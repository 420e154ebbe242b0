//! `/admissions`: queues of referrals with their numbers, and one of them as a list.

mod coarse;
pub mod export;
pub mod last;
mod narrowing;
pub mod query;
pub mod token;
pub mod views;
pub mod words;

use actix_web::{HttpRequest, HttpResponse};
use sqlx::{Connection as _, PgConnection};
use templates::admissions::dashboard::views::View as SavedLink;
use templates::admissions::dashboard::{self as pages, Queue as QueueLink};
use templates::admissions::list::Line;
use templates::admissions::search::Form as SearchForm;

use self::query::{Query, Reader};
use super::guard::Staff;
use super::{HOME, bulk, lines};
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::security::permissions::Action;
use crate::store::accounts::directory;
use crate::store::changes::{self, Seen};
use crate::store::referrals::dashboard::{
    self, Colleague, Counts, Cursor, List, Page, Queue, Standpoint,
};
use crate::store::referrals::{Detail, Search};
use crate::store::saved_views::{self, SavedView};
use crate::store::{StoreError, access};

/// Referrals on one page.
const SIZE: usize = 40;

/// What is read for the page.
struct Found {
    counts: Counts,
    /// Absent for roles that see numbers only.
    page: Option<Page>,
    /// Whether looking took too long.
    slow: bool,
    colleagues: Vec<Colleague>,
    saved: Vec<SavedView>,
    /// What the list has seen of changes.
    seen: Option<Seen>,
    /// To whom referrals can be given; empty for those who do not share work out.
    team: Vec<directory::Colleague>,
}

/// Shows numbers to all, and the list to those who may see it. An address that somebody cut short leads to the nearest list.
pub async fn show(
    context: Context,
    staff: Staff,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::SeeCounts)?;
    if request.query_string().is_empty()
        && let Some(start) = start(&context, &staff).await?
    {
        return Ok(respond::see_other(&start.address()));
    }
    let given = query::pairs(request.query_string());
    let query = Reader::new(&context, &staff).read(&given);
    if given != query.pairs() && !request.query_string().is_empty() {
        return Ok(respond::see_other(&query.address()));
    }
    let found = find(&context, &staff, &query).await?;
    let markup = page(&context, &staff, &query, &found);
    if found.slow {
        let status = actix_web::http::StatusCode::SERVICE_UNAVAILABLE;
        return Ok(respond::with_status(status, markup));
    }
    last::remember(respond::page(markup), &context, &request, &query)
}

/// The list that this person wants to see first.
async fn start(context: &Context, staff: &Staff) -> Result<Option<Query>, AppError> {
    if !staff.can(Action::SeeList) {
        return Ok(None);
    }
    let account = staff.actor.account;
    let start = context.db(async |conn| saved_views::start(conn, account).await);
    let read = |text: String| {
        Reader::new(context, staff)
            .read(&query::pairs(&text))
            .lasting()
    };
    Ok(start.await?.map(read))
}

/// Where this person stands.
pub fn standpoint(context: &Context, staff: &Staff) -> Standpoint {
    Standpoint {
        account: staff.actor.account,
        today: context.today(),
    }
}

async fn find(context: &Context, staff: &Staff, query: &Query) -> Result<Found, AppError> {
    let offered = query::queues(staff.actor.role);
    let (from, may_list) = (standpoint(context, staff), staff.can(Action::SeeList));
    let account = staff.actor.account;
    let mut found = context
        .db(async |conn| {
            Ok(Found {
                counts: dashboard::counts(conn, from, &offered).await?,
                page: None,
                slow: false,
                colleagues: dashboard::colleagues(conn).await?,
                seen: Some(changes::seen(conn, context.now).await?).filter(|_| may_list),
                team: if staff.can(Action::WorkOnMany) {
                    directory::colleagues(conn).await?
                } else {
                    Vec::new()
                },
                saved: if may_list {
                    saved_views::all(conn, account).await?
                } else {
                    Vec::new()
                },
            })
        })
        .await?;
    if may_list {
        let page = context.db(async |conn| list(conn, context, staff, query).await);
        match page.await {
            Ok(page) => found.page = Some(page),
            // The database answered a moment ago: it is this list that takes too long.
            Err(AppError::Unavailable) => found.slow = true,
            Err(other) => return Err(other),
        }
    }
    Ok(found)
}

/// Reads a part of the list, and notes that it was read, or searched, before it is shown.
async fn list(
    conn: &mut PgConnection,
    context: &Context,
    staff: &Staff,
    query: &Query,
) -> Result<Page, StoreError> {
    let (keyring, account) = (&context.app.keyring, staff.actor.account);
    let sought = query.sought.as_ref();
    let search = sought.map(|sought| Search::of(keyring, &sought.text));
    let list = List {
        from: standpoint(context, staff),
        queue: query.queue,
        sort: query.order(),
        filters: &query.filters,
        search: search.as_ref(),
    };
    let mut tx = conn.begin().await?;
    let cursor = query.cursor.as_ref();
    let mut page = dashboard::page(&mut tx, keyring, list, cursor, SIZE, Detail::Named).await?;
    lines::hide_decisions(&mut tx, staff, &mut page.lines).await?;
    if sought.is_some() {
        let ids: Vec<_> = page.lines.iter().map(|line| line.id).collect();
        access::searched(&mut tx, account, &ids, context.now).await?;
    } else {
        access::listed(&mut tx, account, context.now).await?;
    }
    tx.commit().await?;
    Ok(page)
}

fn page(context: &Context, staff: &Staff, query: &Query, found: &Found) -> maud::Markup {
    let queues = queue_links(staff, query, &found.counts);
    let narrowing = narrowing::narrowing(context, staff, query, &found.colleagues);
    let shown = found.page.as_ref();
    let lines: Vec<Line> = shown.map_or_else(Vec::new, |page| lines::lines(context, &page.lines));
    let link =
        |cursor: Option<&Cursor>| cursor.map(|cursor| query.at(Some(cursor.clone())).address());
    let before = link(shown.and_then(|page| page.before.as_ref()));
    let after = link(shown.and_then(|page| page.after.as_ref()));
    let saved = saved_links(&found.saved, query);
    let (to_save, sentences) = (query.lasting().text(), lines::sentences(context));
    let within = search_list(query);
    let file = format!("{HOME}/export.csv?{}", query.at(None).text());
    let with_names = format!("{file}&names=yes");
    let (title, about) = match (query.queue, &query.sought) {
        (Queue::All, Some(_)) => words::FOUND,
        (queue, _) => (words::queue(queue), words::about(queue)),
    };
    let (address, may_bulk) = (query.address(), staff.can(Action::WorkOnMany));
    let seen = found.seen.map(|seen| seen.to_string()).unwrap_or_default();
    pages::page(&pages::View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        queues: &queues,
        most: Counts::MOST,
        list: (shown.is_some() || found.slow).then(|| pages::List {
            title,
            about,
            empty: words::empty(query.queue),
            slow: found.slow,
            lines: &lines,
            places: query.queue == Queue::WaitingList,
            before: before.as_deref(),
            after: after.as_deref(),
            sentences: &sentences,
            search: SearchForm {
                csrf: &context.csrf,
                nonce: &context.nonce,
                query: query.sought.as_ref().map_or("", |sought| &sought.text),
                list: &within,
            },
            saved: &saved,
            to_save: &to_save,
            address: &address,
            seen: &seen,
            bulk: may_bulk.then(|| bulk::bar(context, staff, &address, &found.team)),
        }),
        narrowing: &narrowing,
        export: pages::Export {
            href: &file,
            with_names: staff.can(Action::ExportNames).then_some(&with_names),
            most: export::MOST_IN_WORDS,
        },
    })
}

fn queue_links(staff: &Staff, query: &Query, counts: &Counts) -> Vec<QueueLink> {
    let link = |queue: Queue| QueueLink {
        code: queue.code(),
        label: words::queue(queue),
        count: counts.of(queue),
        href: Query::of(queue).address(),
        current: queue == query.queue,
    };
    let offered = query::queues(staff.actor.role);
    offered.into_iter().map(link).collect()
}

fn saved_links(saved: &[SavedView], query: &Query) -> Vec<SavedLink> {
    let shown = query.lasting().text();
    let link = |view: &SavedView| SavedLink {
        name: view.name.clone(),
        href: format!("{HOME}?{}", view.query),
        delete: format!("{HOME}/views/{}/delete", view.id),
        is_start: view.is_start,
        current: view.query == shown && query.sought.is_none(),
    };
    saved.iter().map(link).collect()
}

/// What goes along with a search: filters and order, in all referrals.
fn search_list(query: &Query) -> Vec<query::Pair> {
    let all = Query {
        queue: Queue::All,
        sort: query.sort.filter(|sort| sort.fits(Queue::All)),
        ..query.lasting()
    };
    all.pairs()
}
