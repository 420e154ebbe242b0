//! What a referrer says of themselves: name, profession, register and number.

use maud::{Markup, html};

use crate::components::error_summary::message_for;
use crate::components::{Field, Input, Item, Problem, Values, radios, text_input};

/// What is wrong with a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was entered or chosen.
    Missing,
    /// It cannot be what it should be.
    Invalid,
    /// No practice that we know has this code.
    Unknown,
}

const PROFESSIONS: [(&str, &str); 5] = [
    ("gp", "GP"),
    ("neurologist", "Neurologist"),
    ("therapist", "Therapist"),
    ("nurse", "Nurse"),
    ("other", "Another health professional"),
];

const REGISTERS: [(&str, &str); 3] = [
    ("gmc", "General Medical Council (GMC)"),
    ("nmc", "Nursing and Midwifery Council (NMC)"),
    ("hcpc", "Health and Care Professions Council (HCPC)"),
];

/// The words for a profession's code.
pub fn profession(code: &str) -> &str {
    let found = PROFESSIONS.iter().find(|(known, _)| *known == code);
    found.map_or(code, |(_, words)| words)
}

/// One control of a form with its fault.
pub type Faults<'a> = &'a [(&'a str, Fault)];

/// The words for all that is wrong.
pub(crate) fn problems(faults: Faults<'_>) -> Vec<Problem> {
    faults
        .iter()
        .map(|(control, fault)| Problem {
            control: (*control).to_owned(),
            message: message(control, *fault).to_owned(),
        })
        .collect()
}

fn message(control: &str, fault: Fault) -> &'static str {
    match (control, fault) {
        ("name", Fault::Missing) => "Enter the full name",
        ("name", _) => "Enter the name with letters only, in at most 200 characters",
        ("profession", _) => "Choose a profession",
        ("register", _) => "Choose a register",
        ("number", Fault::Missing) => "Enter the number in the register",
        ("number", _) => "Enter a number in the form that this register uses",
        ("email", _) => "Enter an e-mail address, like name@example.com",
        ("ods_code", Fault::Missing) => "Enter the ODS code of the practice",
        ("ods_code", Fault::Unknown) => {
            "We do not know a practice with this code. Check it, or call us"
        }
        ("ods_code", _) => "Enter an ODS code: a letter and five digits, like K81001",
        ("role", _) => "Choose a role",
        _ => "Check what you entered",
    }
}

/// The control `name`.
pub(crate) fn name(values: Values<'_>, problems: &[Problem]) -> Markup {
    line(
        "name",
        "Full name",
        Some("With your title if you use one. Colleagues see it."),
        values,
        problems,
        &Input {
            autocomplete: Some("name"),
            ..Input::default()
        },
    )
}

/// The controls `profession`, `register` and `number`.
pub(crate) fn profession_and_number(values: Values<'_>, problems: &[Problem]) -> Markup {
    html! {
        (choice("profession", "Profession", &PROFESSIONS, values, problems))
        (choice("register", "Professional register", &REGISTERS, values, problems))
        (line("number", "Number in the register", Some("GMC: 7 digits. NMC: like 12A3456B. HCPC: two letters and up to 6 digits."), values, problems, &Input { width: 10, ..Input::default() }))
    }
}

/// The control `ods_code`.
pub(crate) fn ods_code(values: Values<'_>, problems: &[Problem]) -> Markup {
    line(
        "ods_code",
        "ODS code of the practice",
        Some("A letter and five digits, for example K81001."),
        values,
        problems,
        &Input {
            width: 10,
            ..Input::default()
        },
    )
}

/// The control `email`.
pub(crate) fn email(values: Values<'_>, problems: &[Problem], hint: Option<&str>) -> Markup {
    line(
        "email",
        "E-mail address",
        hint,
        values,
        problems,
        &Input {
            kind: "email",
            autocomplete: Some("email"),
            ..Input::default()
        },
    )
}

fn line(
    name: &str,
    label: &str,
    hint: Option<&str>,
    values: Values<'_>,
    problems: &[Problem],
    input: &Input<'_>,
) -> Markup {
    let field = Field {
        name,
        label,
        hint,
        error: message_for(problems, name),
        ..Field::default()
    };
    text_input(
        &field,
        &Input {
            value: values.get(name),
            ..*input
        },
    )
}

/// One of several codes.
pub(crate) fn choice(
    name: &str,
    label: &str,
    options: &[(&str, &str)],
    values: Values<'_>,
    problems: &[Problem],
) -> Markup {
    let field = Field {
        name,
        label,
        error: message_for(problems, name),
        ..Field::default()
    };
    let items: Vec<Item<'_>> = options
        .iter()
        .map(|(value, label)| Item {
            value,
            label,
            checked: values.has(name, value),
            ..Item::default()
        })
        .collect();
    radios(&field, &items)
}
