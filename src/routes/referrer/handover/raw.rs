//! What was typed to take answers over.

use chrono::NaiveDate;
use domain::people::{DateOfBirth, HandoverCode};
use templates::referrer::handover::Fault;

use crate::forms::Form;
use crate::store::handovers::Key;

/// Code and date of birth; `None` where the code can be none of ours, which is answered as any wrong one is. Every other fault at
/// once. `known` is the date of birth in the draft, if it has one: another one would be another person's.
pub fn read(
    form: &Form,
    known: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<Option<Key>, Vec<Fault>> {
    let code = form.get("code");
    let born = born(form, today);
    let faults: Vec<Fault> = [
        code.is_none().then_some(Fault::Code),
        birth_fault(born, known),
        (form.get("agrees") != Some("yes")).then_some(Fault::Agrees),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let code = code.and_then(|code| HandoverCode::parse(code).ok());
    Ok(code.zip(born).map(|(code, born)| Key { code, born }))
}

fn born(form: &Form, today: NaiveDate) -> Option<NaiveDate> {
    let part = |name: &str| form.get(&format!("date_of_birth.{name}"));
    let (day, month) = (part("day")?.parse().ok()?, part("month")?.parse().ok()?);
    let date = NaiveDate::from_ymd_opt(part("year")?.parse().ok()?, month, day)?;
    DateOfBirth::new(date, today).ok().map(DateOfBirth::date)
}

fn birth_fault(born: Option<NaiveDate>, known: Option<NaiveDate>) -> Option<Fault> {
    match (born, known) {
        (None, _) => Some(Fault::DateOfBirth),
        (Some(born), Some(known)) if born != known => Some(Fault::OtherPerson),
        _ => None,
    }
}
