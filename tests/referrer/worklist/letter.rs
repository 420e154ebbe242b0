use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::{openings, sent};
use crate::admissions::letters::keep;
use crate::admissions::team::{self, conn, looks, signed_in};
use crate::referrer::practice::{practice, referrer};

#[tokio::test]
async fn a_practice_reads_prints_and_saves_the_letters_that_are_to_it() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let (_, staff) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let to_practice = keep(&staff, reference, "acknowledgement/referrer", &[]).await;
    let to_patient = keep(&staff, reference, "acknowledgement/patient", &[]).await;
    let case = format!("/refer/referrals/{reference}");
    let id = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let (theirs, not_theirs) = (id(&to_practice.path), id(&to_patient.path));
    let page = anna.browser.get(&case).await;
    let links = page.attributes(".app-letters a", "href");
    assert_eq!(links, [format!("{case}/letters/{theirs}")]);
    let page = anna.browser.get(&links[0]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.text(".app-letter"), to_practice.text(".app-letter"));
    assert!(page.has("[data-print]"));
    let pdf = anna.browser.get(&format!("{}/pdf", links[0])).await;
    assert_eq!(pdf.status, StatusCode::OK);
    assert!(pdf.html.starts_with("%PDF-"));
    assert_eq!(openings(&app, anna.account).await, 2);
    let saved = looks(&mut *conn(&app).await, anna.account, "downloaded").await;
    assert_eq!(saved, 1);
    for part in ["", "/pdf"] {
        let page = anna
            .browser
            .get(&format!("{case}/letters/{not_theirs}{part}"))
            .await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "the patient’s letter");
    }
    app.stop().await;
}

#[tokio::test]
async fn another_practice_finds_no_letter() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let theirs = practice(&app, "K81002").await;
    let bo = referrer(&app, "Bo Lind", theirs).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let own = sent(&app, &bo, "Ada Example").await;
    let (_, staff) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let kept = keep(&staff, reference, "acknowledgement/referrer", &[]).await;
    let id = kept.path.rsplit('/').next().unwrap();
    for case in [reference, own] {
        for part in ["", "/pdf"] {
            let path = format!("/refer/referrals/{case}/letters/{id}{part}");
            let page = bo.browser.get(&path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    app.execute("REVOKE INSERT ON access_log FROM referral_app")
        .await;
    let page = anna
        .browser
        .get(&format!("/refer/referrals/{reference}/letters/{id}"))
        .await;
    assert_eq!(
        page.status,
        StatusCode::INTERNAL_SERVER_ERROR,
        "what cannot be noted"
    );
    app.stop().await;
}
