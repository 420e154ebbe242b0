//! Pages that anybody may read without starting anything.

pub mod accessibility;
pub mod get_help;
pub mod home;
pub mod privacy;
