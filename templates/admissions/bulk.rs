//! `/admissions/bulk`: several referrals at once; and the bar below the list with which it begins.

use maud::{Markup, html};

use crate::components::button::secondary;
use crate::components::error_summary::message_for;
use crate::components::{Field, Problem, SelectItem, error_summary, form, select, submit};
use crate::layout::{self, Chrome, Frame};

/// The id of the form that the checkboxes of the rows belong to.
const FORM: &str = "bulk";

/// Somebody to whom referrals can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// The account, as it is sent.
    pub id: String,
    /// The name that colleagues see.
    pub name: String,
    /// Whether it is the one that is chosen.
    pub chosen: bool,
}

/// What is to be done to each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Give it to a colleague.
    Assign,
    /// Tell the sender that it has come.
    Acknowledge,
}

/// Why nothing was done at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No referral was chosen.
    Nothing,
    /// More were chosen than can be done at once.
    TooMany {
        /// So many were chosen.
        chosen: usize,
        /// So many can be done.
        most: usize,
    },
    /// No colleague was chosen.
    Nobody,
    /// The colleague does not work here any more, or works on no referrals.
    Left,
}

/// What became of one referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was done before, when the form was first sent.
    Before,
    /// Somebody changed the referral meanwhile.
    Changed,
    /// The sender was told before.
    Acknowledged,
    /// Work goes on in another referral.
    Merged,
    /// It is closed.
    Closed,
    /// This person may not.
    NotAllowed,
    /// There is no such referral.
    NotFound,
    /// The service could not do it now.
    Failed,
}

/// What the pages show.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The list that the person came from.
    pub back: &'a str,
    /// The referrals that were chosen, each with the version that was seen.
    pub cases: &'a [(String, i32)],
    /// What is to be done.
    pub task: Task,
    /// Name of the colleague.
    pub to: Option<&'a str>,
    /// To whom they can be given.
    pub colleagues: &'a [Colleague],
}

/// The checkbox of a row; it belongs to the bar’s form, wherever it stands.
pub fn choose(reference: &str, version: i32) -> Markup {
    let id = format!("choose-{reference}");
    html! {
        span class="app-choose" {
            input class="app-choose__box" type="checkbox" id=(id) name="case" value={ (reference) "." (version) } form=(FORM) data-choose;
            label class="nhsuk-u-visually-hidden" for=(id) { "Choose " (reference) }
        }
    }
}

/// The bar below a list whose rows have checkboxes; while any is chosen, it stays in sight. `back` is the address of the list as it is filtered now.
pub fn bar(frame: Frame<'_>, nonce: &str, back: &str, colleagues: &[Colleague]) -> Markup {
    html! {
        form class="app-bulk app-no-print" id=(FORM) method="post" action="/admissions/bulk" novalidate aria-label="With the chosen referrals" {
            input type="hidden" name="csrf" value=(frame.csrf);
            input type="hidden" name="nonce" value=(nonce);
            input type="hidden" name="back" value=(back);
            p class="app-bulk__lead" { "With the chosen referrals" span data-chosen {} }
            (to(colleagues, None, "Give to"))
            (secondary("Give", "do", "assign"))
            (secondary("Acknowledge", "do", "acknowledge"))
            button class="app-bulk__all" type="button" data-choose-all hidden { "Choose all on this page" }
        }
    }
}

fn to(colleagues: &[Colleague], error: Option<&str>, label: &str) -> Markup {
    let nobody = SelectItem {
        value: "",
        label: "Choose a colleague",
        selected: !colleagues.iter().any(|one| one.chosen),
    };
    let mut items = vec![nobody];
    items.extend(colleagues.iter().map(|one| SelectItem {
        value: &one.id,
        label: &one.name,
        selected: one.chosen,
    }));
    let field = Field {
        name: "to",
        label,
        error,
        ..Field::default()
    };
    select(&field, &items)
}

/// Asks once more, and lists what will be done.
pub fn confirm(view: &View<'_>) -> Markup {
    let heading = match (view.task, view.to) {
        (Task::Assign, Some(name)) => format!("Give {} to {name}?", referrals(view.cases.len())),
        _ => format!("Acknowledge {}?", referrals(view.cases.len())),
    };
    let press = match view.task {
        Task::Assign => "Give them",
        Task::Acknowledge => "Acknowledge them",
    };
    let chosen = view.colleagues.iter().find(|one| one.chosen);
    frame(
        view,
        &heading,
        false,
        html! {
            h1 { (heading) }
            @match view.task {
                Task::Assign => p { "A referral that somebody else has now moves to its new owner." },
                Task::Acknowledge => p { "A referrer who still works at the practice is told by e-mail, by the reference alone. A patient had a receipt when it was sent." },
            }
            (references(view.cases))
            (form("/admissions/bulk", view.frame.csrf, view.nonce, html! {
                (hidden(view))
                @if view.task == Task::Assign { @if let Some(one) = chosen { input type="hidden" name="to" value=(one.id); } }
                input type="hidden" name="confirmed" value="yes";
                (submit(press))
            }))
            p { a href=(view.back) { "Do nothing and go back to the list" } }
        },
    )
}

