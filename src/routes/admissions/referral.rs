//! `/admissions/referrals/{reference}`: opens one referral, and notes who did before showing it.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Path, Query},
};
use domain::answers::Answers;
use domain::correspondence::{Kind, Reader};
use domain::people::Reference;
use domain::referral::{Action as Done, Actor, Event, Happening};
use serde::Deserialize;
use sqlx::{Connection as _, PgConnection};
use templates::admissions::referral::Moment;

use super::case::{page, timeline};
use super::dashboard::last;
use super::guard::Staff;
use super::letter::{self, Referrer};
use super::words;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::security::permissions::{Action, Record};
use crate::store::attachments::{self, Attachment};
use crate::store::letters;
use crate::store::referrals::{self, Case, Joined, links};
use crate::store::same_person::{self, Related};
use crate::store::submissions::{self, Source, Submission};
use crate::store::waiting_list::{self, Place};
use crate::store::{StoreError, access, presence};

/// What the address may say beside the reference; what it says otherwise counts as nothing.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The verb that was just done.
    done: Option<String>,
    show: Option<String>,
    all: Option<String>,
}

/// Shows a referral. Without the line in the access log nothing is shown.
pub async fn show(
    context: Context,
    staff: Staff,
    request: HttpRequest,
    path: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let reference = Reference::parse(&path).map_err(|_| AppError::NotFound)?;
    let loaded = load(&context, &staff, reference).await?;
    let asked = asked.into_inner();
    let shown = timeline::Shown {
        show: asked.show,
        all: asked.all,
    };
    let list = last::address(&context, &staff, &request);
    let asked = page::Asked {
        back: &format!("{list}#case-{reference}"),
        done: asked.done.as_deref(),
        shown: &shown,
    };
    Ok(respond::page(page::page(&context, &staff, &loaded, asked)))
}

/// A case with what it began with.
pub struct Opened {
    /// The case.
    pub case: Case,
    /// What it began with.
    pub submission: Submission,
}

/// All that the page is made from.
pub struct Loaded {
    /// The case.
    pub opened: Opened,
    /// Who referred, where a practice did.
    pub referrer: Option<Referrer>,
    /// What came along.
    pub files: Vec<Attachment>,
    /// The referrer's answers, where the patient's came along to compare them with.
    pub answers: Option<Answers>,
    /// The cases that were joined to it.
    pub joined: Vec<Joined>,
    /// Other cases.
    pub related: Vec<Related>,
    /// How many letters were written.
    pub letters: usize,
    /// The letters about a refusal that are still to be written.
    pub owed: Vec<(Kind, Reader)>,
    /// Its place on the waiting list, if it has one.
    pub place: Option<Place>,
    /// The colleagues who have it open too.
    pub open_by: Vec<String>,
}

/// The case with what it began with. Without the line in the access log nothing is opened.
pub async fn open(
    context: &Context,
    staff: &Staff,
    reference: Reference,
) -> Result<Opened, AppError> {
    let opened = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let opened = opened(&mut tx, context, staff, reference).await?;
            tx.commit().await?;
            Ok(opened)
        })
        .await?;
    opened.ok_or(AppError::Forbidden)
}

/// Nothing where they may not open it.
async fn opened(
    conn: &mut PgConnection,
    context: &Context,
    staff: &Staff,
    reference: Reference,
) -> Result<Option<Opened>, StoreError> {
    let keyring = &context.app.keyring;
    let case = referrals::open(conn, keyring, reference).await?;
    if !staff.can(Action::Open(record(&case))) {
        return Ok(None);
    }
    access::opened(conn, staff.actor.account, case.id, context.now).await?;
    let submission = submissions::of_case(conn, keyring, case.submission).await?;
    Ok(Some(Opened { case, submission }))
}

/// Everything for the page, in one transaction with the lines in the access log.
async fn load(context: &Context, staff: &Staff, reference: Reference) -> Result<Loaded, AppError> {
    let loaded = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let Some(opened) = opened(&mut tx, context, staff, reference).await? else {
                return Ok(None);
            };
            let loaded = beside(&mut tx, context, staff, opened).await?;
            tx.commit().await?;
            Ok(Some(loaded))
        })
        .await?;
    loaded.ok_or(AppError::Forbidden)
}

/// What stands beside the case: who referred, files, the other account, other cases.
async fn beside(
    conn: &mut PgConnection,
    context: &Context,
    staff: &Staff,
    opened: Opened,
) -> Result<Loaded, StoreError> {
    let (keyring, case) = (&context.app.keyring, &opened.case);
    let linked: Vec<_> = links(case).into_iter().collect();
    let related = same_person::related(conn, keyring, case, &linked).await?;
    let shown: Vec<_> = related.iter().map(|one| one.id).collect();
    access::related(conn, staff.actor.account, &shown, context.now).await?;
    let said = opened.submission.patient_said.as_ref();
    let pathway = said.and_then(|said| context.app.pathways.get(&said.snapshot.pathway));
    let answers = match pathway {
        Some(pathway) => submissions::answers(conn, keyring, case.submission, pathway).await?,
        None => None,
    };
    Ok(Loaded {
        referrer: letter::referrer(conn, case).await?,
        files: attachments::of_referral(conn, keyring, case.id).await?,
        letters: letters::of_case(conn, case.id, None).await?.len(),
        owed: letters::owed(conn, case).await?,
        joined: referrals::joined(conn, case.id).await?,
        place: waiting_list::place(conn, case.id).await?,
        open_by: presence::look(conn, case.id, staff.actor.account, context.now).await?,
        answers,
        related,
        opened,
    })
}

/// What permissions on a case depend on.
pub fn record(case: &Case) -> Record {
    Record {
        owner: case.referral.owner(),
    }
}

/// What happened to a case, the newest first.
pub fn moments(staff: &Staff, case: &Case) -> Vec<Moment> {
    let newest_first = case.events.iter().rev();
    newest_first
        .map(|event| moment(staff, case, event))
        .collect()
}

/// One thing that happened.
pub fn moment(staff: &Staff, case: &Case, event: &Event) -> Moment {
    Moment {
        at: words::moment(event.at),
        what: given(staff, case, event).unwrap_or_else(|| words::happening(&event.what)),
        who: who(staff, case, event.actor),
    }
}

/// To whom it was given, with a name.
fn given(staff: &Staff, case: &Case, event: &Event) -> Option<String> {
    let Happening::Done {
        action: Done::Assign { to, note },
    } = &event.what
    else {
        return None;
    };
    let to = if *to == staff.actor.account {
        "you"
    } else {
        case.name_of(*to)?
    };
    Some(match note {
        Some(note) => format!("Given to {to}: {note}"),
        None => format!("Given to {to}"),
    })
}

/// Who did something, in words: "by Ada Okafor".
pub fn who(staff: &Staff, case: &Case, actor: Actor) -> String {
    format!("by {}", whom(staff, case, actor))
}

/// The same without "by".
pub fn whom<'a>(staff: &Staff, case: &'a Case, actor: Actor) -> &'a str {
    match actor {
        Actor::Staff(id) if id == staff.actor.account => "you",
        Actor::Staff(id) | Actor::Referrer(id) => case.name_of(id).unwrap_or("a colleague"),
        Actor::Patient => match case.source {
            Source::SomeoneElse => "somebody for the patient",
            Source::Patient | Source::Gp => "the patient",
        },
        Actor::System => "the service",
    }
}
