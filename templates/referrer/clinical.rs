//! Pages of this part.
