//! Calendar files: one appointment as iCalendar (RFC 5545), which any calendar takes.

use std::fmt::Write as _;

use chrono::{DateTime, TimeDelta, Utc};

/// Longest line, in octets, without its end (RFC 5545 §3.1).
const LINE: usize = 75;

/// An appointment.
#[derive(Debug, Clone, Copy)]
pub struct Appointment<'a> {
    /// The same for every version of the same appointment, so that a calendar replaces the one before.
    pub uid: &'a str,
    /// Grows with every version.
    pub sequence: i32,
    /// When this version was made.
    pub stamp: DateTime<Utc>,
    /// When it begins.
    pub begins: DateTime<Utc>,
    /// How long it is kept free.
    pub lasts: TimeDelta,
    /// What stands in the calendar.
    pub summary: &'a str,
    /// Where it is.
    pub location: Option<&'a str>,
    /// More about it.
    pub description: &'a str,
}

/// The file. Times are those of UTC, which need no definition of a time zone.
pub fn file(appointment: &Appointment<'_>) -> String {
    let ends = appointment.begins + appointment.lasts;
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Inpatient referral//Admissions//EN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", escaped(appointment.uid)),
        format!("SEQUENCE:{}", appointment.sequence),
        format!("DTSTAMP:{}", utc(appointment.stamp)),
        format!("DTSTART:{}", utc(appointment.begins)),
        format!("DTEND:{}", utc(ends)),
        format!("SUMMARY:{}", escaped(appointment.summary)),
    ];
    lines.extend(
        appointment
            .location
            .map(|place| format!("LOCATION:{}", escaped(place))),
    );
    lines.extend([
        format!("DESCRIPTION:{}", escaped(appointment.description)),
        "CLASS:CONFIDENTIAL".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ]);
    lines.iter().fold(String::new(), |mut file, line| {
        // Writing into a String cannot fail.
        let _ = write!(file, "{}\r\n", folded(line));
        file
    })
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as a value (RFC 5545 §3.3.11).
fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\n' => value.push_str("\\n"),
            other if other.is_control() => {}
            other => value.push(other),
        }
    }
    value
}

/// A line in pieces that are short enough, parted between letters; each after the first begins with a space.
fn folded(line: &str) -> String {
    let (mut text, mut width) = (String::with_capacity(line.len()), 0);
    for letter in line.chars() {
        if width + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            width = 1;
        }
        text.push(letter);
        width += letter.len_utf8();
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    fn unescaped(value: &str) -> String {
        let (mut text, mut letters) = (String::new(), value.chars());
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n') => text.push('\n'),
                    Some(other) => text.push(other),
                    None => {}
                },
                other => text.push(other),
            }
        }
        text
    }

    proptest! {
        #[test]
        fn lines_are_short_and_come_back_whole(line in "[a-zäß€🏊 ,;:]{0,300}") {
            let text = folded(&line);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= LINE));
            prop_assert_eq!(unfolded(&text), line);
        }

        #[test]
        fn texts_come_back_whole_and_break_no_line(text in "[a-z\\\\;,\n: é]{0,80}") {
            let value = escaped(&text);
            prop_assert!(!value.contains('\n'));
            prop_assert_eq!(unescaped(&value), text);
        }
    }
}
