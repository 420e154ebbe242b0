//! `/check/send`: the last look, and sending. "Sent" is said only once it is stored for good.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode};
use domain::{explanation::Explanation, pathway::Stage, people::Reference, snapshot::Snapshot};
use maud::Markup;
use templates::{
    components::Values,
    emails::{self, Email},
    patient::{not_sent, send},
};

use super::{
    draft::{self, AUDIENCE, Draft},
    person,
};
use crate::{
    context::Context,
    error::AppError,
    forms::Form,
    respond,
    security::{
        address, limits,
        throttle::{self, Counter},
    },
    store::{
        self,
        contact::Contact,
        outbox::{Message, Outgoing},
        submissions::{self, Sending},
    },
};

/// The last look.
pub async fn show(context: Context, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (draft, contact) = agreed(&context, &request).await?;
    Ok(respond::page(page(
        &context,
        &draft,
        &contact,
        &[],
        Refused::default(),
    )))
}

/// Sends. A second press, or a retry after a lost answer, finds the draft sent, which leads to the first one's receipt.
pub async fn take(
    context: Context,
    request: HttpRequest,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let nonce = form.nonce()?.to_string();
    let (draft, contact) = agreed(&context, &request).await?;
    let reason = form.get("reason");
    if reason.is_some_and(|reason| reason.chars().count() > send::REASON_MAX as usize) {
        let refused = Refused {
            too_long: true,
            ..Refused::default()
        };
        return Ok(respond::invalid(page(
            &context,
            &draft,
            &contact,
            form.pairs(),
            refused,
        )));
    }
    if form.get("version") != Some(draft.screening.version.to_string().as_str()) {
        let refused = Refused {
            changed: true,
            ..Refused::default()
        };
        return Ok(respond::with_status(
            StatusCode::CONFLICT,
            page(&context, &draft, &contact, form.pairs(), refused),
        ));
    }
    let counter = counter(&context, &request);
    let form = Sent {
        reason,
        nonce: &nonce,
        counter: counter.as_ref(),
    };
    deliver(&context, &draft, &contact, form).await?;
    Ok(respond::see_other("/check/sent"))
}

/// The counter by which nobody floods the admissions team, or mailboxes with receipts.
fn counter(context: &Context, request: &HttpRequest) -> Option<Counter> {
    let address = address::of(request);
    limits::apply_to(&context.app, address).then(|| throttle::of_sends(address))
}

/// Counts an attempt in the counters that all nodes share.
///
/// # Errors
/// `TooMany` when one is full, with the time until it is not.
pub async fn take_or_wait(context: &Context, counters: &[Counter]) -> Result<(), AppError> {
    let keyring = &context.app.keyring;
    context
        .db(async |conn| store::throttle::take(conn, keyring, counters, context.now).await)
        .await?
        .map_err(|full| AppError::TooMany((full.until - context.now).to_std().unwrap_or_default()))
}

/// What came with the form, and how it is counted.
struct Sent<'a> {
    reason: Option<&'a str>,
    nonce: &'a str,
    counter: Option<&'a Counter>,
}

async fn deliver(
    context: &Context,
    draft: &Draft<'_>,
    contact: &Contact,
    form: Sent<'_>,
) -> Result<(), AppError> {
    let decision = draft.decide(context);
    let sending = Sending {
        draft: draft.screening.id,
        version: draft.screening.version,
        nonce: form.nonce,
        pathway: draft.pathway,
        answers: draft.answers(),
        decision: &decision,
        explanation: &Explanation::new(
            draft.pathway,
            draft.answers(),
            &decision,
            AUDIENCE,
            context.today(),
        ),
        snapshot: &Snapshot::new(draft.pathway, draft.answers(), AUDIENCE),
        reason: form.reason,
        contact,
        date_of_birth: draft.date_of_birth(),
        source: draft.source(),
        referrer: None,
        counter: form.counter,
        on: context.today(),
        targets: context.app.live.targets(),
        now: context.now,
    };
    let mail = |reference| messages(context, contact, reference);
    context
        .db(async |conn| submissions::send(conn, &context.app.keyring, sending, mail).await)
        .await?;
    Ok(())
}

/// Why the page is shown again instead of sending.
#[derive(Debug, Clone, Copy, Default)]
struct Refused {
    /// The reason is too long.
    too_long: bool,
    /// The draft is not as this page showed it.
    changed: bool,
}

/// A receipt to the person, and a note to the team; neither says anything about health.
fn messages(context: &Context, contact: &Contact, reference: Reference) -> Vec<Outgoing> {
    let reference = reference.to_string();
    let receipt = contact.email.as_ref().map(|email| {
        message(
            "receipt",
            email.as_str().to_owned(),
            emails::receipt(&reference),
        )
    });
    let note = note_to_team(context, &reference);
    receipt.into_iter().chain(note).collect()
}

/// A note to the team that something came, where a mailbox is set; it says nothing about whom or why.
pub fn note_to_team(context: &Context, reference: &str) -> Option<Outgoing> {
    let config = &context.app.config;
    let team = config.admissions_email.as_ref()?;
    let link = config.link(&format!("/admissions/referrals/{reference}"));
    Some(message(
        "new_referral",
        team.email.to_string(),
        emails::new_referral(reference, &link),
    ))
}

/// A message for the outbox.
pub fn message(kind: &'static str, to: String, email: Email) -> Outgoing {
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

/// The draft with contact details and every question about sending answered, among them consent.
async fn agreed<'a>(
    context: &'a Context,
    request: &HttpRequest,
) -> Result<(Draft<'a>, Contact), AppError> {
    let (draft, contact) = draft::with_contact(context, request).await?;
    if let Some(open) = draft.journey().first_open(Stage::Send) {
        return Err(draft::elsewhere(&draft::address(open)));
    }
    if draft.decide(context).can_send() {
        Ok((draft, contact))
    } else {
        Err(draft::elsewhere("/check/not-sent"))
    }
}

fn page(
    context: &Context,
    draft: &Draft<'_>,
    contact: &Contact,
    values: &[(String, String)],
    refused: Refused,
) -> Markup {
    let decision = draft.decide(context);
    let explanation = Explanation::new(
        draft.pathway,
        draft.answers(),
        &decision,
        AUDIENCE,
        context.today(),
    );
    send::page(&send::View {
        frame: draft.frame(context),
        nonce: &context.nonce,
        back: &last_question(draft),
        result: &explanation.outcome.title,
        person: &person::rows(contact, draft.date_of_birth(), Some("/check/contact")),
        unflagged: !decision.outcome.flagged,
        values: Values(values),
        too_long: refused.too_long,
        version: draft.screening.version,
        changed: refused.changed,
    })
}

/// The last question about sending, which asks for consent.
fn last_question(draft: &Draft<'_>) -> String {
    let last = draft.journey().asked_in(Stage::Send).last();
    last.map_or_else(|| "/check/contact".to_owned(), draft::address)
}

/// Said to somebody who does not agree to share: nothing was sent.
pub async fn not_sent(context: Context, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let draft = draft::complete(&context, &request).await?;
    Ok(respond::page(not_sent::page(
        &draft.frame(&context),
        &last_question(&draft),
    )))
}
