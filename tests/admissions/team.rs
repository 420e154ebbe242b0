//! People of the team, and referrals for them to work on.

use chrono::{DateTime, Utc};
use domain::Audience;
use domain::answers::Answers;
use domain::explanation::Explanation;
use domain::outcome;
use domain::people::{Email, NhsNumber, PersonName, Reference, TestRange};
use domain::referral::Targets;
use domain::snapshot::Snapshot;
use inpatient_referral::security::passwords::NewPassword;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::security::totp::{RecoveryCode, Secret};
use inpatient_referral::store::accounts::{self, NewAccount};
use inpatient_referral::store::contact::Contact;
use inpatient_referral::store::screenings::{self, NewScreening};
use inpatient_referral::store::submissions::{self, Sending, Source};
use serde_json::{Value, json};
use sqlx::{PgConnection, Postgres, pool::PoolConnection};
use uuid::Uuid;

use crate::harness::app::TestApp;
use crate::harness::http::{Browser, Page};

/// A password that is good enough.
pub const PASSWORD: &str = "orchid tram wobble nine";

/// A member of the team, with the authenticator in hand.
pub struct Member {
    pub id: Uuid,
    pub email: String,
    pub secret: Secret,
    pub recovery: Vec<RecoveryCode>,
}

/// An application at nine o'clock of a day on which ages and days are known.
pub async fn start() -> TestApp {
    start_with(&["--demo"]).await
}

/// The same, where so many of a hundred declines are put before a second reader.
pub async fn start_drawing(percent: &str) -> TestApp {
    start_with(&["--demo", "--second-read-percent", percent]).await
}

/// The same with these settings.
pub async fn start_with(options: &[&str]) -> TestApp {
    let app = TestApp::start_with(options).await;
    let nine: DateTime<Utc> = "2031-01-15T09:00:00Z".parse().unwrap();
    app.clock.advance(nine - app.now());
    app
}

/// A connection in the application's role.
pub async fn conn(app: &TestApp) -> PoolConnection<Postgres> {
    app.app.pool.acquire().await.unwrap()
}

/// An account without a second factor.
pub async fn newcomer(app: &TestApp, name: &str, role: Role) -> (Uuid, String) {
    let email = format!("{}@clinic.example", name.to_lowercase().replace(' ', "."));
    let new = NewAccount {
        email: &Email::parse(&email).unwrap(),
        name,
        role,
        password: NewPassword::parse(PASSWORD, &[]).unwrap(),
        place: None,
    };
    let made = accounts::create(&mut *conn(app).await, &app.app.keyring, new, app.now()).await;
    (made.unwrap(), email)
}

/// An account with a second factor and recovery codes.
pub async fn member(app: &TestApp, name: &str, role: Role) -> Member {
    let (id, email) = newcomer(app, name, role).await;
    let (secret, recovery) = (Secret::generate(), RecoveryCode::generate_set());
    let (mut conn, keyring) = (conn(app).await, &app.app.keyring);
    accounts::set_totp(&mut conn, keyring, id, &secret, None)
        .await
        .unwrap();
    let set = accounts::set_recovery_codes(&mut conn, keyring, id, &recovery).await;
    set.unwrap();
    Member {
        id,
        email,
        secret,
        recovery,
    }
}

/// Gives address and password.
pub async fn give_password(browser: &Browser, email: &str, password: &str) -> Page {
    let page = browser.get("/admissions/sign-in").await;
    browser
        .answer(&page, &[("email", email), ("password", password)])
        .await
}

/// Gives a code on the page that asks for one.
pub async fn give_code(browser: &Browser, page: &Page, code: &str) -> Page {
    let form = page.forms("main form[method=post]").remove(0);
    browser.send(&form.with(&[("code", code)])).await
}

/// Signs in completely, with the code of the next step so that it was never used.
pub async fn sign_in(app: &TestApp, browser: &Browser, member: &Member) -> Page {
    let page = give_password(browser, &member.email, PASSWORD).await;
    app.clock.advance(chrono::TimeDelta::seconds(30));
    let code = member.secret.code_at(app.now());
    let page = give_code(browser, &page, &code).await;
    assert_eq!(page.path, "/admissions", "{}", page.html);
    page
}

/// A new member, signed in.
pub async fn signed_in(app: &TestApp, name: &str, role: Role) -> (Member, Browser) {
    let member = member(app, name, role).await;
    let browser = app.browser();
    sign_in(app, &browser, &member).await;
    (member, browser)
}

