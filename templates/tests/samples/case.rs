//! A referral as the team sees it: with everything that the page can show, and with almost nothing.

use domain::explanation::Explanation;
use domain::pathway::Pathway;
use domain::snapshot::Snapshot;
use templates::admissions::case::head::{Due, Fact, Near};
use templates::admissions::case::measures::{Series, Taken};
use templates::admissions::case::messages::{Remark, Sort as Word};
use templates::admissions::case::notices::{Handed, News, Owed};
use templates::admissions::case::related::{Other, Relation, Side};
use templates::admissions::case::timeline::{Filter, Sort};
use templates::admissions::case::{head, measures, messages, notices, related, safety, timeline};
use templates::admissions::files::{self, Shown};
use templates::admissions::offers::{Group, Offer};
use templates::admissions::referral::{self, Moment, View};
use templates::admissions::sent_along::{Accounts, Sent};
use templates::admissions::{letter, progress};
use templates::components::ChangeLine;
use templates::components::comparison::CompareRow;
use templates::components::files::FileLine;

use super::{Page, STAFF, long, others, page};

const REFERENCE: &str = "7K4M-29XQ";
static NO_PROGRESS: progress::View = progress::View { steps: Vec::new() };
const NAME: &str =
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Alexandrina Bartholomewina";

/// The page of a case with these answers, full and nearly empty, and of its pictures.
pub fn pages(pathway: &Pathway, explanation: &Explanation, snapshot: &Snapshot) -> Vec<Page> {
    let plain = empty(pathway, explanation, snapshot);
    vec![
        page("case-full", full(&plain)),
        page("case-empty", referral::page(&plain)),
        page(
            "case-picture",
            shown(Shown::Picture("/admissions/files/1/picture")),
        ),
        page("case-pdf", shown(Shown::Pdf("/admissions/files/1/pdf"))),
        page("case-word", shown(Shown::Nothing)),
        page("case-sides", both()),
    ]
}

fn empty<'a>(
    pathway: &'a Pathway,
    explanation: &'a Explanation,
    snapshot: &'a Snapshot,
) -> View<'a> {
    View {
        frame: STAFF,
        nonce: "n",
        back: "/admissions?queue=mine#case-7K4M-29XQ",
        reference: REFERENCE,
        version: 1,
        head: head::View {
            reference: REFERENCE,
            name: "Sam Li",
            born: None,
            nhs_number: None,
            flagged: false,
            state: "Received",
            priority: None,
            flags: &[],
            owner: None,
            due: None,
            facts: &[],
            needs: &[],
        },
        open_by: &[],
        letters: 2,
        assessment: None,
        progress: &NO_PROGRESS,
        notices: notices::View {
            frame: STAFF,
            nonce: "n",
            reference: REFERENCE,
            version: 1,
            done: None,
            letters_next: false,
            owed: &[],
            merged_into: None,
            can_unmerge: false,
            handed: None,
            news: &[],
            can_read: false,
            alike: 0,
            unread_joined: &[],
        },
        offers: &[],
        for_someone_else: false,
        proxy: &[],
        contact: &[],
        letter: None,
        reason: None,
        explanation,
        snapshot,
        evidence: &[],
        pathway,
        joined: &[],
        files: &[],
        accounts: None,
        messages: messages::View {
            remarks: &[],
            older: 0,
            all: "/admissions/referrals/7K4M-29XQ?all=yes#timeline",
            channel: false,
            message: None,
            note: None,
        },
        measures: measures::View {
            series: &[],
            record: None,
        },
        related: related::View {
            frame: STAFF,
            nonce: "n",
            reference: REFERENCE,
            version: 1,
            others: &[],
        },
        timeline: timeline::View {
            filters: &[],
            entries: &[],
            older: None,
        },
        amended: &[],
        unread: false,
    }
}

