//! The page of a case, put together from its parts.

use domain::comparison::Agreement;
use domain::pathway::Pathway;
use domain::referral::{Open, State};
use maud::Markup;
use templates::admissions::case::{measures as numbers, messages as talk, notices, related};
use templates::admissions::letter::View as LetterView;
use templates::admissions::offers::{Group, Offer};
use templates::admissions::referral;
use templates::admissions::sent_along::Accounts;
use templates::components::comparison::CompareRow;

use super::top::Top;
use super::{
    asking, done, evidence, handed, joined, measures, messages, news, person, related as others,
    timeline,
};
use crate::context::Context;
use crate::reach;
use crate::routes::admissions::assessment::latest_assessment;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::letter::{self, Referrer};
use crate::routes::admissions::referral::Loaded;
use crate::routes::admissions::{amendment, casework, files, letters, progress, words};
use crate::routes::comparison;
use crate::store::submissions::Source;

/// What the address asks for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The list that one came from, at this case.
    pub back: &'a str,
    /// The verb that was just done.
    pub done: Option<&'a str>,
    /// Which part of the timeline.
    pub shown: &'a timeline::Shown,
}

/// The page of a case.
#[expect(
    clippy::too_many_lines,
    reason = "it names every part of the page once"
)]
pub fn page(context: &Context, staff: &Staff, loaded: &Loaded, asked: Asked<'_>) -> Markup {
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
    let offers = casework::offers(staff, case);
    let can = |code: &str| offers.iter().any(|offer| offer.code == code);
    let to = |code: &str| format!("/admissions/referrals/{reference}/{code}");
    let links =
        ["message", "note", "measure-rcs", "measure"].map(|code| can(code).then(|| to(code)));
    let [message, note, rcs, measure] = links.each_ref().map(Option::as_deref);
    let timeline = timeline::timeline(staff, case, &loaded.related, asked.shown);
    let older = timeline.older.as_ref();
    let (remarks, older_remarks) = messages::remarks(staff, case);
    let others = others::others(staff, case, &loaded.related);
    let unread = unread_joined(&others);
    let differing = differing(context, pathway, loaded);
    let compare = to("compare");
    let news = news::news(staff, case);
    let top = Top::new(context, staff, loaded);
    let assessed = latest_assessment(case);
    let assessed = assessed.map(|latest| latest.shown(case, &sent.explanation, pathway));
    let flags: Vec<(&str, &str)> = sent
        .explanation
        .flags
        .iter()
        .map(|flag| (flag.id.as_str(), flag.title.as_str()))
        .collect();
    referral::page(&referral::View {
        frame,
        nonce,
        back: asked.back,
        reference: &reference,
        version,
        head: top.view(&reference, sent, &flags),
        open_by: &loaded.open_by,
        notices: notices::View {
            frame,
            nonce,
            reference: &reference,
            version,
            done: asked.done.and_then(done::sentence).as_deref(),
            letters_next: asked.done.is_some_and(done::letters_next),
            owed: &letters::owed(staff, case, &loaded.owed),
            merged_into: case.merged_into.map(|main| main.to_string()).as_deref(),
            can_unmerge: can("unmerge"),
            handed: handed::handed(staff, case).as_ref(),
            news: &news,
            can_read: can("mark-read"),
            alike: others
                .iter()
                .filter(|one| one.relation == related::Relation::Maybe)
                .count(),
            unread_joined: &unread,
        },
        offers: &groups(offers.clone(), case.referral.state()),
        for_someone_else: case.source == Source::SomeoneElse,
        proxy: &person::proxy(pathway, &sent.snapshot),
        contact: &person::contact(&reach::contact(case, sent)),
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
        joined: &joined::joined(pathways, case.referral.state().code(), &loaded.joined),
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
        assessment: assessed.as_ref(),
        progress: &progress::view(
            case,
            asking::step(context, case, sent),
            loaded.place,
            context.today(),
        ),
        letters: loaded.letters,
        timeline: templates::admissions::case::timeline::View {
            filters: &timeline.filters,
            entries: &timeline.entries,
            older: older.map(|(count, href)| (*count, href.as_str())),
        },
        amended: &amendment::lines(case, sent),
        unread: case.referral.amended_at().is_some(),
    })
}

/// What a step is called where it was taken before, and is now taken differently.
fn again(code: &str, state: &State) -> Option<&'static str> {
    match (code, state) {
        ("book", State::Open(Open::AdmissionBooked { .. })) => Some("Change the booking"),
        ("offer-assessment", State::Open(Open::PreAdmissionAssessment { on: Some(_) })) => {
            Some("Change the appointment")
        }
        _ => None,
    }
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

/// What this person can do now, with headings. What stands elsewhere on the page with what it is about is left out.
fn groups(offers: Vec<casework::Offer>, state: &State) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let elsewhere = ["mark-read", "unlink"];
    for offer in offers
        .into_iter()
        .filter(|one| !elsewhere.contains(&one.code))
    {
        let heading = words::group(offer.group);
        let shown = Offer {
            code: offer.code,
            label: again(offer.code, state).unwrap_or(offer.label),
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
