//! Referrals as lines of a list, in words.

use domain::Audience;
use domain::pathway::{Pathway, Verdict};
use domain::people::DateOfBirth;
use domain::referral::StateCode;
use domain::referral::casework::{Payer, Priority};
use sqlx::PgConnection;
use templates::admissions::list::{Line, Place};
use templates::components::Mark;
use uuid::Uuid;

use super::case::joined::{joined, left_open};
use super::dashboard::words as short;
use super::guard::Staff;
use super::words;
use crate::context::Context;
use crate::security::permissions::Role;
use crate::store::referrals::{Listed, Waiting};
use crate::store::{StoreError, second_reads};

/// Lines as pages show them.
pub fn lines(context: &Context, listed: &[Listed]) -> Vec<Line> {
    listed.iter().map(|one| line(context, one)).collect()
}

/// The published sentences of the signs that the marks stand for.
pub fn sentences(context: &Context) -> Vec<&str> {
    let signs = context.app.pathways.default().signs();
    signs.iter().map(|sign| sign.sentence.as_str()).collect()
}

fn line(context: &Context, listed: &Listed) -> Line {
    let pathway = context.app.pathways.get(&listed.pathway);
    let mut joined_here = listed.joined.iter();
    let left_open = joined_here.any(|case| left_open(listed.state, case));
    Line {
        reference: listed.reference.to_string(),
        version: listed.version,
        person: listed.name.clone().unwrap_or_default(),
        age: listed.date_of_birth.and_then(|born| age(context, born)),
        source: short::source(listed.source),
        signs: listed.signs.as_deref().map(|signs| marks(pathway, signs)),
        flagged: listed.flagged,
        flags: listed.flags.iter().map(|id| flag(pathway, id)).collect(),
        amended: listed.amended_at.is_some(),
        news: listed.news_at.is_some(),
        letters_owed: listed.letters_owed,
        handed: listed.handed,
        news_joined: listed.attention && !listed.blind && !left_open && !is_new(listed),
        joined: joined(&context.app.pathways, listed.state, &listed.joined),
        left_open,
        joined_to: listed.merged_into.clone(),
        priority: listed.priority.map(Priority::words),
        funding: listed.funding.map(Payer::words),
        days: words::days_between(listed.received_at, context.now),
        received: words::day(listed.received_at),
        state: state(listed),
        owner: listed.owner.clone(),
        target: listed.due_on.map(|due| short::target(due, context.today())),
        place: listed.waiting.as_ref().and_then(|one| place(context, one)),
    }
}

/// Where it stands; to whoever could be its second reader, that it waits for one.
pub fn state(listed: &Listed) -> String {
    if listed.blind {
        "Waits for a second reader".to_owned()
    } else {
        words::state(listed.state)
    }
}

/// Takes out of lists what a clinician who could be the second reader of a case must not learn.
pub async fn hide_decisions(
    conn: &mut PgConnection,
    staff: &Staff,
    listed: &mut [Listed],
) -> Result<(), StoreError> {
    if staff.actor.role != Role::Clinician || listed.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = listed.iter().map(|one| one.id).collect();
    let blind = second_reads::among(conn, &ids, staff.actor.account).await?;
    let hidden = listed.iter_mut().filter(|one| blind.contains(&one.id));
    hidden.for_each(Listed::hide);
    Ok(())
}

/// Whether what needs attention stands on the line in other words: nobody has read it, or something came to the case itself.
fn is_new(listed: &Listed) -> bool {
    let unread = listed.state == StateCode::Received && listed.merged_into.is_none();
    let left = listed.handed || listed.letters_owed;
    unread || left || listed.amended_at.is_some() || listed.news_at.is_some()
}

fn place(context: &Context, waiting: &Waiting) -> Option<Place> {
    let number = waiting.position?;
    let days = words::days_between(waiting.since, context.now);
    Some(Place { number, days })
}

/// Full years lived today.
pub fn age(context: &Context, born: chrono::NaiveDate) -> Option<u32> {
    let today = context.today();
    let born = DateOfBirth::new(born, today).ok()?;
    Some(born.age_on(today))
}

/// In the order in which the signs are published; a sign that is no longer published comes last,
/// under its id.
fn marks(pathway: Option<&Pathway>, signs: &[(String, Verdict)]) -> Vec<(String, Mark)> {
    let published = pathway.map_or(&[][..], Pathway::signs);
    let place = |id: &str| published.iter().position(|sign| sign.id == id);
    let mut ordered: Vec<&(String, Verdict)> = signs.iter().collect();
    ordered.sort_by_key(|(id, _)| place(id).unwrap_or(usize::MAX));
    ordered
        .into_iter()
        .map(|(id, verdict)| {
            let sign = place(id).map(|at| &published[at]);
            let name = sign.map_or(id.as_str(), |sign| sign.label.get(Audience::Gp));
            (words::capitalised(name), Mark::from(*verdict))
        })
        .collect()
}

/// A flag in words.
pub fn flag(pathway: Option<&Pathway>, id: &str) -> String {
    let flag = pathway.and_then(|pathway| pathway.flag(id));
    flag.map_or_else(
        || words::capitalised(&id.replace('_', " ")),
        |flag| flag.title.get(Audience::Gp).to_owned(),
    )
}
