//! `/check/contact`: how the team reaches the person, and who they are.

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{
    Field, Input, Item, Level, Problem, Values, checkboxes, error_summary, form, radios, submit,
    text_input,
};
use crate::layout::{self, Frame};

/// What is wrong with a control of this form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was entered.
    Missing,
    /// It cannot be what it should be.
    Invalid,
    /// It is longer than can be kept.
    TooLong,
    /// An NHS number from the range kept for tests, in the live service.
    Reserved,
    /// A number, and also "I don't know it".
    Both,
}

/// What the page shows. Controls: `name`, `phone`, `email`, `preferred_contact`
/// (`phone`, `text`, `email`, `post`), `message_ok` (`yes`, `no`), `nhs_number`,
/// `nhs_number_unknown` (`yes`), `address_line_1`, `address_line_2`, `town`, `postcode`,
/// `gp_practice`.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The frame of the page.
    pub frame: Frame<'a>,
    /// Of this showing of the form.
    pub nonce: &'a str,
    /// The page before.
    pub back: &'a str,
    /// Whether somebody else answers for the patient.
    pub for_someone_else: bool,
    /// What stands in the form.
    pub values: Values<'a>,
    /// What is wrong, by name of the control.
    pub faults: &'a [(&'a str, Fault)],
}

/// The page.
pub fn page(view: &View<'_>) -> Markup {
    let problems: Vec<Problem> = view
        .faults
        .iter()
        .map(|(control, fault)| problem(control, *fault))
        .collect();
    let chrome = view
        .frame
        .titled("Contact details")
        .with_error(!problems.is_empty())
        .with_back(Some(view.back));
    let part = Part {
        values: view.values,
        problems: &problems,
    };
    layout::page(
        &chrome,
        html! {
            div class="app-text" {
                (error_summary(&problems))
                h1 { @if view.for_someone_else { "The patient’s contact details" } @else { "Your contact details" } }
                p { "We need these only if you send your answers. Nothing is sent yet." }
                (form("/check/contact", view.frame.csrf, view.nonce, html! {
                    (reach(&part, view.for_someone_else))
                    (identity(&part))
                    (submit("Continue"))
                }))
            }
        },
    )
}

fn reach(part: &Part<'_>, for_someone_else: bool) -> Markup {
    let name = if for_someone_else {
        "Full name of the patient"
    } else {
        "Full name"
    };
    html! {
        (part.line("name", name, None, &Input { autocomplete: Some("name"), ..Input::default() }))
        (part.line("phone", "Phone number", Some("We need a phone number or an e-mail address. For example 07700 900 982."), &Input { kind: "tel", autocomplete: Some("tel"), width: 20, ..Input::default() }))
        (part.line("email", "E-mail address", None, &Input { kind: "email", autocomplete: Some("email"), ..Input::default() }))
        (part.options("preferred_contact", "How would you like us to contact you? (optional)", &[("phone", "Phone call"), ("text", "Text message"), ("email", "E-mail"), ("post", "Letter")]))
        (part.options("message_ok", "Can we leave a message if nobody answers? (optional)", &[("yes", "Yes"), ("no", "No, speak only to me")]))
    }
}

fn identity(part: &Part<'_>) -> Markup {
    let unknown = [Item {
        value: "yes",
        label: "I don’t know it",
        checked: part.values.has("nhs_number_unknown", "yes"),
        ..Item::default()
    }];
    html! {
        (part.line("nhs_number", "NHS number (optional)", Some("10 digits, for example 485 777 3456. You can find it on a letter about your care, in the NHS App or on a prescription."), &Input { inputmode: Some("numeric"), width: 10, ..Input::default() }))
        (checkboxes(&Field { name: "nhs_number_unknown", label: "If you cannot find it", level: Level::Hidden, ..Field::default() }, &unknown))
        fieldset class="nhsuk-fieldset" aria-describedby="address-hint" {
            legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--m" { "Home address" }
            div class="nhsuk-hint" id="address-hint" { "We need it only if you want us to write to you." }
            (part.line("address_line_1", "Address line 1 (optional)", None, &Input { autocomplete: Some("address-line1"), ..Input::default() }))
            (part.line("address_line_2", "Address line 2 (optional)", None, &Input { autocomplete: Some("address-line2"), ..Input::default() }))
            (part.line("town", "Town or city (optional)", None, &Input { autocomplete: Some("address-level2"), width: 20, ..Input::default() }))
            (part.line("postcode", "Postcode (optional)", None, &Input { autocomplete: Some("postal-code"), width: 10, ..Input::default() }))
        }
        (part.line("gp_practice", "GP practice (optional)", Some("The name of the practice, and the town if you know it."), &Input::default()))
    }
}

/// What every control of the form needs.
struct Part<'a> {
    values: Values<'a>,
    problems: &'a [Problem],
}

impl Part<'_> {
    fn line(&self, name: &str, label: &str, hint: Option<&str>, input: &Input<'_>) -> Markup {
        let field = Field {
            name,
            label,
            hint,
            error: message_for(self.problems, name),
            level: Level::Plain,
            ..Field::default()
        };
        text_input(
            &field,
            &Input {
                value: self.values.get(name),
                ..*input
            },
        )
    }

    fn options(&self, name: &str, label: &str, options: &[(&str, &str)]) -> Markup {
        let field = Field {
            name,
            label,
            error: message_for(self.problems, name),
            ..Field::default()
        };
        let items: Vec<Item<'_>> = options
            .iter()
            .map(|(value, label)| Item {
                value,
                label,
                checked: self.values.has(name, value),
                ..Item::default()
            })
            .collect();
        radios(&field, &items)
    }
}

fn problem(control: &str, fault: Fault) -> Problem {
    Problem {
        control: control.to_owned(),
        message: words(control, fault).to_owned(),
    }
}

fn words(control: &str, fault: Fault) -> &'static str {
    match (control, fault) {
        (_, Fault::TooLong) => "Shorten this: it is longer than we can keep",
        ("name", _) => "Enter the full name",
        ("phone", Fault::Missing) => {
            "Enter a phone number or an e-mail address, so that we can reach you"
        }
        ("phone", _) => "Enter a phone number, such as 07700 900 982 or +44 20 7946 0123",
        ("email", Fault::Missing) => {
            "Enter an e-mail address, or choose another way for us to contact you"
        }
        ("email", _) => "Enter an e-mail address, such as name@example.com",
        ("preferred_contact", _) => "Choose how you would like us to contact you",
        ("message_ok", _) => "Say whether we can leave a message",
        ("nhs_number", Fault::Missing) => "Enter the NHS number, or tick “I don’t know it”",
        ("nhs_number", Fault::Reserved) => "Enter your own NHS number: this one is only for tests",
        ("nhs_number", Fault::Both) => "Enter the NHS number, or tick “I don’t know it”, not both",
        ("nhs_number", _) => "Check the NHS number: it has 10 digits, such as 485 777 3456",
        ("address_line_1", _) => "Enter the first line of the address",
        ("town", _) => "Enter the town or city",
        ("postcode", Fault::Missing) => "Enter the postcode",
        ("postcode", _) => "Enter a full UK postcode, such as HP19 9AB",
        _ => "Check this answer",
    }
}
