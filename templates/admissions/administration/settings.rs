//! `/admissions/settings`: targets, periods and texts of the hospital.

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{
    Field, Input, Problem, Values, error_summary, form, inset, submit, text_input, textarea,
    warning,
};
use crate::layout::{self, Frame};

/// How a setting is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A whole number from the first to the second.
    Number(u32, u32),
    /// One line with at most so many characters.
    Line(usize),
    /// Several lines, together with at most so many characters.
    Lines(usize),
}

/// A setting that somebody else changed meanwhile.
#[derive(Debug, Clone)]
pub struct Clash {
    /// The setting's code.
    pub code: &'static str,
    /// What it is now.
    pub theirs: String,
    /// What was typed.
    pub yours: String,
}

/// What the page shows. Controls: the code of each setting, `was.` with that code, and `revision`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// What the values are, or what was typed.
    pub values: Values<'a>,
    /// What the values were when the form was opened, sent along with it.
    pub opened: Values<'a>,
    /// Which state of the settings the form is about.
    pub revision: i64,
    /// Every setting with its shape, in order.
    pub settings: &'a [(&'static str, Shape)],
    /// Settings with what cannot be their value.
    pub faults: &'a [&'static str],
    /// What somebody else changed since the form was opened; `Some` even where nothing differs.
    pub clashes: Option<&'a [Clash]>,
    /// Whether it was just saved.
    pub saved: bool,
}

/// Code, title and hint of a setting.
type Titled = (&'static str, &'static str, Option<&'static str>);

/// Codes, titles and hints, in groups.
const GROUPS: [(&str, &[Titled]); 4] = [
    (
        "Targets",
        &[
            (
                "acknowledge_days",
                "Acknowledged within",
                Some(WORKING_DAYS),
            ),
            ("triage_days", "Triaged within", Some(WORKING_DAYS)),
            (
                "assessment_days",
                "Assessment offered within",
                Some(WORKING_DAYS),
            ),
        ],
    ),
    (
        "Second reading",
        &[(
            "second_read_percent",
            "Share of declines that a second reader reads",
            Some("Percent, from 0 to 100. Which ones is drawn by lot."),
        )],
    ),
    (
        "How long cases are kept",
        &[
            (
                "record_years",
                "After an admission",
                Some("Years after the case was closed; at least 8."),
            ),
            (
                "declined_years",
                "Without an admission",
                Some("Years after the case was closed; at least 2."),
            ),
        ],
    ),
    (
        "The hospital",
        &[
            ("phone", "Phone number of the admissions team", None),
            (
                "opening_hours",
                "When it is answered",
                Some("A sentence, such as: Monday to Friday, 9am to 5pm."),
            ),
            (
                "address",
                "Address",
                Some("Shown with the privacy notice, and in letters."),
            ),
        ],
    ),
];

const WORKING_DAYS: &str = "Working days after it was received, from 1 to 60.";

/// The title of a setting.
fn title(code: &str) -> &str {
    let all = GROUPS.iter().flat_map(|(_, group)| group.iter());
    all.copied()
        .find(|(known, ..)| *known == code)
        .map_or(code, |(_, title, _)| title)
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view.faults.iter().map(|code| problem(view, code)).collect();
    let chrome = view
        .frame
        .titled("Settings")
        .with_error(!problems.is_empty())
        .with_back(Some("/admissions/administration"));
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                @if let Some(clashes) = view.clashes { (clash(clashes)) }
                @if view.saved { div role="status" { (inset(html! { p { "The settings are saved." } })) } }
                h1 { "Settings" }
                p {
                    "They hold for everybody within a few seconds. Each change is a line of the "
                    a href="/admissions/audit?kind=setting" { "audit log" } "."
                }
                (form("/admissions/settings", view.frame.csrf, view.nonce, html! {
                    input type="hidden" name="revision" value=(view.revision);
                    @for (heading, group) in GROUPS {
                        h2 { (heading) }
                        @for (code, label, hint) in group {
                            input type="hidden" name={ "was." (code) } value=(view.opened.get(code));
                            (control(view, &problems, (code, label, *hint)))
                        }
                    }
                    (submit("Save settings"))
                }))
            }
        },
    )
}

fn control(
    view: &View<'_>,
    problems: &[Problem],
    (name, label, hint): (&str, &str, Option<&str>),
) -> Markup {
    let field = Field {
        name,
        label,
        hint,
        error: message_for(problems, name),
        ..Field::default()
    };
    let value = view.values.get(name);
    let input = |width, inputmode| Input {
        value,
        inputmode,
        width,
        ..Input::default()
    };
    match shape(view, name) {
        Shape::Number(..) => text_input(&field, &input(4, Some("numeric"))),
        Shape::Line(max) if max <= 30 => text_input(&field, &input(20, None)),
        Shape::Line(_) => text_input(&field, &input(0, None)),
        Shape::Lines(max) => textarea(&field, value, u32::try_from(max).unwrap_or(u32::MAX), 4),
    }
}

fn shape(view: &View<'_>, code: &str) -> Shape {
    let found = view.settings.iter().find(|(known, _)| *known == code);
    found.map_or(Shape::Line(0), |(_, shape)| *shape)
}

fn problem(view: &View<'_>, code: &str) -> Problem {
    let title = title(code);
    let message = match shape(view, code) {
        Shape::Number(min, max) => format!("{title}: enter a whole number from {min} to {max}"),
        Shape::Line(max) => format!("{title}: use one line of at most {max} characters"),
        Shape::Lines(max) => format!("{title}: use at most {max} characters"),
    };
    Problem {
        control: code.to_owned(),
        message,
    }
}

fn clash(clashes: &[Clash]) -> Markup {
    warning(
        "Somebody else saved settings while you had them open",
        html! {
            @if clashes.is_empty() {
                p { "Nothing that you changed differs from what is there now." }
            } @else {
                p { "Nothing of yours is saved yet, and nothing is lost: the form below holds what you changed, and else what is there now. Save again to replace what stands under “Now”." }
                table class="nhsuk-table-responsive app-admin-table" {
                    caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { "What differs" }
                    thead class="nhsuk-table__head" { tr { th scope="col" { "Setting" } th scope="col" { "Now" } th scope="col" { "Yours" } } }
                    tbody class="nhsuk-table__body" {
                        @for one in clashes {
                            tr class="nhsuk-table__row" data-clash=(one.code) {
                                @for (heading, text) in [("Setting", title(one.code)), ("Now", &one.theirs), ("Yours", &one.yours)] {
                                    td class="nhsuk-table__cell" {
                                        span class="nhsuk-table-responsive__heading" aria-hidden="true" { (heading) " " }
                                        span class="app-lines app-admin-table__value" { @if text.is_empty() { "None" } @else { (text) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        },
    )
}
