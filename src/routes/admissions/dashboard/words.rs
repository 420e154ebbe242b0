//! Queues, orders and promised days in words.

use chrono::NaiveDate;
use templates::admissions::list::{Target, When};

use crate::store::referrals::dashboard::{Queue, Sort};
use crate::store::submissions::Source;

/// A queue, as a title.
pub fn queue(queue: Queue) -> &'static str {
    match queue {
        Queue::NeedsAction => "Needs action",
        Queue::Mine => "Mine",
        Queue::Unassigned => "Unassigned",
        Queue::WaitingOnOthers => "Waiting on others",
        Queue::WaitingList => "Waiting list",
        Queue::Overdue => "Overdue",
        Queue::Closed => "Closed",
        Queue::All => "All",
    }
}

/// The title of what was found, and where it was looked for.
pub const FOUND: (&str, &str) = ("Search results", "Of all referrals, open and closed.");

/// What stands in a queue.
pub fn about(queue: Queue) -> &'static str {
    match queue {
        Queue::NeedsAction => {
            "New, changed, handed over and not taken up, with a promised day that has come, not worked on for 10 working days, or refused and somebody not written to yet."
        }
        Queue::Mine => "Open, and held by you.",
        Queue::Unassigned => "Open, and held by nobody.",
        Queue::WaitingOnOthers => "Asked for information, on hold, or waiting for funding.",
        Queue::WaitingList => "Waiting for a bed, in order.",
        Queue::Overdue => {
            "Open, with a promised day, or the day to look at it again, that has passed, whoever holds them."
        }
        Queue::Closed => "Admitted, declined, redirected, withdrawn, or not admitted.",
        Queue::All => "Open and closed, with those that were joined to others.",
    }
}

/// What an empty queue means, and what to do then.
pub fn empty(queue: Queue) -> &'static str {
    match queue {
        Queue::NeedsAction => {
            "Nothing needs action now. New referrals appear here as soon as they are sent. You can take one from “Unassigned”, or go on with “Mine”."
        }
        Queue::Mine => "You hold no open referrals. Claim one from “Unassigned”.",
        Queue::Unassigned => "Every open referral is held by somebody.",
        Queue::WaitingOnOthers => "No referral waits for somebody outside the team.",
        Queue::WaitingList => {
            "Nobody waits for a bed. Referrals come here once funding is confirmed."
        }
        Queue::Overdue => "No promised day has passed.",
        Queue::Closed => "No referral has been closed yet.",
        Queue::All => "There are no referrals yet. They appear here as soon as they are sent.",
    }
}

/// An order, as a queue is sorted by it.
pub fn sort(sort: Sort, queue: Queue) -> &'static str {
    match sort {
        Sort::Handed => "Urgent, then handed to you, then the earliest target",
        Sort::Target if sort.puts_urgent_first(queue) => "Urgent, then the earliest target",
        Sort::Flagged if sort.puts_urgent_first(queue) => "Urgent, then flagged, then the newest",
        Sort::Target => "The earliest target",
        Sort::Flagged => "Flagged first, then the newest",
        Sort::Newest => "Newest first",
        Sort::Oldest => "Oldest first",
        Sort::InState => "Longest in their state first",
        Sort::Priority => "Priority, then the oldest",
        Sort::Place => "Order of the waiting list",
    }
}

/// Who sent a referral, for a narrow column.
pub fn source(source: Source) -> &'static str {
    match source {
        Source::Patient => "Patient",
        Source::SomeoneElse => "For patient",
        Source::Gp => "GP",
    }
}

/// A promised day, seen from today.
pub fn target(due: NaiveDate, today: NaiveDate) -> Target {
    let days = (due - today).num_days();
    let (when, words) = match days {
        ..=-2 => (When::Late, format!("{} days late", -days)),
        -1 => (When::Late, "1 day late".to_owned()),
        0 => (When::Soon, "Today".to_owned()),
        1 => (When::Soon, "Tomorrow".to_owned()),
        2..=300 => (When::Later, due.format("%-d %b").to_string()),
        _ => (When::Later, due.format("%-d %b %Y").to_string()),
    };
    let day = due.format("%-d %B %Y").to_string();
    Target { when, words, day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promised_day_is_told_in_words() {
        let day = |text: &str| text.parse().unwrap();
        let told = |due| {
            let target = target(day(due), day("2031-01-15"));
            (target.when, target.words)
        };
        assert_eq!(told("2031-01-12"), (When::Late, "3 days late".to_owned()));
        assert_eq!(told("2031-01-14"), (When::Late, "1 day late".to_owned()));
        assert_eq!(told("2031-01-15"), (When::Soon, "Today".to_owned()));
        assert_eq!(told("2031-01-16"), (When::Soon, "Tomorrow".to_owned()));
        assert_eq!(told("2031-01-20"), (When::Later, "20 Jan".to_owned()));
        assert_eq!(told("2032-01-20"), (When::Later, "20 Jan 2032".to_owned()));
    }
}
