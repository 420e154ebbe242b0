//! Leaving the hospital: the day that is planned, and that the person has left. The case stays admitted; its bed follows.

use chrono::{Days as Count, NaiveDate};
use domain::beds::Days;
use domain::referral::{Action, State};
use templates::admissions::casework::{Ask, Kind};
use templates::components::Problem;
use templates::emails;

use crate::routes::admissions::beds::words::taken;
use crate::routes::admissions::casework::{
    Form, Given, Group, Material, Scene, Tell, Work, day_values, problem,
};
use crate::routes::admissions::progress::{self, Stay, words::date};
use crate::security::permissions::Verb;
use crate::store::referrals::Case;

/// How long a stay can be, in days: more is a slip.
const LONGEST: u64 = 366;

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::Discharge,
        code: "discharge",
        label: "Record the discharge",
        group: Group::Next,
        material: &[Material::Beds],
        at_once: false,
        sample: |case, _| Action::Discharge {
            on: admitted_on(case).unwrap_or_default(),
        },
        form: discharge,
        read: discharged,
        tell: Tell::Referrer("discharged", emails::news),
    },
    Work {
        verb: Verb::PlanDischarge,
        code: "plan-discharge",
        label: "Change the planned day of discharge",
        group: Group::Bed,
        material: &[Material::Beds],
        at_once: false,
        sample: |case, _| Action::PlanDischarge {
            until: admitted_on(case).unwrap_or_default() + Count::new(1),
        },
        form: plan,
        read: planned,
        tell: Tell::Nobody,
    },
];

/// The day on which the person came, once they have.
fn admitted_on(case: &Case) -> Option<NaiveDate> {
    match case.referral.state() {
        State::Admitted { on, .. } => Some(*on),
        _ => None,
    }
}

/// The day on which they left, if that was recorded.
fn left_on(case: &Case) -> Option<NaiveDate> {
    match case.referral.state() {
        State::Admitted { left, .. } => *left,
        _ => None,
    }
}

fn discharge(scene: &Scene<'_>) -> Form {
    let day = Kind::Day {
        past: true,
        future: false,
    };
    let form = Form::new("Record the discharge", "The person has left")
        .says("The bed is free from that day on. Whoever referred sees the day.");
    let left = left_on(&scene.case);
    let form = match left {
        Some(left) => form.says(&format!(
            "It was recorded that the person left on {}. Give another day if that is wrong. If they are still in, change the planned day of discharge instead.",
            date(left)
        )),
        None => form,
    };
    form.asks(Ask::new(
        "on",
        "Day on which the person left",
        "Enter the day on which the person left",
        day,
    ))
    .filled(day_values("on", left.unwrap_or(scene.today)))
}

fn discharged(scene: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let on = given.day("on");
    let on = on.ok_or_else(|| problem("on.day", "Enter the day on which the person left"))?;
    if let Some(came) = admitted_on(&scene.case).filter(|came| on < *came) {
        let came = date(came);
        let message = format!("The person came on {came}: enter that day or a later one");
        return Err(problem("on.day", &message));
    }
    if let Some(stay) = progress::stay(&scene.case).filter(|stay| stay.until < on) {
        free(scene, stay, on, "on.day")?;
    }
    Ok(Action::Discharge { on })
}

fn plan(scene: &Scene<'_>) -> Form {
    let day = Kind::Day {
        past: false,
        future: true,
    };
    let form = Form::new("Change the planned day of discharge", "Change the day")
        .says("The bed is kept until then, and is free again on that day.");
    let form = match left_on(&scene.case) {
        Some(left) => form.says(&format!(
            "It was recorded that the person left on {}. That is taken back: the person is in.",
            date(left)
        )),
        None => form,
    };
    let form = form.asks(Ask::new(
        "until",
        "Planned day of discharge",
        "Enter the planned day of discharge",
        day,
    ));
    let until = progress::stay(&scene.case).map(|stay| stay.until);
    match until.filter(|until| *until >= scene.today) {
        Some(until) => form.filled(day_values("until", until)),
        None => form,
    }
}

fn planned(scene: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let until = given.day("until");
    let until = until.ok_or_else(|| problem("until.day", "Enter the planned day of discharge"))?;
    if let Some(stay) = progress::stay(&scene.case) {
        free(scene, stay, until, "until.day")?;
    }
    Ok(Action::PlanDischarge { until })
}

/// Whether the bed can be kept from the admission until that day, as a booking would have it.
fn free(
    scene: &Scene<'_>,
    stay: Stay<'_>,
    until: NaiveDate,
    control: &str,
) -> Result<(), Vec<Problem>> {
    let came = date(stay.from);
    let days = Days::new(stay.from, until).filter(|days| u64::from(days.count()) <= LONGEST);
    let days = days.ok_or_else(|| {
        let message = format!("The person came on {came}: enter a later day, within a year of it");
        problem(control, &message)
    })?;
    let Some(bed) = scene.beds.iter().find(|bed| bed.id == stay.bed.bed) else {
        return Ok(());
    };
    let why: Vec<String> = bed.clashes(days, scene.case.id).map(taken).collect();
    if why.is_empty() {
        return Ok(());
    }
    let message = format!(
        "{} is not free until then: {}. Change that first, or choose an earlier day",
        bed.full_name(),
        why.join("; ")
    );
    Err(problem(control, &message))
}
