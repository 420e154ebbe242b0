//! What a practice amended after sending, as staff see it.

use domain::letter::Letter;
use domain::referral::{self, amendment};
use templates::components::ChangeLine;

use crate::store::referrals::Case;
use crate::store::submissions::Submission;

/// The letter as it reads now.
pub fn letter(case: &Case, sent: &Submission) -> Option<Letter> {
    let sent = sent.letter.as_ref()?;
    Some(amendment::fold(sent, &case.events))
}

/// What differs between the letter that was sent and how it reads now.
pub fn lines(case: &Case, sent: &Submission) -> Vec<ChangeLine> {
    let Some((letter, now)) = sent.letter.as_ref().zip(letter(case, sent)) else {
        return Vec::new();
    };
    let changes = amendment::changes(letter, &now);
    let line = |change: referral::Change| ChangeLine {
        title: change.field.title().to_owned(),
        before: change.before,
        after: change.after,
    };
    changes.into_iter().map(line).collect()
}
