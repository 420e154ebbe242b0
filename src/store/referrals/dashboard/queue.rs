//! The queues that the open and closed cases are sorted into, as conditions.

use chrono::NaiveDate;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::sort::Sort;

/// From where queues are looked at: "mine" depends on who, "overdue" on when.
#[derive(Debug, Clone, Copy)]
pub struct Standpoint {
    /// Who looks.
    pub account: Uuid,
    /// The day in England.
    pub today: NaiveDate,
}

/// A queue. Cases that were joined to another one stand in [`Queue::All`] alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Queue {
    /// Open, and there is something new to deal with, or its day has come; or ended, and something is left to deal with:
    /// letters about a refusal are owed, or what came was not read.
    #[default]
    NeedsAction,
    /// Open, and held by whoever looks.
    Mine,
    /// Open, and held by nobody.
    Unassigned,
    /// Open, and the next step is not the hospital's: asked for information, on hold, with whoever pays.
    WaitingOnOthers,
    /// Waiting for a bed, in the order of the waiting list.
    WaitingList,
    /// Open, and a promised day has passed, whoever holds it.
    Overdue,
    /// Ended.
    Closed,
    /// Open and ended, joined to others or not.
    All,
}

/// How soon a promised day comes, as a number that is larger the sooner; 0 where nothing is promised. The indexes of the
/// dashboard are made over this very expression.
pub(super) const URGENCY: &str = "COALESCE(DATE '9999-12-31' - r.due_on, 0)";

const OPEN: &str = "r.closed_at IS NULL AND r.merged_into IS NULL";

const ENDED: &str = "r.closed_at IS NOT NULL AND r.merged_into IS NULL";

/// The same number for a day.
pub(super) fn urgency(day: Option<NaiveDate>) -> i32 {
    let last = NaiveDate::from_ymd_opt(9999, 12, 31).expect("the last day of a year");
    day.map_or(0, |day| i32::try_from((last - day).num_days()).unwrap_or(0))
}

impl Queue {
    /// Every queue, in the order in which they are shown.
    pub const EVERY: [Self; 8] = [
        Self::NeedsAction,
        Self::Mine,
        Self::Unassigned,
        Self::WaitingOnOthers,
        Self::WaitingList,
        Self::Overdue,
        Self::Closed,
        Self::All,
    ];

    /// As addresses have it.
    pub fn code(self) -> &'static str {
        match self {
            Self::NeedsAction => "needs_action",
            Self::Mine => "mine",
            Self::Unassigned => "unassigned",
            Self::WaitingOnOthers => "waiting_on_others",
            Self::WaitingList => "waiting_list",
            Self::Overdue => "overdue",
            Self::Closed => "closed",
            Self::All => "all",
        }
    }

    /// The queue of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|queue| queue.code() == code)
    }

    /// The order in which it is shown unless another is asked for.
    pub fn usual_sort(self) -> Sort {
        match self {
            Self::NeedsAction | Self::Overdue => Sort::Target,
            Self::Mine => Sort::Handed,
            Self::WaitingList => Sort::Place,
            Self::Unassigned | Self::WaitingOnOthers | Self::Closed | Self::All => Sort::Flagged,
        }
    }

    /// Whether it holds open cases alone, in an order that no hand has made.
    pub(super) fn is_of_open(self) -> bool {
        !matches!(self, Self::WaitingList | Self::Closed | Self::All)
    }

    /// How many conditions it takes. They exclude each other, so that each is read along an index of its own.
    pub(super) fn branches(self) -> usize {
        if self == Self::NeedsAction { 3 } else { 1 }
    }

    /// Writes one of its conditions on a referral `r`, and on its place `w` of the waiting list.
    pub(super) fn push(self, branch: usize, from: Standpoint, sql: &mut QueryBuilder<Postgres>) {
        let today = urgency(Some(from.today));
        match self {
            Self::NeedsAction if branch == 0 => {
                sql.push(format_args!("{OPEN} AND {URGENCY} >= "))
                    .push_bind(today);
            }
            Self::NeedsAction if branch == 1 => {
                sql.push(format_args!("{OPEN} AND r.attention AND {URGENCY} < "))
                    .push_bind(today);
            }
            Self::NeedsAction => {
                sql.push(format_args!("{ENDED} AND r.attention"));
            }
            Self::Mine => {
                sql.push(format_args!("{OPEN} AND r.owner_id = "))
                    .push_bind(from.account);
            }
            Self::Unassigned => {
                sql.push(format_args!("{OPEN} AND r.owner_id IS NULL"));
            }
            Self::WaitingOnOthers => {
                let states = "r.state IN ('info_requested', 'on_hold', 'funding')";
                sql.push(format_args!("{OPEN} AND {states}"));
            }
            Self::WaitingList => {
                sql.push(OPEN);
            }
            Self::Overdue => {
                sql.push(format_args!("{OPEN} AND {URGENCY} > "))
                    .push_bind(today);
            }
            Self::Closed => {
                sql.push(ENDED);
            }
            Self::All => {
                sql.push("TRUE");
            }
        }
    }

    /// What its conditions look at. The waiting list is read in its order, case by case, up to the limit: joined as usual, the
    /// planner would first read all open cases.
    pub(super) fn source(self) -> &'static str {
        match self {
            Self::WaitingList => {
                "waiting_list w CROSS JOIN LATERAL (SELECT * FROM referrals WHERE id = w.referral_id OFFSET 0) AS r"
            }
            _ => "referrals r",
        }
    }
}
