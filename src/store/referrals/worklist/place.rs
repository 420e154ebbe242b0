//! A place in the worklist of a practice: whose referrals, which of them, and beyond which line.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::store::instant;

/// A text is not a place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place in the list")]
pub struct NoCursor;

/// Which of a practice's referrals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Those for which the hospital waits for the practice.
    NeedsYou,
    /// Other open ones.
    WithHospital,
    /// Those that have ended.
    Closed,
}

impl Show {
    /// All, in the order of the page.
    pub const ALL: [Self; 3] = [Self::NeedsYou, Self::WithHospital, Self::Closed];

    /// The code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::NeedsYou => "needs-you",
            Self::WithHospital => "with-the-hospital",
            Self::Closed => "closed",
        }
    }

    /// What a code names.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|show| show.code() == code)
    }
}

/// Whose referrals: those of a practice, or of one referrer there.
#[derive(Debug, Clone, Copy)]
pub struct Whose {
    /// The practice.
    pub practice: Uuid,
    /// The referrer; everybody of the practice where absent.
    pub account: Option<Uuid>,
}

/// Beyond which line a part begins. Written as text in addresses; it names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    pub(super) received_at: DateTime<Utc>,
    pub(super) id: Uuid,
}

impl After {
    /// Before every line.
    pub(super) const START: Self = Self {
        received_at: DateTime::<Utc>::from_timestamp(253_402_300_799, 0)
            .expect("the last second of the year 9999 is a time"),
        id: Uuid::max(),
    };
}

impl fmt::Display for After {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micros = self.received_at.timestamp_micros();
        write!(formatter, "{micros}.{}", self.id.simple())
    }
}

impl FromStr for After {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let (micros, id) = text.split_once('.').ok_or(NoCursor)?;
        let micros = micros.parse().map_err(|_| NoCursor)?;
        Ok(Self {
            received_at: instant::of_micros(micros).ok_or(NoCursor)?,
            id: id.parse().map_err(|_| NoCursor)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_an_address() {
        assert_eq!(After::START.to_string().parse(), Ok(After::START));
        for text in [
            "",
            "1",
            "x.1",
            "1.zz",
            "9223372036854775807.0",
            "-100000000000000000.00000000000000000000000000000007",
        ] {
            assert_eq!(text.parse::<After>(), Err(NoCursor), "{text}");
        }
    }
}
