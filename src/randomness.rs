//! The one place that makes random values.

use rand::Rng as _;
use uuid::Uuid;

/// `N` bytes from the operating system's seeded, cryptographically secure generator.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that provides randomness"
)]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// A random identifier (UUID version 4).
pub fn uuid() -> Uuid {
    uuid::Builder::from_random_bytes(bytes()).into_uuid()
}
