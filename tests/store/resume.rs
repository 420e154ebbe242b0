//! Links to come back.

use chrono::TimeDelta;
use domain::people::Email;
use futures_util::future::join_all;
use inpatient_referral::store::outbox::{Message, Outgoing};
use inpatient_referral::store::resume::{self, Link};
use inpatient_referral::store::screenings::Screening;
use serde_json::{Value, json};

use super::{Bench, hash};

async fn link(bench: &Bench, draft: &Screening, email: &str) -> [u8; 32] {
    let token_hash = hash();
    let email = Email::parse(email).unwrap();
    let message = Outgoing {
        kind: "resume_link",
        message: Message {
            to: email.to_string(),
            subject: String::new(),
            text: String::new(),
            html: String::new(),
        },
    };
    let link = Link {
        email: &email,
        token_hash,
        message,
    };
    let mut conn = bench.conn().await;
    let periods = bench.app.config.periods;
    resume::request(
        &mut conn,
        &bench.app.keyring,
        draft,
        link,
        periods,
        bench.now(),
    )
    .await
    .unwrap();
    token_hash
}

async fn open(bench: &Bench, token: &[u8; 32]) -> Option<(Screening, [u8; 32])> {
    let session = hash();
    let mut conn = bench.conn().await;
    let opened = resume::open(&mut conn, &bench.app.keyring, token, &session, bench.now()).await;
    opened.unwrap().map(|draft| (draft, session))
}

async fn draft(bench: &Bench, funding: &str) -> (Screening, [u8; 32]) {
    bench
        .draft(&json!({"red_flags": "none", "funding": funding}))
        .await
}

fn funding(bench: &Bench, draft: &Screening) -> Value {
    bench.held(draft)["funding"].clone()
}

#[tokio::test]
async fn a_link_opens_its_draft_once_and_moves_it_to_the_new_browser() {
    let bench = Bench::new().await;
    let (saved, old_session) = draft(&bench, "nhs").await;
    let token = link(&bench, &saved, "ada@example.org").await;
    let pending = bench.find(&old_session).await.unwrap();
    assert_eq!(
        (pending.email, pending.pending_email),
        (None, Email::parse("ada@example.org").ok())
    );
    let mut conn = bench.conn().await;
    assert!(
        resume::is_live(&mut conn, &token, bench.now())
            .await
            .unwrap()
    );
    let (opened, session) = open(&bench, &token).await.unwrap();
    assert_eq!(
        (opened.id, opened.email),
        (saved.id, Email::parse("ada@example.org").ok())
    );
    assert!(bench.find(&old_session).await.is_none());
    assert!(bench.find(&session).await.is_some());
    assert!(
        !resume::is_live(&mut conn, &token, bench.now())
            .await
            .unwrap()
    );
    assert!(open(&bench, &token).await.is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_link_opened_twice_at_once_opens_once() {
    let bench = Bench::new().await;
    let (saved, _) = draft(&bench, "nhs").await;
    let token = link(&bench, &saved, "ada@example.org").await;
    let all = join_all((0..8).map(|_| open(&bench, &token))).await;
    assert_eq!(all.iter().flatten().count(), 1);
}

#[tokio::test]
async fn a_newer_link_ends_the_older_and_all_expire() {
    let bench = Bench::new().await;
    let (saved, _) = draft(&bench, "nhs").await;
    let first = link(&bench, &saved, "ada@example.org").await;
    let second = link(&bench, &saved, "ada@example.org").await;
    assert!(open(&bench, &first).await.is_none());
    bench.clock.advance(TimeDelta::days(7));
    assert!(open(&bench, &second).await.is_none());
}

#[tokio::test]
async fn one_mailbox_keeps_the_draft_that_was_saved_last() {
    let bench = Bench::new().await;
    let (older, _) = draft(&bench, "nhs").await;
    let first = link(&bench, &older, "ada@example.org").await;
    open(&bench, &first).await.unwrap();
    bench.clock.advance(TimeDelta::minutes(5));
    let (newer, _) = draft(&bench, "insurer").await;
    let second = link(&bench, &newer, "ADA@example.org").await;
    let (kept, _) = open(&bench, &second).await.unwrap();
    assert_eq!(
        (kept.id, funding(&bench, &kept)),
        (newer.id, json!("insurer"))
    );
    assert_eq!(bench.database.count("screenings").await, 1);
}

#[tokio::test]
async fn a_link_to_an_older_draft_opens_the_newer_confirmed_one() {
    let bench = Bench::new().await;
    let (older, _) = draft(&bench, "nhs").await;
    let to_older = link(&bench, &older, "ada@example.org").await;
    bench.clock.advance(TimeDelta::minutes(5));
    let (newer, _) = draft(&bench, "insurer").await;
    let to_newer = link(&bench, &newer, "ada@example.org").await;
    open(&bench, &to_newer).await.unwrap();
    let (kept, _) = open(&bench, &to_older).await.unwrap();
    assert_eq!(kept.id, newer.id);
    assert_eq!(bench.database.count("screenings").await, 1);
}

#[tokio::test]
async fn asking_for_a_link_to_somebody_elses_mailbox_takes_nothing() {
    let bench = Bench::new().await;
    let (theirs, _) = draft(&bench, "nhs").await;
    let own = link(&bench, &theirs, "ada@example.org").await;
    let (_, session) = open(&bench, &own).await.unwrap();
    bench.clock.advance(TimeDelta::minutes(5));
    let (stranger, _) = draft(&bench, "insurer").await;
    link(&bench, &stranger, "ada@example.org").await;
    let still = bench.find(&session).await.unwrap();
    assert_eq!(funding(&bench, &still), json!("nhs"));
}
