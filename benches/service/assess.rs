//! Cases a second through the command `assess`: JSON in, JSON out, one core.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::figures::{median, rate, verdict};
use crate::{Fault, ROUNDS};

const VECTORS: &str = include_str!("../../src/domain/tests/vectors/cervical-dystonia.jsonl");
const CASES: usize = 100_000;
const AIM: f64 = 50_000.0;

/// Times the program from its start to its end on a file of cases.
pub fn measure() -> Result<(), Fault> {
    let place = tempfile::tempdir()?;
    let path = place.path().join("cases.jsonl");
    let mut file = BufWriter::new(File::create(&path)?);
    for line in VECTORS
        .lines()
        .filter(|line| !line.contains("\"errors\""))
        .cycle()
        .take(CASES)
    {
        writeln!(file, "{line}")?;
    }
    file.flush()?;
    let bytes = fs::metadata(&path)?.len();
    let mut rates = Vec::new();
    for _ in 0..ROUNDS {
        rates.push(rate(CASES, once(&File::open(&path)?)?));
    }
    let rate = median(&rates);
    let size = bytes / CASES as u64;
    println!(
        "assess: {rate:.0} cases/s on one core, {size} bytes each (aim {AIM}{})",
        verdict(rate >= AIM)
    );
    Ok(())
}

fn once(cases: &File) -> Result<Duration, Fault> {
    let begun = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_inpatient-referral"));
    program
        .arg("assess")
        .stdin(cases.try_clone()?)
        .stdout(Stdio::null());
    let status = program.status()?;
    let took = begun.elapsed();
    if status.success() {
        Ok(took)
    } else {
        Err(format!("assess ended with {status}").into())
    }
}
