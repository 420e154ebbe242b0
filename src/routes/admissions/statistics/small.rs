//! Counts so small that somebody might be told from them, and who is shown them (disclosure control).

/// Counts below this, other than none, are small.
const FEW: u64 = 5;

/// Whether a reader is shown small counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Small {
    /// They are: the reader may open every record anyway.
    Shown,
    /// They are kept back.
    Hidden,
}

/// A count as a reader is shown it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// As it is.
    Exact(u64),
    /// From 1 to 4.
    Fewer,
    /// Kept back, since a small one could be worked out from it.
    Withheld,
}

impl Small {
    /// A count by itself.
    pub fn one(self, count: u64) -> Count {
        if self == Self::Hidden && (1..FEW).contains(&count) {
            Count::Fewer
        } else {
            Count::Exact(count)
        }
    }

    /// The parts of a whole. Where just one is small, the next larger is kept back too: else it would be the rest.
    pub fn parts(self, counts: &[u64]) -> Vec<Count> {
        let mut shown: Vec<Count> = counts.iter().map(|count| self.one(*count)).collect();
        let small = shown.iter().filter(|count| **count == Count::Fewer).count();
        if small == 1 {
            let exact = |count: &Count| match count {
                Count::Exact(count) if *count > 0 => Some(*count),
                _ => None,
            };
            let next = shown.iter_mut().filter(|count| exact(count).is_some());
            if let Some(next) = next.min_by_key(|count| exact(count)) {
                *next = Count::Withheld;
            }
        }
        shown
    }

    /// Whether shares of a whole may be told, where these are all its parts: none of them is small, so that none follows from a share.
    pub fn may_tell(self, parts: &[u64]) -> bool {
        parts
            .iter()
            .all(|count| matches!(self.one(*count), Count::Exact(_)))
    }
}

impl Count {
    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::Exact(count) => count.to_string(),
            Self::Fewer => "fewer than 5".to_owned(),
            Self::Withheld => "not shown".to_owned(),
        }
    }

    /// As short as it can be, for a drawing.
    pub fn short(self) -> String {
        match self {
            Self::Exact(count) => count.to_string(),
            Self::Fewer => "<5".to_owned(),
            Self::Withheld => "–".to_owned(),
        }
    }

    /// How long its mark is, if it is shown.
    pub fn amount(self) -> Option<f64> {
        match self {
            Self::Exact(count) => Some(amount(count)),
            Self::Fewer | Self::Withheld => None,
        }
    }
}

/// A count as a length; beyond four thousand million a drawing is full anyway.
pub fn amount(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::Count::{Exact, Fewer, Withheld};
    use super::*;

    #[test]
    fn whoever_may_see_records_sees_every_count() {
        let counts = [0, 1, 4, 5];
        assert_eq!(Small::Shown.parts(&counts), counts.map(Exact));
        assert!(Small::Shown.may_tell(&[1, 1]));
    }

    #[test]
    fn one_to_four_are_kept_back_and_none_is_none() {
        let counts = [0, 1, 4, 5].map(|count| Small::Hidden.one(count));
        assert_eq!(counts, [Exact(0), Fewer, Fewer, Exact(5)]);
    }

    #[test]
    fn a_single_small_part_takes_the_next_larger_with_it() {
        assert_eq!(
            Small::Hidden.parts(&[40, 3, 9, 0]),
            [Exact(40), Fewer, Withheld, Exact(0)]
        );
        assert_eq!(
            Small::Hidden.parts(&[40, 3, 2, 0]),
            [Exact(40), Fewer, Fewer, Exact(0)]
        );
        assert_eq!(Small::Hidden.parts(&[0, 3]), [Exact(0), Fewer]);
        assert_eq!(Small::Hidden.parts(&[7, 9]), [Exact(7), Exact(9)]);
    }

    #[test]
    fn a_share_is_told_only_if_every_part_is_many_or_none() {
        assert!(Small::Hidden.may_tell(&[12, 8]));
        assert!(Small::Hidden.may_tell(&[20, 0]));
        assert!(!Small::Hidden.may_tell(&[18, 2]));
        assert!(!Small::Hidden.may_tell(&[4, 0]));
        assert!(!Small::Hidden.may_tell(&[40, 9, 3]), "9 of 52 leaves 3");
    }
}
