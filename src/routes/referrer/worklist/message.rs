//! `/refer/referrals/{reference}/message`: the practice writes to the hospital, whatever state the referral is in.

use actix_web::{HttpResponse, web::Path};
use domain::referral::{Action, Event, Happening};
use templates::referrer::worklist::message::{self, Fault, Message};

use super::opened::{self, Opened};
use super::{act, timeline};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::words::moment;
use crate::routes::referrer::guard::Referrer;

/// Most messages that the referral's page shows; the timeline has all.
const MOST: usize = 20;

/// Shows the form.
pub async fn show(
    context: Context,
    referrer: Referrer,
    path: Path<String>,
) -> Result<HttpResponse, AppError> {
    let opened = opened::open(&context, &referrer, &path).await?;
    Ok(respond::page(page(&context, &referrer, &opened, "", None)))
}

/// Sends the message, once: it contradicts nothing, so that it does not matter what happened since the form was shown.
pub async fn submit(
    context: Context,
    referrer: Referrer,
    path: Path<String>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let nonce = form.once("message")?;
    let text = form.get("text").unwrap_or_default();
    let opened = opened::open(&context, &referrer, &path).await?;
    if let Some(fault) = fault(text) {
        let page = page(&context, &referrer, &opened, text, Some(fault));
        return Ok(respond::invalid(page));
    }
    let action = Action::Reply {
        text: text.to_owned(),
    };
    match act::write(&context, &referrer, &opened, nonce, action).await? {
        Ok(()) => Ok(act::to_case(&opened)),
        Err(refusal) => Ok(act::refused(
            &context,
            &referrer,
            &opened,
            refusal,
            Some(text),
        )),
    }
}

fn fault(text: &str) -> Option<Fault> {
    if text.is_empty() {
        Some(Fault::Missing)
    } else if text.chars().count() > message::LONGEST as usize {
        Some(Fault::TooLong)
    } else {
        None
    }
}

fn page(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    text: &str,
    fault: Option<Fault>,
) -> maud::Markup {
    message::page(&message::View {
        frame: referrer.frame(context, None),
        nonce: &context.nonce,
        reference: &opened.reference(),
        person: opened.person(),
        text,
        fault,
    })
}

/// The latest messages both ways, the newest first. What staff note among themselves is none.
pub fn messages(referrer: &Referrer, opened: &Opened) -> Vec<Message> {
    let newest_first = opened.case.events.iter().rev();
    let messages = newest_first.filter_map(|event| one(referrer, opened, event));
    messages.take(MOST).collect()
}

fn one(referrer: &Referrer, opened: &Opened, event: &Event) -> Option<Message> {
    let Happening::Done { action } = &event.what else {
        return None;
    };
    let (from_hospital, text) = match action {
        Action::Message { text } => (true, text),
        Action::Reply { text } => (false, text),
        _ => return None,
    };
    let who = timeline::who(referrer, &opened.case, event.actor);
    Some(Message {
        from_hospital,
        text: text.clone(),
        about: format!("{} {who}", moment(event.at)),
    })
}
