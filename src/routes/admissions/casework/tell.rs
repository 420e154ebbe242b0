//! Who hears of what was done: by mail, with the reference alone, or less.

use domain::people::Reference;
use domain::referral::Action;
use domain::referral::casework::Asked;
use sqlx::PgConnection;
use templates::emails::{self, Email};

use super::{Scene, Work};
use crate::context::Context;
use crate::reach::{self, NoMail, PleaseCall};
use crate::store::StoreError;
use crate::store::outbox::{Message, Outgoing};
use crate::store::referrals::{self, Case, Mailbox};

/// A kind for the outbox, and the message made of reference and link.
pub(in crate::routes::admissions) type Word = (&'static str, fn(&str, &str) -> Email);

/// Who hears of it.
#[derive(Clone, Copy)]
pub enum Tell {
    /// Nobody outside.
    Nobody,
    /// Whoever referred, if it was a referrer who still works there: a kind for the outbox, and the message made of reference and link.
    Referrer(&'static str, fn(&str, &str) -> Email),
    /// Whoever is asked for information: the referrer that something is asked, the patient that they should call.
    Asked,
}

/// The messages that follow from it.
pub(super) async fn mail(
    conn: &mut PgConnection,
    context: &Context,
    scene: &Scene<'_>,
    work: &Work,
    action: &Action,
) -> Result<Vec<Outgoing>, StoreError> {
    // The team's no is told with the decline that follows, not before.
    if matches!(action, Action::TurnDown { .. }) {
        return Ok(Vec::new());
    }
    let case = &scene.case;
    match (work.tell, action) {
        (Tell::Nobody, _) => Ok(Vec::new()),
        // What is written to somebody is for them alone.
        (Tell::Referrer(kind, words), Action::Message { .. }) => {
            referrer(conn, context, case, (kind, words)).await
        }
        (Tell::Referrer(kind, words), Action::Acknowledge) => {
            acknowledged(conn, context, case, (kind, words)).await
        }
        (Tell::Referrer(kind, words), _) => {
            let told = referrals::mailboxes(conn, &context.app.keyring, case).await?;
            Ok(each(context, (kind, words), told))
        }
        (
            Tell::Asked,
            Action::RequestInfo {
                of: Asked::Patient, ..
            },
        ) => Ok(patient(scene).ok().map(please_call).into_iter().collect()),
        (Tell::Asked, _) => {
            let kind = "information_requested";
            referrer(conn, context, case, (kind, emails::information_requested)).await
        }
    }
}

async fn referrer(
    conn: &mut PgConnection,
    context: &Context,
    case: &Case,
    word: Word,
) -> Result<Vec<Outgoing>, StoreError> {
    let to = referrals::mailbox(conn, &context.app.keyring, case).await?;
    let to = to.map(|to| word_to(context, word, (case.reference, to)));
    Ok(to.into_iter().collect())
}

/// Word that it was received, to whoever had none about theirs.
pub(in crate::routes::admissions) async fn acknowledged(
    conn: &mut PgConnection,
    context: &Context,
    case: &Case,
    word: Word,
) -> Result<Vec<Outgoing>, StoreError> {
    let mut told = referrals::mailboxes(conn, &context.app.keyring, case).await?;
    told.retain(|one| !one.acknowledged);
    Ok(each(context, word, told))
}

/// Word to each, with the reference by which they know the case.
fn each(context: &Context, word: Word, told: Vec<Mailbox>) -> Vec<Outgoing> {
    let told = told.into_iter();
    told.map(|one| word_to(context, word, (one.reference, one.address)))
        .collect()
}

fn word_to(
    context: &Context,
    (kind, words): Word,
    (reference, to): (Reference, String),
) -> Outgoing {
    let path = format!("/refer/referrals/{reference}");
    let email = words(&reference.to_string(), &context.app.config.link(&path));
    outgoing(kind, to, email)
}

/// Whether a patient who is asked gets mail. Needs `Material::Submission`.
pub(super) fn patient(scene: &Scene<'_>) -> Result<PleaseCall, NoMail> {
    let sent = scene.submission.as_ref().ok_or(NoMail::AddressMissing)?;
    let phone = scene.context.app.live.get().phone.clone();
    reach::by_mail(&scene.case, sent, phone)
}

fn please_call(told: PleaseCall) -> Outgoing {
    outgoing("please_call", told.to, emails::please_call(&told.phone))
}

fn outgoing(kind: &'static str, to: String, email: Email) -> Outgoing {
    Outgoing {
        kind,
        message: Message {
            to,
            subject: email.subject,
            text: email.text,
            html: email.html,
        },
    }
}
