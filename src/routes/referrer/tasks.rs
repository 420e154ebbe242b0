//! Part of the referrer's way in.

use actix_web::web::ServiceConfig;

/// Addresses of this part.
pub fn table(_: &mut ServiceConfig) {}