/// Answers that meet all four signs.
pub fn four_signs() -> Value {
    json!({
        "red_flags": "none", "completed_by": "self", "date_of_birth": "1974-03-14",
        "diagnosis_status": "neurologist_confirmed", "funding": "self_pay",
        "pain_impact": "a_lot", "movement_impact": "nearly_all",
        "limited_activities": ["driving", "work"],
        "treatments": {
            "botulinum_toxin": { "status": "having_now", "benefit": "some" },
            "physiotherapy": { "status": "had_before", "benefit": "not_at_all" }
        },
        "treatment_enough_now": "no",
        "secondary_symptoms": ["fatigue", "fear_of_movement"],
        "help_needed": ["physiotherapy", "occupational_therapy", "psychology"],
        "goals": "Drive to my sister’s again",
        "consent_to_share": "yes"
    })
}

/// Answers that meet none.
pub fn no_sign() -> Value {
    json!({
        "red_flags": "none", "completed_by": "self", "date_of_birth": "1990-01-02",
        "diagnosis_status": "neurologist_confirmed", "funding": "nhs",
        "pain_impact": "not_at_all", "movement_impact": "not_at_all", "limited_activities": ["none"],
        "treatments": { "physiotherapy": { "status": "having_now", "benefit": "enough" } },
        "treatment_enough_now": "yes", "secondary_symptoms": ["none"], "help_needed": ["none"],
        "consent_to_share": "yes"
    })
}

/// Somebody who sends.
pub struct Sender<'a> {
    pub name: &'a str,
    pub nhs_number: Option<&'a str>,
    pub source: Source,
    pub answers: Value,
}

/// Somebody with four signs who sends for herself.
pub fn sender(name: &str) -> Sender<'_> {
    Sender {
        name,
        nhs_number: None,
        source: Source::Patient,
        answers: four_signs(),
    }
}

/// A referral as the service stores it.
pub async fn refer(app: &TestApp, sender: Sender<'_>) -> Reference {
    let contact = contact(&sender);
    refer_as(app, sender, &contact).await
}

/// The same of somebody who is reached like this.
pub async fn refer_as(app: &TestApp, sender: Sender<'_>, contact: &Contact) -> Reference {
    let (mut conn, keyring) = (conn(app).await, &app.app.keyring);
    let pathway = app.app.pathways.default();
    let (now, on) = (app.now(), app.now().date_naive());
    let answers = Answers::from_json(pathway, &sender.answers, on).unwrap();
    let decision = outcome::decide(pathway, &answers, on);
    let audience = Audience::Patient;
    let new = NewScreening {
        pathway,
        audience,
        session_hash: inpatient_referral::randomness::bytes(),
        answers: &answers,
    };
    let periods = app.app.config.periods;
    let draft = screenings::create(&mut conn, keyring, new, periods, now)
        .await
        .unwrap();
    let sending = Sending {
        draft: draft.id,
        version: draft.version,
        nonce: &draft.id.to_string(),
        pathway,
        answers: &answers,
        decision: &decision,
        explanation: &Explanation::new(pathway, &answers, &decision, audience, on),
        snapshot: &Snapshot::new(pathway, &answers, audience),
        reason: None,
        contact,
        date_of_birth: sender.answers["date_of_birth"]
            .as_str()
            .and_then(|day| day.parse().ok()),
        source: sender.source,
        referrer: None,
        counter: None,
        on,
        targets: Targets::default(),
        now,
    };
    let sent = submissions::send(&mut conn, keyring, sending, |_| Vec::new()).await;
    sent.unwrap().reference
}

/// How the sender is reached.
pub fn contact(sender: &Sender<'_>) -> Contact {
    let number = |text| NhsNumber::parse(text, TestRange::Accepted).unwrap();
    Contact {
        name: PersonName::parse(sender.name).unwrap(),
        phone: None,
        email: Some(Email::parse("someone@example.com").unwrap()),
        preferred: None,
        message_ok: Some(false),
        nhs_number: sender.nhs_number.map(number),
        address_line_1: Some("1 Test Street".to_owned()),
        address_line_2: None,
        town: None,
        postcode: None,
        gp_practice: None,
    }
}

/// How often an action stands in the access log, by account.
pub async fn looks(conn: &mut PgConnection, account: Uuid, action: &str) -> i64 {
    let count = "SELECT count(*) FROM access_log WHERE account_id = $1 AND action = $2";
    let count = sqlx::query_scalar(count).bind(account).bind(action);
    count.fetch_one(conn).await.unwrap()
}
