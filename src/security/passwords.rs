//! Passwords of accounts: what a new one must be, and argon2id hashing that cannot pile up.
//!
//! Hashing takes about 70 ms of one core and 19 MiB. It runs on blocking threads, at most
//! [`Passwords::new`]'s `at_once` of them together; a request that cannot start within
//! [`PATIENCE`] is answered "busy" instead of waiting in an ever longer line.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization;

use crate::randomness;

/// How long a request may wait for its turn to hash.
pub const PATIENCE: Duration = Duration::from_millis(1500);

/// Fewest characters of a new password (NIST SP 800-63B-4 asks 15 alone, 8 beside a second
/// factor; ours always has one).
pub const SHORTEST: usize = 12;

/// Most characters of a password: more only serves to keep the server busy.
pub const LONGEST: usize = 128;

/// Why a password was not hashed or compared.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too many are being hashed; try again in a moment.
    #[error("too many passwords are being hashed")]
    Busy,
    /// The hasher failed, or a stored hash cannot be read.
    #[error("the password could not be hashed: {0}")]
    Hash(argon2::password_hash::Error),
    /// The worker was stopped.
    #[error("the hashing worker was stopped")]
    Stopped,
}

/// Why a new password is not good enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Weakness {
    /// Under [`SHORTEST`] characters.
    #[error("the password has fewer than {SHORTEST} characters")]
    Short,
    /// Over [`LONGEST`] characters.
    #[error("the password has more than {LONGEST} characters")]
    Long,
    /// Easy to guess: a common password, a keyboard pattern, the person's own name.
    #[error("the password is easy to guess")]
    Guessable,
}

/// A password that somebody chose and that is good enough to be theirs.
pub struct NewPassword(SecretString);

impl NewPassword {
    /// Takes a chosen password; `about` are words that must not carry it (name, e-mail address).
    pub fn parse(chosen: &str, about: &[&str]) -> Result<Self, Weakness> {
        let normal = normalised(chosen);
        match normal.expose_secret().chars().count() {
            ..SHORTEST => return Err(Weakness::Short),
            SHORTEST..=LONGEST => {}
            _ => return Err(Weakness::Long),
        }
        let mut words = vec!["inpatient", "referral", "admissions", "hospital"];
        words.extend(about.iter().flat_map(|text| text.split(['@', '.', ' '])));
        words.extend(about);
        // Four, the best score, is over 10^10 guesses: three would take a name said twice.
        if zxcvbn::zxcvbn(normal.expose_secret(), &words).score() < zxcvbn::Score::Four {
            return Err(Weakness::Guessable);
        }
        Ok(Self(normal))
    }
}

/// Hashes and compares passwords on blocking threads, a limited number at once.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    patience: Duration,
}

impl Passwords {
    /// At most `at_once` passwords are hashed together (19 MiB each).
    pub fn new(at_once: usize) -> Self {
        Self {
            turns: Arc::new(Semaphore::new(at_once.max(1))),
            patience: PATIENCE,
        }
    }

    /// The argon2id hash of a new password, as a PHC string.
    pub async fn hash(&self, password: NewPassword) -> Result<String, PasswordError> {
        self.work(move || hash_now(&password.0)).await
    }

    /// Whether `given` is the password behind `stored`.
    ///
    /// With no stored hash (no such account, or a disabled one) the same work is done and the
    /// answer is no, so that the time taken does not tell which accounts there are.
    pub async fn matches(
        &self,
        given: &str,
        stored: Option<String>,
    ) -> Result<bool, PasswordError> {
        let given = normalised(given);
        self.work(move || matches_now(&given, stored.as_deref()))
            .await
    }

    async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> Result<T, argon2::password_hash::Error> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let turn = self.turn().await?;
        // The turn moves into the job: a client that goes away does not free it early.
        let run = move || {
            let _turn = turn;
            job()
        };
        tokio::task::spawn_blocking(run)
            .await
            .map_err(|_| PasswordError::Stopped)?
            .map_err(PasswordError::Hash)
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, PasswordError> {
        let turn = Arc::clone(&self.turns).acquire_owned();
        tokio::time::timeout(self.patience, turn)
            .await
            .map_err(|_| PasswordError::Busy)?
            .map_err(|_| PasswordError::Stopped)
    }
}

