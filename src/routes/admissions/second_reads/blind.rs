//! The case as it was known when it was decided: nothing of the decision, of who made it, or of what came later.

use chrono::{DateTime, Utc};
use domain::referral::casework::Asked;
use domain::referral::{Action, Happening};
use maud::Markup;
use sqlx::PgConnection;
use templates::admissions::casework::{Ask, Choice, Kind};
use templates::admissions::letter::View as LetterView;
use templates::admissions::second_reads::{self as page, Blind, Word};
use templates::admissions::sent_along::Sent;
use templates::components::{Problem, Values};

use super::LIST;
use crate::context::Context;
use crate::routes::admissions::case::person::person;
use crate::routes::admissions::files::lines as lines_of_files;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::letter::{self, Referrer};
use crate::routes::admissions::{amendment, words};
use crate::store::referrals::{self, Case};
use crate::store::second_reads::{Opinion, SecondRead};
use crate::store::submissions::{self, Submission};
use crate::store::{StoreError, access, attachments};

/// Longest rationale, in characters.
const LONGEST: u32 = 3000;

/// What the reader is shown.
pub(super) struct Opened {
    /// The case, with its timeline up to the decision.
    case: Case,
    sent: Submission,
    referrer: Option<Referrer>,
    files: Vec<Sent>,
}

/// Opens the case as it was, and notes that it was opened.
pub(super) async fn open(
    conn: &mut PgConnection,
    context: &Context,
    staff: &Staff,
    read: &SecondRead,
) -> Result<Opened, StoreError> {
    let keyring = &context.app.keyring;
    let mut case = referrals::open(conn, keyring, read.reference).await?;
    case.events.retain(|event| event.version < read.version);
    access::opened(conn, staff.actor.account, case.id, context.now).await?;
    let mut files = attachments::of_referral(conn, keyring, case.id).await?;
    files.retain(|file| file.at <= read.drawn_at);
    Ok(Opened {
        sent: submissions::of_case(conn, keyring, case.submission).await?,
        referrer: letter::referrer(conn, &case).await?,
        files: lines_of_files(&files),
        case,
    })
}

/// What is asked of the reader.
pub(super) fn asks() -> Vec<Ask> {
    let choice = |one: Opinion| Choice::new(one.code(), would(one));
    vec![
        Ask::new(
            "opinion",
            "Your judgement",
            "Choose what you would do",
            Kind::One(Opinion::ALL.map(choice).to_vec()),
        ),
        Ask::new(
            "rationale",
            "Rationale",
            "Enter why",
            Kind::Text(LONGEST, 6),
        )
        .hint("Staff alone see it."),
    ]
}

/// What a reader would do, as they say it.
fn would(opinion: Opinion) -> &'static str {
    match opinion {
        Opinion::Decline => "I would decline",
        Opinion::GoOn => "I would go on with it",
        Opinion::CannotTell => "I cannot tell from this",
    }
}

/// The page.
pub(super) fn page(
    context: &Context,
    staff: &Staff,
    read: &SecondRead,
    opened: &Opened,
    (values, problems): (&[(String, String)], &[Problem]),
) -> Markup {
    let (case, sent) = (&opened.case, &opened.sent);
    let letter = amendment::letter(case, sent);
    let letter_rows = letter.as_ref().map(letter::rows).unwrap_or_default();
    let referrer = opened.referrer.as_ref();
    let referrer_rows = referrer.map(Referrer::rows).unwrap_or_default();
    let pathways = &context.app.pathways;
    let pathway = pathways.get(&sent.explanation.pathway);
    let received = words::day(sent.received_at);
    page::blind(&Blind {
        frame: staff.frame(context),
        nonce: &context.nonce,
        action: &format!("{LIST}/{}", read.id),
        reference: &case.reference.to_string(),
        received: &format!(
            "Received {received}. Sent by: {}.",
            words::source(case.source)
        ),
        person: &person(context, sent),
        letter: referrer.map(|referrer| LetterView {
            referrer: &referrer_rows,
            unverified: referrer.is_unverified(),
            letter: &letter_rows,
        }),
        reason: sent.reason.as_deref(),
        explanation: &sent.explanation,
        snapshot: &sent.snapshot,
        pathway: pathway.unwrap_or_else(|| pathways.default()),
        files: &opened.files,
        words: &exchanged(case),
        asks: &asks(),
        values: Values(values),
        problems,
    })
}

/// What was asked and answered before the decision, in order. What staff wrote otherwise may tell where they were heading.
fn exchanged(case: &Case) -> Vec<Word> {
    let word = |what, at: DateTime<Utc>, text: &str| Word {
        what,
        at: words::moment(at),
        text: text.to_owned(),
    };
    let words = case.events.iter().filter_map(|event| {
        let Happening::Done { action } = &event.what else {
            return None;
        };
        match action {
            Action::RequestInfo { question, of, .. } => {
                let what = match of {
                    Asked::Patient => "Asked of the patient",
                    Asked::Referrer => "Question",
                };
                Some(word(what, event.at, question))
            }
            Action::ReceiveInfo {
                answer: Some(answer),
            } => Some(word("Answer", event.at, answer)),
            Action::Reply { text } => Some(word("Message from the sender", event.at, text)),
            _ => None,
        }
    });
    words.collect()
}
