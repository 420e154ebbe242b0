//! Times and promises against a plain model: cases around midnights, weekends, bank holidays and changes of the clock in England.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::referral::Targets;
use domain::working_days;
use inpatient_referral::clock::england;
use inpatient_referral::store::statistics::{self, Slice, Took};

use super::seed::{self, Sent, start};
use crate::admissions::team::conn;

/// Half past eleven at night in British Summer Time, which is half past ten in UTC; midnights; both changes of the clock in 2026; the
/// eves of Easter, of the August bank holiday and of Christmas; a Saturday and a Sunday.
const RECEIVED: [&str; 12] = [
    "2026-07-01T22:30:00Z",
    "2026-07-01T22:59:59Z",
    "2026-07-01T23:00:00Z",
    "2026-03-28T23:30:00Z",
    "2026-03-29T23:30:00Z",
    "2026-10-24T23:30:00Z",
    "2026-10-25T23:59:59Z",
    "2026-04-02T16:00:00Z",
    "2026-08-28T22:45:00Z",
    "2025-12-24T18:00:00Z",
    "2026-11-14T09:00:00Z",
    "2026-11-15T23:59:59Z",
];

/// Hours from the receipt to the step; a negative one was never done.
const HOURS: [i64; 9] = [-1, 0, 1, 9, 24, 30, 71, 120, 400];

struct Case {
    received: DateTime<Utc>,
    reached: Option<DateTime<Utc>>,
    ended: Option<DateTime<Utc>>,
    until: NaiveDate,
}

impl Case {
    /// The n-th of all combinations: when it was received and reached, and whether it has ended a day after the receipt.
    fn new(received: &str, hours: i64, ended: bool) -> Self {
        let received: DateTime<Utc> = received.parse().unwrap();
        let promises = Targets::default().promises(england::date(received));
        Self {
            received,
            reached: (hours >= 0).then(|| received + TimeDelta::hours(hours)),
            ended: ended.then(|| received + TimeDelta::hours(50)),
            until: promises.triage,
        }
    }

    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for received in RECEIVED {
            for hours in HOURS {
                all.extend([false, true].map(|ended| Self::new(received, hours, ended)));
            }
        }
        all
    }

    fn add_to(&self, took: &mut Took, today: NaiveDate) {
        let received = england::date(self.received);
        let days = |to| u32::try_from(working_days::between(received, to)).unwrap();
        let over = self.ended.map_or(today, england::date) > self.until;
        match (self.reached.map(england::date), self.ended) {
            (Some(day), _) => {
                took.done.add(days(day), 1);
                *(if day <= self.until {
                    &mut took.kept
                } else {
                    &mut took.late
                }) += 1;
            }
            (None, ended) => {
                took.waiting += u64::from(ended.is_none());
                took.missed += u64::from(over);
                if ended.is_some() && !over {
                    return;
                }
            }
        }
        took.promised.add(days(self.until), 1);
    }
}

async fn store(app: &crate::harness::app::TestApp, case: &Case) {
    let sql = |at: Option<DateTime<Utc>>| at.map_or("NULL".to_owned(), |at| format!("'{at}'"));
    let promises = Targets::default().promises(england::date(case.received));
    let values = format!(
        "{}, {}, '{}', '{}', '{}'",
        sql(case.reached),
        sql(case.ended),
        promises.acknowledge,
        promises.triage,
        promises.assessment,
    );
    let sent = Sent {
        at: &case.received.to_string(),
        columns: "triaged_at, closed_at, acknowledge_by, triage_by, assess_by",
        values: &values,
        ..Sent::default()
    };
    seed::sent(app, 1, &sent).await;
}

#[tokio::test]
async fn times_are_what_the_calendar_of_england_says() {
    let app = start().await;
    let cases = Case::all();
    for case in &cases {
        store(&app, case).await;
    }
    // After the last step of all.
    let today: NaiveDate = "2026-12-31".parse().unwrap();
    let periods = [
        ("2025-01-01", "2026-11-25"),
        ("2026-07-01", "2026-07-01"),
        ("2026-07-02", "2026-07-02"),
        ("2026-03-29", "2026-10-25"),
        ("2025-12-24", "2026-04-02"),
    ];
    for (from, to) in periods {
        let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
        let slice = Slice {
            from,
            to,
            source: None,
        };
        let mut expected = Took::default();
        for case in &cases {
            let received = england::date(case.received);
            if from <= received && received <= to {
                case.add_to(&mut expected, today);
            }
        }
        let mut conn = conn(&app).await;
        let steps = statistics::steps(&mut conn, &slice, today).await.unwrap();
        assert!(expected.done.count() > 0);
        assert_eq!(steps.triage, expected, "{from} to {to}");
    }
    app.stop().await;
}
