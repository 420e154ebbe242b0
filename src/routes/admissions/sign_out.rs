//! `/admissions/sign-out`: ends the session, here and in the database.

use actix_web::{HttpRequest, HttpResponse};

use super::{SIGN_IN, answer, guard};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::store::sessions;

/// Signs out, at whatever stage.
pub async fn submit(
    request: HttpRequest,
    context: Context,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    if let Some(key) = guard::key(&request, &context) {
        context
            .db(async |conn| sessions::end(conn, &key).await)
            .await?;
    }
    answer::without_session(respond::see_other(SIGN_IN), &context)
}
