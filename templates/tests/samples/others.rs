//! Pages that need no pathway.

use templates::components::{Row, Values};
use templates::doors::Door;
use templates::layout::{Frame, Nav};
use templates::patient::contact::Fault;
use templates::patient::{contact, not_sent, resume, save, send, sent, state};
use templates::{demo, errors, public};

use super::{PATIENT, PUBLIC, Page, STAFF, long, page, pairs};

pub fn pages() -> Vec<Page> {
    let mut pages = open_pages();
    pages.extend(saving());
    pages.extend(contacts());
    pages.extend(sending());
    pages.extend(error_pages());
    pages.extend(demonstration());
    pages.push(page("heads", heads()));
    pages
}

fn open_pages() -> Vec<Page> {
    vec![
        page(
            "home",
            public::home::page(&public::home::View {
                frame: PUBLIC,
                conditions: "cervical dystonia",
            }),
        ),
        page(
            "privacy",
            public::privacy::page(&public::privacy::View {
                frame: PUBLIC,
                draft_days: 30,
                record_years: 8,
                declined_years: 2,
                address: Some("Buckingham Road\nAylesbury\nHP19 9AB"),
            }),
        ),
        page(
            "accessibility",
            public::accessibility::page(&public::accessibility::View { frame: PUBLIC }),
        ),
    ]
}

fn saving() -> Vec<Page> {
    let typed = pairs(&[("email", "sam@example")]);
    let form = save::View {
        frame: PATIENT,
        nonce: "n",
        back: "/check/cause",
        values: Values(&[]),
        invalid: false,
        days: 30,
    };
    let failed = save::View {
        values: Values(&typed),
        invalid: true,
        ..form
    };
    let saved = save::Saved {
        frame: PATIENT,
        email: "a.very.long.address.that.goes.on@subdomain.of.an.example.org",
        days: 30,
    };
    let closed = state::AlreadySent {
        frame: PATIENT,
        nonce: "n",
        reference: "7K4M-29XQ",
    };
    vec![
        page("save", save::page(&form)),
        page("save-error", save::page(&failed)),
        page("saved", save::saved(&saved)),
        page(
            "resume",
            resume::page(&resume::View {
                frame: PUBLIC,
                nonce: "n",
                action: "/check/resume/abc",
            }),
        ),
        page("resume-failed", resume::failed(&PUBLIC)),
        page("expired", state::expired(&PUBLIC, 30)),
        page("already-sent", state::already_sent(&closed)),
        page(
            "not-sent",
            not_sent::page(&PATIENT, "/check/consent_to_share"),
        ),
    ]
}

fn contacts() -> Vec<Page> {
    let typed = pairs(&[
        ("name", "Sam Ó Brien-Nguyễn"),
        ("phone", "12"),
        ("email", "sam@"),
        ("preferred_contact", "phone"),
        ("nhs_number", "999 123 4567"),
        ("nhs_number_unknown", "yes"),
        ("postcode", "HP"),
    ]);
    let faults = [
        ("phone", Fault::Invalid),
        ("email", Fault::Invalid),
        ("message_ok", Fault::Missing),
        ("nhs_number", Fault::Both),
        ("address_line_1", Fault::Missing),
        ("town", Fault::Missing),
        ("postcode", Fault::Invalid),
    ];
    let empty = contact::View {
        frame: PATIENT,
        nonce: "n",
        back: "/check/result",
        for_someone_else: false,
        values: Values(&[]),
        faults: &[],
    };
    vec![
        page("contact", contact::page(&empty)),
        page(
            "contact-error",
            contact::page(&contact::View {
                for_someone_else: true,
                values: Values(&typed),
                faults: &faults,
                ..empty
            }),
        ),
    ]
}