/// Says why nothing was done. Where only the colleague is missing, one can be chosen here.
pub fn refused(view: &View<'_>, fault: Fault) -> Markup {
    let problem = problem(fault);
    let problems = [problem];
    let again = matches!(fault, Fault::Nobody | Fault::Left);
    frame(
        view,
        "Work on several referrals",
        true,
        html! {
            (error_summary(&problems))
            h1 { "Work on several referrals" }
            p { "Nothing was done." }
            @if again {
                (references(view.cases))
                (form("/admissions/bulk", view.frame.csrf, view.nonce, html! {
                    (hidden(view))
                    (to(view.colleagues, message_for(&problems, "to"), "Give them to"))
                    (submit("Continue"))
                }))
            }
            p { a id="list" href=(view.back) { "Back to the list" } }
        },
    )
}

/// What became of each.
pub fn done(view: &View<'_>, outcomes: &[Outcome]) -> Markup {
    let well = |outcome: &&Outcome| matches!(outcome, Outcome::Done | Outcome::Before);
    let count = outcomes.iter().filter(well).count();
    let (count, all) = (count, outcomes.len());
    let what = match (view.task, view.to) {
        (Task::Assign, Some(name)) => format!("given to {name}"),
        _ => "acknowledged".to_owned(),
    };
    let heading = if count == all {
        let were = if all == 1 { "was" } else { "were" };
        format!("{} {were} {what}", referrals(all))
    } else if count == 0 {
        format!("No referral was {what}")
    } else {
        let were = if count == 1 { "was" } else { "were" };
        format!("{count} of {} {were} {what}", referrals(all))
    };
    frame(
        view,
        &heading,
        false,
        html! {
            h1 { (heading) }
            table class="nhsuk-table" {
                caption class="nhsuk-table__caption nhsuk-u-visually-hidden" { "What was done to each referral" }
                thead class="nhsuk-table__head" { tr { th scope="col" { "Referral" } th scope="col" { "What was done" } } }
                tbody class="nhsuk-table__body" {
                    @for ((reference, _), outcome) in view.cases.iter().zip(outcomes) {
                        tr class="nhsuk-table__row" data-reference=(reference) {
                            td class="nhsuk-table__cell" { a class="app-reference" href={ "/admissions/referrals/" (reference) } { (reference) } }
                            td class="nhsuk-table__cell" { (words(*outcome)) }
                        }
                    }
                }
            }
            p { a href=(view.back) { "Back to the list" } }
        },
    )
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the body is made for this page alone"
)]
fn frame(view: &View<'_>, title: &str, error: bool, body: Markup) -> Markup {
    // The name of a colleague is no part of a title.
    let title = if error {
        title
    } else {
        "Work on several referrals"
    };
    let chrome: Chrome<'_> = view.frame.titled(title).with_error(error);
    layout::page(
        &chrome.with_back(Some(view.back)),
        html! { div class="app-text" { (body) } },
    )
}

fn references(cases: &[(String, i32)]) -> Markup {
    html! {
        ul class="nhsuk-list nhsuk-list--bullet app-bulk__list" {
            @for (reference, _) in cases { li class="app-reference" { (reference) } }
        }
    }
}

/// What is chosen, to be sent once more.
fn hidden(view: &View<'_>) -> Markup {
    let task = match view.task {
        Task::Assign => "assign",
        Task::Acknowledge => "acknowledge",
    };
    html! {
        @for (reference, version) in view.cases { input type="hidden" name="case" value={ (reference) "." (version) }; }
        input type="hidden" name="do" value=(task);
        input type="hidden" name="back" value=(view.back);
    }
}

fn referrals(count: usize) -> String {
    match count {
        1 => "1 referral".to_owned(),
        more => format!("{more} referrals"),
    }
}

fn problem(fault: Fault) -> Problem {
    let (control, message) = match fault {
        Fault::Nothing => (
            "list",
            "Choose at least one referral in the list".to_owned(),
        ),
        Fault::TooMany { chosen, most } => (
            "list",
            format!("Choose {most} referrals or fewer at once. You chose {chosen}"),
        ),
        Fault::Nobody => (
            "to",
            "Choose a colleague to give the referrals to".to_owned(),
        ),
        Fault::Left => (
            "to",
            "Choose a colleague who works on referrals. The one you chose does not any more"
                .to_owned(),
        ),
    };
    Problem {
        control: control.to_owned(),
        message,
    }
}

fn words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "Done",
        Outcome::Before => "Done before",
        Outcome::Changed => "Not done: somebody changed it meanwhile. Look at it again first",
        Outcome::Acknowledged => "Not done: the sender was told before",
        Outcome::Merged => "Not done: it was joined to another referral, and work goes on there",
        Outcome::Closed => "Not done: it is closed",
        Outcome::NotAllowed => "Not done: your role does not allow it for this referral",
        Outcome::NotFound => "Not done: there is no such referral",
        Outcome::Failed => "Not done: the service could not do it now. Try again",
    }
}
