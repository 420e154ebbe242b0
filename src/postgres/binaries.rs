//! Finding the machine's own Postgres, so that nothing has to be downloaded.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest version that will do.
const OLDEST: u32 = 15;

/// A whole set of server programs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Installation {
    /// Major version.
    pub version: u32,
    /// The folder that holds `bin`.
    pub folder: PathBuf,
}

/// The newest Postgres of this machine that is complete and new enough; one named by `PG_BINDIR` goes first.
pub fn find() -> Option<Installation> {
    if let Some(named) = env::var_os("PG_BINDIR").filter(|named| !named.is_empty()) {
        return installation(Path::new(&named));
    }
    let found = candidates().into_iter();
    found.filter_map(|bin| installation(&bin)).max()
}

/// The version of the server in a data folder, if there is one.
pub fn version_of_data(folder: &Path) -> Option<u32> {
    fs::read_to_string(folder.join("PG_VERSION"))
        .ok()?
        .trim()
        .parse()
        .ok()
}

/// The machine's installation of one version: a data folder can be used by the version that made it alone.
pub fn find_version(version: u32) -> Option<Installation> {
    let named = env::var_os("PG_BINDIR").map(PathBuf::from);
    let found = named.into_iter().chain(candidates());
    found
        .filter_map(|bin| installation(&bin))
        .find(|found| found.version == version)
}

/// Folders of programs, in the places where systems put them.
fn candidates() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut bins: Vec<PathBuf> = env::split_paths(&path).collect();
    let versioned = [
        ("/usr/lib/postgresql", "bin"),
        ("/opt/homebrew/opt", "bin"),
        ("/usr/local/opt", "bin"),
        ("/home/linuxbrew/.linuxbrew/opt", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "bin"),
    ];
    for (parent, bin) in versioned {
        bins.extend(children(Path::new(parent)).map(|child| child.join(bin)));
    }
    bins.extend(
        children(Path::new("/usr"))
            .filter(|child| {
                child
                    .file_name()
                    .is_some_and(|name| name.to_string_lossy().starts_with("pgsql-"))
            })
            .map(|child| child.join("bin")),
    );
    bins
}

fn children(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.path())
}

/// The installation of a folder of programs, if `initdb`, `pg_ctl` and `postgres` all stand there and are new enough.
/// A link on the path (`/usr/local/bin/postgres`) is followed to where the rest is.
fn installation(bin: &Path) -> Option<Installation> {
    let server = fs::canonicalize(bin.join("postgres")).ok()?;
    let bin = server.parent()?;
    let complete = ["initdb", "pg_ctl", "postgres"]
        .iter()
        .all(|program| bin.join(program).is_file());
    if !complete || bin.file_name()? != "bin" {
        return None;
    }
    let output = Command::new(&server).arg("--version").output().ok()?;
    let version = major(&String::from_utf8_lossy(&output.stdout))?;
    (version >= OLDEST).then(|| Installation {
        version,
        folder: bin.parent().unwrap_or(bin).to_owned(),
    })
}

/// The major version in a line such as `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn major(line: &str) -> Option<u32> {
    let number = line.split_whitespace().nth(2)?;
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn versions_are_read_as_they_are_printed() {
        assert_eq!(
            major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"),
            Some(15)
        );
        assert_eq!(major("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major("postgres"), None);
    }
}
