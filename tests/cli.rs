//! The program's commands, on a database of their own where they need one.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use domain::people::Email;
use inpatient_referral::clock::{Clock as _, System};
use inpatient_referral::security::keyring::{KeySource, Keyring};
use inpatient_referral::security::passwords::Passwords;
use inpatient_referral::security::sessions::Stage;
use inpatient_referral::security::totp::Secret;
use inpatient_referral::store::{accounts, sessions};
use sqlx::{ConnectOptions as _, Postgres, pool::PoolConnection};
use uuid::Uuid;

use crate::harness::{TestDatabase, cluster};

const KEYS: &str = r#"{
    "current": 1,
    "encryption": {"1": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="},
    "index": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
}"#;

const EMAIL: &str = "ada@clinic.example";
const FIRST: &str = "orchid tram wobble nine";

/// A database, keys, and the program that is given both.
struct Desk {
    database: TestDatabase,
    url: String,
}

impl Desk {
    async fn new() -> Self {
        let database = TestDatabase::new().await;
        let name: String = sqlx::query_scalar("SELECT current_database()::text")
            .fetch_one(&database.pool)
            .await
            .unwrap();
        Self {
            url: cluster::options()
                .database(&name)
                .to_url_lossy()
                .to_string(),
            database,
        }
    }

    /// Runs `inpatient-referral user …`, with this line on its standard input.
    fn user(&self, words: &[&str], line: &str) -> Output {
        self.run("user", words, line)
    }

    /// Runs a command with this line on its standard input.
    fn run(&self, command: &str, words: &[&str], line: &str) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_inpatient-referral"))
            .arg(command)
            .args(words)
            .env("DATABASE_URL", &self.url)
            .env("KEYS", KEYS)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = program.stdin.take().unwrap();
        // A program that was given its answer already does not read.
        drop(writeln!(stdin, "{line}"));
        drop(stdin);
        program.wait_with_output().unwrap()
    }

    /// Makes Ada's account, with a second factor and a session.
    async fn ada(&self) -> Uuid {
        let words = [
            "create",
            EMAIL,
            "--name",
            "Ada Okafor",
            "--role",
            "lead",
            "--password-stdin",
        ];
        let made = self.user(&words, FIRST);
        assert!(made.status.success(), "{made:?}");
        let (mut conn, keyring) = (self.conn().await, keyring());
        let email = Email::parse(EMAIL).unwrap();
        let id = accounts::find(&mut conn, &keyring, &email)
            .await
            .unwrap()
            .unwrap();
        accounts::set_totp(&mut conn, &keyring, id, &Secret::generate(), None)
            .await
            .unwrap();
        sessions::begin(&mut conn, id, Stage::Full, "Firefox", System.now())
            .await
            .unwrap();
        id
    }

    async fn conn(&self) -> PoolConnection<Postgres> {
        self.database.pool.acquire().await.unwrap()
    }

    /// Whether Ada's password is this one; her second factor is still there.
    async fn is_password(&self, given: &str) -> bool {
        let index = accounts::index_of(&keyring(), EMAIL);
        let known = accounts::credentials(&mut *self.conn().await, &index).await;
        let known = known.unwrap().unwrap();
        assert!(known.enrolled, "the second factor stays");
        let stored = known.password_hash;
        Passwords::new(1).matches(given, stored).await.unwrap()
    }
}

fn keyring() -> Keyring {
    Keyring::load(&KeySource::Text(KEYS.into())).unwrap()
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_and_every_session_ends() {
    let desk = Desk::new().await;
    let id = desk.ada().await;
    assert!(desk.is_password(FIRST).await);
    assert_eq!(desk.database.count("sessions").await, 1);
    let reset = desk.user(&["reset-password", EMAIL], "");
    assert!(reset.status.success(), "{reset:?}");
    let told = String::from_utf8(reset.stdout).unwrap();
    let made = told
        .lines()
        .find_map(|line| line.strip_prefix("Password (shown once): "))
        .unwrap_or_else(|| panic!("{told}"));
    assert!(made.len() >= 20 && desk.is_password(made).await);
    assert!(!desk.is_password(FIRST).await);
    assert_eq!(desk.database.count("sessions").await, 0);
    let noted = format!("action = 'account.password_reset' AND subject_id = '{id}'");
    assert_eq!(desk.database.count_where("audit_log", &noted).await, 1);
}

#[tokio::test]
async fn a_chosen_password_is_read_from_standard_input_and_has_to_be_good_enough() {
    let desk = Desk::new().await;
    desk.ada().await;
    let words = ["reset-password", EMAIL, "--password-stdin"];
    let refused = desk.user(&words, "okafor okafor");
    assert!(!refused.status.success() && desk.is_password(FIRST).await);
    let reset = desk.user(&words, "velvet cargo mushroom tide");
    assert!(reset.status.success(), "{reset:?}");
    assert!(!String::from_utf8_lossy(&reset.stdout).contains("velvet"));
    assert!(desk.is_password("velvet cargo mushroom tide").await);
}

#[tokio::test]
async fn a_disabled_or_unknown_account_gets_no_password() {
    let desk = Desk::new().await;
    desk.ada().await;
    assert!(desk.user(&["disable", EMAIL], "").status.success());
    for email in [EMAIL, "nobody@clinic.example"] {
        let refused = desk.user(&["reset-password", email], "");
        assert!(
            !refused.status.success() && refused.stdout.is_empty(),
            "{refused:?}"
        );
    }
}

#[test]
fn the_service_does_not_start_with_a_faulty_pathway() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("broken.toml"), "id = \"broken\"\n").unwrap();
    let refused = Command::new(env!("CARGO_BIN_EXE_inpatient-referral"))
        .args(["serve", "--port", "0", "--pathways-dir"])
        .arg(folder.path())
        .output()
        .unwrap();
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success());
    assert!(told.contains("broken.toml:1:1: "), "{told}");
}

