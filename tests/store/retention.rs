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

#[tokio::test]
async fn codes_go_when_they_expire_and_files_with_the_draft_that_was_never_sent() {
    let bench = Bench::new().await;
    let (unsent, _) = bench.draft(&json!({"red_flags": "none"})).await;
    let (sent, _) = bench.draft(&four_signs()).await;
    bench
        .send(&sent, "n", &contact("Ada Example"))
        .await
        .unwrap();
    for draft in [unsent.id, sent.id] {
        file_of(&bench, draft).await;
    }
    let code = "INSERT INTO handovers (id, code_hash, pathway_id, said_enc, created_at, expires_at)
        SELECT gen_random_uuid(), sha256('x'), 'p', 'x', $1, $1 + interval '14 days'";
    let now = bench.now();
    let made = sqlx::query(code).bind(now);
    made.execute(&mut *bench.conn().await).await.unwrap();
    bench.clock.advance(TimeDelta::days(13));
    assert_eq!(swept(&bench).await, Swept::default());
    bench.clock.advance(TimeDelta::days(1));
    let one = Swept {
        handovers: 1,
        ..Swept::default()
    };
    assert_eq!(swept(&bench).await, one);
    bench.clock.advance(TimeDelta::days(17));
    assert_eq!(swept(&bench).await.drafts, 2);
    let of_sent = format!("draft_id = '{}'", sent.id);
    assert_eq!(bench.database.count("attachments").await, 1);
    assert_eq!(bench.database.count_where("attachments", &of_sent).await, 1);
}

/// A file of a draft, by a practice and an account that are there for it alone.
async fn file_of(bench: &Bench, draft: uuid::Uuid) {
    use inpatient_referral::security::permissions::Role;
    use inpatient_referral::store::{accounts, practices};

    let mut conn = bench.conn().await;
    let code = domain::people::OdsCode::parse("K81001").unwrap();
    let practice = practices::upsert(&mut conn, &code, "Surgery", "", bench.now());
    let practice = practice.await.unwrap();
    let password = crate::admissions::team::PASSWORD;
    let address = format!("{draft}@practice.example");
    let new = accounts::NewAccount {
        email: &domain::people::Email::parse(&address).unwrap(),
        name: "Anna Gray",
        role: Role::Admin,
        password: inpatient_referral::security::passwords::NewPassword::parse(password, &[])
            .unwrap(),
        place: None,
    };
    let account = accounts::create(&mut conn, &bench.app.keyring, new, bench.now());
    let account = account.await.unwrap();
    let insert = "INSERT INTO attachments (id, draft_id, practice_id, account_id, name_enc, media_type, size, content_enc, scan,
                                           created_at)
        VALUES (gen_random_uuid(), $1, $2, $3, 'x', 'application/pdf', 1, 'x', 'clean', now())";
    let insert = sqlx::query(insert).bind(draft).bind(practice).bind(account);
    insert.execute(&mut *conn).await.unwrap();
}
