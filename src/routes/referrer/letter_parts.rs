//! The letter's headings, as they are written page by page.

use domain::letter::Heading;

/// A page of headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Reason, history and medicines.
    History,
    /// Examination and investigations.
    Examination,
    /// Social, legal and other context.
    Context,
}

impl Part {
    /// All, in the order of the letter.
    pub const ALL: [Self; 3] = [Self::History, Self::Examination, Self::Context];

    /// The part that an address names.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }

    /// The end of its address.
    pub fn code(self) -> &'static str {
        match self {
            Self::History => "history",
            Self::Examination => "examination",
            Self::Context => "context",
        }
    }

    /// Its page within a draft.
    pub fn page(self) -> String {
        format!("letter/{}", self.code())
    }

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::History => "History and medicines",
            Self::Examination => "Examination and investigations",
            Self::Context => "Social, legal and other context",
        }
    }

    /// What is written here.
    pub fn headings(self) -> &'static [Heading] {
        match self {
            Self::History => &[
                Heading::Reason,
                Heading::History,
                Heading::Medicines,
                Heading::Allergies,
            ],
            Self::Examination => &[Heading::Examination, Heading::Investigations],
            Self::Context => &[
                Heading::SocialContext,
                Heading::LegalInformation,
                Heading::SafetyAlerts,
                Heading::PatientConcerns,
                Heading::InformationGiven,
            ],
        }
    }

    /// Of these, what the hospital usually asks for.
    pub fn usual(self) -> &'static [Heading] {
        match self {
            Self::History | Self::Examination => self.headings(),
            Self::Context => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_written_on_one_page_in_the_order_of_the_letter() {
        let written = Part::ALL.into_iter().flat_map(|part| part.headings());
        assert_eq!(written.copied().collect::<Vec<_>>(), Heading::ALL);
    }
}