#[tokio::test]
async fn practices_are_taken_from_a_list_and_referrers_made_for_them() {
    let desk = Desk::new().await;
    let mut list = tempfile::NamedTempFile::new().unwrap();
    list.write_all(b"Code,Name,Address\nK81001,Mill Lane Surgery,Aylesbury\nK8,None,Nowhere\nK82002,Bridge Street,Buckingham\n")
        .unwrap();
    let path = list.path().to_str().unwrap();
    let told = |output: &Output| {
        let (out, err) = (&output.stdout, &output.stderr);
        [out, err].map(|text| String::from_utf8_lossy(text).into_owned())
    };
    let [counts, faults] = told(&desk.run("practice", &["import", path], ""));
    assert!(counts.starts_with("2 added, 0 updated, 0 as before, 0 closed, 1 skipped"));
    assert!(faults.contains("line 3: the code"), "{faults}");
    let [counts, _] = told(&desk.run("practice", &["import", path], ""));
    assert!(counts.starts_with("0 added, 0 updated, 2 as before"));
    let [shown, _] = told(&desk.run("practice", &["list"], ""));
    assert!(shown.contains("K81001  Mill Lane Surgery, Aylesbury"));
    let gp = "create gita@practice.example --name Gita --role referrer --password-stdin";
    let gp: Vec<&str> = gp.split(' ').collect();
    assert!(
        !desk.user(&gp, FIRST).status.success(),
        "without a practice"
    );
    for (practice, is_known) in [("K99999", false), ("k81001", true)] {
        let rest = ["--practice", practice, "--profession", "gp"];
        let made = desk.user(&[gp.as_slice(), &rest].concat(), FIRST);
        assert_eq!(made.status.success(), is_known, "{made:?}");
    }
    let held = "role = 'referrer' AND practice_id IS NOT NULL";
    assert_eq!(desk.database.count_where("accounts", held).await, 1);
}

/// What the settings of `docker-compose.yml` are with these variables, `${NAME:-default}` filled in.
fn composed(given: &[(&str, &str)]) -> Vec<(String, String)> {
    let fill = |value: &str| -> String {
        let Some((before, rest)) = value.split_once("${") else {
            return value.trim_matches('"').to_owned();
        };
        let (variable, after) = rest.split_once('}').unwrap();
        let (name, default) = variable.split_once(":-").unwrap();
        let known = given.iter().find(|(key, _)| *key == name);
        format!(
            "{before}{}{after}",
            known.map_or(default, |(_, value)| value)
        )
    };
    let settings = include_str!("../docker-compose.yml")
        .lines()
        .skip_while(|line| line.trim() != "environment:")
        .skip(1)
        .take_while(|line| line.starts_with("      "))
        .filter_map(|line| line.trim().split_once(": "));
    settings
        .filter(|(name, _)| !name.starts_with('#'))
        .map(|(name, value)| (name.to_owned(), fill(value)))
        .collect()
}

/// What is wrong with the settings, if anything. (Nothing answers the health check: no service runs.)
fn faults(given: &[(&str, &str)]) -> String {
    let checked = Command::new(env!("CARGO_BIN_EXE_inpatient-referral"))
        .arg("healthcheck")
        .env_clear()
        .envs(composed(given))
        .env("PORT", "1")
        .output()
        .unwrap();
    String::from_utf8(checked.stderr).unwrap()
}

#[test]
fn the_compose_file_starts_as_a_demonstration_and_live() {
    assert_eq!(faults(&[]), "");
    let live = [
        ("DEMO", "false"),
        ("BASE_URL", "https://referrals.example.org"),
        ("KEYS", KEYS),
        ("TRUSTED_PROXIES", "172.18.0.1"),
        ("SMTP_URL", "smtps://user:secret@mail.example.org"),
        ("SMTP_FROM", "Admissions <admissions@example.org>"),
        ("ADMISSIONS_EMAIL", "admissions@example.org"),
        ("HOSPITAL_PHONE", "01296 000000"),
    ];
    assert_eq!(faults(&live), "");
    for (name, value) in live {
        let taken = composed(&live).contains(&(name.to_owned(), value.to_owned()));
        assert!(taken, "{name} reaches the service");
    }
}
