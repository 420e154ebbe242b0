//! What API clients may do: each has scopes that an administrator gave it, and what no scope opens is denied.
//!
//! Staff and referrers have tables of their own ([`super::permissions`], [`super::referrers`]).

/// A part of the service that a client may be given (RFC 6749 §3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Read the tables of the statistics, in which no person is, and without counts that are so small that somebody might be told from
    /// them.
    ReadStatistics,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 1] = [Self::ReadStatistics];

    /// The code that is stored, and that clients ask with.
    pub fn code(self) -> &'static str {
        match self {
            Self::ReadStatistics => "statistics.read",
        }
    }

    /// The scope that a code names.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }
}

/// The scopes of a list of codes; nothing where one of them is none of ours.
pub fn parse(codes: &str) -> Option<Vec<Scope>> {
    codes
        .split_ascii_whitespace()
        .map(Scope::from_code)
        .collect()
}

/// Scopes as the list that clients read.
pub fn list(scopes: &[Scope]) -> String {
    let codes: Vec<&str> = scopes.iter().map(|scope| scope.code()).collect();
    codes.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_is_written_and_not_in_part() {
        let all = list(&Scope::ALL);
        assert_eq!(parse(&all), Some(Scope::ALL.to_vec()));
        assert_eq!(parse("  "), Some(Vec::new()));
        assert_eq!(parse(&format!("{all} everything")), None);
    }
}
