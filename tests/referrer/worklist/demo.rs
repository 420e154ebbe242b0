use std::collections::BTreeSet;

use domain::letter::Heading;
use inpatient_referral::demo;
use inpatient_referral::store::referrer_drafts;

use crate::admissions::team::{conn, start};
use crate::referrer::practice::{practice, referrer};

#[tokio::test]
async fn the_demonstration_has_referrals_in_many_states_and_makes_them_once() {
    let app = start().await;
    let (mill, bridge) = (
        practice(&app, "K81001").await,
        practice(&app, "K82002").await,
    );
    let anna = referrer(&app, "Anna Gray", mill).await;
    let cleo = referrer(&app, "Cleo Marsh", bridge).await;
    let referrers = [(anna.account, mill), (cleo.account, bridge)];
    for _ in 0..2 {
        demo::referrals::seed(&mut *conn(&app).await, &app.app, &referrers)
            .await
            .unwrap();
        assert_eq!(app.count("referrals").await, 25);
        assert_eq!(
            (app.count("stays").await, app.count("bed_closures").await),
            (4, 1)
        );
        assert_eq!(app.count("waiting_list").await, 5);
    }
    let mut states = BTreeSet::new();
    for one in [&anna, &cleo] {
        let page = one.browser.get("/refer").await;
        assert_eq!(page.text(".app-tabs [aria-current]"), "Needs you (1)");
        assert!(page.text("main").contains("Drafts not sent yet: 1"));
        for show in ["needs-you", "with-the-hospital", "closed"] {
            let page = one.browser.get(&format!("/refer?show={show}")).await;
            states.extend(page.texts("tr[data-reference] td:nth-child(7) .app-list__value"));
        }
    }
    for state in [
        "Received, not read yet",
        "In clinical triage",
        "Information asked of you",
        "Pre-admission assessment",
        "With the multidisciplinary team for a decision",
        "Accepted, funding being arranged",
        "Accepted, waiting for a bed",
        "Admission booked",
        "On hold",
        "Declined",
        "Redirected to another service",
        "Withdrawn",
        "Admitted",
    ] {
        assert!(states.contains(state), "{state} in {states:?}");
    }
    let (mut conn, keyring) = (conn(&app).await, &app.app.keyring);
    let drafts = referrer_drafts::of_practice(&mut conn, keyring, mill, 9, app.now());
    let drafts = drafts.await.unwrap();
    drop(conn);
    assert!(drafts[0].letter.headings.contains_key(&Heading::Medicines));
    app.stop().await;
}
