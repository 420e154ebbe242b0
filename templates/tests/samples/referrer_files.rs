//! Files of a draft, a patient's code, and two accounts side by side.

use domain::comparison::Agreement;
use templates::admissions;
use templates::components::Values;
use templates::components::comparison::CompareRow;
use templates::components::files::{FileFault, FileLine, file_problem};
use templates::layout::{Frame, Nav};
use templates::patient;
use templates::referrer::{compare, files, handover};

use super::{PATIENT, Page, STAFF, long, page, pairs};

const REFERRER: Frame<'static> = Frame {
    csrf: "csrf-token",
    demo: true,
    nav: Nav::Referrer {
        name: "Dr Anna Gray",
        saved_at: Some("4:12pm"),
    },
};

pub fn pages() -> Vec<Page> {
    let mut pages = file_pages();
    pages.extend(handover_pages());
    pages.extend(comparisons());
    pages
}

fn file_pages() -> Vec<Page> {
    let lines = [line("Clinic letter.pdf", true), line(&long(), false)];
    let problems = [
        file_problem(FileFault::Kind, Some(2)),
        file_problem(FileFault::Empty, Some(3)),
    ];
    let view = files::View {
        frame: REFERRER,
        nonce: "n",
        back: "/refer/drafts/1",
        action: "/refer/drafts/1/files",
        files: &lines,
        most: 10,
        problems: &problems,
    };
    let empty = files::View {
        files: &[],
        problems: &[],
        ..view
    };
    vec![
        page("files-error", files::page(&view)),
        page("files-empty", files::page(&empty)),
    ]
}

fn line(name: &str, scanned: bool) -> FileLine {
    FileLine {
        name: name.to_owned(),
        kind: "PDF, 1.2 MB".to_owned(),
        added: "Added by Dr Anna Gray on 22 November 2026 at 4:12pm".to_owned(),
        scanned,
        href: "/refer/files/1".to_owned(),
        delete: Some("/refer/drafts/1/files/1/delete".to_owned()),
    }
}

fn handover_pages() -> Vec<Page> {
    let typed = pairs(&[("date_of_birth.day", "31"), ("date_of_birth.month", "2")]);
    let view = handover::View {
        frame: REFERRER,
        nonce: "n",
        back: "/refer/drafts/1",
        action: "/refer/drafts/1/handover",
        compare: Some("/refer/drafts/1/compare"),
        values: Values(&typed),
        faults: &[
            handover::Fault::Code,
            handover::Fault::DateOfBirth,
            handover::Fault::Agrees,
        ],
    };
    let about = patient::handover::View {
        frame: PATIENT,
        nonce: "n",
        days: 14,
    };
    let sheet = patient::handover::Sheet {
        frame: PATIENT,
        code: "7K4M-29XQ",
        until: "6 December 2026",
        address: "https://referrals.example.org/refer",
        condition: "cervical dystonia",
        signs: &["Pain or involuntary movement is impacting your daily life"],
    };
    vec![
        page("handover-error", handover::page(&view)),
        page("handover-about", patient::handover::page(&about)),
        page("handover-sheet", patient::handover::sheet(&sheet)),
    ]
}

fn comparisons() -> Vec<Page> {
    let rows = [
        Agreement::Same,
        Agreement::Differs,
        Agreement::OnlyPatient,
        Agreement::OnlyReferrer,
    ]
    .map(row);
    let view = compare::View {
        frame: REFERRER,
        back: "/refer/drafts/1",
        handed_over: "22 November 2026 at 4:12pm",
        rows: &rows,
        differing: 1,
    };
    let staff = admissions::compare::View {
        frame: STAFF,
        reference: "7K4M-29XQ",
        handed_over: "22 November 2026 at 4:12pm",
        rows: &rows,
        differing: 2,
    };
    vec![
        page("compare-referrer", compare::page(&view)),
        page("compare-staff", admissions::compare::page(&staff)),
    ]
}

fn row(agreement: Agreement) -> CompareRow {
    let answer = |absent: Agreement, words: &str| {
        if agreement == absent {
            Vec::new()
        } else {
            vec![words.to_owned(), long()]
        }
    };
    CompareRow {
        question: "Impact of pain".to_owned(),
        patient: answer(Agreement::OnlyReferrer, "A lot"),
        referrer: answer(Agreement::OnlyPatient, "Severe"),
        for_referrer: agreement != Agreement::OnlyPatient,
        agreement,
    }
}
