//! Words that leave a case where it is: notes, which staff alone see, and messages to whoever referred.

use domain::referral::Action;
use templates::admissions::casework::{Ask, Kind};
use templates::emails;

use crate::routes::admissions::casework::{Form, Group, Scene, Tell, Work};
use crate::security::permissions::Verb;

/// Longest note and message, in characters.
const LONGEST: u32 = 4000;

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::Message,
        code: "message",
        label: "Write to the referrer",
        group: Group::Words,
        material: &[],
        at_once: false,
        sample: |_, _| Action::Message {
            text: "?".to_owned(),
        },
        form: message,
        read: |_, given| {
            Ok(Action::Message {
                text: given.text("text"),
            })
        },
        tell: Tell::Referrer("message", emails::news),
    },
    Work {
        verb: Verb::Note,
        code: "note",
        label: "Add a note for staff",
        group: Group::Words,
        material: &[],
        at_once: false,
        sample: |_, _| Action::Note {
            text: "?".to_owned(),
        },
        form: note,
        read: |_, given| {
            Ok(Action::Note {
                text: given.text("text"),
            })
        },
        tell: Tell::Nobody,
    },
];

fn message(scene: &Scene<'_>) -> Form {
    let told = if scene.reached {
        "Everybody at the practice that referred can read it. Whoever referred gets an e-mail with a link, without what you write here."
    } else {
        "Everybody at the practice that referred can read it. No e-mail goes out: whoever referred is not there any more. Phone the practice as well."
    };
    Form::new("Write to the referrer", "Send to the referrer")
        .says(told)
        .says("If you need an answer by a day, ask for information instead.")
        .asks(Ask::new(
            "text",
            "Message",
            "Enter the message",
            Kind::Text(LONGEST, 8),
        ))
}

fn note(_: &Scene<'_>) -> Form {
    Form::new("Add a note for staff", "Keep the note")
        .says("Staff alone see it here. It is part of the record: the patient can ask for a copy of that.")
        .asks(Ask::new(
            "text",
            "Note",
            "Enter the note",
            Kind::Text(LONGEST, 6),
        ))
}
