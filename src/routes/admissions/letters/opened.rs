//! A case opened to read its letters or to write one. Every opening is in the access log before anything is shown.

use domain::correspondence::Letter;
use domain::people::Reference;
use sqlx::Connection as _;
use uuid::Uuid;

use super::super::guard::Staff;
use super::super::referral::record;
use crate::context::Context;
use crate::error::AppError;
use crate::security::permissions::{Action, Record};
use crate::store::accounts::{self, Card};
use crate::store::letters::{self, Sent};
use crate::store::practices::{self, Practice};
use crate::store::referrals::{self, Case};
use crate::store::submissions::{self, Submission};
use crate::store::{StoreError, access};

/// A case with what a letter about it is made of.
pub struct Opened {
    /// The case.
    pub case: Case,
    /// What it began with.
    pub sent: Submission,
    /// Who referred, from where.
    pub referrer: Option<(Card, Practice)>,
    /// Whether mail reaches them there; they may have left.
    pub reached: bool,
}

/// The reference of an address.
pub fn parse(reference: &str) -> Result<Reference, AppError> {
    Reference::parse(reference).map_err(|_| AppError::NotFound)
}

/// The case with its letters, for somebody who may read them.
pub async fn letters(
    context: &Context,
    staff: &Staff,
    reference: &str,
) -> Result<(Case, Vec<Sent>), AppError> {
    let reference = parse(reference)?;
    let keyring = &context.app.keyring;
    let opened = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let case = referrals::open(&mut tx, keyring, reference).await?;
            if !staff.can(Action::ReadLetters(record(&case))) {
                return Ok(None);
            }
            access::opened(&mut tx, staff.actor.account, case.id, context.now).await?;
            let letters = letters::of_case(&mut tx, case.id, None).await?;
            tx.commit().await?;
            Ok(Some((case, letters)))
        })
        .await?;
    opened.ok_or(AppError::Forbidden)
}

/// The case for somebody who may do what `permission` names.
pub async fn to_write(
    context: &Context,
    staff: &Staff,
    reference: &str,
    permission: impl Fn(Record) -> Action,
) -> Result<Opened, AppError> {
    let reference = parse(reference)?;
    let keyring = &context.app.keyring;
    let opened = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let case = referrals::open(&mut tx, keyring, reference).await?;
            if !staff.can(permission(record(&case))) {
                return Ok(None);
            }
            access::opened(&mut tx, staff.actor.account, case.id, context.now).await?;
            let sent = submissions::of_case(&mut tx, keyring, case.submission).await?;
            let referrer = match case.referrer.zip(case.practice) {
                Some((account, practice)) => Some((
                    accounts::card(&mut tx, account).await?,
                    practices::get(&mut tx, practice).await?,
                )),
                None => None,
            };
            let reached = referrals::mailbox(&mut tx, keyring, &case).await?.is_some();
            tx.commit().await?;
            Ok(Some(Opened {
                case,
                sent,
                referrer,
                reached,
            }))
        })
        .await?;
    opened.ok_or(AppError::Forbidden)
}

/// A letter of this case, for somebody who may read it. `taken` says that it is downloaded and not looked at.
pub async fn letter(
    context: &Context,
    staff: &Staff,
    (reference, id): (Reference, Uuid),
    taken: bool,
) -> Result<(Sent, Letter), AppError> {
    let (keyring, now) = (&context.app.keyring, context.now);
    let account = staff.actor.account;
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let case = referrals::open(&mut tx, keyring, reference).await?;
            if !staff.can(Action::ReadLetters(record(&case))) {
                return Ok(Err(AppError::Forbidden));
            }
            let found = letters::find(&mut tx, keyring, id).await?;
            let found = found.filter(|(sent, _)| sent.referral == case.id);
            let found = found.ok_or(StoreError::NotFound)?;
            if taken {
                access::downloaded(&mut tx, account, Some(case.id), now).await?;
            } else {
                access::opened(&mut tx, account, case.id, now).await?;
            }
            tx.commit().await?;
            Ok(Ok(found))
        })
        .await?
}
