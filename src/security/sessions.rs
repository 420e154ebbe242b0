//! Sessions of staff: what a cookie holds, how long a session lives, and its stages.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::randomness;
use crate::security::permissions::{Actor, Role};

/// A session that is not used for this long has ended.
pub const IDLE: TimeDelta = TimeDelta::minutes(30);

/// A session ends after this long, however much it is used.
pub const LONGEST: TimeDelta = TimeDelta::hours(12);

/// Time to give the second factor, or to set it up, after the password.
pub const SIGNING_IN: TimeDelta = TimeDelta::minutes(15);

/// How far somebody has got with signing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The password was right; the second factor is still asked for.
    PendingSecondFactor,
    /// The password was right; there is no second factor yet and it is being set up.
    Enrolling,
    /// Signed in.
    Full,
}

impl Stage {
    /// The code stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::PendingSecondFactor => "pending_second_factor",
            Self::Enrolling => "enrolling",
            Self::Full => "full",
        }
    }

    /// Reads a stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [Self::PendingSecondFactor, Self::Enrolling, Self::Full];
        all.into_iter().find(|stage| stage.code() == code)
    }

    /// When a session that begins this stage at `now` ends at the latest.
    pub fn expires_at(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + match self {
            Self::Full => LONGEST,
            Self::PendingSecondFactor | Self::Enrolling => SIGNING_IN,
        }
    }
}

/// The 256-bit random key of a session. Only the cookie holds it; the database has its hash.
#[derive(Clone)]
pub struct SessionKey(Zeroizing<[u8; 32]>);

impl SessionKey {
    /// A new key; made at every change of stage, so that a key known before is worth nothing.
    pub fn generate() -> Self {
        Self(Zeroizing::new(randomness::bytes()))
    }

    /// Reads a cookie's value.
    pub fn from_cookie(value: &str) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(value).ok()?);
        Some(Self(Zeroizing::new(bytes.as_slice().try_into().ok()?)))
    }

    /// The cookie's value.
    pub fn to_cookie(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.as_slice())
    }

    /// What is stored: SHA-256, which for 256 random bits needs no salt and no work factor.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_slice()).into()
    }
}

/// A live session with its account, as loaded for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Hash of its key: names the session in the database.
    pub key_hash: [u8; 32],
    /// The account.
    pub account: Uuid,
    /// The account's role now.
    pub role: Role,
    /// The account's practice now, if it is a referrer's.
    pub practice: Option<Uuid>,
    /// The account's name, as colleagues see it.
    pub name: String,
    /// How far signing in has got.
    pub stage: Stage,
}

impl Session {
    /// The member of staff, once signed in completely.
    pub fn actor(&self) -> Option<Actor> {
        let (account, role) = (self.account, self.role);
        let is_one = self.stage == Stage::Full && role.is_staff();
        is_one.then_some(Actor { account, role })
    }
}

/// The kind of browser and system, for "where you are signed in": no version, no fingerprint.
pub fn family(user_agent: &str) -> String {
    let first = |marks: &[(&str, &'static str)]| {
        let found = marks.iter().find(|(mark, _)| user_agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ]);
    let browser = browser.unwrap_or("Another browser");
    system.map_or_else(
        || browser.to_owned(),
        |system| format!("{browser} on {system}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_travels_in_the_cookie_and_only_its_hash_elsewhere() {
        let key = SessionKey::generate();
        let cookie = key.to_cookie();
        assert_eq!(cookie.len(), 43);
        assert_eq!(SessionKey::from_cookie(&cookie).unwrap().hash(), key.hash());
        assert_ne!(key.hash().as_slice(), key.0.as_slice());
        assert!(SessionKey::from_cookie("").is_none());
        assert!(SessionKey::from_cookie(&cookie[1..]).is_none());
        assert!(SessionKey::from_cookie(&"!".repeat(43)).is_none());
    }

    #[test]
    fn only_a_full_session_is_somebody() {
        let session = |stage| Session {
            key_hash: [0; 32],
            account: Uuid::nil(),
            role: Role::Lead,
            practice: None,
            name: "Ada Okafor".into(),
            stage,
        };
        assert!(session(Stage::Full).actor().is_some());
        assert!(session(Stage::PendingSecondFactor).actor().is_none());
        assert!(session(Stage::Enrolling).actor().is_none());
    }

    #[test]
    fn stages_are_read_back_by_their_codes() {
        for stage in [Stage::PendingSecondFactor, Stage::Enrolling, Stage::Full] {
            assert_eq!(Stage::from_code(stage.code()), Some(stage));
        }
        assert_eq!(Stage::from_code("Full"), None);
    }

    #[test]
    fn a_browser_is_named_by_family_only() {
        for (agent, name) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1",
                "Safari on iPhone",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox on Linux",
            ),
            ("curl/8", "Another browser"),
        ] {
            assert_eq!(family(agent), name);
        }
    }
}
