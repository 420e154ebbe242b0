//! What a case waits for, and whether whoever was asked is reminded of it. Nothing is claimed that is not so.

use chrono::NaiveDate;
use domain::referral::State;
use domain::referral::casework::Asked;
use domain::working_days;
use templates::admissions::progress::Step;

use crate::clock::england;
use crate::context::Context;
use crate::reach;
use crate::routes::admissions::words;
use crate::store::referrals::Case;
use crate::store::requests::{self, Asking};
use crate::store::submissions::Submission;

/// The question that is open, by when it is due, and what becomes of a reminder; nothing where nothing is asked.
pub fn step(context: &Context, case: &Case, sent: &Submission) -> Option<Step> {
    let asking = requests::asking(case)?;
    let State::InfoRequested(wait) = case.referral.state() else {
        return None;
    };
    let of = match asking.of {
        Asked::Referrer => "Asked of the referrer",
        Asked::Patient => "Asked of the patient",
    };
    let by = asking.due.map_or_else(
        || ", with no day by which it is due".to_owned(),
        |due| format!(", due by {}", due.format("%-d %B %Y")),
    );
    let mut step = Step::new("Question", format!("{of}{by}"));
    step.lines.push(wait.note.clone());
    let merged = case.referral.merged_into().is_some();
    let reminder = reminder(context, case, sent, asking).filter(|_| !merged);
    step.lines.extend(reminder);
    Some(step)
}

/// That a reminder was sent, will be, or cannot be. Whether a referrer will have an address on that day, nobody knows.
fn reminder(context: &Context, case: &Case, sent: &Submission, asking: Asking) -> Option<String> {
    if let Some(at) = asking.reminded {
        return Some(format!("Reminded on {}.", words::day(at)));
    }
    let due = asking.due.filter(|due| *due >= context.today())?;
    if asking.of == Asked::Referrer {
        return None;
    }
    let phone = context.app.live.get().phone.clone();
    Some(match reach::by_mail(case, sent, phone) {
        Ok(_) => format!("{}.", when(context, asking, due)),
        Err(why) => format!("No reminder can be sent: {}.", why.words()),
    })
}

/// When the job reminds: two working days before the day, and never on the day of asking.
fn when(context: &Context, asking: Asking, due: NaiveDate) -> &'static str {
    let (today, asked) = (context.today(), england::date(asking.at));
    let near = due <= working_days::after(today, requests::BEFORE);
    match (near, asked < today) {
        (false, _) => {
            "An e-mail reminds them to call, two working days before, unless the answer has come"
        }
        (true, true) => "An e-mail that reminds them to call is about to go out",
        (true, false) if due == asked => "It is due on the day of asking, so no reminder goes out",
        (true, false) => "An e-mail reminds them to call tomorrow, unless the answer has come",
    }
}
