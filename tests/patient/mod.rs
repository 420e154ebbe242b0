//! The patient's journey over HTTP, as any browser without scripts would drive it.

mod contact;
mod handover;
mod outage;
mod question;
mod result;
mod resume;
mod safety;
mod send;
mod start;

use crate::harness::{Browser, Page};

/// What somebody with four matching signs answers: question and controls with values.
pub const FOUR_SIGNS: &[(&str, &[(&str, &str)])] = &[
    ("red_flags", &[("red_flags", "none")]),
    ("completed_by", &[("completed_by", "self")]),
    (
        "date_of_birth",
        &[
            ("date_of_birth.day", "14"),
            ("date_of_birth.month", "3"),
            ("date_of_birth.year", "1974"),
        ],
    ),
    (
        "diagnosis_status",
        &[("diagnosis_status", "neurologist_confirmed")],
    ),
    ("cause", &[("cause", "trauma"), ("cause", "fnd_associated")]),
    ("cause_source", &[("cause_source", "neurologist")]),
    (
        "symptoms",
        &[("symptoms.neck_pain", "yes"), ("symptoms.tremor", "no")],
    ),
    ("emotional_effects", &[("emotional_effects", "distress")]),
    (
        "posture",
        &[("posture", "turns_left"), ("posture", "tips_right")],
    ),
    ("pain_impact", &[("pain_impact", "a_lot")]),
    ("movement_impact", &[("movement_impact", "nearly_all")]),
    (
        "limited_activities",
        &[
            ("limited_activities", "driving"),
            ("limited_activities", "work"),
        ],
    ),
    (
        "treatments",
        &[
            ("treatments.botulinum_toxin.status", "having_now"),
            ("treatments.botulinum_toxin.benefit", "some"),
            ("treatments.physiotherapy.status", "had_before"),
            ("treatments.physiotherapy.benefit", "not_at_all"),
            ("treatments.psychology.status", "not_had"),
        ],
    ),
    ("treatment_enough_now", &[("treatment_enough_now", "no")]),
    (
        "secondary_symptoms",
        &[
            ("secondary_symptoms", "fatigue"),
            ("secondary_symptoms", "gait"),
        ],
    ),
    (
        "help_needed",
        &[
            ("help_needed", "physiotherapy"),
            ("help_needed", "psychology"),
        ],
    ),
    ("professional_said", &[("professional_said", "yes")]),
    ("single_team", &[("single_team", "no")]),
    ("goals", &[("goals", "Drive to see my sister")]),
    ("funding", &[("funding", "nhs")]),
    ("access_needs", &[("access_needs", "large_print")]),
    ("consent_to_share", &[("consent_to_share", "yes")]),
];

/// Contact details that pass.
pub const CONTACT: &[(&str, &str)] = &[
    ("name", "Ada Example"),
    ("phone", "07700 900 982"),
    ("email", "ada@example.org"),
    ("nhs_number", "999 100 0011"),
];

/// The answer to a question: the special one where there is one, else that of [`FOUR_SIGNS`].
fn answer_to<'a>(
    question: &str,
    special: &[(&str, &'a [(&'a str, &'a str)])],
) -> &'a [(&'a str, &'a str)] {
    let of = |answers: &[(&str, &'a [(&'a str, &'a str)])]| {
        answers
            .iter()
            .find(|(id, _)| *id == question)
            .map(|(_, values)| *values)
    };
    of(special).or_else(|| of(FOUR_SIGNS)).unwrap_or(&[])
}

/// Answers page after page, from the start, until an address that is no question.
pub async fn walk(browser: &Browser, special: &[(&str, &[(&str, &str)])]) -> Page {
    go_on(browser, browser.get("/check/red_flags").await, special).await
}

/// Answers page after page from where `page` is.
pub async fn go_on(browser: &Browser, mut page: Page, special: &[(&str, &[(&str, &str)])]) -> Page {
    for _ in 0..60 {
        if page.status == 503 {
            // A machine with too much to do: press "Try again", as a person would.
            page = browser.answer(&page, &[]).await;
            continue;
        }
        let question = page.path.trim_start_matches("/check/").to_owned();
        if !page.status.is_success()
            || ["answers", "result", "contact", "send", "not-sent"].contains(&question.as_str())
        {
            return page;
        }
        let values = answer_to(&question, special);
        page = browser.answer(&page, values).await;
    }
    panic!("no end in sight at {}", page.path);
}

/// A browser on the page where the result is shown.
pub async fn at_result(browser: &Browser, special: &[(&str, &[(&str, &str)])]) -> Page {
    let answers = walk(browser, special).await;
    assert_eq!(answers.path, "/check/answers");
    browser.get("/check/result").await
}

/// A browser on the page whose button sends.
pub async fn at_send(browser: &Browser, special: &[(&str, &[(&str, &str)])]) -> Page {
    at_result(browser, special).await;
    let contact = browser.get("/check/contact").await;
    let consent = browser.answer(&contact, CONTACT).await;
    go_on(browser, consent, special).await
}

/// A browser that has sent: its confirmation.
pub async fn sent(browser: &Browser, special: &[(&str, &[(&str, &str)])]) -> Page {
    let page = at_send(browser, special).await;
    assert_eq!(page.path, "/check/send");
    browser.answer(&page, &[]).await
}
