//! What a client is given for its secret: a token that works for five minutes (RFC 6749 §1.4).
//!
//! It is sealed and names the client, when it ends, and what was asked for. It is nowhere stored, and each use looks the client up: one
//! that is disabled, or from whom a scope was taken, is refused at once.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::keyring::{Column, Keyring};
use super::scopes::{self, Scope};

/// How long a token works.
pub const LASTS: TimeDelta = TimeDelta::minutes(5);

/// Not a column: what stands for one in what is authenticated. The row is the client.
const TOKEN: Column = Column::new("api_clients", "access_token");

/// What a token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Whose it is.
    pub client: Uuid,
    /// What it may be used for, as far as the client still may.
    pub scopes: Vec<Scope>,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    until: DateTime<Utc>,
    scopes: String,
}

/// A token in the characters that a header takes.
pub fn seal(keyring: &Keyring, token: &Token, now: DateTime<Utc>) -> String {
    let sealed = Sealed {
        until: now + LASTS,
        scopes: scopes::list(&token.scopes),
    };
    let sealed = keyring.seal_json(TOKEN, token.client, &sealed);
    format!("{}.{}", token.client.simple(), BASE64.encode(sealed))
}

/// What a token says; nothing where it is none of ours, or is over.
pub fn open(keyring: &Keyring, text: &str, now: DateTime<Utc>) -> Option<Token> {
    let (client, sealed) = text.split_once('.')?;
    let client = Uuid::try_parse(client).ok()?;
    let sealed: Sealed = keyring
        .open_json(TOKEN, client, &BASE64.decode(sealed).ok()?)
        .ok()?;
    (now < sealed.until).then_some(Token {
        client,
        scopes: scopes::parse(&sealed.scopes)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_works_for_five_minutes_and_for_its_client_alone() {
        let keyring = Keyring::ephemeral();
        let token = Token {
            client: Uuid::from_u128(7),
            scopes: Scope::ALL.to_vec(),
        };
        let now = DateTime::UNIX_EPOCH;
        let text = seal(&keyring, &token, now);
        assert_eq!(open(&keyring, &text, now), Some(token.clone()));
        let last = now + LASTS - TimeDelta::milliseconds(1);
        assert_eq!(open(&keyring, &text, last), Some(token));
        assert_eq!(open(&keyring, &text, now + LASTS), None);

        let (_, sealed) = text.split_once('.').unwrap();
        let other = format!("{}.{sealed}", Uuid::from_u128(8).simple());
        for wrong in [&other, sealed, "", ".", &text[..text.len() - 2]] {
            assert_eq!(open(&keyring, wrong, now), None, "{wrong}");
        }
        assert_eq!(open(&Keyring::ephemeral(), &text, now), None);
    }
}
