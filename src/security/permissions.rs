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
    /// Take one referral on.
    Claim(Record),
    /// Put one referral back.
    Release(Record),
    /// See accounts, invite people, and decide on requests for accounts.
    ManageAccounts,
    /// Change what another account is for, or disable it; never one's own, so that somebody is left to look after them.
    ChangeAccount(Uuid),
    /// See practices and add them.
    ManagePractices,
    /// Ask the referrer of one for information.
    Ask(Record),
    /// Say that an amendment of one was read.
    Acknowledge(Record),
    /// Read the letters of one.
    ReadLetters(Record),
    /// Write a letter about one.
    WriteLetter(Record),
    /// Write the letter that tells of a decline or a redirection, for which clinicians answer.
    WriteRefusal(Record),
}

/// The account's role does not allow the action on this record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not allowed")]
pub struct Denied;

/// Whether `actor` may do `action`. What is not written here is denied.
pub fn may(actor: Actor, action: Action) -> Result<(), Denied> {
    use Role::{Admin, Clinician, Coordinator, Lead, Reporting};
    let allowed = match (action, actor.role) {
        (Action::SeeCounts, Coordinator | Clinician | Lead | Admin | Reporting)
        | (
            Action::SeeList | Action::Search | Action::Open(_),
            Coordinator | Clinician | Lead | Admin,
        )
        | (Action::Ask(_) | Action::Acknowledge(_), Coordinator | Clinician | Lead)
        | (Action::ManageAccounts | Action::ManagePractices, Admin)
        | (Action::ReadLetters(_), Coordinator | Clinician | Lead | Admin)
        | (Action::WriteLetter(_), Coordinator | Clinician | Lead)
        | (Action::WriteRefusal(_), Clinician | Lead) => true,
        (Action::Claim(record), Coordinator | Clinician | Lead) => record.owner.is_none(),
        (Action::Release(record), Coordinator | Clinician) => record.owner == Some(actor.account),
        (Action::Release(record), Lead) => record.owner.is_some(),
        (Action::ChangeAccount(account), Admin) => account != actor.account,
        _ => false,
    };
    if allowed { Ok(()) } else { Err(Denied) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: Uuid = Uuid::from_u128(1);
    const OTHER: Uuid = Uuid::from_u128(2);

    fn allowed(action: Action) -> Vec<&'static str> {
        let may = |role: &Role| {
            may(
                Actor {
                    account: ME,
                    role: *role,
                },
                action,
            )
            .is_ok()
        };
        Role::ALL
            .iter()
            .filter(|role| may(role))
            .map(|role| role.code())
            .collect()
    }

    fn held_by(owner: Option<Uuid>) -> Record {
        Record { owner }
    }

    #[test]
    fn all_staff_see_the_numbers_and_nobody_else_does() {
        let all = ["coordinator", "clinician", "lead", "admin", "reporting"];
        assert_eq!(allowed(Action::SeeCounts), all);
    }

    #[test]
    fn reporting_sees_no_record_whoever_holds_it() {
        let readers = ["coordinator", "clinician", "lead", "admin"];
        assert_eq!(allowed(Action::SeeList), readers);
        assert_eq!(allowed(Action::Search), readers);
        for owner in [None, Some(ME), Some(OTHER)] {
            assert_eq!(allowed(Action::Open(held_by(owner))), readers);
        }
    }

    #[test]
    fn only_the_team_claims_and_only_what_nobody_holds() {
        let team = ["coordinator", "clinician", "lead"];
        assert_eq!(allowed(Action::Claim(held_by(None))), team);
        assert!(allowed(Action::Claim(held_by(Some(ME)))).is_empty());
        assert!(allowed(Action::Claim(held_by(Some(OTHER)))).is_empty());
    }

    #[test]
    fn the_team_asks_and_reads_amendments_whoever_holds_the_record() {
        let team = ["coordinator", "clinician", "lead"];
        for owner in [None, Some(ME), Some(OTHER)] {
            assert_eq!(allowed(Action::Ask(held_by(owner))), team);
            assert_eq!(allowed(Action::Acknowledge(held_by(owner))), team);
        }
    }

    #[test]
    fn one_releases_ones_own_and_a_lead_anybodys() {
        let team = ["coordinator", "clinician", "lead"];
        assert_eq!(allowed(Action::Release(held_by(Some(ME)))), team);
        assert_eq!(allowed(Action::Release(held_by(Some(OTHER)))), ["lead"]);
        assert!(allowed(Action::Release(held_by(None))).is_empty());
    }

    #[test]
    fn administrators_alone_look_after_accounts_and_practices() {
        assert_eq!(allowed(Action::ManageAccounts), ["admin"]);
        assert_eq!(allowed(Action::ManagePractices), ["admin"]);
        assert_eq!(allowed(Action::ChangeAccount(OTHER)), ["admin"]);
        assert!(allowed(Action::ChangeAccount(ME)).is_empty());
    }

    #[test]
    fn the_team_writes_letters_and_clinicians_those_that_say_no() {
        for owner in [None, Some(ME), Some(OTHER)] {
            let record = held_by(owner);
            let readers = ["coordinator", "clinician", "lead", "admin"];
            assert_eq!(allowed(Action::ReadLetters(record)), readers);
            let team = ["coordinator", "clinician", "lead"];
            assert_eq!(allowed(Action::WriteLetter(record)), team);
            assert_eq!(allowed(Action::WriteRefusal(record)), ["clinician", "lead"]);
        }
    }

    #[test]
    fn a_role_is_read_by_its_code_alone() {
        for role in Role::ALL {
            assert_eq!(role.code().parse(), Ok(role));
        }
        assert_eq!("Admin".parse::<Role>(), Err(UnknownRole));
        assert_eq!("".parse::<Role>(), Err(UnknownRole));
    }
}
