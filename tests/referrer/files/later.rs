//! Files that come after sending, with an answer to the hospital's question.

use domain::attachment::{FileName, MediaType};
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::StoreError;
use inpatient_referral::store::attachments::{
    self, Added, Adder, MOST_OF_REFERRAL, Scan, Sealed, To,
};
use uuid::Uuid;

use super::{Desk, PDF, desk};
use crate::admissions::team::{conn, four_signs, signed_in};
use crate::referrer::sending::{reference, send};

async fn add(desk: &Desk, to: To, count: i64) -> Result<Added, StoreError> {
    let (keyring, now) = (&desk.app.app.keyring, desk.app.now());
    let name = FileName::clean("later.pdf");
    let seal = |_| Sealed::new(keyring, &name, MediaType::Pdf, PDF, Scan::Clean, now).unwrap();
    let files: Vec<Sealed> = (0..count).map(seal).collect();
    let by = Adder {
        practice: desk.anna.practice,
        account: desk.anna.account,
    };
    attachments::add(&mut *conn(&desk.app).await, to, by, &files, now).await
}

async fn referral(desk: &Desk) -> Uuid {
    let row = sqlx::query_scalar("SELECT id FROM referrals");
    row.fetch_one(&mut *conn(&desk.app).await).await.unwrap()
}

#[tokio::test]
async fn they_stand_with_those_that_were_sent_and_not_in_the_draft() {
    let desk = desk().await;
    desk.with_pdf().await;
    send(&desk.app, &desk.anna, desk.draft, &four_signs()).await;
    let to = To::Referral(referral(&desk).await);
    desk.app.clock.advance(chrono::TimeDelta::seconds(1));
    assert_eq!(add(&desk, to, 1).await.unwrap(), Added::Done);
    let reference = reference(&desk.app, desk.draft).await;
    let (_, browser) = signed_in(&desk.app, "Ada Okafor", Role::Clinician).await;
    let case = format!("/admissions/referrals/{reference}");
    let names = browser
        .get(&case)
        .await
        .texts("[data-files] a[href$='/view']");
    assert_eq!(names, ["letter.pdf", "later.pdf"]);
    let keyring = &desk.app.app.keyring;
    let sent = attachments::of_draft(&mut *conn(&desk.app).await, keyring, desk.draft).await;
    assert_eq!(sent.unwrap().len(), 1, "as it was sent");
}

#[tokio::test]
async fn there_are_so_many_and_no_more_and_a_sent_draft_takes_none() {
    let desk = desk().await;
    send(&desk.app, &desk.anna, desk.draft, &four_signs()).await;
    let to = To::Referral(referral(&desk).await);
    let most = add(&desk, to, MOST_OF_REFERRAL).await.unwrap();
    assert_eq!(most, Added::Done);
    assert_eq!(add(&desk, to, 1).await.unwrap(), Added::Full);
    let late = add(&desk, To::Draft(desk.draft), 1).await;
    assert!(matches!(late, Err(StoreError::Conflict)));
    assert_eq!(desk.count().await, MOST_OF_REFERRAL);
}
