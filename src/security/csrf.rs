//! Forged requests: a token bound to the browser, and the browser's own word on where a form came from.
//!
//! The token is an HMAC of the visitor cookie, so it needs no storage; see the OWASP
//! cross-site request forgery prevention cheat sheet, "signed double-submit cookie".

use actix_web::http::header::{self, HeaderMap};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use subtle::ConstantTimeEq as _;

use super::keyring::Keyring;

/// The token that every form of this visitor carries.
pub fn token(keyring: &Keyring, visitor: &str) -> String {
    URL_SAFE_NO_PAD.encode(keyring.mac("csrf", visitor.as_bytes()))
}

/// Whether a form's token is this visitor's.
pub fn token_matches(keyring: &Keyring, visitor: &str, given: &str) -> bool {
    token(keyring, visitor)
        .as_bytes()
        .ct_eq(given.as_bytes())
        .into()
}

/// Whether the browser says, or an old one does not deny, that the form is our own:
/// `Sec-Fetch-Site` (Fetch Metadata) and `Origin` (RFC 6454) against `Host`.
pub fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let fetched_here = text(header::HeaderName::from_static("sec-fetch-site"))
        .is_none_or(|site| matches!(site, "same-origin" | "none"));
    let host = text(header::HOST);
    let origin_is_here = text(header::ORIGIN).is_none_or(|origin| {
        let authority = origin.split_once("://").map(|(_, authority)| authority);
        authority.is_some() && authority == host
    });
    fetched_here && origin_is_here
}

#[cfg(test)]
mod tests {
    use super::same_origin;
    use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn our_own_forms_pass() {
        assert!(same_origin(&headers(&[("host", "a.example")])));
        assert!(same_origin(&headers(&[
            ("host", "a.example:8080"),
            ("origin", "http://a.example:8080"),
            ("sec-fetch-site", "same-origin"),
        ])));
    }

    #[test]
    fn forms_of_other_sites_do_not() {
        for other in ["null", "https://b.example", "https://a.example.b.example"] {
            assert!(!same_origin(&headers(&[
                ("host", "a.example"),
                ("origin", other)
            ])));
        }
        for site in ["cross-site", "same-site"] {
            assert!(!same_origin(&headers(&[
                ("host", "a.example"),
                ("sec-fetch-site", site)
            ])));
        }
    }
}
