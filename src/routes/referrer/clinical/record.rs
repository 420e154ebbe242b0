//! A practice's own referral, opened with a line in the access log, and its text for the practice's record.

use domain::answers::Answers;
use domain::letter::Letter;
use domain::outcome;
use domain::people::Reference;
use domain::record::{self, RecordEntry};
use domain::referral::amendment;
use serde_json::Value;
use sqlx::Connection as _;
use templates::layout::HOSPITAL;

use super::super::guard::Referrer;
use crate::clock::england;
use crate::context::Context;
use crate::error::AppError;
use crate::security::referrers::Record;
use crate::store::access;
use crate::store::referrals::{self, Case};
use crate::store::submissions::{self, Submission};

/// A referral with what was sent.
pub struct Opened {
    /// The case.
    pub case: Case,
    /// What it began with.
    pub submission: Submission,
    coded: Value,
}

impl Opened {
    /// The letter as it reads now, with what was amended since it was sent.
    pub fn letter(&self) -> Option<Letter> {
        let sent = self.submission.letter.as_ref()?;
        Some(amendment::fold(sent, &self.case.events))
    }
}

/// Opens a referral of the referrer's practice. Without the line in the access log nothing is shown.
pub async fn open(
    context: &Context,
    referrer: &Referrer,
    reference: Reference,
) -> Result<Opened, AppError> {
    let keyring = &context.app.keyring;
    let opened = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let case = referrals::open(&mut tx, keyring, reference).await?;
            if referrer.may(Record::Referral(case.practice)).is_err() {
                return Ok(None);
            }
            access::opened(&mut tx, referrer.member.account, case.id, context.now).await?;
            let submission = submissions::of_case(&mut tx, keyring, case.submission).await?;
            let coded = submissions::coded_answers(&mut tx, case.submission).await?;
            tx.commit().await?;
            Ok(Some(Opened {
                case,
                submission,
                coded,
            }))
        })
        .await?;
    opened.ok_or(AppError::NotFound)
}

/// The text for the practice's record; nothing where no letter says who it is about.
pub fn text(context: &Context, opened: &Opened) -> String {
    let sent = &opened.submission;
    let Some(patient) = opened.letter().and_then(|letter| letter.patient) else {
        return String::new();
    };
    let pathway = context.app.pathways.get(&sent.explanation.pathway);
    let codes = pathway.map_or_else(Vec::new, |pathway| {
        let answers = Answers::restore(pathway, &opened.coded, sent.decided_on);
        outcome::codes(pathway, &answers, sent.decided_on)
    });
    record::text(&RecordEntry {
        reference: sent.reference,
        received: england::date(sent.received_at),
        hospital: HOSPITAL,
        patient: &patient,
        date_of_birth: sent.date_of_birth,
        explanation: &sent.explanation,
        codes: &codes,
    })
}
