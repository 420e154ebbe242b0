//! Counting the answers that could not be taken, so that statistics tell which questions are hard to answer.

use domain::Audience;
use domain::answers::FieldError;

use crate::context::Context;
use crate::store::validation_faults;

/// Counts what was wrong on one page of questions: question and kind, never what was typed, and for nobody in particular. The
/// answer does not wait for it, and goes out as well where the database is away.
pub fn count(context: &Context, audience: Audience, errors: &[FieldError]) {
    let faults: Vec<(String, &'static str)> = errors
        .iter()
        .map(|error| (error.question.clone(), error.kind.code()))
        .collect();
    if faults.is_empty() {
        return;
    }
    let today = context.today();
    context.beside("refused answers", async move |conn| {
        validation_faults::count(conn, today, audience, &faults).await
    });
}
