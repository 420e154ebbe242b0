//! `/admissions/referrals/{reference}`: opens one referral, and notes who did before showing it.

use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use domain::answers::Answers;
use domain::comparison::Agreement;
use domain::pathway::{Pathway, Role};
use domain::people::Reference;
use domain::referral::casework::Priority;
use domain::referral::{Action as Done, Actor, Event, Happening};
use domain::snapshot::{Snapshot, SnapshotQuestion};
use maud::Markup;
use serde::Deserialize;
use sqlx::{Connection as _, PgConnection};
use templates::admissions::case::{head, measures as numbers, messages as talk, notices, related};
use templates::admissions::letter::View as LetterView;
use templates::admissions::offers::{Group, Offer};
use templates::admissions::referral::{self, Moment};
use templates::admissions::sent_along::Accounts;
use templates::components::Row;
use templates::components::comparison::CompareRow;

use super::case::{done, evidence, measures, messages, news, related as others, timeline};
use super::guard::Staff;
use super::letter::Referrer;
use super::{amendment, case, files, letter, lines, words, work};
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::comparison;
use crate::security::permissions::{Action, Record};
use crate::store::attachments::{self, Attachment};
use crate::store::contact::{Contact, Preferred};
use crate::store::referrals::{self, Case, links};
use crate::store::same_person::{self, Related};
use crate::store::submissions::{self, Source, Submission};
use crate::store::{StoreError, access};

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
    path: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let reference = Reference::parse(&path).map_err(|_| AppError::NotFound)?;
    let loaded = load(&context, &staff, reference).await?;
    Ok(respond::page(page(&context, &staff, &loaded, asked.0)))
}

/// A case with what it began with.
pub struct Opened {
    /// The case.
    pub case: Case,
    /// What it began with.
    pub submission: Submission,
}

