//! Encryption of columns, blind indexes for exact search, and hashes of tokens.
//!
//! A sealed value is `1 | key id (u16) | nonce (12) | AES-256-GCM-SIV ciphertext and tag`. Its associated data is the header,
//! the table, the column and the row id, so that a value moved to another place cannot be opened there. New values are sealed
//! with the current key; every key of the file opens what it sealed, which makes rotation a matter of adding a key.

mod file;
mod index;

pub use file::{KeyFileError, KeySource};
pub use index::Index;

use std::collections::BTreeMap;
use std::fmt;

use aes_gcm_siv::aead::{Aead, KeyInit, Payload};
use aes_gcm_siv::{Aes256GcmSiv, Nonce};
use secrecy::{ExposeSecret, SecretBox};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::randomness;

const FORMAT: u8 = 1;
const HEADER: usize = 3;
const NONCE: usize = 12;

/// A secret of 256 bits.
type Key = SecretBox<[u8; 32]>;

/// The keys of this service. Neither `Debug` nor `Display` shows them.
pub struct Keyring {
    encryption: BTreeMap<u16, Key>,
    current: u16,
    index: Key,
}

/// Where a sealed value stands; part of what is authenticated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    table: &'static str,
    column: &'static str,
}

impl Column {
    /// Names a column of a table.
    pub const fn new(table: &'static str, column: &'static str) -> Self {
        Self { table, column }
    }

    fn associated_data(self, header: &[u8], row: Uuid) -> Vec<u8> {
        let parts = [
            header,
            self.table.as_bytes(),
            &[0],
            self.column.as_bytes(),
            &[0],
            row.as_bytes(),
        ];
        parts.concat()
    }
}

/// A stored value could not be opened: damaged, moved from another place, or its key is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a stored value cannot be decrypted")]
pub struct Unreadable;

impl Keyring {
    /// Encrypts a value for one place with the current key.
    pub fn seal(&self, column: Column, row: Uuid, plain: &[u8]) -> Vec<u8> {
        let [high, low] = self.current.to_be_bytes();
        let header = [FORMAT, high, low];
        let nonce = randomness::bytes::<NONCE>();
        let aad = column.associated_data(&header, row);
        let payload = Payload {
            msg: plain,
            aad: &aad,
        };
        let sealed = self
            .cipher(self.current)
            .expect("the current key is in the ring: checked when it was read")
            .encrypt(&Nonce::from(nonce), payload)
            .expect("values are far below the cipher's limit of 64 GiB");
        [&header, nonce.as_slice(), &sealed].concat()
    }

    /// Decrypts a value that [`Keyring::seal`] made for the same place.
    pub fn open(
        &self,
        column: Column,
        row: Uuid,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Unreadable> {
        let (header, rest) = sealed.split_at_checked(HEADER).ok_or(Unreadable)?;
        let (nonce, cipher_text) = rest.split_at_checked(NONCE).ok_or(Unreadable)?;
        let &[FORMAT, high, low] = header else {
            return Err(Unreadable);
        };
        let aad = column.associated_data(header, row);
        let payload = Payload {
            msg: cipher_text,
            aad: &aad,
        };
        let nonce = Nonce::try_from(nonce).map_err(|_| Unreadable)?;
        self.cipher(u16::from_be_bytes([high, low]))
            .ok_or(Unreadable)?
            .decrypt(&nonce, payload)
            .map(Zeroizing::new)
            .map_err(|_| Unreadable)
    }

    /// [`Keyring::open`] for text.
    pub fn open_text(
        &self,
        column: Column,
        row: Uuid,
        sealed: &[u8],
    ) -> Result<String, Unreadable> {
        let plain = self.open(column, row, sealed)?;
        String::from_utf8(plain.to_vec()).map_err(|_| Unreadable)
    }

    /// [`Keyring::seal`] for a value written as JSON.
    pub fn seal_json<T: Serialize>(&self, column: Column, row: Uuid, value: &T) -> Vec<u8> {
        let plain =
            serde_json::to_vec(value).expect("our own types have text keys and no failing fields");
        self.seal(column, row, &Zeroizing::new(plain))
    }

    /// [`Keyring::open`] for a value written as JSON.
    pub fn open_json<T: DeserializeOwned>(
        &self,
        column: Column,
        row: Uuid,
        sealed: &[u8],
    ) -> Result<T, Unreadable> {
        serde_json::from_slice(&self.open(column, row, sealed)?).map_err(|_| Unreadable)
    }

    fn cipher(&self, id: u16) -> Option<Aes256GcmSiv> {
        let key = self.encryption.get(&id)?.expose_secret();
        Some(Aes256GcmSiv::new(key.into()))
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Keyring")
            .field("current", &self.current)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
