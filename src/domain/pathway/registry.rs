//! All pathways that the service offers.

use crate::pathway::{Faults, Pathway};

/// The built-in definitions: file name and text.
const EMBEDDED: &[(&str, &str)] = &[(
    "cervical-dystonia.toml",
    include_str!("../pathways/cervical-dystonia.toml"),
)];

/// The pathways that the service offers; there is at least one.
#[derive(Clone, Debug)]
pub struct Pathways(Vec<Pathway>);

/// Why definitions could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// At least one definition has faults.
    #[error("{0}")]
    Faults(Faults),
}

impl Pathways {
    /// The built-in pathways.
    pub fn embedded() -> Result<Self, LoadError> {
        Self::load([])
    }

    /// The built-in pathways with further ones: a definition with the id of a built-in one
    /// replaces it. Items are file name and text.
    ///
    /// # Errors
    /// The faults of all definitions.
    pub fn load<I>(definitions: I) -> Result<Self, LoadError>
    where
        I: IntoIterator<Item = (String, String)>,
    {
        let (mut pathways, mut faults) = (Vec::<Pathway>::new(), Vec::new());
        let embedded = EMBEDDED
            .iter()
            .map(|(name, text)| (String::from(*name), String::from(*text)));
        for (name, text) in embedded.chain(definitions) {
            match Pathway::parse(&name, &text) {
                Err(found) => faults.extend(found.0),
                Ok(new) => match pathways.iter_mut().find(|old| old.id() == new.id()) {
                    Some(old) => *old = new,
                    None => pathways.push(new),
                },
            }
        }
        if faults.is_empty() {
            Ok(Self(pathways))
        } else {
            Err(LoadError::Faults(Faults(faults)))
        }
    }

    /// The pathway with this id.
    pub fn get(&self, id: &str) -> Option<&Pathway> {
        self.0.iter().find(|pathway| pathway.id() == id)
    }

    /// The pathway that is meant where none is named: the first built-in one.
    pub fn default(&self) -> &Pathway {
        &self.0[0]
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Pathway> {
        self.0.iter()
    }
}
