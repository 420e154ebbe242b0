//! A referral as a line for whoever sees numbers only: no name of anybody or anything that is one of few, ages in tens and
//! receipts in months, so that the file tells no more of a person than the statistics do.

use chrono::NaiveDate;
use domain::referral::casework::{Payer, Priority};

use super::export::signs;
use crate::clock::england;
use crate::context::Context;
use crate::routes::admissions::{lines, words};
use crate::store::referrals::Listed;
use crate::store::referrals::dashboard::Filters;

/// The columns.
pub const COLUMNS: [&str; 11] = [
    "Pathway", "Source", "Age", "Outcome", "Flagged", "Signs", "Flags", "Funding", "Priority",
    "State", "Received",
];

/// The filters without those that single somebody out.
pub fn filters(filters: Filters) -> Filters {
    Filters {
        practice: None,
        owner: None,
        received_from: None,
        received_to: None,
        ..filters
    }
}

/// The lines, in the order of their text: theirs in the list would tell when each came.
pub fn cells(context: &Context, listed: &[Listed]) -> Vec<Vec<String>> {
    let mut cells: Vec<Vec<String>> = listed.iter().map(|line| line_of(context, line)).collect();
    cells.sort_unstable();
    cells
}

fn line_of(context: &Context, line: &Listed) -> Vec<String> {
    let text = |words: Option<&str>| words.unwrap_or_default().to_owned();
    let age = line
        .date_of_birth
        .and_then(|born| lines::age(context, born));
    vec![
        line.pathway.clone(),
        words::source(line.source).to_owned(),
        age.map_or_else(String::new, band),
        line.outcome.clone(),
        if line.flagged { "yes" } else { "no" }.to_owned(),
        signs(line),
        line.flags.join(" "),
        text(line.funding.map(Payer::words)),
        text(line.priority.map(Priority::words)),
        words::state(line.state),
        month(england::date(line.received_at)),
    ]
}

/// Ten years of age; all from 80 on together, since few are as old.
fn band(age: u32) -> String {
    match age {
        ..18 => "under 18".to_owned(),
        18..30 => "18 to 29".to_owned(),
        30..80 => format!("{0} to {1}", age / 10 * 10, age / 10 * 10 + 9),
        _ => "80 or over".to_owned(),
    }
}

fn month(day: NaiveDate) -> String {
    day.format("%Y-%m").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_tens() {
        let told = [17, 18, 29, 30, 39, 40, 79, 80, 103].map(band);
        assert_eq!(
            told,
            [
                "under 18",
                "18 to 29",
                "18 to 29",
                "30 to 39",
                "30 to 39",
                "40 to 49",
                "70 to 79",
                "80 or over",
                "80 or over"
            ]
        );
    }
}
