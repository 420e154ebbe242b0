//! Postgres refuses to run as root: started as root with an embedded server, the program becomes an unprivileged user first.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt as _, lchown};
use std::path::{Path, PathBuf};

use privdrop::PrivDrop;
use privdrop::reexports::nix::unistd::{User, geteuid};

/// Whom to become: the first that this machine has.
const USERS: [&str; 2] = ["postgres", "nobody"];

/// What may already lie in a data folder of ours; anything else, and the folder is somebody else's.
const OURS: [&str; 9] = [
    "postgres",
    "postgres.new",
    "postgres.password",
    "app.password",
    "programs",
    "run",
    "lock",
    "keys.json",
    "keys.new",
];

/// Why the program cannot become an unprivileged user.
#[derive(Debug, thiserror::Error)]
pub enum PrivilegeError {
    /// Neither user exists.
    #[error(
        "Postgres does not run as root, and this machine has no user postgres or nobody: start the program as another user"
    )]
    NoUser,
    /// The folder holds something else, whose owner we would change.
    #[error("The data folder {0} holds files of something else: set DATA_DIR to an empty folder")]
    NotOurs(PathBuf),
    /// The folder cannot be handed over.
    #[error("The data folder {path} cannot be given to the user {user}: {source}")]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// To whom.
        user: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// A folder above it is closed to that user.
    #[error(
        "Started as root, the program runs as the user {user}, who cannot reach the data folder {path}: set DATA_DIR to a folder that everybody can pass to, such as /var/lib/inpatient-referral"
    )]
    Unreachable {
        /// Which folder.
        path: PathBuf,
        /// By whom.
        user: &'static str,
    },
    /// The system said no.
    #[error(transparent)]
    Drop(#[from] privdrop::PrivDropError),
}

/// As root: gives the data folder to an unprivileged user and becomes that user, for good. Otherwise does nothing.
/// Call it before any thread is started.
pub fn drop_root(data_dir: &Path) -> Result<(), PrivilegeError> {
    if !geteuid().is_root() {
        return Ok(());
    }
    let (name, user) = USERS
        .into_iter()
        .find_map(|name| Some((name, User::from_name(name).ok().flatten()?)))
        .ok_or(PrivilegeError::NoUser)?;
    let failed = |source| PrivilegeError::Folder {
        path: data_dir.to_owned(),
        user: name,
        source,
    };
    fs::create_dir_all(data_dir).map_err(failed)?;
    let path = fs::canonicalize(data_dir).map_err(failed)?;
    if !is_ours(&path).map_err(failed)? {
        return Err(PrivilegeError::NotOurs(path));
    }
    give(&path, user.uid.as_raw(), user.gid.as_raw()).map_err(failed)?;
    PrivDrop::default()
        .user(name)
        .include_default_supplementary_groups()
        .apply()?;
    // Also where the folder is reached by the path as given, which may lead through links.
    if fs::read_dir(&path).is_err() || fs::read_dir(data_dir).is_err() {
        return Err(PrivilegeError::Unreachable { path, user: name });
    }
    Ok(())
}

fn is_ours(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !OURS.iter().any(|ours| name == *ours) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Changes the owner of a folder and all in it, following no links.
fn give(path: &Path, uid: u32, gid: u32) -> io::Result<()> {
    let about = fs::symlink_metadata(path)?;
    if about.uid() != uid {
        lchown(path, Some(uid), Some(gid))?;
    }
    if about.is_dir() {
        for entry in fs::read_dir(path)? {
            give(&entry?.path(), uid, gid)?;
        }
    }
    Ok(())
}
