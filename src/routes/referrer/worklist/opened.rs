//! A referral of the practice, opened. Every opening is in the access log before anything is shown.

use domain::letter::Letter;
use domain::people::Reference;
use domain::referral::{StateCode, amendment};
use sqlx::Connection as _;

use crate::context::Context;
use crate::error::AppError;
use crate::routes::referrer::guard::Referrer;
use crate::security::referrers::Record;
use crate::store::access;
use crate::store::referrals::{self, Case};
use crate::store::submissions::{self, Submission};

/// A referral with what was sent.
pub struct Opened {
    /// The case.
    pub case: Case,
    /// What it began with.
    pub sent: Submission,
    /// The case that it was joined to and goes on in: the practice sees where that stands and what is decided there, and nothing else of it.
    pub main: Option<Case>,
}

impl Opened {
    /// The case in which it goes on: itself, unless it was joined to another.
    pub fn goes_on(&self) -> &Case {
        self.main.as_ref().unwrap_or(&self.case)
    }

    /// The letter as it reads now.
    pub fn letter(&self) -> Letter {
        amendment::fold(&self.sent_letter(), &self.case.events)
    }

    /// The letter as it was sent.
    pub fn sent_letter(&self) -> Letter {
        self.sent.letter.clone().unwrap_or_default()
    }

    /// The reference as it is written.
    pub fn reference(&self) -> String {
        self.case.reference.to_string()
    }

    /// Who it is about.
    pub fn person(&self) -> &str {
        self.sent.contact.name.as_str()
    }
}

/// Whether what the practice is told is where the case stands that this one was joined to: not where either was withdrawn, since the
/// other was not, and not while the practice itself is asked for an answer.
fn goes_on_in(case: &Case, main: &Case) -> bool {
    let own = case.referral.state();
    let asked = own.code() == StateCode::InfoRequested && !own.asks_patient();
    let there = main.referral.state();
    own.is_open() && there.code() != StateCode::Withdrawn && !(asked && there.is_open())
}

/// Opens a referral: not found unless it is the practice's.
pub async fn open(context: &Context, referrer: &Referrer, path: &str) -> Result<Opened, AppError> {
    let reference = Reference::parse(path).map_err(|_| AppError::NotFound)?;
    let keyring = &context.app.keyring;
    let opened = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let case = referrals::open(&mut tx, keyring, reference).await?;
            if referrer.may(Record::Referral(case.practice)).is_err() {
                return Ok(None);
            }
            access::opened(&mut tx, referrer.member.account, case.id, context.now).await?;
            let sent = submissions::of_case(&mut tx, keyring, case.submission).await?;
            let mut main = None;
            if let Some(into) = case.merged_into {
                let into = referrals::open(&mut tx, keyring, into).await?;
                main = Some(into).filter(|into| goes_on_in(&case, into));
            }
            if let Some(main) = &main {
                access::opened(&mut tx, referrer.member.account, main.id, context.now).await?;
            }
            tx.commit().await?;
            Ok(Some(Opened { case, sent, main }))
        })
        .await?;
    opened.ok_or(AppError::NotFound)
}
