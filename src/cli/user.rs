//! Accounts of staff and referrers, from the command line of the server.

use std::io::{self, BufRead as _};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use clap::{Args, Subcommand};
use domain::people::{Email, OdsCode, ProfessionalNumber};
use serde_json::json;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::Failure;
use crate::clock::{Clock as _, System};
use crate::config::Config;
use crate::postgres::Database;
use crate::randomness;
use crate::security::keyring::Keyring;
use crate::security::passwords::{self, NewPassword};
use crate::security::permissions::Role;
use crate::store::StoreError;
use crate::store::accounts::{self, NewAccount, Place, Profession};
use crate::store::audit::{self, By};
use crate::store::{practices, referrals};

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make an account; its second factor is set up at the first sign-in
    Create {
        /// E-mail address to sign in with
        email: String,
        /// Name that colleagues see
        #[arg(long)]
        name: String,
        /// coordinator, clinician, lead, admin, reporting or referrer
        #[arg(long)]
        role: String,
        #[command(flatten)]
        post: Post,
        /// Read the password from standard input, instead of making one and printing it
        #[arg(long)]
        password_stdin: bool,
    },
    /// Sign an account out everywhere, for good
    Disable {
        /// E-mail address of the account
        email: String,
    },
    /// Replace a forgotten password and sign the account out everywhere; the second factor stays
    ResetPassword {
        /// E-mail address of the account
        email: String,
        /// Read the password from standard input, instead of making one and printing it
        #[arg(long)]
        password_stdin: bool,
    },
    /// Take a lost second factor away; it is set up again at the next sign-in
    ResetSecondFactor {
        /// E-mail address of the account
        email: String,
    },
}

/// Where a referrer works and as what.
#[derive(Debug, Args)]
pub struct Post {
    /// ODS code of a referrer's practice
    #[arg(long)]
    practice: Option<String>,
    /// gp, neurologist, therapist, nurse or other
    #[arg(long, default_value = "other")]
    profession: String,
    /// A referrer's register: gmc, nmc or hcpc
    #[arg(long, requires = "number")]
    register: Option<String>,
    /// A referrer's number in it; its form is checked, the register is not asked
    #[arg(long, requires = "register")]
    number: Option<String>,
}

/// Does it, also while the service runs.
pub async fn run(command: Command, config: &Config) -> Result<(), Failure> {
    let keyring = Keyring::load(&config.keys)?;
    let database = Database::open_or_join(config).await?;
    let mut conn = database.pool.acquire().await?;
    let done = perform(command, &mut conn, &keyring).await;
    drop(conn);
    database.close().await?;
    done
}

async fn perform(
    command: Command,
    conn: &mut PgConnection,
    keyring: &Keyring,
) -> Result<(), Failure> {
    let now = System.now();
    match command {
        Command::Create {
            email,
            name,
            role,
            post,
            password_stdin,
        } => {
            let email = parse(&email)?;
            let role: Role = role.parse().map_err(
                |_| "The role is coordinator, clinician, lead, admin, reporting or referrer.",
            )?;
            let (password, made) = password(password_stdin, &[&name, email.as_str()])?;
            let new = NewAccount {
                email: &email,
                name: &name,
                role,
                password,
                place: place(conn, role, &post).await?,
            };
            let id =
                accounts::create(conn, keyring, new, now)
                    .await
                    .map_err(|error| match error {
                        StoreError::Conflict => {
                            Failure::from("There is already an account with this address.")
                        }
                        other => other.into(),
                    })?;
            record(conn, "account.created", id).await?;
            show(made);
        }
        Command::Disable { email } => {
            let id = find(conn, keyring, &email).await?;
            let mut tx = conn.begin().await?;
            accounts::disable(&mut tx, id, now).await?;
            referrals::release_left(&mut tx, keyring, Some(id), now).await?;
            record(&mut tx, "account.disabled", id).await?;
            tx.commit().await?;
        }
        Command::ResetPassword {
            email,
            password_stdin,
        } => reset_password(conn, keyring, &email, password_stdin).await?,
        Command::ResetSecondFactor { email } => {
            let id = find(conn, keyring, &email).await?;
            accounts::forget_second_factor(conn, id).await?;
            record(conn, "account.second_factor_reset", id).await?;
        }
    }
    println!("Done.");
    Ok(())
}

