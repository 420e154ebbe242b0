//! What staff may do: the whole table, deny by default. Referrers have a table of their own ([`super::referrers`]).
//!
//! Every staff page and action asks [`may`] with the record in hand, so that a rule can depend
//! on the record and not on the role alone.

use uuid::Uuid;

/// What an account is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Admissions coordinator: takes referrals in and keeps them moving.
    Coordinator,
    /// Clinician who triages and assesses.
    Clinician,
    /// Leads the admissions team; may free a referral that somebody else holds.
    Lead,
    /// Looks after accounts and settings; reads records for support, moves none.
    Admin,
    /// Makes statistics: numbers only, no records.
    Reporting,
    /// Refers people from a practice; not staff.
    Referrer,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] = [
        Self::Coordinator,
        Self::Clinician,
        Self::Lead,
        Self::Admin,
        Self::Reporting,
        Self::Referrer,
    ];

    /// Whether it is one of the admissions team's.
    pub fn is_staff(self) -> bool {
        self != Self::Referrer
    }

    /// The code stored in the database and given on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Clinician => "clinician",
            Self::Lead => "lead",
            Self::Admin => "admin",
            Self::Reporting => "reporting",
            Self::Referrer => "referrer",
        }
    }
}

/// A role's code is not one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the role is not one of coordinator, clinician, lead, admin, reporting, referrer")]
pub struct UnknownRole;

impl std::str::FromStr for Role {
    type Err = UnknownRole;

    fn from_str(code: &str) -> Result<Self, UnknownRole> {
        let found = Self::ALL.into_iter().find(|role| role.code() == code);
        found.ok_or(UnknownRole)
    }
}

/// Somebody signed in completely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// The account.
    pub account: Uuid,
    /// Its role now (not when it signed in).
    pub role: Role,
}

/// What of a referral its permissions depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// The account that holds it.
    pub owner: Option<Uuid>,
}

/// What somebody asks to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// See how many referrals there are, without a person in sight.
    SeeCounts,
    /// See the list of referrals with names.
    SeeList,
    /// Search by reference, NHS number or name.
    Search,
    /// Open one referral.
    Open(Record),
    /// Work on one referral.
    Work(Verb, Record),
    /// See accounts, invite people, and decide on requests for accounts.
    ManageAccounts,
    /// Change what another account is for, or disable it; never one's own, so that somebody is left to look after them.
    ChangeAccount(Uuid),
    /// See practices and add them.
    ManagePractices,
    /// See the API clients, make them, change them, give them new secrets.
    ManageApiClients,
    /// Give several referrals to somebody at once, or acknowledge them at once.
    WorkOnMany,
    /// See the picture of beds, with who stays where.
    SeeBeds,
    /// Change units, beds and closures.
    ManageBeds,
    /// Take the list out as a file, without what identifies people.
    Export,
    /// Take it out with names.
    ExportNames,
    /// Read, blind, a case that a colleague declined.
    SecondRead {
        /// Who declined.
        declined_by: Uuid,
        /// Whether whoever asks has seen the decision since.
        seen: bool,
    },
    /// Read the letters of one.
    ReadLetters(Record),
    /// Write a letter about one.
    WriteLetter(Record),
    /// Write the letter that tells of a decline or a redirection, for which clinicians answer.
    WriteRefusal(Record),
    /// See which declines wait for a second reader.
    SeeSecondReads,
    /// See of which declines the second reader would have gone on.
    SeeDisagreements,
    /// See the decision and what its second reader said.
    CompareSecondRead {
        /// Who declined.
        declined_by: Uuid,
        /// Who read it the second time.
        reader: Uuid,
    },
    /// See statistics, and download them: numbers about many referrals.
    SeeStatistics,
    /// See counts in them that are so small that somebody might be told from them.
    SeeSmallNumbers,
    /// Read who changed what, and who looked at whose record.
    ReadLogs,
    /// Change targets, periods and texts of the hospital.
    ChangeSettings,
    /// See the definitions of pathways with their history, and record who approved them.
    ManagePathways,
    /// Replay a draft of the rules over past referrals.
    ReplayRules,
    /// See what is deleted soon; set and lift legal holds.
    ManageRetention,
}

/// What is done to one referral, as staff say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// Take it on.
    Claim,
    /// Put it back.
    Release,
    /// Give it to somebody.
    Assign,
    /// Tell the sender that it has come.
    Acknowledge,
    /// Say that an amendment was read.
    ReadAmendment,
    /// Say that news was read.
    MarkRead,
    /// Begin to read it.
    StartTriage,
    /// Say of each sign whether one agrees.
    AssessSigns,
    /// Say how soon it matters.
    SetPriority,
    /// Ask for information.
    Ask,
    /// Note what was answered by phone or letter.
    RecordAnswer,
    /// Leave a word for colleagues.
    Note,
    /// Write to the referrer.
    Message,
    /// Pause it.
    Hold,
    /// Go on.
    Resume,
    /// Offer an assessment, or agree its day.
    OfferAssessment,
    /// Say what came of the assessment.
    RecordAssessment,
    /// Hand it to the team's meeting.
    SendToMdt,
    /// Say what the team decided.
    RecordMeeting,
    /// Say what is known about payment.
    SetFunding,
    /// Mark the 18 weeks as applicable, or not.
    MarkRtt,
    /// Say that payment is arranged.
    ConfirmFunding,
    /// Give it another place on the waiting list.
    MoveOnList,
    /// Book an admission.
    Book,
    /// Give up a booking.
    CancelBooking,
    /// Say that the person is in.
    Admit,
    /// Change the day on which the person is expected to leave.
    PlanDischarge,
    /// Say that the person has left.
    Discharge,
    /// Say that the admission does not take place.
    CloseWithoutAdmission,
    /// Say no.
    Decline,
    /// Send to another service.
    Redirect,
    /// Take it back on the word of the person or the referrer.
    Withdraw,
    /// Open it again.
    Reopen,
    /// Note a measure.
    Measure,
    /// Link it with another case, or take the link away.
    Link,
    /// Join it to another case, or take it apart again.
    Merge,
}

