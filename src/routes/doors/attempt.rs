//! Counting attempts at passwords and codes around what checks them.

use actix_web::HttpRequest;
use uuid::Uuid;

use super::answer;
use crate::context::Context;
use crate::error::AppError;
use crate::security::address;
use crate::security::throttle::{Attempt, Counter, Purpose, TooMany};
use crate::store::throttle;

/// An attempt that has been counted and may be checked.
pub struct Counted(Vec<Counter>);

/// Counts an attempt. `account` is the account where there is one; `name` is what stands for it
/// whether or not there is one.
pub async fn count(
    request: &HttpRequest,
    context: &Context,
    purpose: Purpose,
    name: &str,
    account: Option<Uuid>,
) -> Result<Result<Counted, TooMany>, AppError> {
    let keyring = &context.app.keyring;
    let device = answer::device(request, context);
    let known = account.is_some_and(|account| device.knows(keyring, account));
    let attempt = Attempt {
        purpose,
        account: name,
        address: address::of(request),
        device: known.then(|| device.id()),
    };
    let counters = attempt.counters();
    let taken = context
        .db(async |conn| throttle::take(conn, keyring, &counters, context.now).await)
        .await?;
    Ok(taken.map(|()| Counted(counters)))
}

/// After a right attempt: it does not count.
pub async fn was_right(context: &Context, counted: Counted) -> Result<(), AppError> {
    let keyring = &context.app.keyring;
    context
        .db(async |conn| throttle::give_back(conn, keyring, &counted.0).await)
        .await
}
