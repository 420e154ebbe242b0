//! Letters that the hospital writes: what each is, when it may be written, and its text as blocks.
//!
//! What a referrer writes is [`crate::letter`]. A letter of the hospital is one value, from which the page and the PDF are made,
//! and which is kept as it was sent.

mod owed;

pub use owed::owed;

use serde::{Deserialize, Serialize};

use crate::referral::casework::Asked;
use crate::referral::{Closed, Open, Referral, State};

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The referral has come.
    Acknowledgement,
    /// Something is asked.
    Request,
    /// The hospital says no.
    Decline,
    /// Another service fits better.
    Redirect,
    /// Accepted, waiting for a bed.
    Offer,
    /// The day of admission.
    Booking,
}

impl Kind {
    /// Every kind, in the order of a case's life.
    pub const ALL: [Self; 6] = [
        Self::Acknowledgement,
        Self::Request,
        Self::Offer,
        Self::Booking,
        Self::Decline,
        Self::Redirect,
    ];

    /// The name in addresses and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Acknowledgement => "acknowledgement",
            Self::Request => "request",
            Self::Decline => "decline",
            Self::Redirect => "redirect",
            Self::Offer => "offer",
            Self::Booking => "booking",
        }
    }

    /// The kind that a name stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it tells a decision that clinicians answer for.
    pub fn is_refusal(self) -> bool {
        matches!(self, Self::Decline | Self::Redirect)
    }

    /// Whether it may be written to this reader about a case: not about one that goes on in another, where whoever is written to
    /// would be told half of it.
    pub fn may_be_written(
        self,
        to: Reader,
        case: &Referral,
        referrer: bool,
    ) -> Result<(), Refusal> {
        match case.merged_into() {
            Some(_) => Err(Refusal::Joined),
            None => self.allowed(to, case.state(), referrer),
        }
    }

    /// Whether it may be written to this reader while a case stands so. `referrer` says whether there is one.
    pub fn allowed(self, to: Reader, state: &State, referrer: bool) -> Result<(), Refusal> {
        if to == Reader::Referrer && !referrer {
            return Err(Refusal::NoReferrer);
        }
        let fits = match self {
            Self::Acknowledgement => state.is_open(),
            Self::Request => match state {
                State::InfoRequested(wait)
                    if to == Reader::Referrer && wait.of == Asked::Patient =>
                {
                    return Err(Refusal::AskedPatient);
                }
                state => matches!(state, State::InfoRequested(_)),
            },
            Self::Decline => matches!(state, State::Closed(Closed::Declined { .. })),
            Self::Redirect => matches!(state, State::Closed(Closed::Redirected { .. })),
            Self::Offer => matches!(state, State::Open(Open::WaitingForBed)),
            Self::Booking => matches!(state, State::Open(Open::AdmissionBooked { .. })),
        };
        if fits {
            Ok(())
        } else {
            Err(Refusal::Not(self))
        }
    }
}

/// Who a letter is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reader {
    /// Whoever referred, in clinical words.
    Referrer,
    /// The person concerned, in plain words.
    Patient,
}

impl Reader {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Referrer, Self::Patient];

    /// The name in addresses and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Referrer => "referrer",
            Self::Patient => "patient",
        }
    }

    /// The reader that a name stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reader| reader.code() == code)
    }
}

/// Why a letter cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody referred: the person, or somebody for them, sent it.
    #[error("no referrer")]
    NoReferrer,
    /// The person is asked, and the practice does not see what.
    #[error("asked of the person alone")]
    AskedPatient,
    /// The case was joined to another one, and letters are written there.
    #[error("joined to another case")]
    Joined,
    /// The case does not stand so that this could be written.
    #[error("not the state for this letter")]
    Not(Kind),
}

/// A part of a letter that its author may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// How it begins.
    Opening,
    /// Why the hospital said no, in a plain letter.
    Why,
    /// Where the person can turn to, in a plain letter.
    Signpost,
    /// Anything more; may be blank.
    Extra,
    /// How it ends.
    Closing,
}

impl Part {
    /// All of them, in the order in which they stand.
    pub const ALL: [Self; 5] = [
        Self::Opening,
        Self::Why,
        Self::Signpost,
        Self::Extra,
        Self::Closing,
    ];
    /// Longest text, in characters.
    pub const LONGEST: usize = 2000;

    /// The name of its control.
    pub fn code(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Why => "why",
            Self::Signpost => "signpost",
            Self::Extra => "extra",
            Self::Closing => "closing",
        }
    }

    /// Whether it may be left blank.
    pub fn is_optional(self) -> bool {
        self == Self::Extra
    }
}

/// A letter, complete: nothing is added to it when it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// What it is about, without anything about the person: title of the document.
    pub title: String,
    /// The head: name of the hospital, and how to reach the team.
    pub from: Vec<String>,
    /// Name and address of the reader, line by line.
    pub to: Vec<String>,
    /// The day, in words.
    pub date: String,
    /// Who and what it is about, line by line.
    pub about: Vec<String>,
    /// "Dear …"
    pub greeting: String,
    /// The text.
    pub blocks: Vec<Block>,
    /// The end: greeting, name and role of the author.
    pub signed: Vec<String>,
    /// What the service is and is not, and the version of questions and rules.
    pub notice: Vec<String>,
}

