//! Every letter of the hospital in the words of each reader, and the pages around them.

use std::sync::LazyLock;

use domain::Audience;
use domain::correspondence::{Kind, Letter, Part, Reader};
use domain::explanation::{Explanation, SignWords};
use domain::outcome::decide;
use domain::pathway::Pathways;
use domain::referral::{DeclineReason, RedirectReason};
use templates::admissions::letters::write::{self, Fault, Step};
use templates::admissions::letters::{self, Choice, Line, refused};
use templates::layout::{Frame, Nav};
use templates::letters::decline::Refused;
use templates::letters::{
    Person, Safety, SentBy, View, acknowledgement, booking, decline, offer, read, redirect,
    request, words,
};

use super::journey::{STRONG, VAGUE, day, read as answers};
use super::{Page, STAFF, long, page};

static PATHWAYS: LazyLock<Pathways> =
    LazyLock::new(|| Pathways::embedded().expect("the built-in pathways load"));

/// Answers that meet no sign.
const NONE: &str = r#"{ "red_flags": "none", "date_of_birth": "1990-01-02", "pain_impact": "not_at_all", "movement_impact": "not_at_all",
    "limited_activities": ["none"], "treatments": { "physiotherapy": { "status": "having_now", "benefit": "enough" } },
    "treatment_enough_now": "yes", "secondary_symptoms": ["none"], "help_needed": ["none"] }"#;

fn explained(json: &str, audience: Audience) -> Explanation {
    let pathway = PATHWAYS.default();
    let given = answers(pathway, json);
    let decision = decide(pathway, &given, day());
    Explanation::new(pathway, &given, &decision, audience, day())
}

/// Two signs that match, one that is not clear, one that does not match.
fn signs(audience: Audience) -> Vec<SignWords> {
    let from = |json, at: usize| explained(json, audience).signs.remove(at);
    vec![
        from(STRONG, 0),
        from(STRONG, 1),
        from(VAGUE, 2),
        from(NONE, 3),
    ]
}

/// A letter with these words in its parts; `no_sign` is of a case of which no sign matches.
fn letter(kind: Kind, reader: Reader, parts: &[(Part, String)], no_sign: bool) -> Letter {
    let audience = match reader {
        Reader::Referrer => Audience::Gp,
        Reader::Patient => Audience::Patient,
    };
    let signs = if no_sign {
        explained(NONE, audience).signs
    } else {
        signs(audience)
    };
    let to = match reader {
        Reader::Referrer => [
            "Dr Anna Gray",
            "Riverside Surgery",
            "1 High Street",
            "Aylesbury",
            "HP20 1AA",
        ],
        Reader::Patient => [
            "Sam Ó Brien-Nguyễn",
            "1 Test Street",
            "Flat 2",
            "Aylesbury",
            "HP20 2BB",
        ],
    };
    let to = to.map(str::to_owned);
    // As in a case of somebody who walks less well.
    let safety: Vec<Safety> = gait(audience).into_iter().filter(|_| no_sign).collect();
    let view = View {
        reader,
        to: &to,
        greets: &to[0],
        phone: Some("01296 000 000"),
        date: "24 November 2026",
        reference: "7K4M-29XQ",
        received: "22 November 2026",
        person: Person {
            name: "Sam Ó Brien-Nguyễn",
            born: Some("14 March 1974"),
            nhs_number: Some("999 100 0011"),
        },
        sent_by: SentBy::Practice,
        signs: &signs,
        safety: &safety,
        notice: &explained(STRONG, audience).notice,
        pathway: "cervical-dystonia",
        version: "1.0.0",
        author: "Amara Okafor",
        role: "Clinician",
        parts,
    };
    written(&view, kind)
}

fn gait(audience: Audience) -> Option<Safety> {
    let pathway = PATHWAYS.default();
    let list = pathway.safety_list("urgent")?;
    let items = list.items.iter().map(|item| item.get(audience).to_owned());
    let list = (list.heading.get(audience).to_owned(), items.collect());
    Some(Safety {
        text: pathway
            .flag("gait_safety_note")?
            .text
            .get(audience)
            .to_owned(),
        lists: if audience == Audience::Patient {
            vec![list]
        } else {
            Vec::new()
        },
    })
}

fn written(view: &View<'_>, kind: Kind) -> Letter {
    match kind {
        Kind::Acknowledgement => acknowledgement::letter(view),
        Kind::Request => request::letter(
            view,
            "Which treatments have you had?\nWhen was the last one?",
            Some("1 December 2026"),
        ),
        Kind::Offer => offer::letter(view),
        Kind::Booking => booking::letter(view, "7 December 2026"),
        Kind::Decline => decline::letter(
            view,
            &Refused {
                reason: DeclineReason::NotMedicallyStable,
                rationale: "You have been unwell and need to get better first.",
                signpost: "Your GP can help you find care near you.",
            },
        ),
        Kind::Redirect => redirect::letter(
            view,
            &Refused {
                reason: RedirectReason::DiagnosisFirst,
                rationale: "Nobody has found the cause of your symptoms yet.",
                signpost: "Ask your GP to send you to the clinic for movement problems.",
            },
        ),
    }
}

