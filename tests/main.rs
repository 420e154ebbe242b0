//! Integration tests of the whole application, on a real Postgres with a database for each test.

mod admissions;
mod harness;
mod patient;
mod store;
