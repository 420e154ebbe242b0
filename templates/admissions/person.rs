//! `/admissions/accounts/{id}`: one account, to change its role or disable it.

use maud::{Markup, html};

use super::account_words::CHECKED;
use super::accounts::ROLES;
use crate::components::{
    Problem, Row, Values, error_summary, form, inset, submit, summary_list, warning,
};
use crate::doors::professional::{self, Faults};
use crate::layout::{self, Frame};

/// How the account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It can be changed.
    Live,
    /// It is that of whoever looks, who may not change it.
    Own,
    /// It is disabled.
    Disabled,
}

/// What the page shows. Controls: `role`, or `ods_code` of a referrer.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the forms.
    pub nonce: &'a str,
    /// Which.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
    /// The address to sign in with.
    pub email: &'a str,
    /// The role's code.
    pub role: &'a str,
    /// The practice's code and name, of a referrer.
    pub practice: Option<&'a str>,
    /// The profession, in words, of a referrer.
    pub profession: Option<&'a str>,
    /// Register and number.
    pub registration: Option<&'a str>,
    /// Whether the second factor is set up.
    pub enrolled: bool,
    /// How it stands.
    pub standing: Standing,
    /// Whether it was just changed.
    pub changed: bool,
    /// What stands in the form for the practice, where it was sent.
    pub typed: Values<'a>,
    /// What is wrong with it.
    pub faults: Faults<'a>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems = professional::problems(view.faults);
    let chrome = view
        .frame
        .titled("Account")
        .with_error(!problems.is_empty())
        .with_back(Some("/admissions/accounts"));
    let open = view.standing == Standing::Live;
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                @if view.changed { div role="status" { (inset(html! { p { "The account is changed, and signed out everywhere." } })) } }
                h1 { (view.name) }
                (summary_list(&rows(view)))
                p { a href={ "/admissions/audit?account=" (view.id) } { "What this account changed" } }
                p { a href={ "/admissions/audit?list=looks&account=" (view.id) } { "What this account looked at" } }
                @if open && view.role != "referrer" { (role(view)) }
                @if open && view.role == "referrer" { (practice(view, &problems)) }
                @if open { (disable(view)) }
                @if view.standing == Standing::Own { p { "This is your own account. Another administrator can change it." } }
            }
        },
    )
}

fn rows(view: &View<'_>) -> Vec<Row> {
    let row = |key: &str, value: Vec<&str>| Row {
        key: key.to_owned(),
        value: value.into_iter().map(str::to_owned).collect(),
        change: None,
    };
    let role = ROLES.iter().find(|(code, _)| *code == view.role);
    let mut rows = vec![
        row("E-mail address", vec![view.email]),
        row("Role", vec![role.map_or(view.role, |(_, words)| words)]),
    ];
    rows.extend(view.practice.map(|text| row("Practice", vec![text])));
    rows.extend(view.profession.map(|text| row("Profession", vec![text])));
    let number = view.registration;
    rows.extend(number.map(|text| row("Registration", vec![text, CHECKED])));
    let factor = if view.enrolled {
        "Set up"
    } else {
        "Not set up yet"
    };
    rows.push(row("Second step", vec![factor]));
    let state = if view.standing == Standing::Disabled {
        "Disabled"
    } else {
        "Live"
    };
    rows.push(row("State", vec![state]));
    rows
}

fn role(view: &View<'_>) -> Markup {
    let present = [("role".to_owned(), view.role.to_owned())];
    let action = format!("/admissions/accounts/{}/role", view.id);
    let staff = ROLES.split_at(1).1;
    html! {
        h2 { "Change the role" }
        (form(&action, view.frame.csrf, view.nonce, html! {
            p { "Administrators and those who see numbers alone work on no referrals: the open ones that they have are released." }
            (professional::choice("role", "Role", staff, Values(&present), &[]))
            (submit("Change role"))
        }))
    }
}

fn practice(view: &View<'_>, problems: &[Problem]) -> Markup {
    let action = format!("/admissions/accounts/{}/practice", view.id);
    html! {
        h2 { "Change the practice" }
        p { "They then see the drafts and referrals of the new practice. Those of the old one stay there, for its people." }
        (form(&action, view.frame.csrf, view.nonce, html! {
            (professional::ods_code(view.typed, problems))
            (submit("Change practice"))
        }))
    }
}

fn disable(view: &View<'_>) -> Markup {
    let action = format!("/admissions/accounts/{}/disable", view.id);
    html! {
        (warning("Disable this account", html! {
            p { "The person is signed out everywhere and cannot sign in again." @if view.role != "referrer" { " The open referrals that they have are released: they stand under “Unassigned”." } }
            (form(&action, view.frame.csrf, view.nonce, html! {
                button class="nhsuk-button nhsuk-button--warning" type="submit" { "Disable account" }
            }))
        }))
    }
}
