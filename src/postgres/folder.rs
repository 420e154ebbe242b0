//! The data folder: what lies where, and who may look.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{
    DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _,
};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::randomness;

/// A socket's address holds 107 bytes; the server appends `/.s.PGSQL.5432.lock`.
const LONGEST_SOCKET_FOLDER: usize = 107 - 19;

/// What lies where in the data folder. All of it is for this user alone.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes the folder where it is missing.
    pub fn open(path: &Path) -> io::Result<Self> {
        private_folder(path)?;
        Ok(Self(fs::canonicalize(path)?))
    }

    /// The server's files.
    pub fn data(&self) -> PathBuf {
        self.0.join("postgres")
    }

    /// A server being made, renamed when it is whole.
    pub fn unfinished(&self) -> PathBuf {
        self.0.join("postgres.new")
    }

    /// Programs that were downloaded.
    pub fn programs(&self) -> PathBuf {
        self.0.join("programs")
    }

    /// File of the superuser's password.
    pub fn password_file(&self) -> PathBuf {
        self.0.join("postgres.password")
    }

    /// A password of 192 bits, made when it is first asked for.
    pub fn password(&self, name: &str) -> io::Result<String> {
        let path = self.0.join(name);
        let mut text = String::new();
        match File::open(&path) {
            Ok(mut file) => file.read_to_string(&mut text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                text = hex(&randomness::bytes::<24>());
                private_file(&path)?.write_all(text.as_bytes())?;
                text.len()
            }
            Err(error) => return Err(error),
        };
        Ok(text)
    }

    /// Keeps the folder for this program until the file is dropped; nothing where another program has it.
    pub fn lock(&self) -> io::Result<Option<File>> {
        let file = private_file(&self.0.join("lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// A private folder for the server's socket: in here, or in `/tmp` where this path is too long for a socket or would
    /// need quoting.
    pub fn sockets(&self) -> io::Result<PathBuf> {
        let here = self.0.join("run");
        let path = if fits_a_socket(&here) {
            here
        } else {
            let name = hex(&Sha256::digest(self.0.as_os_str().as_bytes())[..6]);
            PathBuf::from(format!("/tmp/referral-{name}"))
        };
        private_folder(&path)?;
        let (ours, theirs) = (fs::metadata(&self.0)?, fs::symlink_metadata(&path)?);
        // The last six bits say what group and others may.
        let is_private =
            theirs.is_dir() && theirs.uid() == ours.uid() && theirs.mode().trailing_zeros() >= 6;
        if is_private {
            Ok(path)
        } else {
            Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                format!("{} belongs to somebody else", path.display()),
            ))
        }
    }
}

fn fits_a_socket(path: &Path) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-".contains(byte);
    let bytes = path.as_os_str().as_bytes();
    bytes.len() <= LONGEST_SOCKET_FOLDER && bytes.iter().all(plain)
}

fn private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

fn private_file(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .mode(0o600)
        .open(path)?;
    file.set_permissions(fs::Permissions::from_mode(0o600))?;
    Ok(file)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_program_at_a_time() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(&place.path().join("data")).unwrap();
        let lock = folder.lock().unwrap();
        assert!(lock.is_some());
        assert!(folder.lock().unwrap().is_none());
        drop(lock);
        assert!(folder.lock().unwrap().is_some());
    }

    #[test]
    fn passwords_are_kept_and_private() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(place.path()).unwrap();
        let made = folder.password("app.password").unwrap();
        assert_eq!(made.len(), 48);
        assert_eq!(folder.password("app.password").unwrap(), made);
        let about = fs::metadata(place.path().join("app.password")).unwrap();
        assert_eq!(about.mode() & 0o777, 0o600);
    }

    #[test]
    fn a_socket_fits_however_long_the_path() {
        let place = tempfile::tempdir().unwrap();
        let long = Folder::open(&place.path().join("a".repeat(120))).unwrap();
        let odd = Folder::open(&place.path().join("it's here")).unwrap();
        for folder in [long, odd] {
            let sockets = folder.sockets().unwrap();
            assert!(fits_a_socket(&sockets));
            assert_eq!(fs::metadata(&sockets).unwrap().mode() & 0o777, 0o700);
            fs::remove_dir(sockets).unwrap();
        }
    }
}
