//! The whole journey of a patient with four matching signs, page by page, to the confirmation.

use std::io::Result;

use super::visitor::Visitor;
use super::wire::{Answer, odd};

/// More pages than any journey has.
const MOST_PAGES: usize = 60;

/// What is filled in, by page; other questions are left blank.
const FILLED_IN: &[(&str, &str)] = &[
    ("red_flags", "red_flags=none"),
    ("completed_by", "completed_by=self"),
    (
        "date_of_birth",
        "date_of_birth.day=14&date_of_birth.month=3&date_of_birth.year=1974",
    ),
    ("diagnosis_status", "diagnosis_status=neurologist_confirmed"),
    ("cause", "cause=unknown"),
    ("symptoms", "symptoms.neck_pain=yes&symptoms.tremor=no"),
    ("emotional_effects", "emotional_effects=distress"),
    ("posture", "posture=turns_left&posture=tips_right"),
    ("pain_impact", "pain_impact=a_lot"),
    ("movement_impact", "movement_impact=nearly_all"),
    (
        "limited_activities",
        "limited_activities=driving&limited_activities=work",
    ),
    (
        "treatments",
        "treatments.botulinum_toxin.status=having_now&treatments.botulinum_toxin.benefit=some\
         &treatments.physiotherapy.status=had_before&treatments.physiotherapy.benefit=not_at_all\
         &treatments.psychology.status=not_had",
    ),
    ("treatment_enough_now", "treatment_enough_now=no"),
    (
        "secondary_symptoms",
        "secondary_symptoms=fatigue&secondary_symptoms=gait",
    ),
    (
        "help_needed",
        "help_needed=physiotherapy&help_needed=psychology",
    ),
    ("professional_said", "professional_said=yes"),
    ("single_team", "single_team=no"),
    ("goals", "goals=Drive+to+see+my+sister"),
    ("funding", "funding=nhs"),
    ("access_needs", "access_needs=large_print"),
    (
        "contact",
        "name=Ada+Example&phone=07700+900+982&email=ada%40example.org&address_line_1=1+High+Street&town=Aylesbury",
    ),
    ("consent_to_share", "consent_to_share=yes"),
];

/// A form that only has to be sent.
#[derive(Debug, Clone)]
pub struct ReadyToSend(String);

impl ReadyToSend {
    /// What a browser would post.
    #[allow(dead_code, reason = "not every program that shares this posts by hand")]
    pub fn form(&self) -> &str {
        &self.0
    }
}

/// From the start page to the page whose button sends.
pub async fn fill_in(visitor: &mut Visitor) -> Result<ReadyToSend> {
    visitor.get("/check").await?;
    let mut path = "/check/red_flags".to_owned();
    for _ in 0..MOST_PAGES {
        let page = visitor.get(&path).await?;
        if page.status != 200 {
            return Err(odd(&format!("{} at {path}", page.status)));
        }
        path = match path.as_str() {
            "/check/answers" => "/check/result".to_owned(),
            "/check/result" => "/check/contact".to_owned(),
            "/check/send" => return Ok(ReadyToSend(hidden(&page)?)),
            question => visitor.post(question, &filled_in(question, &page)?).await?,
        };
    }
    Err(odd("a journey without end"))
}

/// Sends; returns the reference of the confirmation. The same form sent again gives the same reference.
pub async fn send(visitor: &mut Visitor, form: &ReadyToSend) -> Result<String> {
    let confirmation = visitor.post("/check/send", &form.0).await?;
    if confirmation != "/check/sent" {
        return Err(odd(&format!("sending led to {confirmation}")));
    }
    let page = visitor.get(&confirmation).await?;
    let reference = page
        .quoted_after("data-reference=\"")
        .filter(|_| page.status == 200);
    reference
        .map(str::to_owned)
        .ok_or_else(|| odd("a confirmation without reference"))
}

/// The values with which a page is filled in, as a form sends them; none where it is left blank.
pub fn values_of(page: &str) -> &'static str {
    let found = FILLED_IN.iter().find(|(known, _)| *known == page);
    found.map_or("", |(_, values)| values)
}

fn filled_in(path: &str, page: &Answer) -> Result<String> {
    let values = values_of(path.trim_start_matches("/check/"));
    Ok(format!("{}&{values}", hidden(page)?))
}

/// The hidden fields of a page's form: two that every form has, and what the last page shows of the draft's version.
fn hidden(page: &Answer) -> Result<String> {
    let field = |name: &str| {
        let value = page.quoted_after(&format!("name=\"{name}\" value=\""))?;
        Some(format!("{name}={value}"))
    };
    match (field("csrf"), field("nonce"), field("version")) {
        (Some(csrf), Some(nonce), version) => {
            let version = version.map_or_else(String::new, |version| format!("&{version}"));
            Ok(format!("{csrf}&{nonce}{version}"))
        }
        _ => Err(odd("a page without form")),
    }
}
