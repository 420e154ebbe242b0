//! The command `assess`: cases in, decisions out, one JSON object a line each.

mod faults;

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

use chrono::NaiveDate;
use domain::Audience;
use domain::answers::{Answers, FieldErrorKind, Unread, iso_date};
use domain::explanation::Explanation;
use domain::outcome::{Decision, decide_in_place, undecidable};
use domain::pathway::{OutcomeKind, Pathway, Pathways};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use faults::{
    Invalid, LineError, MALFORMED, NO_ANSWERS, UNKNOWN_PATHWAY, WRONG_AUDIENCE, WRONG_DAY,
    field_errors,
};

/// Bytes of input and of output that are held at a time.
const BUFFER: usize = 64 * 1024;

/// Reads cases until the end of input and writes a line for each. Blank lines are skipped.
///
/// Whoever writes a line and waits is answered at once: output is flushed before input is waited
/// for.
///
/// # Errors
/// Faults of reading or writing. Returns whether every line was valid.
pub fn run(pathways: &Pathways, reader: impl Read, writer: impl Write) -> io::Result<bool> {
    let mut reader = BufReader::with_capacity(BUFFER, reader);
    let mut writer = BufWriter::with_capacity(BUFFER, writer);
    let (mut line, mut out, mut all_valid) = (Vec::new(), Vec::new(), true);
    loop {
        if reader.buffer().is_empty() {
            writer.flush()?;
        }
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            writer.flush()?;
            return Ok(all_valid);
        }
        let line = line.trim_ascii();
        if !line.is_empty() {
            out.clear();
            // What is not UTF-8 is not JSON either.
            all_valid &= assess_line(
                pathways,
                str::from_utf8(line).unwrap_or("\u{fffd}"),
                &mut out,
            );
            writer.write_all(&out)?;
        }
    }
}

/// Assesses one case and adds its line to `out`. Returns whether it was valid.
pub fn assess_line(pathways: &Pathways, line: &str, out: &mut Vec<u8>) -> bool {
    let errors = match Case::read(pathways, line) {
        Ok(mut case) => case.assess(out),
        Err(errors) => Err(errors),
    };
    let valid = errors.is_ok();
    if let Err(errors) = errors {
        write_line(out, &Invalid { errors });
    }
    valid
}

fn write_line(out: &mut Vec<u8>, value: &impl Serialize) {
    // Strings, numbers and lists always have a JSON form, and memory takes every byte.
    serde_json::to_writer(&mut *out, value).expect("values of ours have a JSON form");
    out.push(b'\n');
}

/// A line as it is read. Other keys are ignored.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    pathway: Option<Unread<'a>>,
    #[serde(borrow, default)]
    audience: Option<Unread<'a>>,
    #[serde(borrow, default)]
    on: Option<Unread<'a>>,
    #[serde(borrow, default)]
    answers: Option<Unread<'a>>,
}

/// A valid case.
struct Case<'p> {
    pathway: &'p Pathway,
    audience: Audience,
    on: NaiveDate,
    answers: Answers,
}

impl<'p> Case<'p> {
    fn read(pathways: &'p Pathways, line: &str) -> Result<Self, Vec<LineError<'p>>> {
        // Without this a list would do for an object.
        let object = line.trim_start().starts_with('{');
        let line = serde_json::from_str::<Line<'_>>(line).ok();
        let Some(line) = line.filter(|_| object) else {
            return Err(vec![MALFORMED]);
        };
        let pathway = match &line.pathway {
            None => Some(pathways.default()),
            Some(id) => id.as_str().and_then(|id| pathways.get(id)),
        };
        let audience = line.audience.as_ref().and_then(Unread::as_str);
        let audience = audience.and_then(Audience::from_code);
        let on = line.on.as_ref().and_then(Unread::as_str).and_then(iso_date);
        let (Some(pathway), Some(audience), Some(on), Some(answers)) =
            (pathway, audience, on, &line.answers)
        else {
            let faults = [
                pathway.is_none().then_some(UNKNOWN_PATHWAY),
                audience.is_none().then_some(WRONG_AUDIENCE),
                on.is_none().then_some(WRONG_DAY),
                line.answers.is_none().then_some(NO_ANSWERS),
            ];
            return Err(faults.into_iter().flatten().collect());
        };
        let answers = Answers::from_unread(pathway, answers, on);
        let answers = answers.map_err(|errors| field_errors(pathway, &errors))?;
        Ok(Self {
            pathway,
            audience,
            on,
            answers,
        })
    }

    fn assess(&mut self, out: &mut Vec<u8>) -> Result<(), Vec<LineError<'p>>> {
        let decision = decide_in_place(self.pathway, &mut self.answers, self.on);
        if decision.outcome.kind != OutcomeKind::Stop {
            let missing = undecidable(self.pathway, &self.answers);
            if !missing.is_empty() {
                let required = |id| LineError::of(Some(id), FieldErrorKind::Required);
                return Err(missing
                    .iter()
                    .map(|question| required(&question.id))
                    .collect());
            }
        }
        let explanation = Explanation::borrowed(
            self.pathway,
            &self.answers,
            &decision,
            self.audience,
            self.on,
        );
        write_line(
            out,
            &Assessed {
                decision: &decision,
                explanation,
            },
        );
        Ok(())
    }
}

/// A decision as it is written.
struct Assessed<'d, 'p, E> {
    decision: &'d Decision<'p>,
    explanation: E,
}

impl<E: Serialize> Serialize for Assessed<'_, '_, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self {
            decision,
            explanation,
        } = self;
        let flags = decision.flags.iter().map(|flag| flag.id.as_str());
        let mut map = serializer.serialize_map(Some(7))?;
        map.serialize_entry("outcome", &decision.outcome.id)?;
        map.serialize_entry("met", &decision.met())?;
        map.serialize_entry("unclear", &decision.unclear())?;
        map.serialize_entry("flagged", &decision.outcome.flagged)?;
        map.serialize_entry(
            "criteria",
            &decision.signs.as_ref().map(|_| Criteria(decision)),
        )?;
        map.serialize_entry("flags", &flags.collect::<Vec<_>>())?;
        map.serialize_entry("explanation", explanation)?;
        map.end()
    }
}

/// The verdict on each sign, by its id.
struct Criteria<'d, 'p>(&'d Decision<'p>);

impl Serialize for Criteria<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let signs = self.0.signs.iter().flatten();
        serializer.collect_map(signs.map(|sign| (&sign.sign.id, sign.leaf.result.code())))
    }
}

#[cfg(test)]
mod tests;
