//! Beds, the waiting list, and how far a case is on its way to a bed.

use maud::html;
use templates::admissions::beds::picture::{self, Cell, Day, Line, Spell, SpellKind};
use templates::admissions::beds::{bed, unit, units};
use templates::admissions::progress::{self, Check, Link, Step};
use templates::admissions::waiting_list;
use templates::components::{Problem, Values};

use super::{Page, STAFF, long, page};

pub fn pages() -> Vec<Page> {
    let mut pages = pictures();
    pages.extend(places());
    pages.extend(lists());
    pages
}

fn pictures() -> Vec<Page> {
    let months = [
        ("November 2026".to_owned(), 30),
        ("December 2026".to_owned(), 31),
    ];
    let days: Vec<Day> = (1..=61).map(day).collect();
    let lines = [line("Bed 1", 0), line("Bed 2", 1), gone()];
    let filled = picture::View {
        frame: STAFF,
        months: &months,
        days: &days,
        lines: &lines,
        overstays: &["7K4M-29XQ".to_owned(), "8M5N-3AYR".to_owned()],
        before: "/admissions/beds?month=2026-10",
        after: "/admissions/beds?month=2026-12",
        present: None,
        manages: true,
    };
    vec![
        page("beds", picture::page(&filled)),
        page(
            "beds-empty",
            picture::page(&picture::View {
                lines: &[],
                overstays: &[],
                ..filled
            }),
        ),
    ]
}

fn day(number: u32) -> Day {
    Day {
        number: (number - 1) % 30 + 1,
        words: format!("Day {number}"),
        letter: "M",
        weekend: number % 7 < 2,
        today: number == 24,
        taken: 1,
        free: 2,
    }
}

fn spells() -> Vec<Spell> {
    let days = || "4 November 2026 to 14 November 2026".to_owned();
    let stay = |name: String, admitted| SpellKind::Stay {
        reference: "7K4M-29XQ".to_owned(),
        name,
        admitted,
    };
    let closure = SpellKind::Closure {
        reason: "New flooring".to_owned(),
    };
    let kinds = [
        stay(long(), true),
        stay("Ada Lovelace".to_owned(), false),
        closure,
    ];
    let spell = |kind| Spell { kind, days: days() };
    kinds.into_iter().map(spell).collect()
}

fn line(name: &str, first: usize) -> Line {
    let taken = |days, spell, begins, ends| Cell::Taken {
        days,
        spell,
        begins,
        ends,
    };
    let mut cells = vec![taken(10, first, false, true)];
    cells.extend([Cell::Free { gone: false }; 20]);
    cells.push(taken(5, 2, true, true));
    cells.extend([Cell::Free { gone: false }; 6]);
    cells.push(taken(20, 1 - first, true, false));
    Line {
        unit: "Garden unit".to_owned(),
        bed: name.to_owned(),
        id: "1".to_owned(),
        gone: None,
        cells,
        spells: spells(),
    }
}

fn gone() -> Line {
    Line {
        unit: "Hill unit".to_owned(),
        bed: "Bed 3".to_owned(),
        id: "3".to_owned(),
        gone: Some("1 November 2026".to_owned()),
        cells: vec![Cell::Free { gone: true }; 61],
        spells: Vec::new(),
    }
}

fn places() -> Vec<Page> {
    let problem = |control: &str| {
        [Problem {
            control: control.to_owned(),
            message: "Enter the name".to_owned(),
        }]
    };
    let known = [units::Unit {
        id: "1".to_owned(),
        name: "Garden unit".to_owned(),
        closed: Some("1 November 2026".to_owned()),
        beds: vec!["Bed 1".to_owned(), "Bed 2 (closed)".to_owned()],
    }];
    let all = units::View {
        frame: STAFF,
        nonce: "n",
        units: &known,
        done: Some("It is added."),
        values: Values(&[]),
        problems: &[],
    };
    let beds = [unit::BedLine {
        id: "1".to_owned(),
        name: "Bed 1".to_owned(),
        closed: None,
    }];
    let one = unit::View {
        frame: STAFF,
        nonce: "n",
        id: "1",
        name: "Garden unit",
        closed: None,
        beds: &beds,
        done: None,
        values: Values(&[]),
        problems: &problem("close"),
    };
    let closures = [bed::ClosureLine {
        id: "9".to_owned(),
        days: "4 December 2026 to 8 December 2026".to_owned(),
        reason: long(),
    }];
    let stays = ["Kept for 7K4M-29XQ, 9 December 2026 to 2 January 2027".to_owned()];
    let in_unit = bed::View {
        frame: STAFF,
        nonce: "n",
        id: "1",
        name: "Bed 1",
        unit: ("1", "Garden unit"),
        closed: None,
        closures: &closures,
        stays: &stays,
        done: None,
        values: Values(&[]),
        problems: &problem("from.day"),
    };
    vec![
        page("beds-units", units::page(&all)),
        page(
            "beds-units-error",
            units::page(&units::View {
                units: &[],
                done: None,
                problems: &problem("name"),
                ..all
            }),
        ),
        page("beds-unit-error", unit::page(&one)),
        page("beds-bed-error", bed::page(&in_unit)),
    ]
}

fn lists() -> Vec<Page> {
    let line = waiting_list::Line {
        reference: "7K4M-29XQ".to_owned(),
        person: "Grace Hopper".to_owned(),
        age: Some(52),
        priority: Some("Urgent"),
        urgent: true,
        behind: 2,
        payer: "NHS",
        days: 12,
        since: "12 November 2026".to_owned(),
        on_hold: true,
        missing: vec!["Length of stay agreed".to_owned()],
        moved: Some(("20 November 2026".to_owned(), long())),
    };
    let lines = [
        line,
        waiting_list::Line {
            reference: "8B2C-11AA".to_owned(),
            person: long(),
            payer: "Not known",
            since: "today".to_owned(),
            ..waiting_list::Line::default()
        },
    ];
    let filled = waiting_list::View {
        frame: STAFF,
        lines: &lines,
        moves: true,
        most: 2,
    };
    vec![
        page("waiting-list", waiting_list::page(&filled)),
        page(
            "waiting-list-empty",
            waiting_list::page(&waiting_list::View {
                lines: &[],
                ..filled
            }),
        ),
        page("progress", way()),
    ]
}

fn way() -> maud::Markup {
    let mut funding = Step::new("Funding", "Payer: NHS".to_owned());
    funding.checks = vec![
        Check {
            words: "Funding requested",
            done: true,
        },
        Check {
            words: "Length of stay agreed",
            done: false,
        },
    ];
    let mut assessment = Step::new("Assessment", "4 December 2026 at 2:30pm".to_owned());
    assessment.lines.push(long());
    assessment.links.push(Link {
        words: "Add to a calendar (.ics)",
        href: "/admissions/referrals/7K4M-29XQ/assessment.ics".to_owned(),
    });
    let view = progress::View {
        steps: vec![assessment, funding],
    };
    templates::layout::page(
        &STAFF.titled("Progress"),
        html! { h1 { "Progress" } (progress::progress(&view)) },
    )
}
