//! `sign-out`: ends the session, here and in the database.

use actix_web::{HttpRequest, HttpResponse};

use super::{At, answer, guard};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::store::sessions;

/// Signs out, at whatever stage.
pub async fn submit(
    request: HttpRequest,
    context: Context,
    At(door): At,
    _form: Form,
) -> Result<HttpResponse, AppError> {
    if let Some(key) = guard::key(&request, &context, door) {
        context
            .db(async |conn| sessions::end(conn, &key).await)
            .await?;
    }
    answer::without_session(respond::see_other(&door.address("sign-in")), &context, door)
}
