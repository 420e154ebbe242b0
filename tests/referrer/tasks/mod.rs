//! A draft as a list of tasks, its own pages, the drafts of a practice, and reminders.

mod conflict;
mod drafts;
mod list;
mod nhs_number;
mod pages;

use crate::admissions::team;
use crate::harness::app::TestApp;
use crate::harness::http::{FilledForm, Page};

use super::practice::{Referrer, practice, referrer};

/// An NHS number of the range kept for tests.
const NUMBER: &str = "999 100 0011";

/// An application with a referrer of one practice and one of another.
async fn two_practices() -> (TestApp, Referrer, Referrer) {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let theirs = practice(&app, "K81002").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let ben = referrer(&app, "Ben Stone", theirs).await;
    (app, anna, ben)
}

/// Begins a draft from the list of drafts; returns the first page and the draft's address.
async fn begin(of: &Referrer) -> (Page, String) {
    let list = of.browser.get("/refer/drafts").await;
    let form = list.form_to("/refer/start");
    let page = of.browser.send(&form).await;
    let address = page.path.rsplit_once('/').unwrap().0.to_owned();
    (page, address)
}

/// A form that goes to `action` with the token of a page of this browser.
async fn forged(of: &Referrer, action: &str, values: &[(&str, &str)]) -> FilledForm {
    let list = of.browser.get("/refer/drafts").await;
    let mut form = list.form_to("/refer/start").with(values);
    action.clone_into(&mut form.action);
    form
}
