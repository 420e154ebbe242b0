//! Days on which beds are kept or closed: when two clash, how they lie in a picture, and how many beds are left.

use chrono::{Days as Count, NaiveDate};

/// Days that follow each other: from the first up to, and without, the last. A bed from which somebody leaves on a day is free
/// for somebody else on that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    from: NaiveDate,
    until: NaiveDate,
}

impl Days {
    /// From a day up to, and without, a later one; nothing where it is not later.
    pub fn new(from: NaiveDate, until: NaiveDate) -> Option<Self> {
        (from < until).then_some(Self { from, until })
    }

    /// From a day to another, both of which belong to it.
    pub fn inclusive(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        Self::new(from, to.checked_add_days(Count::new(1))?)
    }

    /// The first day.
    pub fn from(self) -> NaiveDate {
        self.from
    }

    /// The first day after it.
    pub fn until(self) -> NaiveDate {
        self.until
    }

    /// The last day.
    pub fn last(self) -> NaiveDate {
        self.until - Count::new(1)
    }

    /// How many there are; at least one.
    pub fn count(self) -> u32 {
        u32::try_from((self.until - self.from).num_days()).unwrap_or(u32::MAX)
    }

    /// Whether a day is one of them.
    pub fn has(self, day: NaiveDate) -> bool {
        self.from <= day && day < self.until
    }

    /// Whether there is a day in both.
    pub fn clashes(self, other: Self) -> bool {
        self.from < other.until && other.from < self.until
    }

    /// What of it lies in a window.
    pub fn within(self, window: Self) -> Option<Self> {
        Self::new(self.from.max(window.from), self.until.min(window.until))
    }

    /// Each day in turn.
    pub fn each(self) -> impl Iterator<Item = NaiveDate> {
        self.from
            .iter_days()
            .take_while(move |day| *day < self.until)
    }
}

/// A piece of a bed's line in a picture of some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A day on which it is free.
    Free(NaiveDate),
    /// Days on which it is not, and which of those that were given it is that takes it.
    Taken(Days, usize),
}

/// A bed's line in a picture of a window: every day of it once, in order. Where two take the same day, which a booking refuses, the
/// one that begins first is drawn.
pub fn line(window: Days, taken: &[Days]) -> Vec<Piece> {
    let mut order: Vec<usize> = (0..taken.len()).collect();
    order.sort_by_key(|at| taken[*at]);
    let (mut pieces, mut day) = (Vec::new(), window.from);
    for at in order {
        let seen = Days::new(day, window.until).and_then(|rest| taken[at].within(rest));
        let Some(seen) = seen else { continue };
        pieces.extend(
            day.iter_days()
                .take_while(|day| *day < seen.from)
                .map(Piece::Free),
        );
        pieces.push(Piece::Taken(seen, at));
        day = seen.until;
    }
    pieces.extend(
        day.iter_days()
            .take_while(|day| *day < window.until)
            .map(Piece::Free),
    );
    pieces
}

/// How full the beds are on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Occupancy {
    /// Beds in which somebody stays.
    pub taken: u32,
    /// Beds that could be given to somebody.
    pub free: u32,
}

/// What is known of one bed, for counting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BedDays {
    /// The day from which it is not used any more.
    pub closed_on: Option<NaiveDate>,
    /// When somebody stays in it.
    pub stays: Vec<Days>,
    /// When it is closed for a while.
    pub closures: Vec<Days>,
}

/// How full the beds are on each day of a window.
pub fn occupancy(window: Days, beds: &[BedDays]) -> Vec<Occupancy> {
    window.each().map(|day| on(day, beds)).collect()
}

fn on(day: NaiveDate, beds: &[BedDays]) -> Occupancy {
    let has = |days: &[Days]| days.iter().any(|one| one.has(day));
    let mut all = Occupancy::default();
    for bed in beds {
        if has(&bed.stays) {
            all.taken += 1;
        } else if bed.closed_on.is_none_or(|closed| day < closed) && !has(&bed.closures) {
            all.free += 1;
        }
    }
    all
}
