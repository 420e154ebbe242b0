//! The statistics page: full, with small numbers kept back, over two years, empty, and with a faulty period.

use templates::admissions::statistics::{self, Fault, Figure, Kind, Quick, Table, View};
use templates::components::Values;
use templates::components::plot::{Bar, Bars, Column, Columns, Group, Panel, Plot, Span, Spans};

use super::{Page, STAFF, page, pairs};

pub fn pages() -> Vec<Page> {
    let values = pairs(&[
        ("from", "2026-09-02"),
        ("to", "2026-11-24"),
        ("source", "all"),
    ]);
    let figures = figures(13);
    let summary = [
        ("Received", "412".to_owned()),
        ("Declined or redirected", "37".to_owned()),
        ("Waiting for a bed", "19".to_owned()),
        ("Beds in use", "83%".to_owned()),
    ];
    let quick = quick();
    let full = View {
        frame: STAFF,
        values: Values(&values),
        faults: &[],
        quick: &quick,
        about: "2 September 2026 to 24 November 2026. Sent by: Everybody.",
        small_hidden: false,
        summary: &summary,
        figures: &figures,
    };
    let nothing: Vec<Figure> = Kind::ALL.into_iter().map(empty).collect();
    let none = [("Received", "0".to_owned())];
    let wrong = pairs(&[
        ("from", "yesterday"),
        ("to", "2026-12-24"),
        ("source", "all"),
    ]);
    let years = [columns(Kind::Arrivals, 105), figures[1].clone()];
    vec![
        page("statistics", statistics::page(&full)),
        page(
            "statistics-two-years",
            statistics::page(&View {
                small_hidden: true,
                figures: &years,
                ..full
            }),
        ),
        page(
            "statistics-empty",
            statistics::page(&View {
                summary: &none,
                figures: &nothing,
                ..full
            }),
        ),
        page(
            "statistics-error",
            statistics::page(&View {
                values: Values(&wrong),
                faults: &[Fault::From, Fault::Future, Fault::Source],
                quick: &[],
                summary: &[],
                figures: &[],
                ..full
            }),
        ),
    ]
}

fn quick() -> [Quick; 3] {
    [("4 weeks", false), ("12 weeks", true), ("A year", false)].map(|(name, current)| Quick {
        name,
        href: "/admissions/statistics?from=2026-09-02".to_owned(),
        current,
    })
}

fn figures(weeks: u32) -> Vec<Figure> {
    let signs = [
        "Daily life",
        "Relief from treatment",
        "Secondary symptoms",
        "Coordinated input",
    ];
    let verdicts = ["Matches", "Does not match", "Not clear yet"];
    let reasons = [
        "Needs care that the hospital does not give",
        "The published signs are not met",
        "Outpatient treatment comes first",
    ];
    vec![
        columns(Kind::Arrivals, weeks),
        times(),
        bars(Kind::Signs, &signs, &verdicts),
        bars(Kind::Exits, &["Declined"], &reasons),
        bars(
            Kind::Faults,
            &["Patients"],
            &[
                "How much has neck pain got in the way of your daily life lately: none beside another choice",
                "Date of birth: no such day",
            ],
        ),
        empty(Kind::Waiting),
    ]
}

fn columns(kind: Kind, weeks: u32) -> Figure {
    let column = |at: u32| Column {
        amount: (at % 6 != 4).then(|| f64::from(at * 7 % 11)),
        value: if at % 6 == 4 {
            "<5".to_owned()
        } else {
            (at * 7 % 11).to_string()
        },
    };
    let panel = |name: &str| Panel {
        name: name.to_owned(),
        total: "132 in all".to_owned(),
        columns: (0..weeks).map(column).collect(),
    };
    let plot = Plot::Columns(Columns {
        panels: ["Patient", "Somebody for the patient", "GP"]
            .map(panel)
            .into(),
        names: (0..weeks)
            .map(|at| format!("{} Nov 26", at % 30 + 1))
            .collect(),
        end: None,
    });
    figure(
        kind,
        plot,
        &["Week from", "Patient", "GP"],
        &["2 November 2026", "12", "fewer than 5"],
    )
}

fn times() -> Figure {
    let span = |name: &str, half, most, targets: &[f64]| Span {
        name: name.to_owned(),
        value: "half in 1, 9 in 10 in 4; promise kept for 87%".to_owned(),
        half,
        most,
        targets: targets.to_vec(),
    };
    let plot = Plot::Spans(Spans {
        spans: vec![
            span("To acknowledge", Some(0.0), Some(1.0), &[1.0]),
            span("To triage", Some(2.0), Some(5.0), &[2.0, 3.0]),
            span("To offer an assessment", Some(4.0), Some(7.0), &[5.0]),
            span("To decide", Some(9.0), Some(38.0), &[]),
        ],
        unit: "working days".to_owned(),
    });
    let headings = [
        "Working days",
        "Done",
        "Still waiting",
        "Median",
        "90th percentile",
        "Promised",
        "Promise kept",
    ];
    let row = [
        "To acknowledge",
        "310",
        "12",
        "1",
        "4",
        "1",
        "280 of 322 (87%)",
    ];
    figure(Kind::Times, plot, &headings, &row)
}

fn bars(kind: Kind, groups: &[&str], names: &[&str]) -> Figure {
    let bar = |(at, name): (u32, &&str)| Bar {
        name: (*name).to_owned(),
        amount: (at != 1).then(|| f64::from(140 / (at + 1))),
        value: if at == 1 {
            "fewer than 5".to_owned()
        } else {
            (140 / (at + 1)).to_string()
        },
    };
    let group = |name: &&str| Group {
        name: Some((*name).to_owned()),
        bars: (0..).zip(names).map(bar).collect(),
    };
    let plot = Plot::Bars(Bars {
        groups: groups.iter().map(group).collect(),
    });
    figure(kind, plot, &["What", "Count"], &[names[0], "140"])
}

fn empty(kind: Kind) -> Figure {
    figure(kind, Plot::Bars(Bars::default()), &[], &[])
}

fn figure(kind: Kind, plot: Plot, headings: &[&str], row: &[&str]) -> Figure {
    let owned = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let rows = if row.is_empty() {
        Vec::new()
    } else {
        vec![owned(row); 3]
    };
    Figure {
        kind,
        plot,
        table: Table {
            headings: owned(headings),
            rows,
        },
        download: format!("/admissions/statistics/{}.csv", kind.code()),
    }
}