/// All that the page is made from.
struct Loaded {
    opened: Opened,
    referrer: Option<Referrer>,
    files: Vec<Attachment>,
    /// The referrer's answers, where the patient's came along to compare them with.
    answers: Option<Answers>,
    related: Vec<Related>,
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

fn page(context: &Context, staff: &Staff, loaded: &Loaded, asked: Asked) -> Markup {
    let (case, sent) = (&loaded.opened.case, &loaded.opened.submission);
    let referrer = loaded.referrer.as_ref();
    let letter = amendment::letter(case, sent);
    let reference = case.reference.to_string();
    let (frame, nonce, version) = (
        staff.frame(context),
        &*context.nonce,
        case.referral.version(),
    );
    let (referrer_rows, letter_rows) = (
        referrer.map(Referrer::rows).unwrap_or_default(),
        letter.as_ref().map(letter::rows).unwrap_or_default(),
    );
    let pathways = &context.app.pathways;
    let pathway = pathways.get(&sent.explanation.pathway);
    let pathway = pathway.unwrap_or_else(|| pathways.default());
    let offers = work::offers(staff, case);
    let can = |code: &str| offers.iter().any(|offer| offer.code == code);
    let to = |code: &str| format!("/admissions/referrals/{reference}/{code}");
    let links =
        ["message", "note", "measure-rcs", "measure"].map(|code| can(code).then(|| to(code)));
    let [message, note, rcs, measure] = links.each_ref().map(Option::as_deref);
    let shown = timeline::Shown {
        show: asked.show,
        all: asked.all,
    };
    let timeline = timeline::timeline(staff, case, &loaded.related, &shown);
    let older = timeline.older.as_ref();
    let (remarks, older_remarks) = messages::remarks(staff, case);
    let others = others::others(staff, case, &loaded.related);
    let unread = unread_joined(&others);
    let differing = differing(context, pathway, loaded);
    let compare = to("compare");
    let news = news::news(staff, case);
    let top = Head::new(context, staff, loaded);
    let flags: Vec<(&str, &str)> = sent
        .explanation
        .flags
        .iter()
        .map(|flag| (flag.id.as_str(), flag.title.as_str()))
        .collect();
    referral::page(&referral::View {
        frame,
        nonce,
        reference: &reference,
        version,
        head: top.view(&reference, sent, &flags),
        notices: notices::View {
            frame,
            nonce,
            reference: &reference,
            version,
            done: asked.done.as_deref().and_then(done::sentence).as_deref(),
            merged_into: case.merged_into.map(|main| main.to_string()).as_deref(),
            can_unmerge: can("unmerge"),
            news: &news,
            can_read: can("mark-read"),
            alike: others
                .iter()
                .filter(|one| one.relation == related::Relation::Maybe)
                .count(),
            unread_joined: &unread,
        },
        offers: &groups(offers.clone()),
        for_someone_else: case.source == Source::SomeoneElse,
        proxy: &proxy(pathway, &sent.snapshot),
        contact: &contact(&amendment::contact(case, sent)),
        letter: referrer.map(|referrer| LetterView {
            referrer: &referrer_rows,
            unverified: referrer.is_unverified(),
            letter: &letter_rows,
        }),
        reason: sent.reason.as_deref(),
        explanation: &sent.explanation,
        snapshot: &sent.snapshot,
        evidence: &evidence::sections(pathway, &sent.snapshot),
        pathway,
        files: &files::lines(&loaded.files),
        accounts: differing.as_ref().map(|rows| Accounts {
            differing: rows,
            all: &compare,
        }),
        messages: talk::View {
            remarks: &remarks,
            older: older_remarks,
            all: &format!("/admissions/referrals/{reference}?all=yes#timeline"),
            channel: case.referrer.is_some(),
            message,
            note,
        },
        measures: numbers::View {
            series: &measures::series(staff, case),
            record: rcs.zip(measure),
        },
        related: related::View {
            frame,
            nonce,
            reference: &reference,
            version,
            others: &others,
        },
        timeline: templates::admissions::case::timeline::View {
            filters: &timeline.filters,
            entries: &timeline.entries,
            older: older.map(|(count, href)| (*count, href.as_str())),
        },
        amended: &amendment::lines(case, sent),
        unread: case.referral.amended_at().is_some(),
    })
}

/// Joined cases on which something came that nobody has read.
fn unread_joined(others: &[related::Other]) -> Vec<&str> {
    let joined = others
        .iter()
        .filter(|one| one.relation == related::Relation::Joined);
    let unread = joined.filter(|one| one.unread);
    unread.map(|one| one.reference.as_str()).collect()
}

/// The questions that patient and referrer answered differently; nothing where only one of them answered.
fn differing(context: &Context, pathway: &Pathway, loaded: &Loaded) -> Option<Vec<CompareRow>> {
    let said = loaded.opened.submission.patient_said.as_ref()?;
    let rows = comparison::rows(context, pathway, said, loaded.answers.as_ref()?);
    let differs = |row: &CompareRow| row.agreement == Agreement::Differs;
    Some(rows.into_iter().filter(differs).collect())
}

/// The words of the top of the page.
struct Head {
    state: String,
    owner: Option<String>,
    priority: Option<(&'static str, bool)>,
    born: Option<String>,
    nhs_number: Option<String>,
    due: Option<head::Due>,
    facts: Vec<head::Fact>,
    needs: Vec<String>,
}

impl Head {
    fn new(context: &Context, staff: &Staff, loaded: &Loaded) -> Self {
        let (case, sent) = (&loaded.opened.case, &loaded.opened.submission);
        let pathway = context.app.pathways.get(&sent.snapshot.pathway);
        let practice = loaded.referrer.as_ref().map(Referrer::practice);
        let priority = case.referral.priority();
        Self {
            state: words::state(case.referral.state().code()),
            owner: case.referral.owner().map(|owner| {
                let name = case.name_of(owner).unwrap_or("A colleague");
                if owner == staff.actor.account {
                    format!("{name} (you)")
                } else {
                    name.to_owned()
                }
            }),
            priority: priority.map(|one| (one.words(), one != Priority::Routine)),
            born: born(context, sent),
            nhs_number: sent.contact.nhs_number.as_ref().map(ToString::to_string),
            due: case::head::due(context, case),
            facts: case::head::facts(context, case, practice),
            needs: pathway.map_or_else(Vec::new, |one| evidence::needs(one, &sent.snapshot)),
        }
    }

    fn view<'a>(
        &'a self,
        reference: &'a str,
        sent: &'a Submission,
        flags: &'a [(&'a str, &'a str)],
    ) -> head::View<'a> {
        head::View {
            reference,
            name: sent.contact.name.as_str(),
            born: self.born.as_deref(),
            nhs_number: self.nhs_number.as_deref(),
            flagged: sent.explanation.outcome.flagged,
            state: &self.state,
            priority: self.priority,
            flags,
            owner: self.owner.as_deref(),
            due: self.due.as_ref(),
            facts: &self.facts,
            needs: &self.needs,
        }
    }
}

/// What this person can do now, with headings. What stands elsewhere on the page with what it is about is left out.
fn groups(offers: Vec<work::Offer>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let elsewhere = ["mark-read", "unlink"];
    for offer in offers
        .into_iter()
        .filter(|one| !elsewhere.contains(&one.code))
    {
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

/// Age first: it is what is looked for.
fn born(context: &Context, sent: &Submission) -> Option<String> {
    let born = sent.date_of_birth?;
    let day = born.format("%-d %B %Y");
    Some(match lines::age(context, born) {
        Some(age) => format!("Age {age}, born {day}"),
        None => format!("Born {day}"),
    })
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
    format!("by {}", name(staff, case, actor))
}

/// The same without "by".
pub fn name<'a>(staff: &Staff, case: &'a Case, actor: Actor) -> &'a str {
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
