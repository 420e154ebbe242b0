//! Drives the real program from outside, as its users and its operators do: for the tests of the whole program and for
//! the measurements, which both include this folder.

pub mod journey;
pub mod program;
pub mod visitor;
pub mod wire;
