//! Cases: acting on them.

use domain::people::Reference;
use domain::referral::{Action, Actor, Refusal};
use inpatient_referral::store::referrals::{self, ActError};
use inpatient_referral::store::{StoreError, access};
use uuid::Uuid;

use super::{Bench, four_signs};

#[tokio::test]
async fn a_claim_is_an_event_and_a_second_one_is_refused() {
    let bench = Bench::new().await;
    let reference = bench.case("Ada Example", &four_signs()).await;
    let (casey, clara) = (bench.account("Casey").await, bench.account("Clara").await);
    let claim = async |by: Uuid, seen: i32| {
        let mut conn = bench.conn().await;
        let actor = (Actor::Staff(by), bench.now());
        referrals::act(
            &mut conn,
            &bench.app.keyring,
            reference,
            seen,
            Action::Claim { by },
            actor,
        )
        .await
    };
    assert_eq!(claim(casey, 1).await.unwrap().owner(), Some(casey));
    assert!(matches!(
        claim(clara, 1).await,
        Err(ActError::Refused(Refusal::Stale))
    ));
    assert!(matches!(
        claim(clara, 2).await,
        Err(ActError::Refused(Refusal::ClaimedByAnother))
    ));
    let mut conn = bench.conn().await;
    let case = referrals::open(&mut conn, &bench.app.keyring, reference)
        .await
        .unwrap();
    assert_eq!((case.events.len(), case.referral.version()), (2, 2));
    assert_eq!(case.name_of(casey), Some("Casey"));
    assert_eq!(
        bench
            .database
            .count_where("audit_log", "action = 'referral.claim'")
            .await,
        1
    );
    assert_eq!(
        bench
            .database
            .count_where(
                "referrals",
                &format!("owner_id = '{casey}' AND version = 2")
            )
            .await,
        1
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_claims_at_once_one_wins() {
    let bench = Bench::new().await;
    let reference = bench.case("Ada Example", &four_signs()).await;
    let mut people = Vec::new();
    for number in 0..8 {
        people.push(bench.account(&format!("Person{number}")).await);
    }
    let claim = async |by: Uuid| {
        let mut conn = bench.conn().await;
        let actor = (Actor::Staff(by), bench.now());
        referrals::act(
            &mut conn,
            &bench.app.keyring,
            reference,
            1,
            Action::Claim { by },
            actor,
        )
        .await
    };
    let all = futures_util::future::join_all(people.into_iter().map(claim)).await;
    assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 1);
    assert!(
        all.iter()
            .all(|one| matches!(one, Ok(_) | Err(ActError::Refused(_)))),
        "{all:?}"
    );
}

#[tokio::test]
async fn every_look_is_noted() {
    let bench = Bench::new().await;
    let reference = bench.case("Ada Example", &four_signs()).await;
    let casey = bench.account("Casey").await;
    let mut conn = bench.conn().await;
    let case = referrals::open(&mut conn, &bench.app.keyring, reference)
        .await
        .unwrap();
    access::opened(&mut conn, casey, case.id, bench.now())
        .await
        .unwrap();
    access::searched(&mut conn, casey, &[case.id], bench.now())
        .await
        .unwrap();
    access::searched(&mut conn, casey, &[], bench.now())
        .await
        .unwrap();
    let noted = format!("account_id = '{casey}' AND referral_id = '{}'", case.id);
    assert_eq!(bench.database.count_where("access_log", &noted).await, 2);
    assert_eq!(
        bench
            .database
            .count_where("access_log", "referral_id IS NULL")
            .await,
        1
    );
    let unknown = Reference::from_random([9; 8]);
    let missing = referrals::open(&mut conn, &bench.app.keyring, unknown).await;
    assert!(matches!(missing, Err(StoreError::NotFound)), "{missing:?}");
}
