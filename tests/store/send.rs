//! Sending: all or nothing, and once.

use futures_util::future::join_all;
use inpatient_referral::postgres::{self, Role};
use inpatient_referral::store::StoreError;
use inpatient_referral::store::outbox::{Message, Outgoing};
use inpatient_referral::store::{screenings, submissions};
use serde_json::json;

use crate::harness::proxy::Proxy;

use super::{Bench, contact, four_signs};

const TABLES: [&str; 5] = [
    "patients",
    "submissions",
    "referrals",
    "referral_events",
    "audit_log",
];

#[tokio::test]
async fn a_send_stores_everything_and_empties_the_draft() {
    let bench = Bench::new().await;
    let (draft, session) = bench.draft(&four_signs()).await;
    let mail = |reference: domain::people::Reference| {
        let text = reference.to_string();
        vec![Outgoing {
            kind: "receipt",
            message: Message {
                to: "ada@example.org".into(),
                subject: text.clone(),
                text,
                html: String::new(),
            },
        }]
    };
    let receipt = bench
        .send_with_mail(&draft, "n", &contact("Ada Example"), mail)
        .await
        .unwrap();
    for table in TABLES {
        assert_eq!(bench.database.count(table).await, 1, "{table}");
    }
    assert_eq!(bench.database.count("outbox").await, 1);
    let left = bench.find(&session).await.unwrap();
    assert_eq!(
        left.submitted_at.map(|at| at.timestamp_micros()),
        Some(bench.now().timestamp_micros())
    );
    assert_eq!(bench.held(&left), json!({}));
    let mut conn = bench.conn().await;
    let kept = submissions::of_screening(&mut conn, &bench.app.keyring, draft.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.reference, receipt.reference);
    assert_eq!(kept.contact, contact("Ada Example"));
    assert_eq!(kept.reason.as_deref(), Some("Mornings are best."));
    assert_eq!(kept.explanation.met(), 4);
    assert_eq!(kept.date_of_birth, "1974-03-14".parse().ok());
    assert!(
        kept.snapshot
            .sections
            .iter()
            .flat_map(|part| &part.questions)
            .any(|question| question.id == "goals")
    );
}

#[tokio::test]
async fn nothing_that_identifies_is_stored_in_clear() {
    let bench = Bench::new().await;
    let (draft, _) = bench.draft(&four_signs()).await;
    let mut conn = bench.conn().await;
    let details = contact("Ada Example");
    let draft = screenings::set_contact(
        &mut conn,
        &bench.app.keyring,
        draft,
        &details,
        bench.moment(),
    );
    let draft = draft.await.unwrap();
    for sent in [false, true] {
        if sent {
            bench
                .send(&draft, "n", &contact("Ada Example"))
                .await
                .unwrap();
        }
        for table in [
            "screenings",
            "patients",
            "submissions",
            "referrals",
            "referral_events",
            "audit_log",
            "outbox",
        ] {
            let dump = bench.database.dump(table).await.to_lowercase();
            // Long enough, and not hexadecimal, so that no encrypted value holds them by chance.
            for clear in [
                "example",
                "grandson",
                "mornings",
                "ada@",
                "9991000011",
                "1974-03-14",
            ] {
                assert!(!dump.contains(clear), "{clear} in {table}: {dump}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn thirty_two_sends_at_once_are_one() {
    let bench = Bench::new().await;
    let (draft, _) = bench.draft(&four_signs()).await;
    let person = contact("Ada Example");
    let all = join_all((0..32).map(|_| bench.send(&draft, "same", &person))).await;
    let receipts: Vec<_> = all.into_iter().map(Result::unwrap).collect();
    assert!(
        receipts
            .iter()
            .all(|one| one.reference == receipts[0].reference)
    );
    for table in TABLES {
        assert_eq!(bench.database.count(table).await, 1, "{table}");
    }
}

#[tokio::test]
async fn a_send_is_one_round_trip() {
    let bench = Bench::new().await;
    let proxy = Proxy::start(bench.database.options());
    let pool = postgres::connect(proxy.options(), Role::App, 1);
    let mut conn = pool.acquire().await.unwrap();
    let mut exchanges = Vec::new();
    for nonce in ["prepares the statement", "one", "two"] {
        let (draft, _) = bench.draft(&four_signs()).await;
        let before = proxy.exchanges();
        bench
            .send_on(&mut conn, &draft, nonce, &contact("Ada Example"), |_| {
                Vec::new()
            })
            .await
            .unwrap();
        exchanges.push(proxy.exchanges() - before);
    }
    assert_eq!(exchanges[1..], [1, 1], "{exchanges:?}");
}

#[tokio::test]
async fn a_later_retry_gets_the_first_receipt_whatever_its_nonce() {
    let bench = Bench::new().await;
    let (draft, _) = bench.draft(&four_signs()).await;
    let first = bench
        .send(&draft, "one", &contact("Ada Example"))
        .await
        .unwrap();
    bench.clock.advance(chrono::TimeDelta::hours(1));
    for nonce in ["one", "two"] {
        let again = bench
            .send(&draft, nonce, &contact("Eve Other"))
            .await
            .unwrap();
        assert_eq!(again.reference, first.reference);
        assert_eq!(
            again.received_at.timestamp_micros(),
            first.received_at.timestamp_micros()
        );
    }
    assert_eq!(bench.database.count("submissions").await, 1);
}

#[tokio::test]
async fn a_draft_changed_since_it_was_decided_is_not_sent() {
    let bench = Bench::new().await;
    let (draft, session) = bench.draft(&four_signs()).await;
    let mut conn = bench.conn().await;
    let (keyring, pathway) = (&bench.app.keyring, bench.pathway());
    let question = pathway.question("funding").unwrap();
    let change = |answers: &mut domain::answers::Answers| answers.remove(question);
    screenings::change(
        &mut conn,
        keyring,
        pathway,
        draft.clone(),
        change,
        bench.moment(),
    )
    .await
    .unwrap();
    let stale = bench.send(&draft, "n", &contact("Ada Example")).await;
    assert!(matches!(stale, Err(StoreError::Conflict)), "{stale:?}");
    assert_eq!(bench.database.count("submissions").await, 0);
    let fresh = bench.find(&session).await.unwrap();
    assert!(
        bench
            .send(&fresh, "n", &contact("Ada Example"))
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn one_nonce_cannot_send_two_drafts() {
    let bench = Bench::new().await;
    let (one, _) = bench.draft(&four_signs()).await;
    let (other, _) = bench.draft(&four_signs()).await;
    bench
        .send(&one, "n", &contact("Ada Example"))
        .await
        .unwrap();
    let second = bench.send(&other, "n", &contact("Ada Example")).await;
    assert!(matches!(second, Err(StoreError::Conflict)), "{second:?}");
    assert_eq!(
        bench.database.count("patients").await,
        1,
        "nothing is left behind"
    );
}
