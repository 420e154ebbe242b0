//! `/refer/referrals/{reference}`: one referral, as the practice that made it sees it.

use actix_web::{HttpResponse, web::Path};
use domain::people::DateOfBirth;
use domain::referral::amendment::{self, Field};
use domain::referral::casework::Asked;
use domain::referral::{Action, Actor, Change, Closed, Event, Happening, Promise, Refusal, State};
use templates::components::Row;
use templates::components::files::FileLine;
use templates::referrer::worklist::case::{self, Decision, Doing, Exchange, LetterLine};

use super::opened::{self, Opened};
use super::{letter, message, timeline, words};
use crate::clock::england;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::admissions::words::{day, moment};
use crate::routes::files::{lines, of_referral};
use crate::routes::referrer::guard::Referrer;

/// Shows a referral.
pub async fn show(
    context: Context,
    referrer: Referrer,
    path: Path<String>,
) -> Result<HttpResponse, AppError> {
    let opened = opened::open(&context, &referrer, &path).await?;
    let files = of_referral(&context, opened.case.id).await?;
    let files = lines(&files, "/refer/files/", |_| None);
    let letters = letter::of(&context, &opened.case).await?;
    let page = page(&context, &referrer, &opened, (&files, &letters));
    Ok(respond::page(page))
}

fn page(
    context: &Context,
    referrer: &Referrer,
    opened: &Opened,
    (files, letters): (&[FileLine], &[LetterLine]),
) -> maud::Markup {
    let (case, sent) = (&opened.case, &opened.sent);
    let pathways = &context.app.pathways;
    let pathway = pathways.get(&sent.explanation.pathway);
    let amended = amendment::changes(&opened.sent_letter(), &opened.letter());
    let state = opened.goes_on().referral.state();
    let closed = (!state.is_open()).then(|| words::refusal(Refusal::WrongState(state.code())));
    case::page(&case::View {
        frame: referrer.frame(context, None),
        reference: &opened.reference(),
        state: &words::stands(state, opened.main.is_some()),
        joined: opened.main.is_some(),
        facts: &facts(context, opened),
        doing: doing(referrer, opened, closed.as_deref()),
        decision: decision(state).as_ref(),
        nonce: &context.nonce,
        exchanges: &exchanges(referrer, opened),
        messages: &message::messages(referrer, opened),
        amended: &timeline::change_lines(&amended),
        files,
        letters,
        explanation: &sent.explanation,
        pathway: pathway.unwrap_or_else(|| pathways.default()),
        timeline: &timeline::since(referrer, case, 0),
    })
}

/// Who it is about, who holds it, and the dates.
fn facts(context: &Context, opened: &Opened) -> Vec<Row> {
    let (goes_on, joined) = (opened.goes_on(), opened.main.is_some());
    let referral = &goes_on.referral;
    let state = referral.state();
    let next = referral.promised(&goes_on.promises, england::date);
    // Of somebody else's question the practice sees nothing.
    let next = next.filter(|next| !joined || next.what != Promise::Answer);
    let promised = words::promised(next, state.answer_due().filter(|_| !joined));
    let referrer = opened.case.referrer.and_then(|id| opened.case.name_of(id));
    vec![
        row("Patient", Some(opened.person().to_owned())),
        row("Date of birth", born(context, opened)),
        row(
            "NHS number",
            opened
                .sent
                .contact
                .nhs_number
                .as_ref()
                .map(ToString::to_string),
        ),
        row(
            "Held by",
            Some(words::holder(state.holder(), words::Asked::of(state, joined)).to_owned()),
        ),
        row("Since", Some(day(referral.since()))),
        row(
            "Next date",
            Some(promised.unwrap_or_else(|| "None promised".to_owned())),
        ),
        row("Referred by", referrer.map(str::to_owned)),
        row("Received", Some(moment(opened.case.referral.received_at()))),
    ]
}

fn born(context: &Context, opened: &Opened) -> Option<String> {
    let born = opened.sent.date_of_birth?;
    let age = DateOfBirth::new(born, context.today()).ok();
    let age = age.map(|born| format!(" (age {})", born.age_on(context.today())));
    Some(format!("{}{}", words::date(born), age.unwrap_or_default()))
}

fn row(key: &str, value: Option<String>) -> Row {
    Row {
        key: key.to_owned(),
        value: value.into_iter().collect(),
        change: None,
    }
}

/// What the domain would take from this referrer now.
fn doing<'a>(referrer: &Referrer, opened: &Opened, nothing: Option<&'a str>) -> Doing<'a> {
    let referral = &opened.case.referral;
    let actor = Actor::Referrer(referrer.member.account);
    let any_change = Change {
        field: Field::Town,
        before: None,
        after: Some("-".to_owned()),
    };
    Doing {
        answer: !referral.state().asks_patient()
            && referral.allows(&Action::ReceiveInfo { answer: None }, actor),
        amend: referral.allows(
            &Action::Amend {
                changes: vec![any_change],
            },
            actor,
        ),
        withdraw: referral.allows(&Action::Withdraw { reason: None }, actor),
        nothing,
    }
}

fn decision(state: &State) -> Option<Decision> {
    let (title, reason, rationale, signpost) = match state {
        State::Closed(Closed::Declined {
            reason,
            rationale,
            signpost,
        }) => (
            "Why the hospital declined",
            words::declined(*reason),
            rationale,
            signpost,
        ),
        State::Closed(Closed::Redirected {
            reason,
            rationale,
            signpost,
        }) => (
            "Why the hospital redirected the patient",
            words::redirected(*reason),
            rationale,
            signpost,
        ),
        _ => return None,
    };
    Some(Decision {
        title,
        reason,
        rationale: rationale.clone(),
        signpost: signpost.clone(),
    })
}

/// Each question with what followed, the newest first.
fn exchanges(referrer: &Referrer, opened: &Opened) -> Vec<Exchange> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    for event in &opened.case.events {
        let Happening::Done { action } = &event.what else {
            continue;
        };
        match action {
            Action::RequestInfo {
                question,
                due,
                of: Asked::Referrer,
            } => {
                let due = due.map(|due| format!(", answer due by {}", words::date(due)));
                exchanges.push(Exchange {
                    question: question.clone(),
                    asked: format!("Asked {}{}", moment(event.at), due.unwrap_or_default()),
                    answer: None,
                    answered: None,
                });
            }
            Action::ReceiveInfo { answer } if matches!(event.actor, Actor::Referrer(_)) => {
                if let Some(last) = exchanges.last_mut() {
                    last.answer.clone_from(answer);
                    last.answered = Some(answered(referrer, opened, event));
                }
            }
            _ => {}
        }
    }
    exchanges.reverse();
    exchanges
}

fn answered(referrer: &Referrer, opened: &Opened, event: &Event) -> String {
    let who = timeline::who(referrer, &opened.case, event.actor);
    format!("Answered {} {who}", moment(event.at))
}
