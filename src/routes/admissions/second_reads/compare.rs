//! The decision beside what its second reader said.

use domain::referral::{Action, Happening};
use maud::Markup;
use sqlx::Connection as _;
use templates::admissions::second_reads::{self as page, Both, Judgement};

use crate::context::Context;
use crate::error::AppError;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::words;
use crate::store::access;
use crate::store::referrals::{self, Case};
use crate::store::second_reads::{Opinion, Read, SecondRead};

/// The page; noted as an opening, since the rationales tell of the person.
pub(super) async fn page(
    context: &Context,
    staff: &Staff,
    read: &SecondRead,
    second: &Read,
) -> Result<Markup, AppError> {
    let keyring = &context.app.keyring;
    let case = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let case = referrals::open(&mut tx, keyring, read.reference).await?;
            access::opened(&mut tx, staff.actor.account, case.id, context.now).await?;
            tx.commit().await?;
            Ok(case)
        })
        .await?;
    let first = first(&case, read).ok_or(AppError::NotFound)?;
    Ok(page::both(&Both {
        frame: staff.frame(context),
        reference: &case.reference.to_string(),
        judgements: &[first, reader(second)],
        compared: compared(second.opinion),
    }))
}

/// The decision as it stands in the timeline.
fn first(case: &Case, read: &SecondRead) -> Option<Judgement> {
    let decision = case
        .events
        .iter()
        .find(|event| event.version == read.version);
    let Happening::Done {
        action: Action::Decline {
            reason, rationale, ..
        },
    } = &decision?.what
    else {
        return None;
    };
    let by = case.name_of(read.declined_by).unwrap_or("A colleague");
    Some(Judgement {
        title: "The decision",
        by: format!("{by}, {}", words::moment(read.drawn_at)),
        what: format!("Declined: {}", reason.words()),
        rationale: rationale.clone(),
    })
}

fn reader(read: &Read) -> Judgement {
    Judgement {
        title: "The second reader",
        by: format!("{}, {}", read.name, words::moment(read.at)),
        what: match read.opinion {
            Opinion::Decline => "Would decline",
            Opinion::GoOn => "Would go on with it",
            Opinion::CannotTell => "Cannot tell",
        }
        .to_owned(),
        rationale: read.rationale.clone(),
    }
}

fn compared(opinion: Opinion) -> &'static str {
    match opinion {
        Opinion::Decline => "Both would decline.",
        Opinion::GoOn => {
            "They differ. The case is on the leads’ list until it is reopened or a lead has left a note on it."
        }
        Opinion::CannotTell => "The second reader could not tell.",
    }
}
