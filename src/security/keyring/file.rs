//! Where keys come from: the environment, a file, or, for an embedded server, a file made in the data folder.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use secrecy::{ExposeSecret, SecretBox, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize as _, Zeroizing};

use super::{Key, Keyring};
use crate::randomness;

/// Where to take the keys from.
#[derive(Debug, Clone)]
pub enum KeySource {
    /// The text itself, from the environment.
    Text(SecretString),
    /// A file that the operator made.
    File(PathBuf),
    /// A file that is made on the first start, readable by this user alone.
    Generated(PathBuf),
}

/// Why the keys could not be read. Never holds a key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// Reading or writing failed.
    #[error("The file of keys {path} cannot be used: {source}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Others than its owner may read the file.
    #[error("The file of keys {0} may be read by others: allow its owner alone (chmod 600)")]
    Exposed(PathBuf),
    /// Not the expected form.
    #[error(
        "The keys are not of the form {{\"current\": 1, \"encryption\": {{\"1\": \"<32 bytes in Base64>\"}}, \"index\": \"<32 bytes in Base64>\"}}"
    )]
    Form,
    /// `current` names no key.
    #[error("The keys name {0} as current, and hold no such key")]
    NoCurrent(u16),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    current: u16,
    encryption: BTreeMap<u16, String>,
    index: String,
}

impl Drop for KeyFile {
    fn drop(&mut self) {
        self.encryption.values_mut().for_each(String::zeroize);
        self.index.zeroize();
    }
}

impl Keyring {
    /// Reads the keys, or makes them where they are ours to make.
    pub fn load(source: &KeySource) -> Result<Self, KeyFileError> {
        match source {
            KeySource::Text(text) => Self::parse(text.expose_secret()),
            KeySource::File(path) => Self::read(path),
            KeySource::Generated(path) if path.exists() => Self::read(path),
            KeySource::Generated(path) => {
                generate(path).map_err(|source| io_error(path, source))?;
                Self::read(path)
            }
        }
    }

    /// Keys made on the spot and kept nowhere, for tests.
    pub fn ephemeral() -> Self {
        Self {
            encryption: BTreeMap::from([(1, SecretBox::new(Box::new(randomness::bytes())))]),
            current: 1,
            index: SecretBox::new(Box::new(randomness::bytes())),
        }
    }

    /// Reads keys from the text of a file.
    pub fn parse(text: &str) -> Result<Self, KeyFileError> {
        let file: KeyFile = serde_json::from_str(text).map_err(|_| KeyFileError::Form)?;
        let encryption = file
            .encryption
            .iter()
            .map(|(id, key)| Ok((*id, decode(key)?)))
            .collect::<Result<BTreeMap<_, _>, _>>()?;
        if !encryption.contains_key(&file.current) {
            return Err(KeyFileError::NoCurrent(file.current));
        }
        Ok(Self {
            encryption,
            current: file.current,
            index: decode(&file.index)?,
        })
    }

    fn read(path: &Path) -> Result<Self, KeyFileError> {
        let mode = fs::metadata(path)
            .map_err(|source| io_error(path, source))?
            .permissions()
            .mode();
        // A group may read it where secrets are mounted so (Kubernetes); nobody else, and nobody may write but its owner.
        if mode & 0o027 != 0 {
            return Err(KeyFileError::Exposed(path.to_owned()));
        }
        let text =
            Zeroizing::new(fs::read_to_string(path).map_err(|source| io_error(path, source))?);
        Self::parse(&text)
    }
}

fn decode(text: &str) -> Result<Key, KeyFileError> {
    let bytes = Zeroizing::new(BASE64.decode(text).map_err(|_| KeyFileError::Form)?);
    let key = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| KeyFileError::Form)?;
    Ok(SecretBox::new(Box::new(key)))
}

/// Writes new keys beside the file and renames, so that a crash leaves either none or all.
fn generate(path: &Path) -> io::Result<()> {
    let key = || BASE64.encode(Zeroizing::new(randomness::bytes::<32>()).as_slice());
    let file = KeyFile {
        current: 1,
        encryption: BTreeMap::from([(1, key())]),
        index: key(),
    };
    let text = Zeroizing::new(serde_json::to_string_pretty(&file)?);
    if let Some(folder) = path.parent() {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    let draft = path.with_extension("new");
    let mut out = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&draft)?;
    out.write_all(text.as_bytes())?;
    out.sync_all()?;
    fs::rename(&draft, path)
}

fn io_error(path: &Path, source: io::Error) -> KeyFileError {
    KeyFileError::Io {
        path: path.to_owned(),
        source,
    }
}
