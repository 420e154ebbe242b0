//! What is searched for, as it stands in an address: sealed, so that the address says nothing about anybody and works for one
//! account alone.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use uuid::Uuid;

use crate::security::keyring::{Column, Keyring};

/// Not a column: what stands for one in what is authenticated. The row is the account.
const SEARCH: Column = Column::new("admissions", "q");

/// The token of a search.
pub fn seal(keyring: &Keyring, account: Uuid, text: &str) -> String {
    BASE64.encode(keyring.seal(SEARCH, account, text.as_bytes()))
}

/// What a token of this account stands for; nothing where it cannot be read.
pub fn open(keyring: &Keyring, account: Uuid, token: &str) -> Option<String> {
    let sealed = BASE64.decode(token).ok()?;
    keyring.open_text(SEARCH, account, &sealed).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_nothing_and_works_for_one_account() {
        let keyring = Keyring::ephemeral();
        let (ada, ben) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let token = seal(&keyring, ada, "Grace Hopper");
        assert!(!token.contains("Grace") && !token.contains(&BASE64.encode("Grace")));
        assert_eq!(open(&keyring, ada, &token).as_deref(), Some("Grace Hopper"));
        assert_eq!(open(&keyring, ben, &token), None);
        assert_eq!(open(&keyring, ada, &token[1..]), None);
        assert_eq!(open(&Keyring::ephemeral(), ada, &token), None);
    }
}
