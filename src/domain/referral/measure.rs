//! Measures that staff take: numbers with a date. They indicate need of resources and never feed a sign; no item text is kept,
//! since the licences of the scales are unclear.

use serde::{Deserialize, Serialize};

use super::casework::coded;

coded! {
    /// A scale of which the total is kept.
    Scale {
        /// Toronto Western Spasmodic Torticollis Rating Scale, total.
        Twstrs = "twstrs", "TWSTRS total";
        /// Tsui score.
        Tsui = "tsui", "Tsui";
        /// Craniocervical Dystonia Questionnaire.
        Cdq24 = "cdq_24", "CDQ-24";
        /// Cervical Dystonia Impact Profile.
        Cdip58 = "cdip_58", "CDIP-58";
        /// Tampa Scale of Kinesiophobia.
        Tampa = "tampa", "Tampa (TSK)";
        /// Patient Categorisation Tool.
        Pcat = "pcat", "PCAT";
    }
}

impl Scale {
    /// The lowest and the highest total. CDQ-24 and CDIP-58 are given as 0 to 100.
    pub fn range(self) -> (u16, u16) {
        match self {
            Self::Twstrs => (0, 85),
            Self::Tsui => (0, 25),
            Self::Cdq24 | Self::Cdip58 => (0, 100),
            Self::Tampa => (17, 68),
            Self::Pcat => (16, 50),
        }
    }
}

/// The parts of the Rehabilitation Complexity Scale, extended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RcsE {
    /// Care, 0 to 4.
    pub c: u8,
    /// Risk, 0 to 4.
    pub r: u8,
    /// Nursing, 0 to 4.
    pub n: u8,
    /// Medical, 0 to 4.
    pub m: u8,
    /// Therapy disciplines, 0 to 4.
    pub td: u8,
    /// Therapy intensity, 0 to 4.
    pub ti: u8,
    /// Equipment, 0 to 2.
    pub e: u8,
}

impl RcsE {
    /// Each part's name in short, its name, and its highest value.
    pub const PARTS: [(&'static str, &'static str, u8); 7] = [
        ("C", "Care", 4),
        ("R", "Risk", 4),
        ("N", "Nursing", 4),
        ("M", "Medical", 4),
        ("TD", "Therapy disciplines", 4),
        ("TI", "Therapy intensity", 4),
        ("E", "Equipment", 2),
    ];

    /// The parts in the order of [`RcsE::PARTS`].
    pub fn values(self) -> [u8; 7] {
        [self.c, self.r, self.n, self.m, self.td, self.ti, self.e]
    }

    /// From the parts in the order of [`RcsE::PARTS`]; nothing where one is too high.
    pub fn from_values(values: [u8; 7]) -> Option<Self> {
        let [
            care,
            risk,
            nursing,
            medical,
            disciplines,
            intensity,
            equipment,
        ] = values;
        let parts = Self {
            c: care,
            r: risk,
            n: nursing,
            m: medical,
            td: disciplines,
            ti: intensity,
            e: equipment,
        };
        parts.is_sound().then_some(parts)
    }

    /// max(C, R) + N + M + TD + TI + E, 0 to 22.
    pub fn total(self) -> u8 {
        self.c.max(self.r) + self.n + self.m + self.td + self.ti + self.e
    }

    fn is_sound(self) -> bool {
        let highest = Self::PARTS.map(|(.., highest)| highest);
        self.values()
            .iter()
            .zip(highest)
            .all(|(value, highest)| *value <= highest)
    }
}

/// A measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "measure", rename_all = "snake_case")]
pub enum Measure {
    /// The RCS-E as its parts.
    RcsE(RcsE),
    /// The total of a scale.
    Total {
        /// Which.
        scale: Scale,
        /// The total.
        value: u16,
    },
}

impl Measure {
    /// Whether the numbers are within their ranges.
    pub(super) fn is_sound(self) -> bool {
        match self {
            Self::RcsE(parts) => parts.is_sound(),
            Self::Total { scale, value } => {
                let (lowest, highest) = scale.range();
                (lowest..=highest).contains(&value)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_takes_the_higher_of_care_and_risk() {
        let total = |values| RcsE::from_values(values).map(RcsE::total);
        assert_eq!(total([4, 4, 4, 4, 4, 4, 2]), Some(22));
        assert_eq!(total([1, 3, 0, 2, 1, 0, 1]), Some(7));
        assert_eq!(total([0; 7]), Some(0));
        assert_eq!(total([0, 0, 0, 0, 0, 0, 3]), None);
        assert_eq!(total([5, 0, 0, 0, 0, 0, 0]), None);
    }

    #[test]
    fn totals_stay_within_their_scales() {
        let sound = |scale, value| Measure::Total { scale, value }.is_sound();
        assert!(sound(Scale::Twstrs, 85) && !sound(Scale::Twstrs, 86));
        assert!(sound(Scale::Tampa, 17) && !sound(Scale::Tampa, 16));
    }
}
