//! The form that amends a letter: what differs from how the letter reads now.

use domain::letter::Letter;
use domain::referral::Change;
use domain::referral::amendment::Field;
use templates::referrer::worklist::amend::{Fault, LINE, LONGEST};

use crate::forms::Form;

/// The changes that a form asks for.
///
/// # Errors
/// Each field that cannot be what was typed; the first field where nothing was changed at all.
pub fn changes(form: &Form, letter: &Letter) -> Result<Vec<Change>, Vec<(Field, Fault)>> {
    let mut changes = Vec::new();
    let mut faults = Vec::new();
    for field in Field::all() {
        match change(form, letter, field) {
            Ok(change) => changes.extend(change),
            Err(fault) => faults.push((field, fault)),
        }
    }
    if faults.is_empty() && changes.is_empty() {
        faults.push((Field::Phone, Fault::Unchanged));
    }
    if faults.is_empty() {
        Ok(changes)
    } else {
        Err(faults)
    }
}

/// What was typed over how the letter reads, field by field as it was typed, for a form that cannot be taken any more.
pub fn typed(form: &Form, letter: &Letter) -> String {
    let one = |field: Field| {
        let (_, text) = form.pairs().iter().find(|(name, _)| name == field.code())?;
        let text = plain_breaks(text);
        let before = field.of(letter).unwrap_or_default();
        let nothing = "nothing".to_owned();
        (text != plain_breaks(&before)).then(|| {
            let text = if text.is_empty() { nothing } else { text };
            format!("{}: {text}", field.title())
        })
    };
    Field::all()
        .filter_map(one)
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// What the form would send for this letter.
pub fn to_form(letter: &Letter) -> Vec<(String, String)> {
    let pair = |field: Field| {
        (
            field.code().to_owned(),
            field.of(letter).unwrap_or_default(),
        )
    };
    Field::all().map(pair).collect()
}

/// A field that the form does not send stays as it is.
fn change(form: &Form, letter: &Letter, field: Field) -> Result<Option<Change>, Fault> {
    let sent = form.pairs().iter().any(|(name, _)| name == field.code());
    let before = field.of(letter);
    let typed = form.get(field.code()).map(plain_breaks);
    if !sent || typed == before.as_deref().map(plain_breaks) {
        return Ok(None);
    }
    let after = match typed {
        Some(text) => Some(checked(field, &text)?),
        None => None,
    };
    let change = Change {
        field,
        before,
        after,
    };
    Ok((change.before != change.after).then_some(change))
}

fn checked(field: Field, text: &str) -> Result<String, Fault> {
    let longest = if matches!(field, Field::Heading(_)) {
        LONGEST
    } else {
        LINE
    };
    if text.chars().count() > longest as usize {
        return Err(Fault::TooLong);
    }
    field.canonical(text).ok_or(Fault::Invalid)
}

/// Browsers send line breaks in two characters (HTML, form submission); that alone is no change.
fn plain_breaks(text: &str) -> String {
    text.trim().replace("\r\n", "\n")
}