/// The hash of a password without the cap and the threads, for the command line and seeding.
pub fn hash_blocking(password: &NewPassword) -> Result<String, PasswordError> {
    hash_now(&password.0).map_err(PasswordError::Hash)
}

fn hash_now(password: &SecretString) -> Result<String, argon2::password_hash::Error> {
    let salt = randomness::bytes::<16>();
    let bytes = password.expose_secret().as_bytes();
    let hash: PasswordHash = Argon2::default().hash_password_with_salt(bytes, &salt)?;
    Ok(hash.to_string())
}

fn matches_now(
    given: &SecretString,
    stored: Option<&str>,
) -> Result<bool, argon2::password_hash::Error> {
    let bytes = given.expose_secret().as_bytes();
    let Some(hash) = stored.or(NOBODYS.as_deref()) else {
        return Ok(false);
    };
    let parsed =
        PasswordHash::new(hash).map_err(|_| argon2::password_hash::Error::EncodingInvalid)?;
    let same = Argon2::default().verify_password(bytes, &parsed).is_ok();
    Ok(same & stored.is_some())
}

/// The hash of a password that nobody has, compared with where there is no account.
static NOBODYS: LazyLock<Option<String>> = LazyLock::new(|| {
    let nobodys = SecretString::from(uuid::Uuid::from_bytes(randomness::bytes()).to_string());
    hash_now(&nobodys).ok()
});

/// One form for the same characters typed on different keyboards (NFKC, NIST SP 800-63B-4).
fn normalised(text: &str) -> SecretString {
    // One character over the limit is enough to tell that it is over.
    SecretString::from(text.nfkc().take(LONGEST + 1).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "orchid tram wobble nine";

    #[test]
    fn a_new_password_has_at_least_twelve_characters_and_is_hard_to_guess() {
        let parse =
            |text: &str| NewPassword::parse(text, &["ada@clinic.example", "Ada Okafor"]).err();
        assert_eq!(parse("k7#Vq2!pZx9"), Some(Weakness::Short));
        assert_eq!(parse("passwordpassword"), Some(Weakness::Guessable));
        assert_eq!(parse("qwertyuiop123"), Some(Weakness::Guessable));
        assert_eq!(parse("okafor okafor"), Some(Weakness::Guessable));
        assert_eq!(parse(&"orchid tram ".repeat(20)), Some(Weakness::Long));
        assert_eq!(parse(GOOD), None);
    }

    #[tokio::test]
    async fn only_the_right_password_matches_in_whatever_form_it_is_typed() {
        let passwords = Passwords::new(1);
        let chosen = NewPassword::parse("caf\u{e9} tram wobble nine", &[]).unwrap();
        let stored = passwords.hash(chosen).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let matches = |given: &'static str| passwords.matches(given, Some(stored.clone()));
        assert!(matches("caf\u{e9} tram wobble nine").await.unwrap());
        assert!(matches("cafe\u{301} tram wobble nine").await.unwrap());
        assert!(!matches("cafe tram wobble nine").await.unwrap());
        assert!(!matches("").await.unwrap());
    }

    #[tokio::test]
    async fn without_an_account_the_same_work_ends_in_no() {
        assert!(!Passwords::new(1).matches(GOOD, None).await.unwrap());
        let parsed = PasswordHash::new(NOBODYS.as_deref().unwrap()).unwrap();
        let ours = hash_now(&SecretString::from(GOOD)).unwrap();
        assert_eq!(parsed.params, PasswordHash::new(&ours).unwrap().params);
    }

    #[tokio::test]
    async fn a_full_house_answers_busy_instead_of_piling_up() {
        let mut passwords = Passwords::new(1);
        passwords.patience = Duration::from_millis(20);
        let held = passwords.turn().await.unwrap();
        let refused = passwords.matches(GOOD, None).await;
        assert!(matches!(refused, Err(PasswordError::Busy)));
        drop(held);
        assert!(passwords.matches(GOOD, None).await.is_ok());
    }
}
