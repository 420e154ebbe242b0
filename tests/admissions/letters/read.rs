use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::{header, keep, letters};
use crate::admissions::team::{self, conn, looks, refer, sender, signed_in};

#[tokio::test]
async fn a_letter_is_saved_as_tagged_pdf_whose_name_tells_nobody() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (member, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let kept = keep(&browser, reference, "acknowledgement/patient", &[]).await;
    let pdf = kept.attributes("main a", "href");
    let pdf = pdf.iter().find(|href| href.ends_with("/pdf")).unwrap();
    let page = browser.get(pdf).await;
    assert_eq!(page.status, StatusCode::OK);
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'"),
    ] {
        assert_eq!(header(&page, name), value);
    }
    let name = format!("attachment; filename=\"letter-{reference}.pdf\"");
    assert_eq!(header(&page, "content-disposition"), name);
    assert!(page.html.starts_with("%PDF-") && page.html.contains("/StructTreeRoot"));
    assert_eq!(
        looks(&mut *conn(&app).await, member.id, "downloaded").await,
        1
    );
    app.stop().await;
}

#[tokio::test]
async fn who_may_read_letters_does_and_every_look_is_noted_first() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let other = refer(&app, sender("Ada Example")).await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let kept = keep(&ada, reference, "acknowledgement/patient", &[]).await;
    let id = kept.path.rsplit('/').next().unwrap().to_owned();
    let elsewhere = format!("{}/{id}", letters(other));
    let pdf = format!("{}/pdf", kept.path);
    for (name, role, may) in [
        ("Ben Ortiz", Role::Coordinator, true),
        ("Lea Novak", Role::Lead, true),
        ("Ira Keys", Role::Admin, true),
        ("Rae Counts", Role::Reporting, false),
    ] {
        let (member, browser) = signed_in(&app, name, role).await;
        let expected = if may {
            StatusCode::OK
        } else {
            StatusCode::FORBIDDEN
        };
        for path in [&letters(reference), &kept.path, &pdf] {
            assert_eq!(browser.get(path).await.status, expected, "{name} {path}");
        }
        let opened = looks(&mut *conn(&app).await, member.id, "opened").await;
        assert_eq!(opened, if may { 2 } else { 0 }, "{name}");
        let page = browser.get(&elsewhere).await;
        assert_ne!(
            page.status,
            StatusCode::OK,
            "{name}: a letter of another case"
        );
        assert!(!page.html.contains("Hopper"));
    }
    app.execute("REVOKE INSERT ON access_log FROM referral_app")
        .await;
    for path in [&letters(reference), &kept.path, &pdf] {
        let page = ada.get(path).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert!(!page.html.contains("Hopper"));
    }
    app.stop().await;
}
