//! What referrers may do: the whole table, deny by default. The people of a practice share what is its; nobody else sees it.

use uuid::Uuid;

use super::permissions::{Denied, Role};
use super::sessions::{Session, Stage};

/// A referrer signed in completely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub account: Uuid,
    /// Its practice now.
    pub practice: Uuid,
}

impl Member {
    /// The referrer of a session, once signed in completely.
    pub fn of(session: &Session) -> Option<Self> {
        let (account, practice) = (session.account, session.practice?);
        let is_one = session.stage == Stage::Full && session.role == Role::Referrer;
        is_one.then_some(Self { account, practice })
    }
}

/// Something that a practice shares, by what its permissions depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// A draft of this practice.
    Draft(Uuid),
    /// A referral of this practice; of none if a patient sent it. With it goes where the case stands that it was joined to.
    Referral(Option<Uuid>),
    /// A file that this practice added.
    Attachment(Uuid),
}

/// Whether a referrer may see and change a record. What is not written here is denied.
pub fn may(member: Member, record: Record) -> Result<(), Denied> {
    let practice = match record {
        Record::Draft(practice) | Record::Attachment(practice) => Some(practice),
        Record::Referral(practice) => practice,
    };
    if practice == Some(member.practice) {
        Ok(())
    } else {
        Err(Denied)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_practice_has_its_own_records_and_no_other() {
        let (ours, theirs) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let member = Member {
            account: Uuid::from_u128(3),
            practice: ours,
        };
        let records = |practice| {
            [
                Record::Draft(practice),
                Record::Referral(Some(practice)),
                Record::Attachment(practice),
            ]
        };
        assert!(records(ours).iter().all(|one| may(member, *one).is_ok()));
        assert!(records(theirs).iter().all(|one| may(member, *one).is_err()));
        assert!(may(member, Record::Referral(None)).is_err());
    }
}
