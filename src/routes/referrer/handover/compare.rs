//! `/refer/drafts/{id}/compare`: the patient's account beside the referrer's.

use actix_web::{HttpResponse, web::Path};
use templates::referrer::compare;
use uuid::Uuid;

use crate::clock::england;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::comparison;
use crate::routes::referrer::draft::{self, address};
use crate::routes::referrer::guard::Referrer;

/// Both accounts; without the patient's, the page where it is brought in.
pub async fn show(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &referrer, *id).await?;
    let Some(said) = &draft.stored.patient_said else {
        return Err(AppError::Elsewhere(address(*id, "handover")));
    };
    let rows = comparison::rows(&context, draft.pathway, said, draft.answers());
    let at = england::local(said.at).format("%-d %B %Y at %-I:%M%P");
    Ok(respond::page(compare::page(&compare::View {
        frame: referrer.frame(&context, Some(&draft.saved_at())),
        back: &address(*id, ""),
        handed_over: &at.to_string(),
        rows: &rows,
        differing: comparison::differing(&rows),
    })))
}
