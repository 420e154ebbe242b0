//! Looking for viruses with clamd, where one is configured (`CLAMD`).

use std::time::Duration;

use clamav_client::tokio::{Socket, Tcp, scan_buffer};

use crate::config::Clamd;

/// How long one file may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the scanner found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Nothing.
    Clean,
    /// Something that must not be stored.
    Infected,
}

/// The scanner did not answer, or not with a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the virus scanner is away")]
pub struct Away;

/// Scans a file.
pub async fn scan(clamd: &Clamd, content: &[u8]) -> Result<Finding, Away> {
    let answer = tokio::time::timeout(PATIENCE, ask(clamd, content)).await;
    match answer {
        Ok(Ok(answer)) => finding(&answer),
        Ok(Err(error)) => {
            tracing::warn!(%error, "clamd");
            Err(Away)
        }
        Err(_) => {
            tracing::warn!("clamd did not answer in time");
            Err(Away)
        }
    }
}

async fn ask(clamd: &Clamd, content: &[u8]) -> std::io::Result<Vec<u8>> {
    match clamd {
        Clamd::Tcp(host_address) => scan_buffer(content, Tcp { host_address }, None).await,
        Clamd::Socket(socket_path) => scan_buffer(content, Socket { socket_path }, None).await,
    }
}

/// `stream: OK`, `stream: NAME FOUND`, or a fault such as a size limit that was passed (clamd(8), INSTREAM).
fn finding(answer: &[u8]) -> Result<Finding, Away> {
    let answer = answer.trim_ascii_end();
    let answer = answer.strip_suffix(b"\0").unwrap_or(answer);
    if answer == b"stream: OK" {
        Ok(Finding::Clean)
    } else if answer.starts_with(b"stream: ") && answer.ends_with(b" FOUND") {
        Ok(Finding::Infected)
    } else {
        tracing::warn!("clamd answered with a fault");
        Err(Away)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_finding_counts() {
        assert_eq!(finding(b"stream: OK\0"), Ok(Finding::Clean));
        let found = finding(b"stream: Eicar-Test-Signature FOUND\0");
        assert_eq!(found, Ok(Finding::Infected));
        for fault in [
            &b"INSTREAM size limit exceeded. ERROR\0"[..],
            b"",
            b"OK",
            b"stream: OK FOUND OK",
        ] {
            assert_eq!(finding(fault), Err(Away));
        }
    }
}
