//! The admission: booked with or without a bed, cancelled, and the person's coming.

use chrono::{Days as Count, NaiveDate};
use domain::beds::Days;
use domain::referral::Action;
use domain::referral::casework::Bed as Kept;
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::components::Problem;
use templates::emails;
use uuid::Uuid;

use crate::clock::england;
use crate::routes::admissions::beds::words::{self, taken};
use crate::routes::admissions::casework::{
    Form, Given, Group, Material, Scene, Tell, Work, day_values, problem,
};
use crate::routes::admissions::progress::{self, words::date};
use crate::security::permissions::Verb;
use crate::store::beds::Bed;

/// Longest reason, in characters.
const LONGEST: u32 = 1000;
/// Stands for no bed.
const NO_BED: &str = "none";
/// How far ahead somebody can be booked, and how long a stay can be, in days: more is a slip.
const FARTHEST: u64 = 366;

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::Admit,
        code: "admit",
        label: "Note the admission",
        group: Group::Next,
        material: &[],
        at_once: false,
        sample: |_, _| Action::Admit {
            on: NaiveDate::default(),
        },
        form: admit,
        read: admitted,
        tell: Tell::Referrer("admitted", emails::news),
    },
    Work {
        verb: Verb::Book,
        code: "book",
        label: "Book the admission",
        group: Group::Next,
        material: &[Material::Beds],
        at_once: false,
        sample: |_, _| Action::BookAdmission {
            on: NaiveDate::default(),
            bed: None,
        },
        form: book,
        read: booked,
        tell: Tell::Referrer("admission_booked", emails::news),
    },
    Work {
        verb: Verb::CancelBooking,
        code: "cancel-booking",
        label: "Cancel the booking",
        group: Group::Bed,
        material: &[],
        at_once: false,
        sample: |_, _| Action::CancelBooking {
            reason: "?".to_owned(),
        },
        form: cancel,
        read: |_, given| {
            Ok(Action::CancelBooking {
                reason: given.text("reason"),
            })
        },
        tell: Tell::Referrer("booking_cancelled", emails::news),
    },
];

fn book(scene: &Scene<'_>) -> Form {
    let day = || Kind::Day {
        past: false,
        future: true,
    };
    let form = Form::new("Book the admission", "Book")
        .says("Whoever referred sees the day of admission. The bed is kept from then until the day of leaving.")
        .asks(Ask::new("on", "Day of admission", "Enter the day of admission", day()).hint("For example 4 12 2026."))
        .asks(
            Ask::depending("until", "Planned day of leaving, if a bed is kept", day())
                .hint("Needed for a bed, which is free again on that day."),
        )
        .asks(Ask::new("bed", "Bed", "Choose a bed, or that there is none yet", Kind::One(beds(scene))));
    match progress::booking(&scene.case) {
        Some((on, bed)) => form.filled(shown(on, bed)),
        None => form.filled([("bed".to_owned(), NO_BED.to_owned())]),
    }
}

/// The beds that are in use, each with what takes it, and that none is chosen yet.
fn beds(scene: &Scene<'_>) -> Vec<Choice> {
    let open = scene.beds.iter().filter(|bed| bed.gone_on().is_none());
    let choice = |bed: &Bed| Choice {
        hint: Some(words::outlook(bed, scene.case.id)),
        ..Choice::new(&bed.id.to_string(), &bed.full_name())
    };
    let none = Choice::new(NO_BED, "No bed yet");
    open.map(choice).chain([none]).collect()
}

fn shown(on: NaiveDate, bed: Option<&Kept>) -> Vec<(String, String)> {
    let mut values: Vec<_> = day_values("on", on).into();
    let code = bed.map_or_else(|| NO_BED.to_owned(), |bed| bed.bed.to_string());
    values.push(("bed".to_owned(), code));
    values.extend(
        bed.into_iter()
            .flat_map(|bed| day_values("until", bed.until)),
    );
    values
}