/// Where a referrer works; nobody else has a practice.
async fn place(conn: &mut PgConnection, role: Role, post: &Post) -> Result<Option<Place>, Failure> {
    let Some(code) = post.practice.as_deref() else {
        let is_staff = role.is_staff();
        let lacks = "A referrer has a practice: give its ODS code with --practice.";
        return if is_staff {
            Ok(None)
        } else {
            Err(lacks.into())
        };
    };
    if role.is_staff() {
        return Err("Only a referrer has a practice.".into());
    }
    let code = OdsCode::parse(code).map_err(|_| "An ODS code is a letter and five digits.")?;
    let practice = practices::by_ods_code(conn, &code).await?;
    Ok(Some(Place {
        practice: practice
            .ok_or("There is no practice with this ODS code.")?
            .id,
        profession: Profession::from_code(&post.profession)
            .ok_or("The profession is gp, neurologist, therapist, nurse or other.")?,
        registration: registration(post)?,
    }))
}

fn registration(post: &Post) -> Result<Option<ProfessionalNumber>, Failure> {
    let (Some(register), Some(number)) = (&post.register, &post.number) else {
        return Ok(None);
    };
    let register = accounts::register_of(register).ok_or("The register is gmc, nmc or hcpc.")?;
    let number = ProfessionalNumber::parse(register, number)
        .map_err(|_| "The number does not have the form of its register.")?;
    Ok(Some(number))
}

async fn find(conn: &mut PgConnection, keyring: &Keyring, email: &str) -> Result<Uuid, Failure> {
    let found = accounts::find(conn, keyring, &parse(email)?).await?;
    found.ok_or_else(|| "There is no account with this address.".into())
}

fn parse(email: &str) -> Result<Email, Failure> {
    Email::parse(email).map_err(|_| "This is not an e-mail address.".into())
}

/// Replaces the password of a live account, ends its sessions and notes it, all or nothing.
async fn reset_password(
    conn: &mut PgConnection,
    keyring: &Keyring,
    email: &str,
    from_stdin: bool,
) -> Result<(), Failure> {
    let id = find(conn, keyring, email).await?;
    let everybody = accounts::list(conn, keyring).await?;
    let account = everybody
        .iter()
        .find(|account| account.id == id && !account.disabled)
        .ok_or("This account is disabled.")?;
    let (password, made) = password(from_stdin, &[&account.name, &account.email])?;
    let hash = passwords::hash_blocking(&password)?;
    let mut tx = conn.begin().await?;
    accounts::set_password(&mut tx, id, &hash).await?;
    record(&mut tx, "account.password_reset", id).await?;
    tx.commit().await?;
    show(made);
    Ok(())
}

/// A password that is good enough for somebody with these words about them, and its text where it was made here.
fn password(from_stdin: bool, about: &[&str]) -> Result<(NewPassword, Option<String>), Failure> {
    let (text, made) = if from_stdin {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        (line.trim_end_matches(['\r', '\n']).to_owned(), None)
    } else {
        let made = URL_SAFE_NO_PAD.encode(randomness::bytes::<15>());
        (made.clone(), Some(made))
    };
    let password = NewPassword::parse(&text, about)
        .map_err(|weakness| format!("Choose another password: {weakness}"))?;
    Ok((password, made))
}

fn show(made: Option<String>) {
    if let Some(made) = made {
        println!("Password (shown once): {made}");
    }
}

async fn record(conn: &mut PgConnection, action: &str, account: Uuid) -> Result<(), StoreError> {
    let entry = audit::Entry {
        by: By::System,
        action,
        subject: "account",
        subject_id: Some(account),
        data: json!({ "from": "command line" }),
    };
    audit::record(conn, entry, System.now()).await
}
