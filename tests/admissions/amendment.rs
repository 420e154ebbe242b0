use domain::letter::Heading;
use domain::referral::amendment::Field;
use domain::referral::{Action, Actor, Change};
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::team::{self, signed_in};
use crate::harness::app::TestApp;
use crate::referrer::practice::{Referrer, practice, referrer};
use crate::referrer::worklist::{act, sent};
use domain::people::Reference;

async fn amended(app: &TestApp, by: &Referrer) -> Reference {
    let reference = sent(app, by, "Grace Hopper").await;
    let change = Change {
        field: Field::Phone,
        before: Some("07700900001".to_owned()),
        after: Some("07700900002".to_owned()),
    };
    let medicines = Change {
        field: Field::Heading(Heading::Medicines),
        before: Some("Baclofen 10 mg".to_owned()),
        after: Some("Baclofen 20 mg".to_owned()),
    };
    let changes = vec![change, medicines];
    let actor = Actor::Referrer(by.account);
    act(app, reference, Action::Amend { changes }, actor).await;
    reference
}

#[tokio::test]
async fn an_amendment_stands_out_until_somebody_of_the_team_has_read_it() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    for (name, role) in [
        ("Ada Okafor", Role::Clinician),
        ("Ben Ortiz", Role::Coordinator),
        ("Lea Novak", Role::Lead),
    ] {
        let reference = amended(&app, &anna).await;
        let path = format!("/admissions/referrals/{reference}");
        let (_, browser) = signed_in(&app, name, role).await;
        let line = format!("tr[data-reference='{reference}']");
        assert!(
            browser
                .get("/admissions")
                .await
                .text(&line)
                .contains("Amended")
        );
        let page = browser.get(&path).await;
        let part = page.text(".app-amended");
        for words in ["Not read yet", "Before: 07700900001", "Now: 07700900002"] {
            assert!(part.contains(words), "{words} in {part}");
        }
        assert!(page.text(".app-case__aside").contains("07700 900002"));
        let letter = page.text("[data-letter]");
        assert!(letter.contains("Baclofen 20 mg") && !letter.contains("Baclofen 10 mg"));
        assert!(
            page.text(".app-timeline")
                .contains("Amended by the referrer")
        );
        let page = browser
            .send(&page.form_to(&format!("{path}/read-amendment")))
            .await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text(".app-amended").contains("Not read yet"));
        assert!(page.text(".app-amended").contains("Now: 07700900002"));
        assert!(
            !browser
                .get("/admissions")
                .await
                .text(&line)
                .contains("Amended")
        );
    }
    app.stop().await;
}

#[tokio::test]
async fn an_administrator_sees_an_amendment_and_leaves_it() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = amended(&app, &anna).await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser.get(&path).await;
    assert!(page.text(".app-amended").contains("Now: 07700900002"));
    assert!(page.forms("main form[method=post]").is_empty());
    app.stop().await;
}
