//! `/admissions/search`: takes what is searched for, and leads to the list that shows what was found. It stands sealed in that
//! address, and in no log; that somebody searched, and what they were shown, does.

use actix_web::HttpResponse;
use templates::admissions::search::{self, Fault, LONGEST};

use super::dashboard::query::{Query, Reader, Sought};
use super::dashboard::token;
use super::guard::Staff;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::security::permissions::Action;
use crate::store::referrals::dashboard::Queue;

/// Leads to what was found among all referrals, with the filters that the form brought along.
pub async fn submit(context: Context, staff: Staff, form: Form) -> Result<HttpResponse, AppError> {
    staff.may(Action::Search)?;
    let mut list = Reader::new(&context, &staff).read(form.pairs()).lasting();
    if form.get("queue").is_none() {
        list = Query::of(Queue::All);
    }
    let text = form.get("query").unwrap_or_default();
    if text.is_empty() {
        return Ok(again(&context, &staff, text, &list, Fault::Nothing));
    }
    if text.chars().count() > LONGEST {
        return Ok(again(&context, &staff, text, &list, Fault::TooLong));
    }
    let token = token::seal(&context.app.keyring, staff.actor.account, text);
    let found = Query {
        sought: Some(Sought {
            text: text.to_owned(),
            token,
        }),
        ..list
    };
    Ok(respond::see_other(&found.address()))
}

fn again(
    context: &Context,
    staff: &Staff,
    query: &str,
    list: &Query,
    fault: Fault,
) -> HttpResponse {
    let pairs = list.pairs();
    let form = search::Form {
        csrf: &context.csrf,
        nonce: &context.nonce,
        query,
        list: &pairs,
    };
    let page = search::page(staff.frame(context), &form, fault, &list.address());
    respond::invalid(page)
}
