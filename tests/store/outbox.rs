//! Mail.

use chrono::TimeDelta;
use futures_util::future::join_all;
use inpatient_referral::jobs;
use inpatient_referral::store::outbox::{self, Message, Outgoing, Taken};

use super::Bench;

fn message(subject: &str) -> Outgoing {
    let message = Message {
        to: "ada@example.org".to_owned(),
        subject: subject.to_owned(),
        text: "Text".to_owned(),
        html: "<p>Text".to_owned(),
    };
    Outgoing {
        kind: "receipt",
        message,
    }
}

async fn add(bench: &Bench, count: usize) {
    let all: Vec<_> = (0..count)
        .map(|number| message(&number.to_string()))
        .collect();
    outbox::add(
        &mut *bench.conn().await,
        &bench.app.keyring,
        &all,
        bench.now(),
    )
    .await
    .unwrap();
}

async fn take(bench: &Bench, most: i64) -> Vec<Taken> {
    let mut conn = bench.conn().await;
    outbox::take(&mut conn, &bench.app.keyring, most, bench.now())
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_senders_never_take_the_same_message() {
    let bench = Bench::new().await;
    add(&bench, 40).await;
    let taken = join_all((0..8).map(|_| take(&bench, 5))).await.concat();
    let mut subjects: Vec<_> = taken
        .iter()
        .map(|one| one.message.clone().unwrap().subject)
        .collect();
    subjects.sort_unstable();
    subjects.dedup();
    assert_eq!((taken.len(), subjects.len()), (40, 40));
}

#[tokio::test]
async fn a_message_whose_sender_died_is_taken_again_and_a_sent_one_is_not() {
    let bench = Bench::new().await;
    add(&bench, 1).await;
    assert_eq!(take(&bench, 5).await.len(), 1);
    assert!(take(&bench, 5).await.is_empty());
    bench.clock.advance(TimeDelta::minutes(3));
    let again = take(&bench, 5).await;
    assert_eq!(again[0].attempt, 2);
    outbox::sent(&mut *bench.conn().await, again[0].id, bench.now())
        .await
        .unwrap();
    bench.clock.advance(TimeDelta::days(1));
    assert!(take(&bench, 5).await.is_empty());
}

#[tokio::test]
async fn failures_are_tried_again_ever_more_rarely_and_then_given_up() {
    let bench = Bench::new().await;
    add(&bench, 1).await;
    let mut tries = 0;
    for _ in 0..60 {
        for one in take(&bench, 5).await {
            tries += 1;
            outbox::failed(&mut *bench.conn().await, &one, "no connection", bench.now())
                .await
                .unwrap();
            assert!(take(&bench, 5).await.is_empty(), "not at once");
        }
        bench.clock.advance(TimeDelta::hours(3));
    }
    assert_eq!(tries, 20);
    assert_eq!(
        bench
            .database
            .count_where(
                "outbox",
                "failed_at IS NOT NULL AND last_error = 'no connection'"
            )
            .await,
        1
    );
}

#[tokio::test]
async fn the_demonstration_shows_mail_instead_of_sending_it() {
    let bench = Bench::new().await;
    add(&bench, 2).await;
    assert_eq!(jobs::deliver_now(&bench.app, None).await.unwrap(), 2);
    let mut conn = bench.conn().await;
    assert_eq!(outbox::waiting(&mut conn).await.unwrap(), 0);
    let shown = outbox::latest(&mut conn, &bench.app.keyring, 10)
        .await
        .unwrap();
    assert_eq!(shown.len(), 2);
}
