//! How our cookies are made: `HttpOnly`, `SameSite=Lax`, whole site, no domain,
//! and with the `__Host-` prefix (RFC 6265bis §4.1.3) when served over TLS.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};

fn full_name(name: &str, tls: bool) -> String {
    if tls {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

/// The value of our cookie `name`, if the browser sent one.
pub fn read(request: &HttpRequest, name: &str, tls: bool) -> Option<String> {
    request
        .cookie(&full_name(name, tls))
        .map(|cookie| cookie.value().to_owned())
}

/// A cookie that ends with the browser's session.
pub fn session(name: &str, value: String, tls: bool) -> Cookie<'static> {
    Cookie::build(full_name(name, tls), value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(tls)
        .finish()
}

/// A cookie that lasts for some days.
pub fn lasting(name: &str, value: String, days: i64, tls: bool) -> Cookie<'static> {
    let mut cookie = session(name, value, tls);
    cookie.set_max_age(Duration::days(days));
    cookie
}

/// A cookie that makes the browser forget `name`.
pub fn removal(name: &str, tls: bool) -> Cookie<'static> {
    let mut cookie = session(name, String::new(), tls);
    cookie.make_removal();
    cookie
}
