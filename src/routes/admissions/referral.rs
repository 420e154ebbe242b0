//! `/admissions/referrals/{reference}`: opens one referral, and notes who did before showing it.

use actix_web::{HttpResponse, web::Path};
use domain::pathway::{Pathway, Role};
use domain::people::Reference;
use domain::referral::{Actor, Event};
use domain::snapshot::{Snapshot, SnapshotQuestion};
use sqlx::Connection as _;
use templates::admissions::letter::View as LetterView;
use templates::admissions::offers::{Group, Offer};
use templates::admissions::referral::{self, Moment};
use templates::components::Row;
use templates::components::files::FileLine;

use super::guard::Staff;
use super::letter::Referrer;
use super::{amendment, letter, lines, words, work};
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::files::lines as lines_of_files;
use crate::security::permissions::{Action, Record};
use crate::store::contact::{Contact, Preferred};
use crate::store::referrals::{self, Case};
use crate::store::submissions::{self, Source, Submission};
use crate::store::{access, attachments};

/// Shows a referral. Without the line in the access log nothing is shown.
pub async fn show(
    context: Context,
    staff: Staff,
    path: Path<String>,
) -> Result<HttpResponse, AppError> {
    let reference = Reference::parse(&path).map_err(|_| AppError::NotFound)?;
    let opened = open(&context, &staff, reference).await?;
    Ok(respond::page(page(&context, &staff, &opened)))
}

/// A case with what it began with.
pub struct Opened {
    /// The case.
    pub case: Case,
    /// What it began with.
    pub submission: Submission,
    referrer: Option<Referrer>,
    files: Vec<FileLine>,
}

/// The case with what it began with. Without the line in the access log nothing is opened.
pub async fn open(
    context: &Context,
    staff: &Staff,
    reference: Reference,
) -> Result<Opened, AppError> {
    let keyring = &context.app.keyring;
    let opened = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let case = referrals::open(&mut tx, keyring, reference).await?;
            if !staff.can(Action::Open(record(&case))) {
                return Ok(None);
            }
            access::opened(&mut tx, staff.actor.account, case.id, context.now).await?;
            let submission = submissions::of_case(&mut tx, keyring, case.submission).await?;
            let referrer = letter::referrer(&mut tx, &case).await?;
            let files = attachments::of_referral(&mut tx, keyring, case.id).await?;
            tx.commit().await?;
            Ok(Some(Opened {
                files: lines_of_files(&files, "/admissions/files/", |_| None),
                case,
                submission,
                referrer,
            }))
        })
        .await?;
    opened.ok_or(AppError::Forbidden)
}

/// What permissions on a case depend on.
pub fn record(case: &Case) -> Record {
    Record {
        owner: case.referral.owner(),
    }
}

fn page(context: &Context, staff: &Staff, opened: &Opened) -> maud::Markup {
    let (case, sent) = (&opened.case, &opened.submission);
    let referrer = opened.referrer.as_ref();
    let letter = amendment::letter(case, sent);
    let compare = format!("/admissions/referrals/{}/compare", case.reference);
    let (referrer_rows, letter_rows) = (
        referrer.map(Referrer::rows).unwrap_or_default(),
        letter.as_ref().map(letter::rows).unwrap_or_default(),
    );
    let days = words::days_between(sent.received_at, context.now);
    let received = format!(
        "{} ({})",
        words::moment(sent.received_at),
        words::days_ago(days)
    );
    let pathways = &context.app.pathways;
    let pathway = pathways.get(&sent.explanation.pathway);
    let pathway = pathway.unwrap_or_else(|| pathways.default());
    referral::page(&referral::View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        reference: &case.reference.to_string(),
        version: case.referral.version(),
        state: &words::state(case.referral.state().code()),
        owner: case.referral.owner().and_then(|owner| case.name_of(owner)),
        offers: &groups(staff, case),
        received: &received,
        source: words::source(case.source),
        for_someone_else: case.source == Source::SomeoneElse,
        proxy: &proxy(pathway, &sent.snapshot),
        person: &person(context, sent),
        contact: &contact(&amendment::contact(case, sent)),
        letter: referrer.map(|referrer| LetterView {
            referrer: &referrer_rows,
            unverified: referrer.is_unverified(),
            letter: &letter_rows,
        }),
        reason: sent.reason.as_deref(),
        explanation: &sent.explanation,
        snapshot: &sent.snapshot,
        pathway,
        files: &opened.files,
        compare: sent.patient_said.is_some().then_some(&*compare),
        timeline: &moments(staff, case),
        amended: &amendment::lines(case, sent),
        unread: case.referral.amended_at().is_some(),
    })
}

