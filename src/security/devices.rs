//! Devices on which somebody has signed in before: a signed cookie that names nobody.
//!
//! It opens nothing. It only lets its owner try a password while strangers are held back
//! (see [`crate::security::throttle`]). One cookie serves all who share a computer.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::randomness;
use crate::security::keyring::Keyring;

/// Name of the cookie, before any `__Host-` prefix.
pub const COOKIE: &str = "device";

/// How long a browser keeps it, in days.
pub const DAYS: i64 = 180;

/// Most accounts remembered on one device; the newest stay.
const MOST: usize = 8;

/// Characters of 128 random bits in base64 without padding.
const ID_LENGTH: usize = 22;

/// A browser, with the marks of the accounts that have signed in on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    id: String,
    marks: Vec<String>,
}

impl Device {
    /// The device of a cookie, or a new one.
    pub fn of(cookie: Option<&str>) -> Self {
        cookie.and_then(Self::parse).unwrap_or_else(|| Self {
            id: URL_SAFE_NO_PAD.encode(randomness::bytes::<16>()),
            marks: Vec::new(),
        })
    }

    fn parse(cookie: &str) -> Option<Self> {
        let mut parts = cookie.split('.').map(str::to_owned);
        let id = parts.next().filter(|id| id.len() == ID_LENGTH)?;
        let marks = parts.take(MOST).collect();
        Some(Self { id, marks })
    }

    /// The device's own random name, to count attempts under.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether this account has signed in completely here.
    pub fn knows(&self, keyring: &Keyring, account: Uuid) -> bool {
        let mark = self.mark(keyring, account);
        let same = |known: &String| bool::from(known.as_bytes().ct_eq(mark.as_bytes()));
        self.marks.iter().any(same)
    }

    /// Remembers an account that has signed in completely.
    pub fn remember(&mut self, keyring: &Keyring, account: Uuid) {
        let mark = self.mark(keyring, account);
        self.marks.retain(|known| *known != mark);
        self.marks.insert(0, mark);
        self.marks.truncate(MOST);
    }

    /// The cookie's value.
    pub fn to_cookie(&self) -> String {
        let mut parts = vec![self.id.as_str()];
        parts.extend(self.marks.iter().map(String::as_str));
        parts.join(".")
    }

    fn mark(&self, keyring: &Keyring, account: Uuid) -> String {
        let text = format!("{account} {}", self.id);
        URL_SAFE_NO_PAD.encode(keyring.mac("device", text.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: Uuid = Uuid::from_u128(1);
    const BEN: Uuid = Uuid::from_u128(2);

    #[test]
    fn a_device_knows_those_who_signed_in_on_it() {
        let keyring = Keyring::ephemeral();
        let mut device = Device::of(None);
        assert!(!device.knows(&keyring, ADA));
        device.remember(&keyring, ADA);
        let again = Device::of(Some(&device.to_cookie()));
        assert_eq!(again, device);
        assert!(again.knows(&keyring, ADA) && !again.knows(&keyring, BEN));
        assert!(!again.knows(&Keyring::ephemeral(), ADA));
    }

    #[test]
    fn a_mark_is_worth_nothing_on_another_device() {
        let keyring = Keyring::ephemeral();
        let mut device = Device::of(None);
        device.remember(&keyring, ADA);
        let stolen = Device {
            id: Device::of(None).id,
            ..device
        };
        assert!(!stolen.knows(&keyring, ADA));
    }

    #[test]
    fn the_newest_few_are_kept_and_each_once() {
        let keyring = Keyring::ephemeral();
        let mut device = Device::of(None);
        for account in 0..20 {
            device.remember(&keyring, Uuid::from_u128(account));
            device.remember(&keyring, ADA);
        }
        let again = Device::of(Some(&device.to_cookie()));
        assert_eq!(again.marks.len(), MOST);
        assert!(again.knows(&keyring, ADA) && again.knows(&keyring, Uuid::from_u128(19)));
        assert!(!again.knows(&keyring, Uuid::from_u128(5)));
    }

    #[test]
    fn nonsense_is_a_new_device() {
        for cookie in ["", ".", "short.mark", &"x".repeat(5000)] {
            assert!(Device::of(Some(cookie)).marks.is_empty());
        }
    }
}
