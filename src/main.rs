//! The program: everything it does is in the library.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A page is made of many small pieces of text, which this makes faster than the system's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    inpatient_referral::cli::main()
}
