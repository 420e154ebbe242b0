//! The facts at the top of the page: the day that is promised, and what else is looked for first.

use chrono::NaiveDate;
use domain::referral::casework::Payer;
use domain::referral::{Closed, Promised, State};
use domain::working_days;
use templates::admissions::case::head::{Due, Fact, Near};

use crate::clock::england;
use crate::context::Context;
use crate::routes::admissions::words;
use crate::store::referrals::Case;

/// The next day that is promised, and how near it is.
pub fn due(context: &Context, case: &Case) -> Option<Due> {
    let Promised { what, day } = case.referral.promised(&case.promises, england::date)?;
    let today = context.today();
    Some(Due {
        what: format!("{} {}", what.words(), day.format("%-d %B %Y")),
        when: when(day, today, what.is_appointment()),
        near: near(day, today),
    })
}

fn when(day: NaiveDate, today: NaiveDate, appointment: bool) -> String {
    let days = (day - today).num_days();
    let count = match days.abs() {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    };
    match days {
        0 if appointment => "Today".to_owned(),
        0 => "Due today".to_owned(),
        1 if appointment => "Tomorrow".to_owned(),
        1 => "Due tomorrow".to_owned(),
        ..0 if appointment => format!("{count} ago"),
        ..0 => format!("{count} overdue"),
        _ if appointment => format!("In {count}"),
        _ => format!("Due in {count}"),
    }
}

/// Amber from the working day before it.
fn near(day: NaiveDate, today: NaiveDate) -> Near {
    if day < today {
        Near::Over
    } else if day <= working_days::after(today, 1) {
        Near::Soon
    } else {
        Near::Later
    }
}

/// When it came and from whom, who pays, and the 18 weeks where they apply. `practice` is that of a referrer.
pub fn facts(context: &Context, case: &Case, practice: Option<&str>) -> Vec<Fact> {
    let received = case.referral.received_at();
    let fact = |key, value: String, more: Option<String>| Fact { key, value, more };
    let days = words::days_between(received, context.now);
    let payer = case.referral.payer().or(case.payer).map(Payer::words);
    let mut facts = vec![
        fact(
            "Received",
            words::capitalised(&words::days_ago(days)),
            Some(words::moment(received)),
        ),
        fact(
            "Sent by",
            words::source(case.source).to_owned(),
            practice.map(str::to_owned),
        ),
        fact("Funding", payer.unwrap_or("Not known").to_owned(), None),
    ];
    facts.extend(rtt(context, case));
    facts.extend(no(case));
    facts
}

/// Why it was declined or redirected; the rationale stands in the timeline.
fn no(case: &Case) -> Option<Fact> {
    let State::Closed(closed) = case.referral.state() else {
        return None;
    };
    let (key, reason) = match closed {
        Closed::Declined { reason, .. } => ("Why declined", reason.words()),
        Closed::Redirected { reason, .. } => ("Why redirected", reason.words()),
        _ => return None,
    };
    Some(Fact {
        key,
        value: reason.to_owned(),
        more: Some(words::day(case.referral.since())),
    })
}

fn rtt(context: &Context, case: &Case) -> Option<Fact> {
    let clock = case.referral.rtt_clock(case.payer, england::date)?;
    let day = |day: NaiveDate| (day - clock.from).num_days();
    let ends = clock.breach.format("%-d %B %Y");
    let value = match clock.stopped {
        Some(stopped) => format!("Stopped on day {}", day(stopped)),
        None => format!("Day {} of {}", day(context.today()), day(clock.breach)),
    };
    Some(Fact {
        key: "18 weeks",
        value,
        more: Some(format!("18 weeks end on {ends}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_promise_is_told_in_words_and_amber_from_the_working_day_before() {
        let friday = date("2026-11-27");
        for (day, words, nearness) in [
            ("2026-11-25", "2 days overdue", Near::Over),
            ("2026-11-26", "1 day overdue", Near::Over),
            ("2026-11-27", "Due today", Near::Soon),
            ("2026-11-30", "Due in 3 days", Near::Soon),
            ("2026-12-01", "Due in 4 days", Near::Later),
        ] {
            assert_eq!(when(date(day), friday, false), words);
            assert_eq!(near(date(day), friday), nearness, "{day}");
        }
        assert_eq!(when(date("2026-11-26"), friday, true), "1 day ago");
        assert_eq!(when(date("2026-11-28"), friday, true), "Tomorrow");
    }
}