#[expect(clippy::too_many_lines, reason = "it fills every part of the page")]
fn full(plain: &View<'_>) -> maud::Markup {
    let (text, person) = (long(), others::person());
    let due = Due {
        what: "Triage by 20 November 2026".to_owned(),
        when: "2 days overdue".to_owned(),
        near: Near::Over,
    };
    let needs = [
        "An interpreter",
        "Room for a wheelchair",
        "Language: Polish",
    ]
    .map(str::to_owned);
    let (facts, files, entries) = (facts(), sent(), entries());
    let amended = ChangeLine {
        title: "Medicines".to_owned(),
        before: Some("Baclofen 10 mg".to_owned()),
        after: Some(text.clone()),
    };
    let treatment = plain
        .snapshot
        .sections
        .iter()
        .find(|one| one.id == "treatment");
    let sections: Vec<_> = treatment.into_iter().collect();
    let handed = Handed {
        note: Some(text.clone()),
        about: "24 November 2026 at 9:12am, by Lea Novak".to_owned(),
    };
    let owed = [
        Owed {
            what: "Decline, to the referrer".to_owned(),
            href: Some(format!(
                "/admissions/referrals/{REFERENCE}/letters/new/decline/referrer"
            )),
        },
        Owed {
            what: "Decline, to the patient".to_owned(),
            href: None,
        },
    ];
    let news = [News {
        what: "A message from the sender",
        text: Some(text.clone()),
        about: "24 November 2026 at 9:12am, by Dr Anna Gray".to_owned(),
    }];
    referral::page(&View {
        head: head::View {
            name: NAME,
            born: Some("Age 52, born 14 March 1974"),
            nhs_number: Some("999 100 0011"),
            flagged: true,
            state: "In triage",
            priority: Some(("Urgent", true)),
            flags: &[
                ("gait_safety_note", "Walking or balance"),
                ("dx_first", "Diagnosis not confirmed"),
            ],
            owner: Some("Ben Ortiz"),
            due: Some(&due),
            facts: &facts,
            needs: &needs,
            ..plain.head
        },
        open_by: &[],
        letters: 2,
        assessment: None,
        progress: &NO_PROGRESS,
        notices: notices::View {
            done: Some("Put on hold."),
            letters_next: false,
            owed: &owed,
            merged_into: Some("8M5N-3AYR"),
            can_unmerge: true,
            handed: Some(&handed),
            news: &news,
            can_read: true,
            alike: 2,
            unread_joined: &["9N6P-4BZS"],
            ..plain.notices
        },
        offers: &offers(),
        for_someone_else: true,
        contact: &person,
        letter: Some(letter::View {
            referrer: &person,
            unverified: true,
            letter: &person,
        }),
        reason: Some(&text),
        evidence: &sections,
        joined: &[safety::Joined {
            reference: "9QFT-3HXA".to_owned(),
            urgent: true,
            notes: vec!["flagged".to_owned(), "Gait or balance".to_owned()],
        }],
        files: &files,
        accounts: Some(Accounts {
            differing: &[differs()],
            all: "/admissions/referrals/7K4M-29XQ/compare",
        }),
        messages: messages::View {
            remarks: &remarks(&text),
            older: 7,
            channel: true,
            message: Some("/admissions/referrals/7K4M-29XQ/message"),
            note: Some("/admissions/referrals/7K4M-29XQ/note"),
            ..plain.messages
        },
        measures: measures::View {
            series: &series(),
            record: Some((
                "/admissions/referrals/7K4M-29XQ/measure-rcs",
                "/admissions/referrals/7K4M-29XQ/measure",
            )),
        },
        related: related::View {
            others: &others_of(),
            ..plain.related
        },
        timeline: timeline::View {
            filters: &filters(),
            entries: &entries,
            older: Some((12, "/admissions/referrals/7K4M-29XQ?show=&all=yes#timeline")),
        },
        amended: &[amended],
        unread: true,
        ..*plain
    })
}

fn facts() -> Vec<Fact> {
    let fact = |key, value: &str, more: Option<&str>| Fact {
        key,
        value: value.to_owned(),
        more: more.map(str::to_owned),
    };
    vec![
        fact("Received", "8 days ago", Some("16 November 2026 at 9:12am")),
        fact(
            "Sent by",
            "GP",
            Some("The Surgery of Much Wenlock and Llanfairpwllgwyngyll"),
        ),
        fact("Funding", "NHS", None),
        fact(
            "18 weeks",
            "Day 8 of 126",
            Some("18 weeks end on 22 March 2027"),
        ),
    ]
}

fn offers() -> Vec<Group> {
    let offer = |code, label, at_once| Offer {
        code,
        label,
        at_once,
    };
    let group = |heading, offers| Group { heading, offers };
    vec![
        group(
            None,
            vec![
                offer("start-triage", "Start triage", true),
                offer("acknowledge", "Acknowledge receipt", true),
                offer("assess", "Assess the signs", false),
            ],
        ),
        group(
            Some("Who has it"),
            vec![
                offer("claim", "Claim this referral", true),
                offer("assign", "Give to a colleague", false),
            ],
        ),
        group(
            Some("Ask, write and note"),
            vec![
                offer("ask", "Ask for information", false),
                offer("message", "Write to the referrer", false),
                offer("note", "Add a note for staff", false),
                offer("measure-rcs", "Record RCS-E", false),
                offer("measure", "Record another measure", false),
            ],
        ),
        group(Some("Pause"), vec![offer("hold", "Put on hold", false)]),
        group(
            Some("Close or reopen"),
            vec![
                offer("decline", "Decline", false),
                offer("redirect", "Redirect", false),
            ],
        ),
    ]
}