/// Who of the team may do what, whoever holds the case; [`Verb::Claim`], [`Verb::Release`] and [`Verb::Assign`] look at that too.
impl Verb {
    /// Every verb.
    pub const ALL: [Self; 36] = [
        Self::Claim,
        Self::Release,
        Self::Assign,
        Self::Acknowledge,
        Self::ReadAmendment,
        Self::MarkRead,
        Self::StartTriage,
        Self::AssessSigns,
        Self::SetPriority,
        Self::Ask,
        Self::RecordAnswer,
        Self::Note,
        Self::Message,
        Self::Hold,
        Self::Resume,
        Self::OfferAssessment,
        Self::RecordAssessment,
        Self::SendToMdt,
        Self::RecordMeeting,
        Self::SetFunding,
        Self::MarkRtt,
        Self::ConfirmFunding,
        Self::MoveOnList,
        Self::Book,
        Self::CancelBooking,
        Self::Admit,
        Self::PlanDischarge,
        Self::Discharge,
        Self::CloseWithoutAdmission,
        Self::Decline,
        Self::Redirect,
        Self::Withdraw,
        Self::Reopen,
        Self::Measure,
        Self::Link,
        Self::Merge,
    ];

    fn roles(self) -> &'static [Role] {
        use Role::{Clinician, Coordinator, Lead};
        match self {
            // Judgements about the person.
            Self::AssessSigns | Self::SetPriority | Self::RecordAssessment | Self::Measure => {
                &[Clinician]
            }
            // What the hospital says yes or no with.
            Self::StartTriage
            | Self::SendToMdt
            | Self::RecordMeeting
            | Self::Decline
            | Self::Redirect
            | Self::Reopen => &[Clinician, Lead],
            // Payment, beds and the list.
            Self::SetFunding
            | Self::MarkRtt
            | Self::ConfirmFunding
            | Self::MoveOnList
            | Self::Book
            | Self::CancelBooking
            | Self::Admit
            | Self::PlanDischarge
            | Self::Discharge
            | Self::CloseWithoutAdmission => &[Coordinator, Lead],
            // The team's everyday work.
            Self::Claim
            | Self::Release
            | Self::Assign
            | Self::Acknowledge
            | Self::ReadAmendment
            | Self::MarkRead
            | Self::Ask
            | Self::RecordAnswer
            | Self::Note
            | Self::Message
            | Self::Hold
            | Self::Resume
            | Self::OfferAssessment
            | Self::Withdraw
            | Self::Link
            | Self::Merge => &[Coordinator, Clinician, Lead],
        }
    }

    /// Whether somebody of one of its roles may do it to a record that is held like this.
    fn fits(self, actor: Actor, record: Record) -> bool {
        let own = record.owner == Some(actor.account);
        match self {
            Self::Claim => record.owner.is_none(),
            Self::Release => own || (record.owner.is_some() && actor.role == Role::Lead),
            // A clinician hands over what is theirs; coordinators and leads share the work out.
            Self::Assign => own || actor.role != Role::Clinician,
            _ => true,
        }
    }
}

/// The account's role does not allow the action on this record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not allowed")]
pub struct Denied;

/// Whether `actor` may do `action`. What is not written here is denied.
pub fn may(actor: Actor, action: Action) -> Result<(), Denied> {
    use Role::{Admin, Clinician, Coordinator, Lead, Reporting};
    let allowed = match (action, actor.role) {
        (
            Action::SeeCounts | Action::Export | Action::SeeStatistics,
            Coordinator | Clinician | Lead | Admin | Reporting,
        )
        | (
            Action::SeeList
            | Action::Search
            | Action::Open(_)
            | Action::SeeBeds
            | Action::SeeSmallNumbers
            | Action::ReadLetters(_),
            Coordinator | Clinician | Lead | Admin,
        )
        | (Action::WorkOnMany | Action::ManageBeds | Action::ExportNames, Coordinator | Lead)
        | (Action::SeeSecondReads | Action::WriteRefusal(_), Clinician | Lead)
        | (Action::SeeDisagreements, Lead)
        | (
            Action::ManageAccounts
            | Action::ManagePractices
            | Action::ManageApiClients
            | Action::ReadLogs
            | Action::ChangeSettings
            | Action::ManagePathways
            | Action::ReplayRules
            | Action::ManageRetention,
            Admin,
        )
        | (Action::WriteLetter(_), Coordinator | Clinician | Lead) => true,
        (Action::Work(verb, record), role) => {
            verb.roles().contains(&role) && verb.fits(actor, record)
        }
        (Action::SecondRead { declined_by, seen }, Clinician) => {
            declined_by != actor.account && !seen
        }
        (
            Action::CompareSecondRead {
                declined_by,
                reader,
            },
            role,
        ) => match role {
            Lead => true,
            Clinician => [declined_by, reader].contains(&actor.account),
            _ => false,
        },
        (Action::ChangeAccount(account), Admin) => account != actor.account,
        _ => false,
    };
    if allowed { Ok(()) } else { Err(Denied) }
}

#[cfg(test)]
mod tests;
