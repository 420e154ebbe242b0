//! Asking for an account. Signing in and looking after it is in [`crate::routes::doors`].

mod register;

use actix_web::web::{ServiceConfig, resource};

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    config
        .service(
            resource("/refer/register")
                .get(register::show)
                .post(register::submit),
        )
        .service(
            resource("/refer/register/{token}")
                .get(register::confirming)
                .post(register::confirm),
        );
}