/// Thirteen, one with a name that does not end.
fn sent() -> Vec<Sent> {
    let file = |at: usize| Sent {
        line: FileLine {
            name: if at == 3 {
                format!("{}.pdf", "letter".repeat(19))
            } else {
                format!("Clinic letter {at}.pdf")
            },
            kind: "PDF, 1.2 MB".to_owned(),
            added: "Added by Dr Anna Gray on 22 November 2026 at 4:12pm".to_owned(),
            scanned: at != 2,
            href: format!("/admissions/files/{at}"),
            delete: None,
        },
        view: at
            .is_multiple_of(4)
            .then(|| format!("/admissions/files/{at}/view")),
    };
    (0..13).map(file).collect()
}

fn differs() -> CompareRow {
    CompareRow {
        question: "Impact of pain".to_owned(),
        patient: vec!["A lot".to_owned(), long()],
        referrer: vec!["Mild".to_owned()],
        for_referrer: true,
        agreement: domain::comparison::Agreement::Differs,
    }
}

fn remarks(text: &str) -> Vec<Remark> {
    let remark = |sort, what, text: &str| Remark {
        sort,
        what,
        text: text.to_owned(),
        about: "24 November 2026 at 9:12am, by Ben Ortiz".to_owned(),
    };
    vec![
        remark(
            Word::Note,
            "Note",
            "Called her, no answer.\nTry again after 4pm.",
        ),
        remark(Word::Came, "Message", text),
        remark(
            Word::Sent,
            "Question",
            "Which dose of toxin, and when was it given last?",
        ),
    ]
}

fn series() -> Vec<Series> {
    let taken = |day: &str, value, parts: Option<&str>, place| Taken {
        day: day.to_owned(),
        value,
        parts: parts.map(str::to_owned),
        who: "Dr Clara Clinician".to_owned(),
        place,
    };
    let parts = Some("C 2, R 3, N 1, M 2, TD 4, TI 3, E 1");
    let rcs = vec![
        taken("20 November 2026", 14, parts, 1000),
        taken("2 November 2026", 18, parts, 400),
        taken("20 October 2026", 16, parts, 0),
    ];
    let one = vec![taken("20 November 2026", 47, None, 1000)];
    let of = |code, name, range, taken| Series {
        code,
        name,
        range,
        taken,
    };
    vec![
        of("rcs_e", "RCS-E", (0, 22), rcs),
        of("twstrs", "TWSTRS total", (0, 85), one),
    ]
}

fn others_of() -> Vec<Other> {
    [
        Relation::Maybe,
        Relation::Linked,
        Relation::Joined,
        Relation::Main,
    ]
    .into_iter()
    .zip(["2A3B-4C5D", "8M5N-3AYR", "9N6P-4BZS", "4D5F-6G7H"])
    .map(|(relation, reference)| Other {
        reference: reference.to_owned(),
        relation,
        state: "In triage".to_owned(),
        sent: "GP, 24 November 2026".to_owned(),
        person: format!("{NAME}, born 14 March 1974"),
        agrees: Some("surname, first name, date of birth".to_owned()),
        differs: Some("NHS number, postcode".to_owned()),
        unread: relation == Relation::Joined,
        can_link: true,
        can_merge: relation == Relation::Maybe,
    })
    .collect()
}

fn filters() -> Vec<Filter> {
    [
        ("All", true),
        ("Steps", false),
        ("Messages", false),
        ("Notes", false),
    ]
    .map(|(label, current)| Filter {
        label,
        href: "/admissions/referrals/7K4M-29XQ#timeline".to_owned(),
        current,
    })
    .to_vec()
}

fn entries() -> Vec<(Sort, Moment)> {
    let entry = |at: usize| {
        let (sort, what) = match at % 3 {
            0 => (Sort::Step, "Given to Ben Ortiz".to_owned()),
            1 => (Sort::Note, format!("Note: {}", long())),
            _ => (Sort::Message, "More asked for: Which dose?".to_owned()),
        };
        let moment = Moment {
            at: "24 November 2026 at 9:12am".to_owned(),
            what,
            who: "by Dr Clara Clinician".to_owned(),
        };
        (sort, moment)
    };
    (0..40).map(entry).collect()
}

fn shown(shown: Shown<'_>) -> maud::Markup {
    files::page(&files::View {
        frame: STAFF,
        reference: REFERENCE,
        line: &sent()[2].line,
        shown,
    })
}

fn both() -> maud::Markup {
    let side = |what, here: &str, there: Option<&str>, same| Side {
        what,
        here: Some(here.to_owned()),
        there: there.map(str::to_owned),
        same,
    };
    let sides = [
        side("Name", NAME, Some("Alexandrina Wolfe"), Some(false)),
        side(
            "Date of birth",
            "14 March 1974",
            Some("14 March 1974"),
            Some(true),
        ),
        side("NHS number", "999 100 0011", None, None),
    ];
    let table = related::side_by_side([REFERENCE, "8M5N-3AYR"], &sides);
    templates::layout::page(&STAFF.titled("Join"), maud::html! { h1 { "Join" } (table) })
}
