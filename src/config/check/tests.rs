use clap::Parser;

use super::*;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    settings: Settings,
}

fn check(options: &[&str]) -> Result<Config, Faults> {
    let line = std::iter::once(&"program").chain(options);
    Line::parse_from(line).settings.check()
}

fn faulty(options: &[&str]) -> Vec<&'static str> {
    let faults = check(options).expect_err("faults").0;
    faults.iter().map(|fault| fault.setting).collect()
}

#[test]
fn nothing_has_to_be_set() {
    let config = check(&[]).unwrap();
    assert_eq!(config.base_url, "http://localhost:8080");
    assert!(matches!(config.database, Database::Embedded));
    assert!(!config.tls() && !config.demo);
}

#[test]
fn a_public_address_needs_tls() {
    assert_eq!(faulty(&["--base-url", "http://example.org"]), ["BASE_URL"]);
    assert_eq!(
        faulty(&["--base-url", "https://example.org/path"]),
        ["BASE_URL"]
    );
    let config = check(&["--base-url", "https://example.org/"]).unwrap();
    assert!(config.tls());
    assert_eq!(config.link("/check"), "https://example.org/check");
    assert!(check(&["--base-url", "http://127.0.0.1:9"]).is_ok());
    assert!(check(&["--base-url", "http://example.org", "--demo"]).is_ok());
}

#[test]
fn every_fault_is_told_at_once() {
    let url = [
        "--database-url",
        "nonsense",
        "--smtp-url",
        "smtp://mail.example.org",
    ];
    let faults = faulty(&url);
    assert_eq!(
        faults,
        [
            "DATABASE_URL",
            "MIGRATION_DATABASE_URL",
            "KEYS_FILE",
            "SMTP_URL",
            "SMTP_FROM"
        ]
    );
}

#[test]
fn an_empty_variable_is_absent() {
    let config = check(&[
        "--smtp-url",
        "",
        "--database-url",
        " ",
        "--hospital-phone",
        "",
        "--pathways-dir=",
        "--keys-file=",
    ])
    .unwrap();
    assert!(config.mail.is_none() && config.hospital.phone.is_none());
    assert_eq!(config.pathways_dir, None);
    assert!(matches!(config.database, Database::Embedded));
}

#[test]
fn the_share_of_second_reads_is_a_percentage() {
    let percent = |text| check(&["--second-read-percent", text]);
    assert_eq!(check(&[]).unwrap().hospital.second_read_percent, 10);
    assert_eq!(percent("100").unwrap().hospital.second_read_percent, 100);
    assert_eq!(
        faulty(&["--second-read-percent", "101"]),
        ["SECOND_READ_PERCENT"]
    );
}

#[test]
fn a_scanner_is_a_port_or_a_socket() {
    let clamd = |text| check(&["--clamd", text]).unwrap().clamd;
    assert_eq!(clamd(""), None);
    assert_eq!(
        clamd("/run/clamd.sock"),
        Some(Clamd::Socket("/run/clamd.sock".into()))
    );
    assert_eq!(
        clamd("scanner:3310"),
        Some(Clamd::Tcp("scanner:3310".to_owned()))
    );
    assert_eq!(faulty(&["--clamd", "scanner"]), ["CLAMD"]);
}

#[test]
fn secrets_do_not_show() {
    let config = check(&[
        "--database-url",
        "postgres://u:hunter2@h/d",
        "--keys",
        "hunter2",
    ])
    .unwrap();
    assert!(!format!("{config:?}").contains("hunter2"));
}
