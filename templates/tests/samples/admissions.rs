//! Pages of the admissions team that need no pathway.

use templates::doors::{Door, code, enrol, recovery_codes, sign_in, too_many};
use templates::layout::Frame;

use super::{PUBLIC, Page, STAFF, page};

pub fn pages() -> Vec<Page> {
    entrance()
}

fn entrance() -> Vec<Page> {
    let frame = Frame {
        demo: true,
        ..PUBLIC
    };
    let door = Door::Admissions;
    let sign_in = sign_in::View {
        door,
        frame,
        nonce: "n",
        email: "",
        faults: &[],
    };
    let codes: Vec<String> = (1..=8).map(|number| format!("4K7M-29X{number}")).collect();
    let enrol = enrol::View {
        door,
        frame: STAFF,
        nonce: "n",
        secret: "JBSW Y3DP EHPK 3PXP",
        drawing: enrol::Drawing {
            side: 5,
            path: "M0 0h3v1h-3zM1 2h2v1h-2z",
        },
        fault: None,
    };
    vec![
        page("admissions-sign-in", sign_in::page(&sign_in)),
        page(
            "admissions-sign-in-error",
            sign_in::page(&sign_in::View {
                faults: &[sign_in::Fault::BadEmail, sign_in::Fault::NoPassword],
                email: "x",
                ..sign_in
            }),
        ),
        page(
            "admissions-code",
            code::page(&code::View {
                door,
                frame,
                nonce: "n",
                fault: None,
            }),
        ),
        page("admissions-enrol", enrol::page(&enrol)),
        page(
            "admissions-recovery",
            recovery_codes::page(&recovery_codes::View {
                door,
                frame: STAFF,
                codes: &codes,
                replaced: true,
            }),
        ),
        page(
            "admissions-too-many",
            too_many::page(&too_many::View {
                frame,
                until: "4:30pm",
                again: "/admissions/sign-in",
            }),
        ),
    ]
}
