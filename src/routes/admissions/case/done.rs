//! What was just done, in a sentence.

use crate::routes::admissions::work;

/// What is said after a verb; nothing for what is no verb, whatever stands in the address.
pub fn sentence(code: &str) -> Option<String> {
    let work = work::all().find(|work| work.code == code)?;
    let known = match work.code {
        "claim" => "This referral is yours now.",
        "release" => "Released. Nobody has it now.",
        "assign" => "Given to a colleague.",
        "acknowledge" => "Receipt acknowledged.",
        "start-triage" => "Triage begun.",
        "read-amendment" => "Noted that the amendment was read.",
        "mark-read" => "Noted that what came was read.",
        "ask" => "Information asked for.",
        "hold" => "Put on hold.",
        "resume" => "Work goes on.",
        "note" => "Note kept. Staff alone see it.",
        "message" => "Message sent to the referrer.",
        "measure-rcs" | "measure" => "Measure recorded.",
        "link" => "Linked.",
        "unlink" => "Link taken away.",
        "merge" => "Joined. Work goes on in the other referral.",
        "unmerge" => "Taken apart. This referral goes on by itself.",
        _ => return Some(format!("Done: {}.", work.label)),
    };
    Some(known.to_owned())
}
