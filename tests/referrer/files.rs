//! This part.