fn booked(scene: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let on = given.day("on");
    let on = on.ok_or_else(|| problem("on.day", "Enter the day of admission"))?;
    if on > scene.today + Count::new(FARTHEST) {
        return Err(problem(
            "on.day",
            "The day of admission must be within a year",
        ));
    }
    let Ok(id) = given.code("bed").parse() else {
        return Ok(Action::BookAdmission { on, bed: None });
    };
    let bed = scene.beds.iter().find(|bed| bed.id == id);
    let bed = bed.ok_or_else(|| problem("bed", "Choose a bed, or that there is none yet"))?;
    let until = given.day("until");
    let until = until.ok_or_else(|| problem("until.day", "Enter the planned day of leaving"))?;
    let days = Days::new(on, until).filter(|days| u64::from(days.count()) <= FARTHEST);
    let days = days.ok_or_else(|| {
        let message =
            "The day of leaving must be after the day of admission, and within a year of it";
        problem("until.day", message)
    })?;
    if !bed.is_free(days, scene.case.id) {
        return Err(problem("bed", &not_free(scene, bed, days)));
    }
    let kept = Kept {
        bed: id,
        name: bed.full_name(),
        until,
    };
    Ok(Action::BookAdmission {
        on,
        bed: Some(kept),
    })
}

/// What takes the bed, and which ones are free instead.
fn not_free(scene: &Scene<'_>, bed: &Bed, days: Days) -> String {
    let case: Uuid = scene.case.id;
    let why: Vec<String> = bed.clashes(days, case).map(taken).collect();
    let free = scene.beds.iter().filter(|bed| bed.is_free(days, case));
    let free: Vec<String> = free.map(Bed::full_name).collect();
    let instead = match &free[..] {
        [] => "No bed is free on all those days".to_owned(),
        free => format!("Free on all those days: {}", free.join("; ")),
    };
    let why = if why.is_empty() {
        "it is closed".to_owned()
    } else {
        why.join("; ")
    };
    format!("{} is not free: {why}. {instead}", bed.full_name())
}

fn cancel(_: &Scene<'_>) -> Form {
    Form::new("Cancel the booking", "Cancel the booking")
        .says("The bed is given back. The person waits for another one, as the last on the waiting list until somebody moves them.")
        .asks(
            Ask::new("reason", "Why?", "Enter why the booking falls through", Kind::Text(LONGEST, 3))
                .hint("Whoever referred sees it."),
        )
}

fn admit(scene: &Scene<'_>) -> Form {
    let day = Kind::Day {
        past: true,
        future: false,
    };
    let booked = progress::booking(&scene.case).map(|(on, _)| on);
    let on = booked
        .filter(|on| *on <= scene.today)
        .unwrap_or(scene.today);
    Form::new("Note the admission", "The person is in")
        .says("The referral is then closed. A bed stays kept until the planned day of discharge, which you can change, or until you record the discharge. A clinician or a lead can undo it if it was a mistake.")
        .asks(Ask::new(
            "on",
            "Day on which the person came",
            "Enter the day on which the person came",
            day,
        ))
        .filled(day_values("on", on))
}

fn admitted(scene: &Scene<'_>, given: &Given<'_>) -> Result<Action, Vec<Problem>> {
    let on = given.day("on");
    let on = on.ok_or_else(|| problem("on.day", "Enter the day on which the person came"))?;
    let received = england::date(scene.case.referral.received_at());
    if on < received {
        return Err(problem(
            "on.day",
            &format!(
                "The person cannot have come before the referral, which was received on {}",
                date(received)
            ),
        ));
    }
    let kept = progress::booking(&scene.case).and_then(|(_, bed)| bed);
    if kept.is_some_and(|bed| bed.until <= on) {
        return Err(problem(
            "on.day",
            "The bed is kept only until before that day. Change the booking first",
        ));
    }
    Ok(Action::Admit { on })
}
