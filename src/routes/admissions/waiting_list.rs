//! `/admissions/waiting-list`: who waits for a bed, in order.

use actix_web::HttpResponse;
use domain::referral::StateCode;
use domain::referral::casework::{Payer, Priority};
use sqlx::Connection as _;
use templates::admissions::waiting_list::{self as pages, Line, View};

use super::guard::Staff;
use super::progress::words as progress;
use super::{lines, words};
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::security::permissions::{Action, Record, Verb};
use crate::store::access;
use crate::store::waiting_list::{self, Entry, MOST};

/// Shows the list. Without the line in the access log nothing is shown.
pub async fn show(context: Context, staff: Staff) -> Result<HttpResponse, AppError> {
    staff.may(Action::SeeList)?;
    let keyring = &context.app.keyring;
    let entries = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            access::listed(&mut tx, staff.actor.account, context.now).await?;
            let entries = waiting_list::all(&mut tx, keyring).await?;
            tx.commit().await?;
            Ok(entries)
        })
        .await?;
    let overtaking = overtaking(&entries);
    let shown: Vec<Line> = entries
        .iter()
        .zip(overtaking)
        .map(|(entry, behind)| line(&context, entry, behind))
        .collect();
    Ok(respond::page(pages::page(&View {
        frame: staff.frame(&context),
        lines: &shown,
        moves: staff.can(Action::Work(Verb::MoveOnList, Record { owner: None })),
        most: usize::try_from(MOST).unwrap_or(usize::MAX),
    })))
}

/// Of each, how many before it are less urgent. Nobody without a priority is.
fn overtaking(entries: &[Entry]) -> Vec<usize> {
    let rank = |entry: &Entry| entry.priority.unwrap_or(Priority::Routine);
    let behind = |(at, entry): (usize, &Entry)| {
        let before = entries[..at].iter();
        before.filter(|other| rank(other) > rank(entry)).count()
    };
    entries.iter().enumerate().map(behind).collect()
}

fn line(context: &Context, entry: &Entry, behind: usize) -> Line {
    Line {
        reference: entry.reference.to_string(),
        person: entry.name.clone(),
        age: entry
            .date_of_birth
            .and_then(|born| lines::age(context, born)),
        priority: entry.priority.map(Priority::words),
        urgent: entry.priority == Some(Priority::Urgent),
        behind,
        payer: entry.payer.unwrap_or(Payer::Unknown).words(),
        days: words::days_between(entry.joined_at, context.now),
        since: words::day(entry.joined_at),
        on_hold: entry.state == StateCode::OnHold,
        missing: missing(entry),
        moved: entry
            .moved
            .as_ref()
            .map(|(at, reason)| (words::day(*at), reason.clone())),
    }
}

/// What is still to be done before somebody can come.
fn missing(entry: &Entry) -> Vec<String> {
    let mut missing = Vec::new();
    if entry.priority.is_none() {
        missing.push("Priority by a clinician".to_owned());
    }
    if entry.payer.is_none_or(|payer| payer == Payer::Unknown) {
        missing.push("Who pays".to_owned());
    }
    match &entry.funding {
        None => missing.push("The funding checklist".to_owned()),
        Some(funding) => {
            let undone = progress::undone(Some(funding));
            missing.extend(undone.into_iter().map(|check| check.words().to_owned()));
        }
    }
    if entry.state == StateCode::InfoRequested {
        missing.push("Answer to a question".to_owned());
    }
    if entry.attention {
        missing.push("News to be read".to_owned());
    }
    missing
}
