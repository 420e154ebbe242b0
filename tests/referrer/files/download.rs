use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::{Desk, PDF, desk};
use crate::admissions::team::{conn, looks, signed_in};
use crate::harness::http::{Browser, Page};
use crate::referrer::sending::{reference, send};

fn header<'a>(page: &'a Page, name: &str) -> &'a str {
    page.headers
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

fn assert_safe(page: &Page) {
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.html.as_bytes(), PDF);
    for (name, value) in [
        (
            "content-disposition",
            "attachment; filename*=UTF-8''letter.pdf",
        ),
        ("content-type", "application/pdf"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(header(page, name), value);
    }
}

#[tokio::test]
async fn the_practice_saves_its_file_and_is_in_the_access_log() {
    let desk = desk().await;
    let file = desk.with_pdf().await;
    assert_safe(&desk.anna.browser.get(&file).await);
    let anna = desk.anna.account;
    assert_eq!(
        looks(&mut *conn(&desk.app).await, anna, "downloaded").await,
        1
    );
    desk.app
        .execute("REVOKE INSERT ON access_log FROM referral_app")
        .await;
    let page = desk.anna.browser.get(&file).await;
    assert_eq!(
        page.status,
        StatusCode::INTERNAL_SERVER_ERROR,
        "what cannot be noted"
    );
}

/// What staff with this role get of a file, by the id in its address.
async fn as_staff(browser: &Browser, file: &str) -> Page {
    let id = file.rsplit('/').next().unwrap();
    browser.get(&format!("/admissions/files/{id}")).await
}

async fn sent(desk: &Desk) -> String {
    send(
        &desk.app,
        &desk.anna,
        desk.draft,
        &crate::admissions::team::four_signs(),
    )
    .await;
    reference(&desk.app, desk.draft).await
}

#[tokio::test]
async fn staff_see_and_save_files_of_what_was_sent_and_of_nothing_else() {
    let desk = desk().await;
    let file = desk.with_pdf().await;
    let (ada, browser) = signed_in(&desk.app, "Ada Okafor", Role::Clinician).await;
    assert_eq!(
        as_staff(&browser, &file).await.status,
        StatusCode::NOT_FOUND,
        "not sent yet"
    );
    let reference = sent(&desk).await;
    let case = browser
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    let list = case.text("[data-files]");
    for words in [
        "letter.pdf (PDF, 1 KB)",
        "Added by Anna Gray",
        "Not scanned for viruses",
    ] {
        assert!(list.contains(words), "{words} in {list}");
    }
    assert!(!case.has("[data-files] form"), "staff take nothing away");
    assert_safe(&as_staff(&browser, &file).await);
    let of_case = format!(
        "action = 'downloaded' AND account_id = '{}' AND referral_id IS NOT NULL",
        ada.id
    );
    assert_eq!(desk.app.count_where("access_log", &of_case).await, 1);
    assert_eq!(
        as_staff(&desk.app.browser(), &file).await.path,
        "/admissions/sign-in"
    );
    let (_, numbers) = signed_in(&desk.app, "Ned Numbers", Role::Reporting).await;
    assert_eq!(
        as_staff(&numbers, &file).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn once_sent_the_practice_still_reads_its_file_and_cannot_take_it_away() {
    let desk = desk().await;
    let file = desk.with_pdf().await;
    let delete = desk.page().await.forms("[data-files] form").remove(0);
    sent(&desk).await;
    assert_safe(&desk.anna.browser.get(&file).await);
    desk.anna.browser.send(&delete).await;
    assert_eq!(desk.count().await, 1);
}
