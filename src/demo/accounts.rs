//! Accounts of the demonstration. Their passwords and second factors are public.

use domain::people::{Email, OdsCode, ProfessionalNumber, Register};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::DemoError;
use crate::app::App;
use crate::config::Config;
use crate::security::passwords::NewPassword;
use crate::security::permissions::Role;
use crate::security::totp::Secret;
use crate::store::accounts::{self, NewAccount, Place, Profession};
use crate::store::audit::{self, By};
use crate::store::practices;

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
    /// Where a referrer works and as what.
    pub post: Option<Post>,
}

/// Where a referrer of the demonstration works and as what.
#[derive(Debug, Clone, Copy)]
pub struct Post {
    /// ODS code of one of the practices.
    pub practice: &'static str,
    /// What they are there.
    pub profession: Profession,
    /// Their register.
    pub register: Register,
    /// Their number in it, made up.
    pub number: &'static str,
}

/// The practices: ODS code, name, address.
const PRACTICES: [(&str, &str, &str); 2] = [
    (
        "K81001",
        "Mill Lane Surgery",
        "12 Mill Lane\nAylesbury\nHP20 1ZZ",
    ),
    (
        "K82002",
        "Bridge Street Practice",
        "3 Bridge Street\nBuckingham\nMK18 1ZZ",
    ),
];

/// Those of the admissions team.
pub const STAFF: [Account; 4] = [
    Account {
        email: "coordinator@demo.example",
        password: "maple-otter-canyon-58",
        secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        name: "Casey Coordinator",
        role: Role::Coordinator,
        post: None,
    },
    Account {
        email: "clinician@demo.example",
        password: "violet-anchor-thimble-31",
        secret: "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU",
        name: "Dr Clara Clinician",
        role: Role::Clinician,
        post: None,
    },
    Account {
        email: "lead@demo.example",
        password: "copper-lantern-meadow-64",
        secret: "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK",
        name: "Leigh Lead",
        role: Role::Lead,
        post: None,
    },
    Account {
        email: "admin@demo.example",
        password: "granite-walnut-ferry-27",
        secret: "NNQXEZLONNQXEZLONNQXEZLONNQXEZLO",
        name: "Alex Admin",
        role: Role::Admin,
        post: None,
    },
];

/// Those of referrers, two at each practice.
pub const REFERRERS: [Account; 4] = [
    Account {
        email: "gita.gray@demo.example",
        password: "saffron-kettle-harbour-73",
        secret: "OBZGC43UNFRWKIDPOBZGC43UNFRWKIDP",
        name: "Dr Gita Gray",
        role: Role::Referrer,
        post: Some(Post {
            practice: "K81001",
            profession: Profession::Gp,
            register: Register::Gmc,
            number: "7000001",
        }),
    },
    Account {
        email: "nadia.khan@demo.example",
        password: "cobalt-ribbon-orchard-19",
        secret: "MJZGSZDHMUQHG5DSMJZGSZDHMUQHG5DS",
        name: "Dr Nadia Khan",
        role: Role::Referrer,
        post: Some(Post {
            practice: "K82002",
            profession: Profession::Gp,
            register: Register::Gmc,
            number: "7000003",
        }),
    },
    Account {
        email: "owen.price@demo.example",
        password: "juniper-marble-window-46",
        secret: "ONUWO3TBNRZSA5DPONUWO3TBNRZSA5DP",
        name: "Dr Owen Price",
        role: Role::Referrer,
        post: Some(Post {
            practice: "K81001",
            profession: Profession::Neurologist,
            register: Register::Gmc,
            number: "7000002",
        }),
    },
    Account {
        email: "sam.whitlock@demo.example",
        password: "thistle-drummer-canvas-82",
        secret: "ORUGK4TBOB4SA53POJUGK4TBOB4SA53P",
        name: "Sam Whitlock",
        role: Role::Referrer,
        post: Some(Post {
            practice: "K82002",
            profession: Profession::Therapist,
            register: Register::Hcpc,
            number: "PH000004",
        }),
    },
];

/// A person of the demonstration, as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Person {
    /// The address to sign in with.
    pub email: &'static str,
    /// What the account is for.
    pub role: Role,
    /// The account.
    pub id: Uuid,
    /// The practice, of a referrer.
    pub practice: Option<Uuid>,
}

/// What a person needs to sign in, for the terminal.
pub fn accounts_in_words(config: &Config) -> String {
    let mut lines = Vec::new();
    for (whom, address, accounts) in [
        ("the admissions team", "/admissions", &STAFF),
        ("referrers", "/refer", &REFERRERS),
    ] {
        lines.push(format!("Demonstration accounts for {whom}, all made up:"));
        lines.push(format!("  sign in at {}", config.link(address)));
        lines.extend(
            accounts
                .iter()
                .map(|account| format!("  {:26} password {}", account.email, account.password)),
        );
    }
    lines.push(format!("  one-time codes: {}", config.link("/demo/codes")));
    lines.push(format!("  mail:           {}", config.link("/demo/mail")));
    lines.join("\n")
}

/// Makes the practices and accounts that are missing; returns all people.
pub(super) async fn seed(conn: &mut PgConnection, app: &App) -> Result<Vec<Person>, DemoError> {
    let practices = seed_practices(conn, app).await?;
    let mut people = Vec::new();
    for account in STAFF.iter().chain(&REFERRERS) {
        let email = Email::parse(account.email).map_err(|_| unsound(account))?;
        let place = account
            .post
            .map(|post| place(account, post, &practices))
            .transpose()?;
        let practice = place.as_ref().map(|place| place.practice);
        let id = match accounts::find(conn, &app.keyring, &email).await? {
            Some(id) => id,
            None => make(conn, app, account, &email, place).await?,
        };
        let (email, role) = (account.email, account.role);
        people.push(Person {
            email,
            role,
            id,
            practice,
        });
    }
    Ok(people)
}

async fn seed_practices(
    conn: &mut PgConnection,
    app: &App,
) -> Result<Vec<(&'static str, Uuid)>, DemoError> {
    let mut known = Vec::new();
    for (code, name, address) in PRACTICES {
        let ods =
            OdsCode::parse(code).map_err(|_| DemoError::Unsound(format!("practice {code}")))?;
        let id = practices::upsert(conn, &ods, name, address, app.clock.now()).await?;
        known.push((code, id));
    }
    Ok(known)
}

fn place(account: &Account, post: Post, known: &[(&str, Uuid)]) -> Result<Place, DemoError> {
    let practice = known.iter().find(|(code, _)| *code == post.practice);
    let registration = ProfessionalNumber::parse(post.register, post.number);
    Ok(Place {
        practice: practice.ok_or_else(|| unsound(account))?.1,
        profession: post.profession,
        registration: Some(registration.map_err(|_| unsound(account))?),
    })
}

fn unsound(account: &Account) -> DemoError {
    DemoError::Unsound(format!("account {}", account.email))
}

async fn make(
    conn: &mut PgConnection,
    app: &App,
    account: &Account,
    email: &Email,
    place: Option<Place>,
) -> Result<Uuid, DemoError> {
    let new = NewAccount {
        email,
        name: account.name,
        role: account.role,
        password: NewPassword::parse(account.password, &[account.name, account.email])
            .map_err(|_| unsound(account))?,
        place,
    };
    let now = app.clock.now();
    let id = accounts::create(conn, &app.keyring, new, now).await?;
    let secret = Secret::from_base32(account.secret).map_err(|_| unsound(account))?;
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
