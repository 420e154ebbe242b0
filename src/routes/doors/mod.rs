//! Signing in and looking after one's account: the same way for staff and referrers, each through a door of its own.

mod account;
pub mod answer;
mod attempt;
mod code;
pub mod guard;
mod invitation;
pub mod links;
pub mod professional;
mod reset;
mod second_factor;
mod sign_in;
mod sign_out;

use actix_web::web::{ServiceConfig, get, post, resource};
use templates::doors::{Door, new_password::Weak};
use uuid::Uuid;

pub use guard::At;

use crate::forms::Form;
use crate::security::passwords::Weakness;
use crate::security::permissions::Role;
use crate::store::audit::By;

/// Name of the session's cookie, before any `__Host-` prefix. A browser may hold one of each.
pub fn cookie(door: Door) -> &'static str {
    match door {
        Door::Admissions => "staff",
        Door::Referrers => "referrer",
    }
}

/// Whether accounts with this role come in here.
pub fn admits(door: Door, role: Role) -> bool {
    role.is_staff() == (door == Door::Admissions)
}

/// Somebody who came in here, for the audit log.
pub fn by(door: Door, account: Uuid) -> By {
    match door {
        Door::Admissions => By::Staff(account),
        Door::Referrers => By::Referrer(account),
    }
}

/// Addresses of both doors.
pub fn table(config: &mut ServiceConfig) {
    for door in Door::ALL {
        let at = |page| resource(door.address(page));
        config
            .service(
                at("sign-in")
                    .route(get().to(sign_in::show))
                    .route(post().to(sign_in::submit)),
            )
            .service(
                at("sign-in/code")
                    .route(get().to(code::show))
                    .route(post().to(code::submit)),
            )
            .service(
                at("second-factor")
                    .route(get().to(second_factor::show))
                    .route(post().to(second_factor::submit)),
            )
            .service(
                at("reset")
                    .route(get().to(reset::show))
                    .route(post().to(reset::submit)),
            )
            .service(
                at("reset/{token}")
                    .route(get().to(reset::choose))
                    .route(post().to(reset::change)),
            )
            .service(
                at("invitation/{token}")
                    .route(get().to(invitation::show))
                    .route(post().to(invitation::submit)),
            )
            .service(at("sign-out").route(post().to(sign_out::submit)))
            .service(at("account").route(get().to(account::show)))
            .service(at("account/password").route(post().to(account::change_password)))
            .service(at("account/sign-out-others").route(post().to(account::sign_out_others)))
            .service(at("account/recovery-codes").route(post().to(account::new_recovery_codes)));
    }
}

/// Why a password is not taken, for the page.
fn weak(weakness: Weakness) -> Weak {
    match weakness {
        Weakness::Short => Weak::Short,
        Weakness::Long => Weak::Long,
        Weakness::Guessable => Weak::Guessable,
    }
}

/// A field exactly as typed: white space belongs to a password.
fn field<'a>(form: &'a Form, name: &str) -> &'a str {
    let found = form.pairs().iter().find(|(key, _)| key == name);
    found.map_or("", |(_, value)| value)
}
