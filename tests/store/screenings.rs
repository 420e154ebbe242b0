//! Drafts.

use chrono::TimeDelta;
use domain::answers::{Answer, Answers};
use futures_util::future::join_all;
use inpatient_referral::store::{StoreError, screenings};
use serde_json::{Value, json};

use super::{Bench, contact, hash};

async fn set(
    bench: &Bench,
    draft: screenings::Screening,
    id: &str,
    value: Value,
) -> Result<screenings::Screening, StoreError> {
    let pathway = bench.pathway();
    let question = pathway.question(id).unwrap();
    let answer: Answer = bench
        .answers(&json!({ id: value }))
        .get(question)
        .unwrap()
        .clone();
    let change = |answers: &mut Answers| answers.set(question, answer.clone());
    let mut conn = bench.conn().await;
    screenings::change(
        &mut conn,
        &bench.app.keyring,
        pathway,
        draft,
        change,
        bench.moment(),
    )
    .await
}

#[tokio::test]
async fn answers_come_back_as_they_were_saved() {
    let bench = Bench::new().await;
    let given =
        json!({"red_flags": "none", "date_of_birth": "1974-03-14", "goals": "Zoë’s 1st step"});
    let (_, session) = bench.draft(&given).await;
    let found = bench.find(&session).await.unwrap();
    assert_eq!(bench.held(&found), given);
    assert!(bench.find(&hash()).await.is_none());
}

#[tokio::test]
async fn two_tabs_lose_nothing() {
    let bench = Bench::new().await;
    let (seen, session) = bench.draft(&json!({"red_flags": "none"})).await;
    set(&bench, seen.clone(), "funding", json!("nhs"))
        .await
        .unwrap();
    set(&bench, seen, "pain_impact", json!("a_lot"))
        .await
        .unwrap();
    let both = json!({"red_flags": "none", "pain_impact": "a_lot", "funding": "nhs"});
    assert_eq!(bench.held(&bench.find(&session).await.unwrap()), both);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_tabs_at_once_lose_nothing() {
    let bench = Bench::new().await;
    let (seen, session) = bench.draft(&json!({"red_flags": "none"})).await;
    let values = [
        ("funding", json!("nhs")),
        ("pain_impact", json!("a_lot")),
        ("movement_impact", json!("a_little")),
        ("goals", json!("Walk")),
        ("secondary_symptoms", json!(["gait"])),
        ("help_needed", json!(["psychology"])),
    ];
    let all = values
        .iter()
        .map(|(id, value)| set(&bench, seen.clone(), id, value.clone()));
    assert!(join_all(all).await.iter().all(Result::is_ok));
    let held = bench.held(&bench.find(&session).await.unwrap());
    for (id, value) in values {
        assert_eq!(held[id], value, "{id}");
    }
}

#[tokio::test]
async fn contact_details_are_kept_until_the_draft_is_deleted() {
    let bench = Bench::new().await;
    let (draft, session) = bench.draft(&json!({"red_flags": "none"})).await;
    let mut conn = bench.conn().await;
    let details = contact("Ada Example");
    let saved = screenings::set_contact(
        &mut conn,
        &bench.app.keyring,
        draft,
        &details,
        bench.moment(),
    );
    let saved = saved.await.unwrap();
    let found = bench.find(&session).await.unwrap();
    assert_eq!(
        found.contact(&bench.app.keyring).unwrap(),
        Some(contact("Ada Example"))
    );
    assert_eq!(found.version, saved.version);
    screenings::start_again(&mut conn, found.id).await.unwrap();
    assert!(bench.find(&session).await.is_none());
    let late = set(&bench, found, "funding", json!("nhs")).await;
    assert!(matches!(late, Err(StoreError::NotFound)), "{late:?}");
}

#[tokio::test]
async fn a_draft_lives_thirty_days_from_its_last_change() {
    let bench = Bench::new().await;
    let (draft, session) = bench.draft(&json!({"red_flags": "none"})).await;
    bench.clock.advance(TimeDelta::days(29));
    set(&bench, draft, "funding", json!("nhs")).await.unwrap();
    bench.clock.advance(TimeDelta::days(29));
    assert!(bench.find(&session).await.is_some());
    bench.clock.advance(TimeDelta::days(2));
    assert!(bench.find(&session).await.is_none());
}

#[tokio::test]
async fn a_value_moved_to_another_row_does_not_open() {
    let bench = Bench::new().await;
    let (one, first) = bench
        .draft(&json!({"red_flags": "none", "goals": "One"}))
        .await;
    let (other, _) = bench
        .draft(&json!({"red_flags": "none", "goals": "Other"}))
        .await;
    let swap = format!(
        "UPDATE screenings SET private_enc = (SELECT private_enc FROM screenings WHERE id = '{}') WHERE id = '{}'",
        other.id, one.id
    );
    bench.database.execute(&swap).await;
    let mut conn = bench.conn().await;
    let found = screenings::find(&mut conn, [&first; screenings::AT_ONCE]).await;
    let moved = found.unwrap().pop().unwrap();
    let read = moved.open(&bench.app.keyring);
    assert!(matches!(read, Err(StoreError::Unreadable(_))), "{read:?}");
}