/// Every letter as it is proposed, by name.
pub fn all() -> Vec<(String, Reader, Letter)> {
    let both = |kind: Kind| Reader::ALL.map(|reader| (kind, reader));
    let named = |(kind, reader): (Kind, Reader)| {
        let name = format!("letter-{}-{}", kind.code(), reader.code());
        (name, reader, letter(kind, reader, &[], false))
    };
    let mut all: Vec<_> = Kind::ALL.into_iter().flat_map(both).map(named).collect();
    for reader in Reader::ALL {
        let name = format!("letter-no-sign-{}", reader.code());
        all.push((
            name,
            reader,
            letter(Kind::Acknowledgement, reader, &[], true),
        ));
    }
    all
}

pub fn pages() -> Vec<Page> {
    let mut pages: Vec<Page> = all()
        .iter()
        .map(|(name, _, letter)| page(name.clone(), reading(letter, STAFF, "")))
        .collect();
    let typed = [(Part::Opening, long()), (Part::Extra, long())];
    let filled = letter(Kind::Decline, Reader::Patient, &typed, false);
    let referrer = Frame {
        nav: Nav::Referrer {
            name: "Dr Anna Gray",
            saved_at: None,
        },
        ..STAFF
    };
    pages.push(page("letter-long", reading(&filled, referrer, "🏊")));
    pages.extend(writing());
    pages.extend(lists());
    pages
}

fn reading(letter: &Letter, frame: Frame<'_>, missing: &str) -> maud::Markup {
    read::page(&read::View {
        frame,
        reference: "7K4M-29XQ",
        what: "Decline, to the patient",
        written: "24 November 2026 at 4:12pm by Amara Okafor",
        letter,
        missing,
        pdf: "/admissions/referrals/7K4M-29XQ/letters/1/pdf",
        kept: Some(Reader::Patient),
        back: "/admissions/referrals/7K4M-29XQ/letters",
    })
}

fn writing() -> Vec<Page> {
    let plain = letter(Kind::Decline, Reader::Patient, &[], false);
    let blank = [
        (Part::Opening, String::new()),
        (Part::Extra, "w".repeat(2001)),
    ];
    let wrong = letter(Kind::Decline, Reader::Patient, &blank, false);
    let clinical = letter(Kind::Acknowledgement, Reader::Referrer, &[], false);
    let view = write::View {
        frame: STAFF,
        nonce: "n",
        reference: "7K4M-29XQ",
        version: 3,
        kind: Kind::Decline,
        reader: Reader::Patient,
        letter: &plain,
        step: Step::Edit,
        faults: &[],
        addressed: true,
        reached: true,
        missing: "",
        changed: false,
    };
    vec![
        page("letters-write", write::page(&view)),
        page(
            "letters-write-error",
            write::page(&write::View {
                letter: &wrong,
                faults: &[Fault::Blank(Part::Opening), Fault::TooLong(Part::Extra)],
                addressed: false,
                missing: "🏊",
                changed: true,
                ..view
            }),
        ),
        page(
            "letters-agree",
            write::page(&write::View {
                kind: Kind::Acknowledgement,
                reader: Reader::Referrer,
                letter: &clinical,
                step: Step::Agree,
                ..view
            }),
        ),
    ]
}

fn lists() -> Vec<Page> {
    let line = Line {
        what: "Request for information, to the patient".to_owned(),
        written: "24 November 2026 at 4:12pm by Wolfeschlegelsteinhausenbergerdorff Alexandrina"
            .to_owned(),
        href: "/admissions/referrals/7K4M-29XQ/letters/1".to_owned(),
    };
    let choice = |kind: Kind, reader: Reader, why_not| Choice {
        kind: words::kind(kind),
        to: words::reader(reader),
        href: "/admissions/referrals/7K4M-29XQ/letters/new/offer/patient".to_owned(),
        again: reader == Reader::Patient,
        why_not,
    };
    let refused = |kind| Some(words::refusal(domain::correspondence::Refusal::Not(kind)));
    let choices = [
        choice(Kind::Acknowledgement, Reader::Referrer, None),
        choice(Kind::Acknowledgement, Reader::Patient, None),
        choice(Kind::Offer, Reader::Patient, refused(Kind::Offer)),
        choice(Kind::Decline, Reader::Patient, refused(Kind::Decline)),
    ];
    let view = letters::View {
        frame: STAFF,
        reference: "7K4M-29XQ",
        lines: &[line.clone(), line],
        most: Some(100),
        choices: &choices,
        main: None,
    };
    vec![
        page("letters", letters::page(&view)),
        page(
            "letters-empty",
            letters::page(&letters::View {
                lines: &[],
                most: None,
                choices: &choices[2..],
                ..view
            }),
        ),
        page(
            "letters-joined",
            letters::page(&letters::View {
                main: Some("8M5N-3AYR"),
                ..view
            }),
        ),
        page(
            "letters-refused-joined",
            refused::page(&refused::View {
                frame: STAFF,
                reference: "7K4M-29XQ",
                kind: "Acknowledgement, to the patient",
                why: words::refusal(domain::correspondence::Refusal::Joined),
                main: Some("8M5N-3AYR"),
            }),
        ),
        page(
            "letters-refused",
            refused::page(&refused::View {
                frame: STAFF,
                reference: "7K4M-29XQ",
                kind: "Offer, to the patient",
                why: words::refusal(domain::correspondence::Refusal::Not(Kind::Offer)),
                main: None,
            }),
        ),
    ]
}
