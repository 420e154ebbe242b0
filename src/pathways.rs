//! The pathways on offer: the built-in ones, and those of `PATHWAYS_DIR`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use domain::pathway::{LoadError, Pathways};

/// Why there are no pathways to offer.
#[derive(Debug, thiserror::Error)]
pub enum PathwaysError {
    /// The folder or a file in it cannot be read.
    #[error("PATHWAYS_DIR: {path} cannot be read: {source}")]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Definitions have faults: one a line, with file, line and column.
    #[error("The pathways cannot be used:\n{0}")]
    Faults(#[from] LoadError),
}

/// The built-in pathways with those of the folder, by file name. One with the id of a built-in pathway replaces it.
pub fn load(folder: Option<&Path>) -> Result<Pathways, PathwaysError> {
    let definitions = folder.map(read).transpose()?.unwrap_or_default();
    Ok(Pathways::load(definitions)?)
}

/// File name and text of each `*.toml`.
fn read(folder: &Path) -> Result<Vec<(String, String)>, PathwaysError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| PathwaysError::Io { path, source }
    };
    let mut definitions = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let text = fs::read_to_string(&path).map_err(failed(&path))?;
            definitions.push((name.into_owned(), text));
        }
    }
    definitions.sort();
    Ok(definitions)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNEE: &str = include_str!("domain/tests/pathways/knee-pain.toml");

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn a_folder_adds_to_the_built_in_ones() {
        let folder = folder(&[("knee-pain.toml", KNEE), ("notes.txt", "not a pathway")]);
        let pathways = load(Some(folder.path())).unwrap();
        assert!(pathways.get("knee-pain").is_some());
        assert_eq!(
            pathways.iter().count(),
            load(None).unwrap().iter().count() + 1
        );
        assert_eq!(pathways.default().id(), "cervical-dystonia");
    }

    #[test]
    fn a_definition_with_a_built_in_id_replaces_it() {
        let ours = KNEE.replace("id = \"knee-pain\"", "id = \"cervical-dystonia\"");
        let folder = folder(&[("ours.toml", &ours)]);
        let pathways = load(Some(folder.path())).unwrap();
        assert_eq!(pathways.default().version(), "0.1");
        assert_eq!(pathways.iter().count(), 1);
    }

    #[test]
    fn faults_are_told_with_file_line_and_column() {
        let folder = folder(&[("knee-pain.toml", KNEE), ("broken.toml", "id = ")]);
        let told = load(Some(folder.path())).unwrap_err().to_string();
        assert!(told.contains("\nbroken.toml:1:"), "{told}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_told() {
        let told = load(Some(Path::new("/nowhere"))).unwrap_err().to_string();
        assert!(told.starts_with("PATHWAYS_DIR: /nowhere"), "{told}");
    }
}
