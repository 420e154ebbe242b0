//! Practices with people, and drafts for them to work on.
#![allow(dead_code, reason = "not every helper is used by every part")]

use domain::answers::Answers;
use domain::people::{Email, OdsCode, ProfessionalNumber, Register};
use inpatient_referral::clock::england;
use inpatient_referral::security::passwords::NewPassword;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::security::sessions::Stage;
use inpatient_referral::store::accounts::{self, NewAccount, Place, Profession};
use inpatient_referral::store::referrer_drafts::{self, Holder, ReferrerDraft};
use inpatient_referral::store::screenings::Moment;
use inpatient_referral::store::{practices, sessions};
use serde_json::Value;
use uuid::Uuid;

use crate::admissions::team::{PASSWORD, conn};
use crate::harness::app::TestApp;
use crate::harness::http::Browser;

/// A referrer with a signed-in browser.
pub struct Referrer {
    pub account: Uuid,
    pub practice: Uuid,
    pub email: String,
    pub browser: Browser,
}

/// A practice with this ODS code.
pub async fn practice(app: &TestApp, ods: &str) -> Uuid {
    let (code, name) = (OdsCode::parse(ods).unwrap(), format!("{ods} Surgery"));
    let address = "1 High Street\nAylesbury\nHP20 1AA";
    practices::upsert(&mut *conn(app).await, &code, &name, address, app.now())
        .await
        .unwrap()
}

/// Somebody of a practice, signed in.
pub async fn referrer(app: &TestApp, name: &str, practice: Uuid) -> Referrer {
    let email = format!("{}@practice.example", name.to_lowercase().replace(' ', "."));
    let new = NewAccount {
        email: &Email::parse(&email).unwrap(),
        name,
        role: Role::Referrer,
        password: NewPassword::parse(PASSWORD, &[]).unwrap(),
        place: Some(Place {
            practice,
            profession: Profession::Gp,
            registration: ProfessionalNumber::parse(Register::Gmc, "1234567").ok(),
        }),
    };
    let mut conn = conn(app).await;
    let account = accounts::create(&mut conn, &app.app.keyring, new, app.now());
    let account = account.await.unwrap();
    let key = sessions::begin(&mut conn, account, Stage::Full, "Tests", app.now());
    let browser = app.browser();
    browser.set_cookie("referrer", &key.await.unwrap().to_cookie());
    Referrer {
        account,
        practice,
        email,
        browser,
    }
}

/// Signs a referrer in anew, whose session has ended with the time.
pub async fn sign_in_again(app: &TestApp, who: &Referrer) {
    let mut conn = conn(app).await;
    let key = sessions::begin(&mut conn, who.account, Stage::Full, "Tests", app.now()).await;
    who.browser
        .set_cookie("referrer", &key.unwrap().to_cookie());
}

/// The instant of a change.
pub fn moment(app: &TestApp) -> Moment {
    Moment {
        now: app.now(),
        today: england::date(app.now()),
        periods: app.app.config.periods,
    }
}

/// A draft of a referrer with these answers; change its letter and save it with [`save`].
pub async fn draft(app: &TestApp, of: &Referrer, answers: &Value) -> ReferrerDraft {
    let holder = Holder {
        practice: of.practice,
        account: of.account,
    };
    let pathway = app.app.pathways.default();
    let id = referrer_drafts::create(&mut *conn(app).await, pathway, holder, moment(app))
        .await
        .unwrap();
    let fresh = load(app, id).await;
    save(app, &fresh, answers).await
}

/// Saves a draft's letter and these answers.
pub async fn save(app: &TestApp, draft: &ReferrerDraft, answers: &Value) -> ReferrerDraft {
    let pathway = app.app.pathways.default();
    let answers = Answers::from_json(pathway, answers, moment(app).today).unwrap();
    let keyring = &app.app.keyring;
    let mut conn = conn(app).await;
    referrer_drafts::save(&mut conn, keyring, draft, pathway, &answers, moment(app))
        .await
        .unwrap();
    load(app, draft.id).await
}

/// A draft as it is stored.
pub async fn load(app: &TestApp, id: Uuid) -> ReferrerDraft {
    let mut conn = conn(app).await;
    let draft = referrer_drafts::load(&mut conn, &app.app.keyring, id, app.now());
    draft.await.unwrap().unwrap()
}

#[tokio::test]
async fn a_draft_comes_back_as_it_was_saved_and_only_its_last_version_is_changed() {
    use domain::letter::Heading;
    use serde_json::json;

    let app = crate::admissions::team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let mut first = draft(
        &app,
        &anna,
        &json!({"red_flags": "none", "goals": "Drive again"}),
    )
    .await;
    let stale = first.clone();
    first
        .letter
        .headings
        .insert(Heading::Medicines, "Amitriptyline 10 mg".to_owned());
    let second = save(&app, &first, &json!({"red_flags": "none"})).await;
    assert_eq!(second.letter, first.letter);
    assert!(second.version > stale.version);
    let pathway = app.app.pathways.default();
    let answers = Answers::from_json(pathway, &json!({}), moment(&app).today).unwrap();
    let keyring = &app.app.keyring;
    let mut conn = conn(&app).await;
    let late = referrer_drafts::save(&mut conn, keyring, &stale, pathway, &answers, moment(&app));
    assert!(matches!(
        late.await,
        Err(inpatient_referral::store::StoreError::Conflict)
    ));
    let stored = app.dump("screenings").await;
    assert!(!stored.contains("Amitriptyline"));
}
