//! `/admissions/beds?month=2026-12`: who stays where in two months, and how many beds are left on each day.

use actix_web::{HttpResponse, web::Query};
use chrono::{Datelike as _, NaiveDate, Weekday};
use domain::beds::{BedDays, Days, Piece, line, occupancy};
use domain::people::Reference;
use serde::Deserialize;
use sqlx::Connection as _;
use templates::admissions::beds::picture::{self, Cell, Day, Line, Spell, SpellKind, View};

use super::month;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::progress::words::{date, from_to};
use crate::security::permissions::Action;
use crate::store::access;
use crate::store::beds::{self, Bed, Taken, What};

/// Which month is first. It names no person.
#[derive(Deserialize)]
pub struct Asked {
    month: Option<String>,
}

/// Shows the picture. Without the line in the access log nothing is shown.
pub async fn show(
    context: Context,
    staff: Staff,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::SeeBeds)?;
    let first = month::first(asked.month.as_deref(), context.today());
    let window = month::window(first).ok_or(AppError::NotFound)?;
    let keyring = &context.app.keyring;
    let (beds, overstays) = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            access::listed(&mut tx, staff.actor.account, context.now).await?;
            let beds = beds::all(&mut tx, window, Some(keyring)).await?;
            let overstays = beds::overstays(&mut tx, context.today()).await?;
            tx.commit().await?;
            Ok((beds, overstays))
        })
        .await?;
    Ok(respond::page(page(
        &context,
        &staff,
        (&beds, &overstays),
        (first, window),
    )))
}

fn page(
    context: &Context,
    staff: &Staff,
    (beds, overstays): (&[Bed], &[Reference]),
    (first, window): (NaiveDate, Days),
) -> maud::Markup {
    let overstays: Vec<String> = overstays.iter().map(ToString::to_string).collect();
    let shown: Vec<&Bed> = beds.iter().filter(|bed| is_shown(bed, window)).collect();
    let (before, after) = month::beside(first);
    picture::page(&View {
        frame: staff.frame(context),
        months: &months(window),
        days: &days(window, &shown, context.today()),
        lines: &lines(&shown, window),
        overstays: &overstays,
        before: &format!("{}?month={before}", super::BEDS),
        after: &format!("{}?month={after}", super::BEDS),
        present: (!window.has(context.today())).then_some(super::BEDS),
        manages: staff.can(Action::ManageBeds),
    })
}

/// A bed that is gone for good is shown only while something of it is to be seen.
fn is_shown(bed: &Bed, window: Days) -> bool {
    let in_use = bed.gone_on().is_none_or(|gone| gone > window.from());
    in_use || !bed.taken.is_empty()
}

/// Each month with the number of its days.
fn months(window: Days) -> Vec<(String, u32)> {
    let mut months: Vec<(String, u32)> = Vec::new();
    for day in window.each() {
        let name = day.format("%B %Y").to_string();
        match months.last_mut().filter(|(last, _)| *last == name) {
            Some((_, count)) => *count += 1,
            None => months.push((name, 1)),
        }
    }
    months
}

/// Each day with its numbers.
fn days(window: Days, beds: &[&Bed], today: NaiveDate) -> Vec<Day> {
    let known: Vec<BedDays> = beds.iter().map(|bed| bed_days(bed)).collect();
    let counted = occupancy(window, &known);
    let day = |(day, counted): (NaiveDate, domain::beds::Occupancy)| Day {
        number: day.day(),
        words: day.format("%A %-d %B %Y").to_string(),
        letter: letter(day.weekday()),
        weekend: matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
        today: day == today,
        taken: counted.taken,
        free: counted.free,
    };
    window.each().zip(counted).map(day).collect()
}

fn bed_days(bed: &Bed) -> BedDays {
    let of = |stays: bool| {
        let taken = bed.taken.iter();
        let taken = taken.filter(move |one| matches!(one.what, What::Stay(_)) == stays);
        taken.map(|one| one.days).collect()
    };
    BedDays {
        closed_on: bed.gone_on(),
        stays: of(true),
        closures: of(false),
    }
}

fn letter(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "M",
        Weekday::Tue | Weekday::Thu => "T",
        Weekday::Wed => "W",
        Weekday::Fri => "F",
        Weekday::Sat | Weekday::Sun => "S",
    }
}

/// The lines of the picture, bed by bed.
fn lines(beds: &[&Bed], window: Days) -> Vec<Line> {
    let one = |bed: &&Bed| Line {
        unit: bed.unit.name.clone(),
        bed: bed.name.clone(),
        id: bed.id.to_string(),
        gone: bed.gone_on().map(date),
        cells: cells(bed, window),
        spells: bed.taken.iter().map(spell).collect(),
    };
    beds.iter().map(one).collect()
}

fn cells(bed: &Bed, window: Days) -> Vec<Cell> {
    let taken: Vec<Days> = bed.taken.iter().map(|one| one.days).collect();
    let cell = |piece| match piece {
        Piece::Free(day) => Cell::Free {
            gone: bed.gone_on().is_some_and(|gone| day >= gone),
        },
        Piece::Taken(seen, at) => Cell::Taken {
            days: seen.count(),
            spell: at,
            begins: seen.from() == taken[at].from(),
            ends: seen.until() == taken[at].until(),
        },
    };
    line(window, &taken).into_iter().map(cell).collect()
}

fn spell(taken: &Taken) -> Spell {
    let days = taken.days;
    let (kind, to) = match &taken.what {
        What::Stay(stay) => (
            SpellKind::Stay {
                reference: stay.reference.to_string(),
                name: stay.name.clone().unwrap_or_default(),
                admitted: stay.admitted,
            },
            days.until(),
        ),
        What::Closure { reason, .. } => (
            SpellKind::Closure {
                reason: reason.clone(),
            },
            days.last(),
        ),
    };
    Spell {
        kind,
        days: from_to(days.from(), to),
    }
}
