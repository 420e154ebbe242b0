//! The admissions team's way in: signing in, the referrals, and one's own account.

mod account;
mod answer;
mod attempt;
mod code;
mod compare;
mod dashboard;
mod files;
mod guard;
mod letter;
mod lines;
mod ownership;
mod referral;
mod search;
mod second_factor;
mod sign_in;
mod sign_out;
mod words;

use actix_web::web::{ServiceConfig, get, post, resource};

use crate::forms::Form;

const HOME: &str = "/admissions";
const SIGN_IN: &str = "/admissions/sign-in";
const CODE: &str = "/admissions/sign-in/code";
const SECOND_FACTOR: &str = "/admissions/second-factor";
const ACCOUNT: &str = "/admissions/account";
const REFERRAL: &str = "/admissions/referrals/{reference}";

/// Addresses of the admissions team.
pub fn table(config: &mut ServiceConfig) {
    let form = |path, show, submit| resource::<&str>(path).route(show).route(submit);
    config
        .service(form(
            SIGN_IN,
            get().to(sign_in::show),
            post().to(sign_in::submit),
        ))
        .service(form(CODE, get().to(code::show), post().to(code::submit)))
        .service(form(
            SECOND_FACTOR,
            get().to(second_factor::show),
            post().to(second_factor::submit),
        ))
        .service(resource("/admissions/sign-out").route(post().to(sign_out::submit)))
        .configure(account_table)
        .service(resource(HOME).route(get().to(dashboard::show)))
        .service(resource("/admissions/search").route(post().to(search::submit)))
        .service(resource(REFERRAL).route(get().to(referral::show)))
        .service(resource(format!("{REFERRAL}/compare")).route(get().to(compare::show)))
        .service(resource("/admissions/files/{id}").route(get().to(files::download)))
        .service(resource(format!("{REFERRAL}/claim")).route(post().to(ownership::claim)))
        .service(resource(format!("{REFERRAL}/release")).route(post().to(ownership::release)));
}

fn account_table(config: &mut ServiceConfig) {
    let part = |part: &str| resource(format!("{ACCOUNT}/{part}"));
    config
        .service(resource(ACCOUNT).route(get().to(account::show)))
        .service(part("password").route(post().to(account::change_password)))
        .service(part("sign-out-others").route(post().to(account::sign_out_others)))
        .service(part("recovery-codes").route(post().to(account::new_recovery_codes)));
}

/// A field exactly as typed: white space belongs to a password.
fn field<'a>(form: &'a Form, name: &str) -> &'a str {
    let found = form.pairs().iter().find(|(key, _)| key == name);
    found.map_or("", |(_, value)| value)
}
