//! `/admissions/bulk`: gives several referrals to a colleague, or acknowledges several, after asking once more.
//!
//! Each case is a change of its own, with its own event: what cannot be done to one stops no other, and the page says of each what
//! was done. Sent twice, it finds that it was done before.

mod doing;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use domain::people::Reference;
use templates::admissions::bulk::{self, Fault, Task};
use uuid::Uuid;

use super::HOME;
use super::guard::Staff;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::security::permissions::{Action, Verb};
use crate::store::accounts::directory::{self, Colleague};

/// Referrals at once.
const MOST: usize = 50;

/// A referral that was chosen, as it was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Chosen {
    reference: Reference,
    seen: i32,
}

/// What is to be done to each.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Deed {
    /// Give it to a colleague.
    Assign(Uuid),
    /// Tell the sender that it has come.
    Acknowledge,
}

impl Deed {
    fn verb(&self) -> Verb {
        match self {
            Self::Assign(_) => Verb::Assign,
            Self::Acknowledge => Verb::Acknowledge,
        }
    }
}

/// What the form asked for.
struct Asked {
    chosen: Vec<Chosen>,
    assign: bool,
    to: Option<Uuid>,
    confirmed: bool,
    back: String,
}

/// Asks once more; once that is confirmed, does it and says of each what was done.
pub async fn submit(context: Context, staff: Staff, form: Form) -> Result<HttpResponse, AppError> {
    staff.may(Action::WorkOnMany)?;
    let asked = read(&form)?;
    let colleagues = context.db(directory::colleagues).await?;
    let deed = match check(&asked, &colleagues) {
        Ok(deed) => deed,
        Err(fault) => {
            let page = page(&context, &staff, &asked, &colleagues, |view| {
                bulk::refused(view, fault)
            });
            return Ok(respond::invalid(page));
        }
    };
    if !asked.confirmed {
        let page = page(&context, &staff, &asked, &colleagues, bulk::confirm);
        return Ok(respond::page(page));
    }
    let nonce = form.nonce()?;
    let done = doing::all(&context, &staff, &asked.chosen, (&deed, nonce)).await;
    context.app.bell.ring();
    let page = page(&context, &staff, &asked, &colleagues, |view| {
        bulk::done(view, &done)
    });
    Ok(respond::with_status(StatusCode::OK, page))
}

fn read(form: &Form) -> Result<Asked, AppError> {
    let cases = form.pairs().iter().filter(|(name, _)| name == "case");
    let mut chosen: Vec<Chosen> = Vec::new();
    for (_, case) in cases {
        let one = parse(case).ok_or(AppError::BadRequest)?;
        if !chosen.iter().any(|other| other.reference == one.reference) {
            chosen.push(one);
        }
    }
    let to = form.get("to").map(str::parse).transpose();
    Ok(Asked {
        chosen,
        assign: match form.get("do") {
            Some("assign") => true,
            Some("acknowledge") => false,
            _ => return Err(AppError::BadRequest),
        },
        to: to.map_err(|_| AppError::BadRequest)?,
        confirmed: form.get("confirmed") == Some("yes"),
        back: back(form.get("back")),
    })
}

/// A reference and the version that was seen: `7K4M-29XQ.3`.
fn parse(case: &str) -> Option<Chosen> {
    let (reference, seen) = case.split_once('.')?;
    Some(Chosen {
        reference: Reference::parse(reference).ok()?,
        seen: seen.parse().ok()?,
    })
}

/// The list that the person came from, if it is ours.
fn back(given: Option<&str>) -> String {
    let ours = |address: &&str| *address == HOME || address.starts_with("/admissions?");
    given.filter(ours).unwrap_or(HOME).to_owned()
}

fn check(asked: &Asked, colleagues: &[Colleague]) -> Result<Deed, Fault> {
    if asked.chosen.is_empty() {
        return Err(Fault::Nothing);
    }
    if asked.chosen.len() > MOST {
        return Err(Fault::TooMany {
            chosen: asked.chosen.len(),
            most: MOST,
        });
    }
    if !asked.assign {
        return Ok(Deed::Acknowledge);
    }
    let to = asked.to.ok_or(Fault::Nobody)?;
    if colleagues.iter().any(|one| one.id == to) {
        Ok(Deed::Assign(to))
    } else {
        Err(Fault::Left)
    }
}

fn page(
    context: &Context,
    staff: &Staff,
    asked: &Asked,
    colleagues: &[Colleague],
    make: impl FnOnce(&bulk::View<'_>) -> maud::Markup,
) -> maud::Markup {
    let name = |to: Uuid| colleagues.iter().find(|one| one.id == to);
    let cases: Vec<(String, i32)> = asked
        .chosen
        .iter()
        .map(|one| (one.reference.to_string(), one.seen))
        .collect();
    make(&bulk::View {
        frame: staff.frame(context),
        nonce: &context.nonce,
        back: &asked.back,
        cases: &cases,
        task: if asked.assign {
            Task::Assign
        } else {
            Task::Acknowledge
        },
        to: asked.to.and_then(name).map(|one| one.name.as_str()),
        colleagues: &options(colleagues, asked.to),
    })
}

/// Colleagues as a list offers them.
/// The bar above a list, which leads back to it.
pub(super) fn bar(
    context: &Context,
    staff: &Staff,
    back: &str,
    colleagues: &[Colleague],
) -> maud::Markup {
    let options = options(colleagues, None);
    bulk::bar(staff.frame(context), &context.nonce, back, &options)
}

fn options(colleagues: &[Colleague], chosen: Option<Uuid>) -> Vec<bulk::Colleague> {
    let option = |one: &Colleague| bulk::Colleague {
        id: one.id.to_string(),
        name: one.name.clone(),
        chosen: Some(one.id) == chosen,
    };
    colleagues.iter().map(option).collect()
}

#[cfg(test)]
mod tests {
    use super::back;

    #[test]
    fn one_goes_back_to_a_list_of_ours_alone() {
        assert_eq!(
            back(Some("/admissions?queue=mine")),
            "/admissions?queue=mine"
        );
        for other in [
            None,
            Some("https://evil.example"),
            Some("/admissions.evil"),
            Some("//evil.example"),
        ] {
            assert_eq!(back(other), "/admissions", "{other:?}");
        }
    }
}