/// What this person can do now, with headings.
fn groups(staff: &Staff, case: &Case) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for offer in work::offers(staff, case) {
        let heading = words::group(offer.group);
        let shown = Offer {
            code: offer.code,
            label: offer.label,
            at_once: offer.at_once,
        };
        match groups.last_mut().filter(|group| group.heading == heading) {
            Some(group) => group.offers.push(shown),
            None => groups.push(Group {
                heading,
                offers: vec![shown],
            }),
        }
    }
    groups
}

/// What somebody who answered for the person was asked about themselves: the name, and whatever
/// is asked exactly when the name is.
fn proxy(pathway: &Pathway, snapshot: &Snapshot) -> Vec<SnapshotQuestion> {
    let questions = pathway.questions();
    let name = questions
        .iter()
        .find(|question| question.role == Some(Role::ProxyName));
    let asked_of_them = |id: &str| {
        let question = pathway.question(id);
        name.zip(question)
            .is_some_and(|(name, question)| question.ask_if == name.ask_if)
    };
    let asked = snapshot
        .sections
        .iter()
        .flat_map(|section| &section.questions);
    asked
        .filter(|question| asked_of_them(&question.id))
        .cloned()
        .collect()
}

fn person(context: &Context, sent: &Submission) -> Vec<Row> {
    let number = sent.contact.nhs_number.as_ref().map(ToString::to_string);
    let born = sent.date_of_birth.map(|born| {
        let age = lines::age(context, born).map(|age| format!(" (age {age})"));
        format!("{}{}", born.format("%-d %B %Y"), age.unwrap_or_default())
    });
    vec![
        row("Name", [Some(sent.contact.name.as_str().to_owned())]),
        row("Date of birth", [born]),
        row("NHS number", [number]),
    ]
}

fn contact(contact: &Contact) -> Vec<Row> {
    let message = contact
        .message_ok
        .map(|ok| if ok { "Yes" } else { "No" }.to_owned());
    let preferred = contact.preferred.map(|way| preferred(way).to_owned());
    let text = |value: &Option<String>| value.clone();
    vec![
        row(
            "Phone",
            [contact
                .phone
                .as_ref()
                .map(|phone| phone.as_str().to_owned())],
        ),
        row(
            "E-mail",
            [contact
                .email
                .as_ref()
                .map(|email| email.as_str().to_owned())],
        ),
        row("Best way", [preferred]),
        row("Message may be left", [message]),
        row(
            "Address",
            [
                text(&contact.address_line_1),
                text(&contact.address_line_2),
                text(&contact.town),
                contact
                    .postcode
                    .as_ref()
                    .map(|postcode| postcode.as_str().to_owned()),
            ],
        ),
        row("GP practice", [text(&contact.gp_practice)]),
    ]
}

fn row<const N: usize>(key: &str, lines: [Option<String>; N]) -> Row {
    Row {
        key: key.to_owned(),
        value: lines.into_iter().flatten().collect(),
        change: None,
    }
}

fn preferred(way: Preferred) -> &'static str {
    match way {
        Preferred::Phone => "Phone call",
        Preferred::Text => "Text message",
        Preferred::Email => "E-mail",
        Preferred::Post => "Letter",
    }
}

/// What happened to a case, the newest first.
pub fn moments(staff: &Staff, case: &Case) -> Vec<Moment> {
    let newest_first = case.events.iter().rev();
    newest_first
        .map(|event| moment(staff, case, event))
        .collect()
}

fn moment(staff: &Staff, case: &Case, event: &Event) -> Moment {
    let who = match event.actor {
        Actor::Staff(id) if id == staff.actor.account => "you",
        Actor::Staff(id) | Actor::Referrer(id) => case.name_of(id).unwrap_or("a colleague"),
        Actor::Patient => match case.source {
            Source::SomeoneElse => "somebody for the patient",
            Source::Patient | Source::Gp => "the patient",
        },
        Actor::System => "the service",
    };
    Moment {
        at: words::moment(event.at),
        what: words::happening(&event.what),
        who: format!("by {who}"),
    }
}