/// A piece of a letter's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading {
        /// Its words.
        text: String,
    },
    /// A paragraph; line breaks are kept.
    Paragraph {
        /// Its words.
        text: String,
    },
    /// Points.
    List {
        /// Each.
        items: Vec<String>,
    },
    /// A published sentence, word for word, with what was found.
    Quote {
        /// The sentence.
        sentence: String,
        /// The result, in words.
        result: String,
        /// The rule that decided, and what would change the result.
        because: Vec<String>,
    },
    /// A part that its author may change; nothing where it is blank.
    Part {
        /// Which.
        part: Part,
        /// Its paragraphs, parted by blank lines.
        text: String,
    },
}

/// The paragraphs of a text that somebody typed: parted by blank lines, without the blank ones.
pub fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim_end) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => {
                if !last.is_empty() {
                    last.push('\n');
                }
                last.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.into_iter().filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::referral::{Action, Actor, DeclineReason, RedirectReason, Waiting};

    fn states() -> Vec<(&'static str, State)> {
        let text = || "x".to_owned();
        let wait = || Waiting {
            note: text(),
            until: None,
            back_to: Open::InTriage,
            of: Asked::Referrer,
        };
        let on = "2031-02-03".parse().unwrap();
        let declined = Closed::Declined {
            reason: DeclineReason::Other,
            rationale: text(),
            signpost: text(),
        };
        let redirected = Closed::Redirected {
            reason: RedirectReason::Other,
            rationale: text(),
            signpost: text(),
        };
        vec![
            ("received", State::Open(Open::Received)),
            ("funding", State::Open(Open::Funding)),
            ("waiting", State::Open(Open::WaitingForBed)),
            ("booked", State::Open(Open::AdmissionBooked { on })),
            ("asked", State::InfoRequested(wait())),
            ("hold", State::OnHold(wait())),
            ("admitted", State::Admitted { on, left: None }),
            ("declined", State::Closed(declined)),
            ("redirected", State::Closed(redirected)),
            (
                "withdrawn",
                State::Closed(Closed::Withdrawn { reason: None }),
            ),
        ]
    }

    fn allowed_in(kind: Kind) -> Vec<&'static str> {
        let fits = |state: &State| kind.allowed(Reader::Patient, state, false).is_ok();
        let states = states().into_iter();
        states
            .filter(|(_, state)| fits(state))
            .map(|(name, _)| name)
            .collect()
    }

    #[test]
    fn each_letter_has_its_states_and_no_other() {
        let open = ["received", "funding", "waiting", "booked", "asked", "hold"];
        assert_eq!(allowed_in(Kind::Acknowledgement), open);
        assert_eq!(allowed_in(Kind::Request), ["asked"]);
        assert_eq!(allowed_in(Kind::Decline), ["declined"]);
        assert_eq!(allowed_in(Kind::Redirect), ["redirected"]);
        assert_eq!(allowed_in(Kind::Offer), ["waiting"]);
        assert_eq!(allowed_in(Kind::Booking), ["booked"]);
    }

    #[test]
    fn nobody_writes_to_a_referrer_who_is_not_there() {
        let state = State::Open(Open::Received);
        let letter = Kind::Acknowledgement;
        let none = letter.allowed(Reader::Referrer, &state, false);
        assert_eq!(none, Err(Refusal::NoReferrer));
        assert_eq!(letter.allowed(Reader::Referrer, &state, true), Ok(()));
    }

    #[test]
    fn what_is_asked_of_the_person_alone_is_not_written_to_the_practice() {
        let asked = |of| {
            State::InfoRequested(Waiting {
                note: "x".to_owned(),
                until: None,
                back_to: Open::InTriage,
                of,
            })
        };
        let (patient, referrer) = (asked(Asked::Patient), asked(Asked::Referrer));
        let to = |reader, state: &State| Kind::Request.allowed(reader, state, true);
        assert_eq!(to(Reader::Referrer, &patient), Err(Refusal::AskedPatient));
        assert_eq!(to(Reader::Patient, &patient), Ok(()));
        assert_eq!(to(Reader::Referrer, &referrer), Ok(()));
        assert_eq!(to(Reader::Patient, &referrer), Ok(()));
    }

    #[test]
    fn nothing_is_written_about_a_case_that_goes_on_in_another() {
        let (staff, at) = (
            Actor::Staff(uuid::Uuid::nil()),
            "2031-02-03T09:00:00Z".parse().unwrap(),
        );
        let (case, _) = Referral::receive(Actor::Patient, at);
        let write =
            |case: &Referral| Kind::Acknowledgement.may_be_written(Reader::Patient, case, false);
        assert_eq!(write(&case), Ok(()));
        let merge = Action::Merge {
            into: uuid::Uuid::max(),
            reason: "Twice".to_owned(),
        };
        let (joined, _) = case.apply(merge, staff, at).unwrap();
        assert_eq!(write(&joined), Err(Refusal::Joined));
    }

    #[test]
    fn names_are_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
        }
        for reader in Reader::ALL {
            assert_eq!(Reader::from_code(reader.code()), Some(reader));
        }
        assert_eq!(Kind::from_code("other"), None);
    }

    #[test]
    fn a_text_falls_into_paragraphs_at_blank_lines() {
        let text = "One\r\ntwo  \r\n\r\n\r\n \r\nThree\n";
        let found: Vec<String> = paragraphs(text).collect();
        assert_eq!(found, ["One\ntwo", "Three"]);
        assert_eq!(paragraphs(" \n \n").count(), 0);
    }
}
