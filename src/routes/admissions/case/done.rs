//! What was just done, in a sentence.

use crate::routes::admissions::casework;

/// What is said after a verb; nothing for what is no verb, whatever stands in the address.
pub fn sentence(code: &str) -> Option<String> {
    let work = casework::all().find(|work| work.code == code)?;
    let known = match work.code {
        "claim" => "This referral is yours now.",
        "release" => "Released. Nobody has it now.",
        "assign" => "Given to a colleague.",
        "acknowledge" => "Receipt acknowledged.",
        "start-triage" => "Triage begun.",
        "read-amendment" => "Noted that the amendment was read.",
        "mark-read" => "Noted that it was read.",
        "ask" => "Information asked for.",
        "hold" => "Put on hold.",
        "resume" => "Work goes on.",
        "note" => "Note kept. Staff alone see it.",
        "message" => "Message sent to the referrer.",
        "measure-rcs" | "measure" => "Measure recorded.",
        "link" => "Linked.",
        "unlink" => "Link taken away.",
        "merge" => "Joined. Work goes on in the other referral.",
        "assess-signs" => "Your assessment of the signs is kept.",
        "set-priority" => "Priority set.",
        "record-answer" => "Answer noted. Work goes on.",
        "offer-assessment" => "Assessment offered.",
        "record-assessment" => "Assessment recorded.",
        "send-to-mdt" => "With the team for a decision.",
        "record-meeting" => "The team’s decision is recorded.",
        "set-funding" => "Funding kept.",
        "mark-rtt" => "18-week clock marked.",
        "confirm-funding" => "Funding confirmed. The person waits for a bed.",
        "move-on-list" => "Moved on the waiting list.",
        "book" => "Admission booked.",
        "cancel-booking" => "Booking cancelled. The person waits for a bed again.",
        "admit" => "Admitted.",
        "plan-discharge" => "Planned day of discharge changed. The bed is kept until then.",
        "discharge" => "Discharge recorded. The bed is free from that day on.",
        "decline" => "Declined.",
        "redirect" => "Redirected.",
        "withdraw" => "Withdrawn and closed.",
        "close" => "Closed without admission.",
        "reopen" => "Opened again. Look at where it stands and what is due.",
        "unmerge" => "Taken apart. This referral goes on by itself.",
        _ => return Some(format!("Done: {}.", work.label)),
    };
    Some(known.to_owned())
}

/// Whether letters have to be written after a verb.
pub fn letters_next(code: &str) -> bool {
    matches!(code, "decline" | "redirect")
}
