//! Measures that clinicians take. They indicate need of resources and feed no sign.

use chrono::NaiveDate;
use domain::referral::Action;
use domain::referral::measure::{Measure, RcsE, Scale};
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::components::Problem;

use crate::routes::admissions::casework::{
    Form, Given, Group, Scene, Tell, Work, day_values, problem,
};
use crate::security::permissions::Verb;

/// What is said above both forms.
const ABOUT: &str = "Measures are numbers for staff. They indicate need of resources, feed no sign, and neither the referrer nor the patient sees them.";

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::Measure,
        code: "measure-rcs",
        label: "Record RCS-E",
        group: Group::Words,
        material: &[],
        at_once: false,
        sample,
        form: rcs,
        read: rcs_read,
        tell: Tell::Nobody,
    },
    Work {
        verb: Verb::Measure,
        code: "measure",
        label: "Record another measure",
        group: Group::Words,
        material: &[],
        at_once: false,
        sample,
        form: total,
        read: total_read,
        tell: Tell::Nobody,
    },
];

fn sample(_: &crate::store::referrals::Case, _: uuid::Uuid) -> Action {
    recorded(Measure::RcsE(RcsE::default()), NaiveDate::MIN)
}

fn recorded(measure: Measure, on: NaiveDate) -> Action {
    Action::RecordMeasure { measure, on }
}

/// The day of a measure: today, unless somebody writes another.
fn day(form: Form, scene: &Scene<'_>) -> Form {
    let kind = Kind::Day {
        past: true,
        future: false,
    };
    form.asks(Ask::new("on", "Measured on", "Enter the day", kind))
        .filled(day_values("on", scene.today))
}

fn rcs(scene: &Scene<'_>) -> Form {
    let form = Form::new("Record RCS-E", "Record RCS-E").says(ABOUT).says(
        "The total is worked out: the higher of C and R, and all others. Give what you saw on the day.",
    );
    let form = RcsE::PARTS
        .iter()
        .fold(form, |form, (code, name, highest)| {
            let label = format!("{code} – {name}");
            let hint = format!("0 to {highest}");
            let kind = Kind::Number(0, (*highest).into());
            form.asks(Ask::new(code, &label, "Enter a number", kind).hint(&hint))
        });
    day(form, scene)
}

fn rcs_read(scene: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let number = |(code, ..): (&str, &str, u8)| {
        let number = given.number(code).and_then(|number| number.try_into().ok());
        number.unwrap_or(u8::MAX)
    };
    let parts = RcsE::from_values(RcsE::PARTS.map(number));
    let parts = parts.ok_or_else(|| problem("C", "Check the numbers"))?;
    let on = given.day("on").unwrap_or(scene.today);
    Ok(recorded(Measure::RcsE(parts), on))
}

fn total(scene: &Scene<'_>) -> Form {
    let choice = |scale: &Scale| {
        let (lowest, highest) = scale.range();
        Choice {
            hint: Some(format!("{lowest} to {highest}")),
            ..Choice::new(scale.code(), scale.words())
        }
    };
    let scales = Scale::ALL.iter().map(choice).collect();
    let highest = Scale::ALL.iter().map(|scale| scale.range().1).max();
    let form = Form::new("Record a measure", "Record it")
        .says(ABOUT)
        .asks(Ask::new(
            "scale",
            "Measure",
            "Choose the measure",
            Kind::One(scales),
        ))
        .asks(Ask::new(
            "value",
            "Total",
            "Enter the total",
            Kind::Number(0, highest.unwrap_or_default().into()),
        ));
    day(form, scene)
}

fn total_read(scene: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let scale = Scale::from_code(given.code("scale"));
    let scale = scale.ok_or_else(|| problem("scale", "Choose the measure"))?;
    let (lowest, highest) = scale.range();
    let value = given
        .number("value")
        .and_then(|value| value.try_into().ok());
    let value = value.filter(|value| (lowest..=highest).contains(value));
    let value = value.ok_or_else(|| {
        let range = format!("{} must be from {lowest} to {highest}", scale.words());
        problem("value", &range)
    })?;
    let on = given.day("on").unwrap_or(scene.today);
    Ok(recorded(Measure::Total { scale, value }, on))
}
