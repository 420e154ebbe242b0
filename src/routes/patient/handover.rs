//! `/check/handover`: a code with which the answers can be given to a GP or another referrer.

use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use domain::Audience;
use domain::explanation::Explanation;
use domain::people::HandoverCode;
use domain::snapshot::Snapshot;
use templates::patient::handover;

use super::days;
use super::draft::{self, AUDIENCE, Draft};
use crate::clock::england;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::randomness;
use crate::respond;
use crate::routes::referrer;
use crate::store::handovers::{self, Key};
use crate::store::referrer_drafts::PatientSaid;

/// What it does and who will see it.
pub async fn show(context: Context, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (draft, _) = complete(&context, &request).await?;
    Ok(respond::page(handover::page(&handover::View {
        frame: draft.frame(&context),
        nonce: &context.nonce,
        days: days(context.app.config.periods.handover),
    })))
}

/// Makes a code and shows it once.
pub async fn take(
    context: Context,
    request: HttpRequest,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    let (draft, born) = complete(&context, &request).await?;
    let code = HandoverCode::from_random(randomness::bytes());
    let said = said(&context, &draft);
    let (keyring, periods) = (&context.app.keyring, context.app.config.periods);
    let key = Key { code, born };
    let expires = context
        .db(async |conn| {
            handovers::make(conn, keyring, draft.screening.id, key, &said, periods).await
        })
        .await?;
    let until = england::local(expires).format("%-d %B %Y").to_string();
    let signs = draft.pathway.signs().iter();
    let signs: Vec<&str> = signs.map(|sign| &*sign.sentence).collect();
    Ok(respond::page(handover::sheet(&handover::Sheet {
        frame: draft.frame(&context),
        code: &code.to_string(),
        until: &until,
        address: &context.app.config.link(referrer::HOME),
        condition: draft.pathway.name().get(Audience::Patient),
        signs: &signs,
    })))
}

/// A complete draft whose result may be sent, with the date of birth that the code goes with; else the page of the result.
async fn complete<'a>(
    context: &'a Context,
    request: &HttpRequest,
) -> Result<(Draft<'a>, NaiveDate), AppError> {
    let draft = draft::complete(context, request).await?;
    let born = born(context, &draft);
    let born = born.ok_or_else(|| draft::elsewhere("/check/result"))?;
    Ok((draft, born))
}

/// The date of birth where a code can be made: not after a stop, nor where the result cannot be sent.
fn born(context: &Context, draft: &Draft<'_>) -> Option<NaiveDate> {
    let may = draft::may_be_sent(&draft.decide(context));
    draft.date_of_birth().filter(|_| may)
}

/// Where a code is made, if there can be one.
pub fn address(context: &Context, draft: &Draft<'_>) -> Option<&'static str> {
    born(context, draft).map(|_| "/check/handover")
}

fn said(context: &Context, draft: &Draft<'_>) -> PatientSaid {
    let (pathway, answers) = (draft.pathway, draft.answers());
    let decision = draft.decide(context);
    PatientSaid {
        at: context.now,
        answers: answers.to_json(pathway),
        snapshot: Snapshot::new(pathway, answers, AUDIENCE),
        explanation: Explanation::new(pathway, answers, &decision, AUDIENCE, context.today()),
    }
}
