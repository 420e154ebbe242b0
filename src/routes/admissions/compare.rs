//! `/admissions/referrals/{reference}/compare`: the patient's account beside the referrer's, as both were sent.

use actix_web::{HttpResponse, web::Path};
use domain::people::Reference;
use templates::admissions::compare;

use super::guard::Staff;
use super::{answer, referral, words};
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::comparison;
use crate::store::submissions;

/// Both accounts; not found where there is only one. Opening it is noted like opening the case.
pub async fn show(
    context: Context,
    staff: Staff,
    path: Path<String>,
) -> Result<HttpResponse, AppError> {
    let reference = Reference::parse(&path).map_err(|_| AppError::NotFound)?;
    let opened = referral::open(&context, &staff, reference).await?;
    let (case, sent) = (&opened.case, &opened.submission);
    let said = sent.patient_said.as_ref().ok_or(AppError::NotFound)?;
    let pathway = context.app.pathways.get(&said.snapshot.pathway);
    let pathway = pathway.ok_or(AppError::NotFound)?;
    let keyring = &context.app.keyring;
    let answers = context
        .db(async |conn| submissions::answers(conn, keyring, case.submission, pathway).await)
        .await?;
    let answers = answers.ok_or(AppError::NotFound)?;
    let rows = comparison::rows(&context, pathway, said, &answers);
    Ok(respond::page(compare::page(&compare::View {
        frame: answer::frame(&context, &staff.session),
        reference: &case.reference.to_string(),
        handed_over: &words::moment(said.at),
        rows: &rows,
        differing: comparison::differing(&rows),
    })))
}
