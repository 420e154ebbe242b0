//! What other systems are answered.

mod statistics;
mod token;

use inpatient_referral::security::permissions::Role;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::admissions::team::signed_in;
use crate::harness::app::TestApp;
use crate::harness::http::{Browser, Page};

pub const CLIENTS: &str = "/admissions/api-clients";
const TOKEN: &str = "/oauth2/token";

/// A client, as the system that has its secret.
pub struct Client {
    pub id: String,
    pub secret: String,
}

/// An administrator who has made a client, and the client.
pub async fn client(app: &TestApp) -> (Browser, Client) {
    let (_, admin) = signed_in(app, "Ira Keys", Role::Admin).await;
    let form = admin.get(CLIENTS).await;
    let page = admin.answer(&form, &filled("Trust reporting")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    (admin, shown(&page))
}

/// What makes a client of this name.
pub fn filled(name: &str) -> [(&str, &str); 3] {
    [
        ("name", name),
        ("contact", "reports@trust.example"),
        ("scopes", "statistics.read"),
    ]
}

/// The client whose secret a page shows.
pub fn shown(page: &Page) -> Client {
    Client {
        id: page.text("#client-id"),
        secret: page.text("#client-secret"),
    }
}

/// Asks for a token, with the secret in the header.
pub async fn ask(app: &TestApp, client: &Client, fields: &[(&str, &str)]) -> Page {
    let basic = format!("{}:{}", client.id, client.secret);
    let basic = base64_of(&basic);
    let fields: Vec<(String, String)> = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let headers = with(&format!("Basic {basic}"));
    app.browser().post_with(TOKEN, headers, &fields).await
}

/// A token for all that the client may do.
pub async fn token(app: &TestApp, client: &Client) -> String {
    let page = ask(app, client, &[("grant_type", "client_credentials")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    json(&page)["access_token"].as_str().unwrap().to_owned()
}

/// Opens an address with a token.
pub async fn get(app: &TestApp, path: &str, token: &str) -> Page {
    let headers = with(&format!("Bearer {token}"));
    app.browser().request(Method::GET, path, headers).await
}

pub fn json(page: &Page) -> Value {
    serde_json::from_str(&page.html).unwrap()
}

fn with(authorization: &str) -> HeaderMap {
    let value = HeaderValue::from_str(authorization).unwrap();
    HeaderMap::from_iter([(AUTHORIZATION, value)])
}

fn base64_of(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}
