//! What is done to two cases at once: linking and joining, and taking that back. Both get an event, in one transaction, or neither.
//!
//! A case that is joined to another is linked with it as well, on both sides; taking it apart takes the link away too.

use std::collections::BTreeSet;

use domain::people::Reference;
use domain::referral::{Action, Event, Happening, Referral, Refusal};
use sqlx::PgConnection;
use uuid::Uuid;

use super::acting::save;
use super::{ActError, Case, open, reference};
use crate::security::keyring::Keyring;
use crate::store::StoreError;

/// The cases that a case is linked with, joined ones among them.
pub fn links(case: &Case) -> BTreeSet<Uuid> {
    let (mut links, mut main) = (BTreeSet::new(), None);
    for event in &case.events {
        let Happening::Done { action } = &event.what else {
            continue;
        };
        match action {
            Action::Link { other } => drop(links.insert(*other)),
            Action::Unlink { other } => drop(links.remove(other)),
            Action::Merge { into, .. } => {
                main = Some(*into);
                links.insert(*into);
            }
            Action::Unmerge { .. } => drop(main.take().map(|main| links.remove(&main))),
            _ => {}
        }
    }
    links
}

/// Locks both cases in the order of their ids, so that two who join them the other way round wait for each other instead of for ever.
/// What may be news on a joined case is written in the main one too.
pub(super) async fn lock(
    conn: &mut PgConnection,
    case: Reference,
    action: &Action,
) -> Result<(), StoreError> {
    let other = match action {
        Action::Link { other } | Action::Unlink { other } => Some(*other),
        Action::Merge { into, .. } => Some(*into),
        Action::Unmerge { .. }
        | Action::Reply { .. }
        | Action::ReceiveInfo { .. }
        | Action::Amend { .. }
        | Action::Withdraw { .. }
        | Action::MarkRead
        | Action::AcknowledgeAmendment => None,
        _ => return Ok(()),
    };
    sqlx::query_scalar!(
        "SELECT id FROM referrals
         WHERE reference = $1 OR id = $2 OR id = (SELECT merged_into FROM referrals WHERE reference = $1)
         ORDER BY id FOR UPDATE",
        case.to_string(),
        other
    )
    .fetch_all(conn)
    .await?;
    Ok(())
}

/// The same on the other case.
pub(super) async fn follow(
    conn: &mut PgConnection,
    keyring: &Keyring,
    case: &Case,
    event: &Event,
) -> Result<(), ActError> {
    let Happening::Done { action } = &event.what else {
        return Ok(());
    };
    let id = case.id;
    let (other, mirrored) = match action {
        Action::Link { other } => (*other, Action::Link { other: id }),
        Action::Unlink { other } => (*other, Action::Unlink { other: id }),
        Action::Merge { into, .. } => (*into, Action::Link { other: id }),
        Action::Unmerge { .. } => match case.referral.merged_into() {
            Some(main) => (main, Action::Unlink { other: id }),
            None => return Ok(()),
        },
        _ => return Ok(()),
    };
    if other == id {
        return Err(Refusal::NotMerged.into());
    }
    let name = reference(conn, other).await?;
    let other = open(conn, keyring, name).await?;
    fits(conn, case, &other, action).await?;
    let current = other.referral.clone();
    let (after, event) = current.apply(mirrored, event.actor, event.at)?;
    save(conn, keyring, &other, &after, (&event, None)).await?;
    Ok(())
}

/// Writes in the main case whether something new came to a case that was joined to it, so that it stands where work is looked for.
pub(super) async fn tell_main(
    conn: &mut PgConnection,
    keyring: &Keyring,
    joined: &Referral,
) -> Result<(), StoreError> {
    let Some(main) = joined.merged_into() else {
        return Ok(());
    };
    let name = reference(conn, main).await?;
    let own = open(conn, keyring, name).await?.referral.needs_attention();
    sqlx::query!(
        "UPDATE referrals SET attention = $2 OR letters_owed OR EXISTS (SELECT FROM referrals j WHERE j.merged_into = referrals.id
                         AND (j.attention OR referrals.state = 'withdrawn' AND j.closed_at IS NULL))
         WHERE id = $1",
        main,
        own
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether these two may be linked, joined or parted.
async fn fits(
    conn: &mut PgConnection,
    case: &Case,
    other: &Case,
    action: &Action,
) -> Result<(), ActError> {
    let joined = case.referral.merged_into() == Some(other.id)
        || other.referral.merged_into() == Some(case.id);
    let refusal = match action {
        Action::Unlink { .. } if joined || !links(case).contains(&other.id) => {
            Some(Refusal::NotLinked)
        }
        Action::Merge { .. } => merges(conn, case, other).await?,
        _ => None,
    };
    refusal.map_or(Ok(()), |refusal| Err(refusal.into()))
}

/// Why one case cannot go on in another.
async fn merges(
    conn: &mut PgConnection,
    case: &Case,
    main: &Case,
) -> Result<Option<Refusal>, StoreError> {
    if let Err(refusal) = case.referral.may_join(&main.referral) {
        return Ok(Some(refusal));
    }
    let chained = has_joined(conn, case.id).await?;
    Ok(chained.then_some(Refusal::Chained))
}

/// Whether other cases were joined to a case.
pub async fn has_joined(conn: &mut PgConnection, case: Uuid) -> Result<bool, StoreError> {
    let found = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM referrals WHERE merged_into = $1) AS "found!""#,
        case
    );
    Ok(found.fetch_one(conn).await?)
}
