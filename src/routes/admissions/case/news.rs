//! What came and nobody has marked as read.

use domain::referral::{Action, Event, Happening, Referral};
use templates::admissions::case::notices::News;

use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::referral::who;
use crate::routes::admissions::words;
use crate::store::referrals::Case;

/// What came since the case last had no news, the newest first. The case itself says when that was.
pub fn news(staff: &Staff, case: &Case) -> Vec<News> {
    let mut events = case.events.iter();
    let Some(first) = events.next().filter(|_| case.referral.news_at().is_some()) else {
        return Vec::new();
    };
    let (mut then, _) = Referral::receive(first.actor, first.at);
    let mut unread: Vec<News> = Vec::new();
    for event in events {
        let Happening::Done { action } = &event.what else {
            continue;
        };
        let Ok((after, _)) = then.clone().apply(action.clone(), event.actor, event.at) else {
            continue;
        };
        if after.news_at().is_none() {
            unread.clear();
        } else if after.news_at() == Some(event.at)
            && let Some((what, text)) = words_of(action)
        {
            unread.push(one(staff, case, event, what, text));
        }
        then = after;
    }
    unread.reverse();
    unread
}

fn one(
    staff: &Staff,
    case: &Case,
    event: &Event,
    what: &'static str,
    text: Option<String>,
) -> News {
    let who = who(staff, case, event.actor);
    News {
        what,
        text,
        about: format!("{}, {who}", words::moment(event.at)),
    }
}

fn words_of(action: &Action) -> Option<(&'static str, Option<String>)> {
    match action {
        Action::Reply { text } => Some(("A message from the sender", Some(text.clone()))),
        Action::ReceiveInfo { answer } => Some(("The answer to what was asked", answer.clone())),
        Action::Withdraw { reason } => Some(("Withdrawn by the sender", reason.clone())),
        Action::NoteOverdue => Some(("The answer is overdue", None)),
        _ => None,
    }
}
