//! What is done when a case, or word about it, comes: acknowledge, begin to read, note that something was read.

use domain::referral::Action;

use crate::routes::admissions::casework::{Form, Group, Tell, Work};
use crate::security::permissions::Verb;
use templates::emails;

/// The verbs.
pub const WORKS: &[Work] = &[
    Work {
        verb: Verb::ReadAmendment,
        code: "read-amendment",
        label: "I have read the amendment",
        group: Group::Next,
        material: &[],
        at_once: true,
        sample: |_, _| Action::AcknowledgeAmendment,
        form: |_| Form::new("Amendment read", "I have read the amendment"),
        read: |_, _| Ok(Action::AcknowledgeAmendment),
        tell: Tell::Nobody,
    },
    Work {
        verb: Verb::MarkRead,
        code: "mark-read",
        label: "I have read what came",
        group: Group::Next,
        material: &[],
        at_once: true,
        sample: |_, _| Action::MarkRead,
        form: |_| Form::new("News read", "I have read what came"),
        read: |_, _| Ok(Action::MarkRead),
        tell: Tell::Nobody,
    },
    Work {
        verb: Verb::StartTriage,
        code: "start-triage",
        label: "Start triage",
        group: Group::Next,
        material: &[],
        at_once: true,
        sample: |_, _| Action::StartTriage,
        form: |_| Form::new("Start triage", "Start triage"),
        read: |_, _| Ok(Action::StartTriage),
        tell: Tell::Nobody,
    },
    Work {
        verb: Verb::Acknowledge,
        code: "acknowledge",
        label: "Acknowledge receipt",
        group: Group::Next,
        material: &[],
        at_once: true,
        sample: |_, _| Action::Acknowledge,
        form: |_| Form::new("Acknowledge receipt", "Acknowledge receipt"),
        read: |_, _| Ok(Action::Acknowledge),
        tell: Tell::Referrer("acknowledged", emails::acknowledged),
    },
];