fn sending() -> Vec<Page> {
    let person = person();
    let reason = pairs(&[("reason", &long())]);
    let ready = send::View {
        frame: PATIENT,
        nonce: "n",
        back: "/check/consent_to_share",
        result: "3 of 4 signs match",
        person: &person,
        unflagged: false,
        values: Values(&[]),
        too_long: false,
        version: 7,
        changed: false,
    };
    let receipt = sent::View {
        frame: Frame {
            nav: Nav::Patient { saved_at: None },
            ..PATIENT
        },
        reference: "7K4M-29XQ",
        spoken: "7 K 4 M, then 2 9 X Q",
        acknowledge_days: 1,
        triage_days: 2,
        receipt: true,
        nonce: "n",
        phone: Some("01296 000 000"),
        opening_hours: Some("Monday to Friday, 9am to 5pm."),
    };
    vec![
        page("send", send::page(&ready)),
        page(
            "send-error",
            send::page(&send::View {
                unflagged: true,
                values: Values(&reason),
                too_long: true,
                ..ready
            }),
        ),
        page(
            "send-changed",
            send::page(&send::View {
                changed: true,
                ..ready
            }),
        ),
        page("sent", sent::page(&receipt)),
    ]
}

pub fn person() -> Vec<Row> {
    let row = |key: &str, value: &[&str]| Row {
        key: key.to_owned(),
        value: value.iter().map(|line| (*line).to_owned()).collect(),
        change: None,
    };
    vec![
        row("Name", &["Sam Ó Brien-Nguyễn"]),
        row("Phone", &["07700 900 982"]),
        row("Address", &["1 Long Street", "Aylesbury", "HP19 9AB"]),
        row("NHS number", &["999 100 0011"]),
    ]
}

fn error_pages() -> Vec<Page> {
    use errors::Kind;
    let kinds = [
        ("400", Kind::BadRequest),
        ("403", Kind::Forbidden),
        ("404", Kind::NotFound),
        ("405", Kind::MethodNotAllowed),
        ("409", Kind::Conflict),
        ("413", Kind::TooLarge),
        ("422", Kind::Unprocessable),
        ("429", Kind::TooManyRequests),
        ("500", Kind::Internal),
        ("503", Kind::Unavailable),
    ];
    let view = errors::View {
        frame: PUBLIC,
        kind: Kind::NotFound,
        door: None,
        request: "01f3c9e2",
        retry_after: None,
        kept: &[],
        action: None,
    };
    let mut pages: Vec<Page> = kinds
        .iter()
        .map(|(code, kind)| {
            page(
                format!("error-{code}"),
                errors::page(&errors::View {
                    kind: *kind,
                    retry_after: (*code == "429").then_some(75),
                    ..view
                }),
            )
        })
        .collect();
    let kept = pairs(&[
        ("csrf", "x"),
        ("nonce", "n"),
        ("goals", &long()),
        ("treatments.physiotherapy.status", "had_before"),
        ("password", "secret"),
    ]);
    let offered = errors::View {
        kind: Kind::Unavailable,
        kept: &kept,
        action: Some("/check/goals"),
        ..view
    };
    pages.push(page("error-503-kept", errors::page(&offered)));
    pages.push(page(
        "error-403-staff",
        errors::page(&errors::View {
            frame: STAFF,
            kind: Kind::NotForRole,
            door: Some(Door::Admissions),
            ..view
        }),
    ));
    pages.push(page(
        "error-404-referrer",
        errors::page(&errors::View {
            door: Some(Door::Referrers),
            ..view
        }),
    ));
    pages
}

/// The drawings alone, at the size of the question page.
fn heads() -> maud::Markup {
    let names = [
        "turns_left",
        "turns_right",
        "tips_left",
        "tips_right",
        "forward",
        "back",
        "shifts_left",
        "shifts_right",
    ];
    templates::layout::page(
        &PUBLIC.titled("Drawings"),
        maud::html! {
            h1 { "Drawings" }
            @for name in names { (templates::question::heads::drawing(name).expect(name)) " " }
        },
    )
}

fn demonstration() -> Vec<Page> {
    let mail = templates::emails::saved_link(
        "http://localhost:8080/check/resume/abcdefghijklmnopqrstuvwxyz0123456789",
        30,
    );
    let messages = [demo::Message {
        to: "sam@example.org",
        subject: &mail.subject,
        at: "4:12pm",
        text: &mail.text,
    }];
    let accounts = [demo::Account {
        name: "Amara Okafor, coordinator",
        email: "coordinator@example.org",
        password: "demonstration",
        code: "123 456".to_owned(),
    }];
    let groups = [demo::Group {
        heading: "Admissions team",
        sign_in: "/admissions/sign-in",
        accounts: &accounts,
    }];
    vec![
        page("demo-mail", demo::mail(&PUBLIC, &messages)),
        page("demo-codes", demo::codes(&PUBLIC, &groups)),
    ]
}
