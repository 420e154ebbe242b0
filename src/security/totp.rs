//! The second factor: one-time codes by time (TOTP, RFC 6238: SHA-1, 6 digits, 30 seconds)
//! and recovery codes for when the telephone is lost.

use chrono::{DateTime, Utc};
use qrcode::{Color, EcLevel, QrCode};
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

use crate::randomness;

/// Seconds that one code stands.
pub const STEP_SECONDS: i64 = 30;

/// Steps before and after the present one whose code is taken too (RFC 6238, section 5.2).
const SKEW: i64 = 1;

/// How many recovery codes a person is given.
pub const RECOVERY_CODES: usize = 10;

/// Why a secret cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// Not 20 bytes, or not base 32.
    #[error("the second factor's secret is malformed")]
    Malformed,
    /// The authenticator address does not fit into a QR code.
    #[error("the second factor's address cannot be drawn")]
    Undrawable,
}

/// Why a one-time code was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Not the code of this time.
    #[error("the code is wrong")]
    Wrong,
    /// Right, but it (or a later one) was used before.
    #[error("the code was used before")]
    Used,
}

/// The secret that a person's authenticator shares with the service: 160 bits.
#[derive(Clone)]
pub struct Secret(Zeroizing<[u8; 20]>);

/// A QR code as the squares of a drawing: `side` modules, the dark ones as an SVG path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Modules along one side.
    pub side: usize,
    /// SVG path data of the dark modules, one unit each.
    pub path: String,
}

impl Secret {
    /// A new secret.
    pub fn generate() -> Self {
        Self(Zeroizing::new(randomness::bytes()))
    }

    /// A secret from its bytes, as stored.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SecretError> {
        let bytes = bytes.try_into().map_err(|_| SecretError::Malformed)?;
        Ok(Self(Zeroizing::new(bytes)))
    }

    /// A secret from base 32, as typed on a command line.
    pub fn from_base32(text: &str) -> Result<Self, SecretError> {
        let secret = totp_rs::Secret::try_from_base32(text).map_err(|_| SecretError::Malformed)?;
        Self::from_bytes(secret.as_bytes())
    }

    /// The bytes, to be encrypted and stored.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// The secret in base 32, in groups of four, to be typed into an authenticator.
    pub fn to_base32(&self) -> String {
        let text = totp_rs::Secret::new_stack(*self.0).to_base32();
        let groups: Vec<&str> = (0..text.len())
            .step_by(4)
            .map(|at| &text[at..at + 4])
            .collect();
        groups.join(" ")
    }

    /// The code of the present step.
    pub fn code_at(&self, now: DateTime<Utc>) -> String {
        self.code_of(step_at(now))
    }

    /// Checks a code. `last_used` is the step of the last code taken; the new one is returned
    /// and must be stored, in the same transaction, only where it is still greater.
    pub fn check(
        &self,
        code: &str,
        now: DateTime<Utc>,
        last_used: Option<i64>,
    ) -> Result<i64, CodeError> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let present = step_at(now);
        let right = (present - SKEW..=present + SKEW).filter(|step| self.is_code_of(*step, &code));
        let mut right = right.peekable();
        right.peek().ok_or(CodeError::Wrong)?;
        right
            .find(|step| Some(*step) > last_used)
            .ok_or(CodeError::Used)
    }

    /// The drawing that an authenticator app reads with a camera.
    pub fn draw(&self, issuer: &str, account: &str) -> Result<Drawing, SecretError> {
        // The format forbids a colon in both names.
        let totp = Builder::new()
            .with_secret(*self.0)
            .with_issuer(Some(issuer.replace(':', " ")))
            .with_account_name(account.replace(':', " "))
            .build()
            .map_err(|_| SecretError::Undrawable)?;
        let url = Zeroizing::new(totp.to_url().map_err(|_| SecretError::Undrawable)?);
        let code = QrCode::with_error_correction_level(url.as_bytes(), EcLevel::M);
        Ok(squares(&code.map_err(|_| SecretError::Undrawable)?))
    }

    fn is_code_of(&self, step: i64, code: &str) -> bool {
        use subtle::ConstantTimeEq as _;
        self.code_of(step).as_bytes().ct_eq(code.as_bytes()).into()
    }

    fn code_of(&self, step: i64) -> String {
        let seconds = u64::try_from(step * STEP_SECONDS).unwrap_or_default();
        self.generator().generate(seconds).to_string()
    }

    fn generator(&self) -> Totp {
        // Defaults are RFC 6238's; 160 bits is the length it recommends.
        Builder::new().with_secret(*self.0).build_noncompliant()
    }
}

/// A recovery code as shown once: three groups of four characters, 60 bits.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<String>);

impl RecoveryCode {
    /// A set of new codes.
    pub fn generate_set() -> Vec<Self> {
        (0..RECOVERY_CODES).map(|_| Self::generate()).collect()
    }

    fn generate() -> Self {
        let letter = |byte: u8| char::from(LETTERS[usize::from(byte) % LETTERS.len()]);
        let letters = randomness::bytes::<12>().map(letter);
        Self(Zeroizing::new(letters.iter().collect()))
    }

