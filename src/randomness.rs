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

/// Whether something happens that happens so many times out of a hundred; never with 0, always with 100.
pub fn chance(percent: u32) -> bool {
    // 2^64 is so much larger than 100 that the remainder favours nothing that anybody could count.
    u64::from_le_bytes(bytes()) % 100 < u64::from(percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_never_happens_and_all_always_does() {
        assert!((0..1000).all(|_| !chance(0) && chance(100)));
        let drawn = (0..10_000).filter(|_| chance(10)).count();
        assert!((700..1300).contains(&drawn), "{drawn}");
    }
}
