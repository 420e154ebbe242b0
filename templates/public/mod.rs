//! Pages that anybody may read without starting anything.

pub mod accessibility;
pub mod home;
pub mod privacy;