    /// Reads what a person typed: case, spaces, hyphens and look-alikes do not matter.
    pub fn parse(typed: &str) -> Option<Self> {
        let plain = typed.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let letters: String = plain.map(|c| likely(c.to_ascii_uppercase())).collect();
        let ours = letters.len() == 12 && letters.bytes().all(|byte| LETTERS.contains(&byte));
        ours.then(|| Self(Zeroizing::new(letters)))
    }

    /// The code without its hyphens, to be hashed with the keyring and compared.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code as shown, in groups.
    pub fn shown(&self) -> String {
        format!("{}-{}-{}", &self.0[..4], &self.0[4..8], &self.0[8..])
    }
}

/// Crockford's base 32: no I, L, O or U. 256 is a multiple of 32, so every letter is as likely.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn likely(letter: char) -> char {
    match letter {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

fn step_at(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(STEP_SECONDS)
}

fn squares(code: &QrCode) -> Drawing {
    use std::fmt::Write as _;
    let side = code.width();
    let mut path = String::new();
    let colours = code.to_colors();
    for (at, _) in colours
        .iter()
        .enumerate()
        .filter(|(_, colour)| **colour == Color::Dark)
    {
        // Writing into a String cannot fail.
        let _ = write!(path, "M{} {}h1v1h-1z", at % side, at / side);
    }
    Drawing { side, path }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    fn rfc() -> Secret {
        Secret::from_bytes(b"12345678901234567890").unwrap()
    }

    #[test]
    fn codes_are_those_of_rfc_6238_appendix_b() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(rfc().code_at(at(seconds)), code);
        }
    }

    #[test]
    fn the_neighbouring_steps_are_taken_and_no_others() {
        let now = at(1_000_000_000);
        for (steps, taken) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let code = rfc().code_at(at(1_000_000_000 + steps * STEP_SECONDS));
            assert_eq!(
                rfc().check(&code, now, None).is_ok(),
                taken,
                "{steps} steps away"
            );
        }
    }

    #[test]
    fn a_code_is_taken_once_and_no_earlier_one_after_it() {
        let now = at(1_000_000_000);
        let code = rfc().code_at(now);
        let used = rfc().check(&code, now, None).unwrap();
        assert_eq!(rfc().check(&code, now, Some(used)), Err(CodeError::Used));
        let earlier = rfc().code_at(at(1_000_000_000 - STEP_SECONDS));
        assert_eq!(rfc().check(&earlier, now, Some(used)), Err(CodeError::Used));
        let later = at(1_000_000_000 + STEP_SECONDS);
        let next = rfc().code_at(later);
        assert_eq!(rfc().check(&next, later, Some(used)), Ok(used + 1));
    }

    #[test]
    fn a_code_may_be_typed_in_two_groups() {
        let now = at(59);
        assert!(rfc().check(" 287 082", now, None).is_ok());
        assert_eq!(rfc().check("", now, None), Err(CodeError::Wrong));
        assert_eq!(rfc().check("2870820", now, None), Err(CodeError::Wrong));
    }

    #[test]
    fn the_secret_is_written_in_groups_and_read_back() {
        let secret = Secret::generate();
        let text = secret.to_base32();
        assert_eq!(text.split(' ').count(), 8);
        let again = Secret::from_base32(&text.replace(' ', "")).unwrap();
        assert_eq!(again.as_bytes(), secret.as_bytes());
        assert!(Secret::from_base32("ABC").is_err());
    }

    #[test]
    fn the_drawing_is_a_square_of_dark_modules() {
        let drawing = rfc()
            .draw("Admissions: north", "ada@clinic.example")
            .unwrap();
        assert!(drawing.side > 20 && drawing.path.starts_with("M0 0h1v1h-1z"));
        assert!(
            drawing
                .path
                .bytes()
                .all(|b| b"Mhvz -0123456789".contains(&b))
        );
    }

    #[test]
    fn recovery_codes_are_ten_and_differ() {
        let codes = RecoveryCode::generate_set();
        let mut shown: Vec<String> = codes.iter().map(RecoveryCode::shown).collect();
        shown.sort();
        shown.dedup();
        assert_eq!(shown.len(), RECOVERY_CODES);
    }

    #[test]
    fn a_recovery_code_is_read_however_it_is_typed() {
        let code = RecoveryCode::parse("0A1B-2C3D-4E5F").unwrap();
        assert!(RecoveryCode::parse(" oaib 2c3d 4e5f ").unwrap() == code);
        assert!(RecoveryCode::parse("0A1B-2C3D-4E5").is_none());
        assert!(RecoveryCode::parse("0A1B-2C3D-4E5U").is_none());
    }

    proptest! {
        #[test]
        fn no_text_makes_the_checks_panic(text in ".{0,40}") {
            let _ = rfc().check(&text, at(59), None);
            let _ = RecoveryCode::parse(&text);
        }
    }
}
