//! What can be set, and what each setting can hold.

use serde_json::Value;

use super::{DECLINED_YEARS, RECORD_YEARS};

/// Something that can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Working days until something that was sent is acknowledged.
    AcknowledgeDays,
    /// Working days until it is triaged.
    TriageDays,
    /// Working days until an assessment is offered.
    AssessmentDays,
    /// The share of declines that a second reader reads, in percent.
    SecondReadPercent,
    /// Years for which the record of somebody who was admitted is kept.
    RecordYears,
    /// Years for which a referral that was not accepted is kept.
    DeclinedYears,
    /// Telephone of the admissions team.
    Phone,
    /// When it is answered.
    OpeningHours,
    /// The hospital's address, in lines.
    Address,
}

/// What a setting can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A whole number.
    Number {
        /// The smallest.
        min: u32,
        /// The largest.
        max: u32,
    },
    /// Words, or none.
    Text {
        /// Most characters.
        max: usize,
        /// Whether there may be several lines.
        lines: bool,
    },
}

/// What was typed cannot be the value of the setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a value of this setting")]
pub struct Unfit;

impl Setting {
    /// Every setting, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::AcknowledgeDays,
        Self::TriageDays,
        Self::AssessmentDays,
        Self::SecondReadPercent,
        Self::RecordYears,
        Self::DeclinedYears,
        Self::Phone,
        Self::OpeningHours,
        Self::Address,
    ];

    /// The code in the database and in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::AcknowledgeDays => "acknowledge_days",
            Self::TriageDays => "triage_days",
            Self::AssessmentDays => "assessment_days",
            Self::SecondReadPercent => "second_read_percent",
            Self::RecordYears => "record_years",
            Self::DeclinedYears => "declined_years",
            Self::Phone => "phone",
            Self::OpeningHours => "opening_hours",
            Self::Address => "address",
        }
    }

    /// What it can hold.
    pub fn form(self) -> Form {
        let number = |min, max| Form::Number { min, max };
        let text = |max, lines| Form::Text { max, lines };
        match self {
            Self::AcknowledgeDays | Self::TriageDays | Self::AssessmentDays => number(1, 60),
            Self::SecondReadPercent => number(0, 100),
            Self::RecordYears => number(RECORD_YEARS, 100),
            Self::DeclinedYears => number(DECLINED_YEARS, 100),
            Self::Phone => text(30, false),
            Self::OpeningHours => text(120, false),
            Self::Address => text(400, true),
        }
    }

    /// Reads what was typed. Blank text is none.
    ///
    /// # Errors
    /// [`Unfit`] for what the setting cannot hold.
    pub fn read(self, typed: &str) -> Result<Value, Unfit> {
        let typed = typed.trim();
        match self.form() {
            Form::Number { .. } => {
                let number: u32 = typed.parse().map_err(|_| Unfit)?;
                self.sound(Value::from(number))
            }
            Form::Text { .. } if typed.is_empty() => Ok(Value::Null),
            Form::Text { .. } => {
                let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
                self.sound(Value::from(lines.collect::<Vec<_>>().join("\n")))
            }
        }
    }

    /// The value, if the setting can hold it.
    pub(super) fn sound(self, value: Value) -> Result<Value, Unfit> {
        let fits = match (self.form(), &value) {
            (Form::Number { min, max }, Value::Number(number)) => number
                .as_u64()
                .is_some_and(|number| (min.into()..=max.into()).contains(&number)),
            (Form::Text { .. }, Value::Null) => true,
            (Form::Text { max, lines }, Value::String(text)) => {
                let shown = |letter: char| !letter.is_control() || (lines && letter == '\n');
                text.chars().count() <= max && text.chars().all(shown)
            }
            _ => false,
        };
        if fits { Ok(value) } else { Err(Unfit) }
    }
}
