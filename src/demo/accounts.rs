//! Accounts of the demonstration. Their passwords and second factors are public.

use domain::people::Email;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::DemoError;
use crate::app::App;
use crate::config::Config;
use crate::security::passwords::NewPassword;
use crate::security::permissions::Role;
use crate::security::totp::Secret;
use crate::store::accounts::{self, NewAccount};
use crate::store::audit::{self, By};

/// An account of the demonstration.
#[derive(Debug, Clone, Copy)]
pub struct Account {
    /// To sign in with.
    pub email: &'static str,
    /// To sign in with.
    pub password: &'static str,
    /// The second factor's secret, in Base 32.
    pub secret: &'static str,
    /// The name that colleagues see.
    pub name: &'static str,
    /// What it is for.
    pub role: Role,
}

/// All of them.
pub const ACCOUNTS: [Account; 4] = [
    Account {
        email: "coordinator@demo.example",
        password: "maple-otter-canyon-58",
        secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        name: "Casey Coordinator",
        role: Role::Coordinator,
    },
    Account {
        email: "clinician@demo.example",
        password: "violet-anchor-thimble-31",
        secret: "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU",
        name: "Dr Clara Clinician",
        role: Role::Clinician,
    },
    Account {
        email: "lead@demo.example",
        password: "copper-lantern-meadow-64",
        secret: "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK",
        name: "Leigh Lead",
        role: Role::Lead,
    },
    Account {
        email: "admin@demo.example",
        password: "granite-walnut-ferry-27",
        secret: "NNQXEZLONNQXEZLONNQXEZLONNQXEZLO",
        name: "Alex Admin",
        role: Role::Admin,
    },
];

/// What a person needs to sign in, for the terminal.
pub fn accounts_in_words(config: &Config) -> String {
    let mut lines = vec![
        "Demonstration accounts for the admissions team, all made up:".to_owned(),
        format!("  sign in at {}", config.link("/admissions")),
    ];
    lines.extend(
        ACCOUNTS
            .iter()
            .map(|account| format!("  {:26} password {}", account.email, account.password)),
    );
    lines.push(format!("  one-time codes: {}", config.link("/demo/codes")));
    lines.push(format!("  mail:           {}", config.link("/demo/mail")));
    lines.join("\n")
}

/// Makes the accounts that are missing; returns the ids of all.
pub(super) async fn seed(
    conn: &mut PgConnection,
    app: &App,
) -> Result<Vec<(Role, Uuid)>, DemoError> {
    let mut ids = Vec::new();
    for account in &ACCOUNTS {
        let unsound = || DemoError::Unsound(format!("account {}", account.email));
        let email = Email::parse(account.email).map_err(|_| unsound())?;
        let id = match accounts::find(conn, &app.keyring, &email).await? {
            Some(id) => id,
            None => make(conn, app, account, &email).await?,
        };
        ids.push((account.role, id));
    }
    Ok(ids)
}

async fn make(
    conn: &mut PgConnection,
    app: &App,
    account: &Account,
    email: &Email,
) -> Result<Uuid, DemoError> {
    let unsound = || DemoError::Unsound(format!("account {}", account.email));
    let new = NewAccount {
        email,
        name: account.name,
        role: account.role,
        password: NewPassword::parse(account.password, &[account.name, account.email])
            .map_err(|_| unsound())?,
        place: None,
    };
    let now = app.clock.now();
    let id = accounts::create(conn, &app.keyring, new, now).await?;
    let secret = Secret::from_base32(account.secret).map_err(|_| unsound())?;
    accounts::set_totp(conn, &app.keyring, id, &secret, None).await?;
    let entry = audit::Entry {
        by: By::System,
        action: "account.created",
        subject: "account",
        subject_id: Some(id),
        data: json!({ "from": "demonstration" }),
    };
    audit::record(conn, entry, now).await?;
    Ok(id)
}
