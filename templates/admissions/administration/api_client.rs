//! `/admissions/api-clients/{id}`: one API client, and its secret on the one page that shows it.

use maud::{Markup, html};

use super::api_clients::{Fault, PATH, about, may, problems};
use crate::components::{
    Problem, Row, Values, copy_button, error_summary, form, inset, submit, summary_list, warning,
};
use crate::layout::{self, Frame};

/// A client in words.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// Its row, by which it names itself.
    pub id: String,
    /// The system's name.
    pub name: String,
    /// The mailbox of whoever answers for it.
    pub contact: String,
    /// Codes of what it may do.
    pub scopes: Vec<&'static str>,
    /// Counts its changes.
    pub version: i32,
    /// When and by whom it was made.
    pub made: String,
    /// When its secret was made.
    pub secret_made: String,
    /// Until when the secret before works too.
    pub previous_until: Option<String>,
    /// When it last asked for something.
    pub last_used: Option<String>,
    /// When it was disabled.
    pub disabled: Option<String>,
}

/// What was just done, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It was changed.
    Changed,
    /// The form that makes it was sent again.
    MadeBefore,
    /// Somebody else changed it since the form was opened.
    Stale,
}

/// What the page shows. Controls: those of the page of all clients; `version` in each form.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the forms.
    pub nonce: &'a str,
    /// The client as it is.
    pub client: &'a Client,
    /// What stands in the form that changes it.
    pub values: Values<'a>,
    /// What is wrong with it.
    pub faults: &'a [Fault],
    /// What was just done, or not.
    pub told: Option<Told>,
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems = problems(view.faults);
    let wrong = !problems.is_empty() || view.told == Some(Told::Stale);
    let chrome = view
        .frame
        .titled("API client")
        .with_error(wrong)
        .with_back(Some(PATH));
    let client = view.client;
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                @if let Some(told) = view.told { (said(told)) }
                h1 { (client.name) }
                (summary_list(&rows(client)))
                p { a href="/admissions/audit?kind=api_client" { "What was changed about clients, and what they took out" } }
                @if client.disabled.is_none() {
                    (change(view, &problems))
                    (secrets(view))
                    (disable(view))
                }
            }
        },
    )
}

fn said(told: Told) -> Markup {
    match told {
        Told::Changed => {
            html! { div role="status" { (inset(html! { p { "The client is changed." } })) } }
        }
        Told::MadeBefore => html! {
            div role="status" { (inset(html! { p { "This client was made before. Its secret was shown then, and nobody can show it again: if you do not have it, make a new one." } })) }
        },
        Told::Stale => html! {
            div role="alert" {
                (warning("Somebody changed this client", html! {
                    p { "Nothing was saved. The list below has what it is now; the form has what you entered. Save again if it should be so." }
                }))
            }
        },
    }
}

fn rows(client: &Client) -> Vec<Row> {
    let row = |key: &str, value: &str| Row {
        key: key.to_owned(),
        value: vec![value.to_owned()],
        change: None,
    };
    let mut rows = vec![
        row("Client id", &client.id),
        row("Contact", &client.contact),
        row("May", &may(&client.scopes)),
        row("Made", &client.made),
        row("Secret made", &client.secret_made),
    ];
    let until = client.previous_until.as_deref();
    rows.extend(until.map(|until| row("Earlier secret works until", until)));
    rows.push(row(
        "Last used",
        client.last_used.as_deref().unwrap_or("Never"),
    ));
    let state = client.disabled.as_ref();
    let state = state.map_or_else(|| "Live".to_owned(), |at| format!("Disabled {at}"));
    rows.push(row("State", &state));
    rows
}

/// A form about the client as it was when the page was made.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the body is made for this form alone"
)]
fn sends(view: &View<'_>, verb: &str, body: Markup) -> Markup {
    let action = format!("{PATH}/{}{verb}", view.client.id);
    form(
        &action,
        view.frame.csrf,
        view.nonce,
        html! { input type="hidden" name="version" value=(view.client.version); (body) },
    )
}

fn change(view: &View<'_>, problems: &[Problem]) -> Markup {
    html! {
        h2 { "Change the client" }
        (sends(view, "", html! { (about(view.values, problems)) (submit("Save")) }))
    }
}

fn secrets(view: &View<'_>) -> Markup {
    html! {
        h2 { "Secret" }
        p { "Make a new secret when somebody who knew it leaves, or once a year. The present one works for 7 more days, in which the other system takes over the new one." }
        (sends(view, "/secret", html! {
            button class="nhsuk-button nhsuk-button--secondary" type="submit" { "Make a new secret" }
        }))
        @if view.client.previous_until.is_some() {
            p { "Once the other system uses the new secret, or if the earlier one may have become known:" }
            (sends(view, "/end-earlier-secret", html! {
                button class="nhsuk-button nhsuk-button--secondary" type="submit" { "End the earlier secret now" }
            }))
        }
    }
}

fn disable(view: &View<'_>) -> Markup {
    warning(
        "Disable this client",
        html! {
            p { "The other system gets nothing any more, at once. This cannot be undone: make another client instead." }
            (sends(view, "/disable", html! {
                button class="nhsuk-button nhsuk-button--warning" type="submit" { "Disable client" }
            }))
        },
    )
}

/// The page that shows a secret, once.
#[derive(Debug, Clone, Copy)]
pub struct Secret<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// The system's name.
    pub name: &'a str,
    /// The client's id.
    pub id: &'a str,
    /// The secret.
    pub secret: &'a str,
    /// Where a token is had for it.
    pub token_address: &'a str,
    /// Until when the secret before works too, where there was one.
    pub previous_until: Option<&'a str>,
}

/// The secret, with what to do with it.
pub fn secret(view: &Secret<'_>) -> Markup {
    let here = format!("{PATH}/{}", view.id);
    let chrome = view.frame.titled("Secret of an API client");
    layout::page(
        &chrome.with_back(Some(&here)),
        html! {
            div class="app-text" {
                h1 { "The secret of " (view.name) }
                (warning("It is shown this once", html! {
                    p { "Put it now where the other system keeps its secrets. It is not stored here and nobody can show it again. Do not send it by e-mail." }
                }))
                dl class="app-secret" {
                    (value("Client id", "client-id", view.id))
                    (value("Client secret", "client-secret", view.secret))
                    (value("Address for tokens", "token-address", view.token_address))
                }
                @if let Some(until) = view.previous_until { p { "The earlier secret works until " (until) "." } }
                p { "The other system asks for a token there with its id and secret (OAuth 2.0, client credentials); the token works for 5 minutes." }
                p { a href=(here) { "I have kept the secret: go on" } }
            }
        },
    )
}

fn value(label: &str, id: &str, text: &str) -> Markup {
    html! {
        div {
            dt { (label) }
            dd {
                code class="app-secret__value" id=(id) { (text) }
                (copy_button("Copy", id))
            }
        }
    }
}
