//! Links to come back.

use chrono::TimeDelta;
use domain::people::Email;
use futures_util::future::join_all;
use inpatient_referral::store::outbox::{Message, Outgoing};
use inpatient_referral::store::resume::{self, Link};
use inpatient_referral::store::screenings::Screening;
use serde_json::{Value, json};
use uuid::Uuid;

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
    let (keyring, pathways) = (&bench.app.keyring, &bench.app.pathways);
    let opened = resume::open(&mut conn, keyring, pathways, token, &session, bench.now()).await;
    opened.unwrap().map(|draft| (draft, session))
}

async fn draft(bench: &Bench, funding: &str) -> (Screening, [u8; 32]) {
    bench
        .draft(&json!({"red_flags": "none", "date_of_birth": "1974-03-14", "funding": funding}))
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

/// A confirmed draft under the mailbox that all share, saved a minute after the one before.
async fn confirmed(bench: &Bench, born: Option<&str>) -> Uuid {
    bench.clock.advance(TimeDelta::minutes(1));
    let mut answers = json!({"red_flags": "none"});
    if let Some(born) = born {
        answers["date_of_birth"] = json!(born);
    }
    let (draft, _) = bench.draft(&answers).await;
    let token = link(bench, &draft, "family@example.org").await;
    open(bench, &token).await.unwrap().0.id
}

async fn left(bench: &Bench) -> i64 {
    bench.database.count("screenings").await
}

#[tokio::test]
async fn two_people_who_share_a_mailbox_each_keep_their_draft() {
    let bench = Bench::new().await;
    let ada = confirmed(&bench, Some("1974-03-14")).await;
    let (bob, bobs_session) = bench
        .draft(&json!({"red_flags": "none", "date_of_birth": "1971-08-02"}))
        .await;
    let token = link(&bench, &bob, "family@example.org").await;
    let (opened, _) = open(&bench, &token).await.unwrap();
    assert_eq!((opened.id, left(&bench).await), (bob.id, 2));
    assert!(bench.find(&bobs_session).await.is_none(), "moved");
    let again = confirmed(&bench, Some("1974-03-14")).await;
    assert_ne!(again, ada, "the same person's older one gives way");
    assert_eq!(left(&bench).await, 2);
}

#[tokio::test]
async fn each_link_of_a_shared_mailbox_opens_its_own_draft() {
    let bench = Bench::new().await;
    let mut links = Vec::new();
    for born in ["1974-03-14", "1971-08-02"] {
        bench.clock.advance(TimeDelta::minutes(1));
        let answers = json!({"red_flags": "none", "date_of_birth": born});
        let (draft, _) = bench.draft(&answers).await;
        links.push((draft.id, link(&bench, &draft, "family@example.org").await));
    }
    for (id, token) in links.iter().rev() {
        assert_eq!(open(&bench, token).await.unwrap().0.id, *id);
    }
    assert_eq!(left(&bench).await, 2);
}

#[tokio::test]
async fn a_draft_without_a_date_of_birth_displaces_nobodys() {
    let bench = Bench::new().await;
    let dated = confirmed(&bench, Some("1974-03-14")).await;
    let undated = confirmed(&bench, None).await;
    assert_eq!(left(&bench).await, 2, "it could be anybody's");
    let (ids, mut conn) = ("SELECT id FROM screenings", bench.conn().await);
    let ids: Vec<Uuid> = sqlx::query_scalar(ids).fetch_all(&mut *conn).await.unwrap();
    assert!(ids.contains(&dated) && ids.contains(&undated));
}
