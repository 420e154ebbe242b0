//! A referral as plain text, for the record of whoever referred.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::explanation::Explanation;
use crate::letter::PatientDetails;
use crate::pathway::{Code, Verdict};
use crate::people::Reference;

/// What stands in the record.
#[derive(Debug, Clone, Copy)]
pub struct RecordEntry<'a> {
    /// The reference of the referral.
    pub reference: Reference,
    /// The day on which it was received.
    pub received: NaiveDate,
    /// Where it went.
    pub hospital: &'a str,
    /// Who it is about.
    pub patient: &'a PatientDetails,
    /// Their date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// The result as it was sent.
    pub explanation: &'a Explanation,
    /// Codes for what was stated.
    pub codes: &'a [&'a Code],
}

/// The text: lines of plain words that any record takes.
pub fn text(entry: &RecordEntry<'_>) -> String {
    let mut lines = heading(entry);
    lines.push(String::new());
    lines.push(format!("Result: {}", entry.explanation.outcome.title));
    lines.push(entry.explanation.outcome.text.clone());
    lines.extend(entry.explanation.signs.iter().map(|sign| {
        let result = verdict(sign.result);
        format!("- {}: {result}. {}", sign.sentence, sign.because)
    }));
    let flags = entry.explanation.flags.iter();
    lines.extend(flags.map(|flag| format!("Note: {}. {}", flag.title, flag.text)));
    lines.extend(codes(entry.codes));
    lines.push(String::new());
    lines.push(entry.explanation.notice.clone());
    let (pathway, version) = (&entry.explanation.pathway, &entry.explanation.version);
    lines.push(format!(
        "Questions and rules: {pathway}, version {version}."
    ));
    lines.join("\n")
}

fn heading(entry: &RecordEntry<'_>) -> Vec<String> {
    let mut who = format!("Patient: {}", entry.patient.name.as_str());
    // Writing to a string cannot fail.
    if let Some(born) = entry.date_of_birth {
        let _ = write!(who, ", born {}", day(born));
    }
    if let Some(number) = &entry.patient.nhs_number {
        let _ = write!(who, ", NHS number {number}");
    }
    vec![
        format!(
            "Referral for inpatient neurorehabilitation to {}",
            entry.hospital
        ),
        format!("Reference: {}", entry.reference),
        format!("Date: {}", day(entry.received)),
        who,
    ]
}

fn codes(codes: &[&Code]) -> Vec<String> {
    if codes.is_empty() {
        return vec!["Codes: none (nothing that was stated has one)".to_owned()];
    }
    let lines = codes.iter().map(|code| {
        let (system, display) = (code.system.name(), &code.display);
        format!("- {system} {} {display}", code.code)
    });
    std::iter::once("Codes for what was stated:".to_owned())
        .chain(lines)
        .collect()
}

fn day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

fn verdict(result: Verdict) -> &'static str {
    match result {
        Verdict::Met => "met",
        Verdict::NotMet => "not met",
        Verdict::Unclear => "unclear",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Audience;
    use crate::answers::Answers;
    use crate::outcome::{codes, decide};
    use crate::pathway::Pathways;
    use crate::people::PersonName;

    #[test]
    fn it_says_who_when_what_came_of_it_and_in_which_codes() {
        let pathways = Pathways::embedded().unwrap();
        let pathway = pathways.default();
        let on = NaiveDate::from_ymd_opt(2031, 1, 15).unwrap();
        let json = serde_json::json!({
            "red_flags": "none", "date_of_birth": "1974-03-14", "diagnosis_status": "neurologist_confirmed",
        });
        let answers = Answers::from_json(pathway, &json, on).unwrap();
        let decision = decide(pathway, &answers, on);
        let explanation = Explanation::new(pathway, &answers, &decision, Audience::Gp, on);
        let patient = PatientDetails {
            name: PersonName::parse("Grace Hopper").unwrap(),
            ..serde_json::from_value(serde_json::json!({ "name": "x" })).unwrap()
        };
        let reference = Reference::from_random([7; 8]);
        let entry = RecordEntry {
            reference,
            received: on,
            hospital: "The hospital",
            patient: &patient,
            date_of_birth: Some(NaiveDate::from_ymd_opt(1974, 3, 14).unwrap()),
            explanation: &explanation,
            codes: &codes(pathway, &answers, on),
        };
        let words = text(&entry);
        let expected = [
            "Referral for inpatient neurorehabilitation to The hospital",
            &format!("Reference: {reference}"),
            "Date: 15 January 2031",
            "Patient: Grace Hopper, born 14 March 1974",
            "",
            "Result: Insufficient information",
        ];
        assert_eq!(words.lines().take(6).collect::<Vec<_>>(), expected);
        assert_eq!(words.matches(": unclear. ").count(), pathway.signs().len());
        assert!(words.contains("- ICD-10 G24.3 Spasmodic torticollis"));
        let without = text(&RecordEntry {
            codes: &[],
            ..entry
        });
        assert!(without.contains("Codes: none") && !without.contains("G24.3"));
    }
}
