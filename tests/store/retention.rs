//! What is deleted in time, and what is not.

use chrono::TimeDelta;
use inpatient_referral::store::outbox;
use inpatient_referral::store::retention::{Swept, sweep};
use serde_json::json;

use super::{Bench, contact, four_signs};

async fn swept(bench: &Bench) -> Swept {
    let periods = bench.app.config.periods;
    sweep(&mut *bench.conn().await, periods, bench.now())
        .await
        .unwrap()
}

#[tokio::test]
async fn drafts_go_after_thirty_days_and_what_was_sent_stays() {
    let bench = Bench::new().await;
    let (unsent, _) = bench.draft(&json!({"red_flags": "none"})).await;
    let (draft, _) = bench.draft(&four_signs()).await;
    bench
        .send(&draft, "n", &contact("Ada Example"))
        .await
        .unwrap();
    bench.clock.advance(TimeDelta::days(29));
    assert_eq!(swept(&bench).await, Swept::default());
    bench.clock.advance(TimeDelta::days(2));
    assert_eq!(
        swept(&bench).await,
        Swept {
            drafts: 2,
            ..Swept::default()
        }
    );
    assert_eq!(
        bench
            .database
            .count_where("screenings", &format!("id = '{}'", unsent.id))
            .await,
        0
    );
    for table in [
        "submissions",
        "referrals",
        "patients",
        "referral_events",
        "audit_log",
    ] {
        assert_eq!(bench.database.count(table).await, 1, "{table}");
    }
}

#[tokio::test]
async fn mail_goes_once_delivered_and_waits_otherwise() {
    let bench = Bench::new().await;
    let one = |kind| outbox::Outgoing {
        kind,
        message: outbox::Message {
            to: String::new(),
            subject: String::new(),
            text: String::new(),
            html: String::new(),
        },
    };
    let mut conn = bench.conn().await;
    outbox::add(
        &mut conn,
        &bench.app.keyring,
        &[one("receipt"), one("receipt")],
        bench.now(),
    )
    .await
    .unwrap();
    let taken = outbox::take(&mut conn, &bench.app.keyring, 1, bench.now())
        .await
        .unwrap();
    outbox::sent(&mut conn, taken[0].id, bench.now())
        .await
        .unwrap();
    bench.clock.advance(TimeDelta::days(31));
    assert_eq!(
        swept(&bench).await,
        Swept {
            mail: 1,
            ..Swept::default()
        }
    );
    assert_eq!(outbox::waiting(&mut conn).await.unwrap(), 1);
}
