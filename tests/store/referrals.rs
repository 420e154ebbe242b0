//! Cases: lists, search, acting on them.

use chrono::TimeDelta;
use domain::people::{NhsNumber, Reference, TestRange};
use domain::referral::{Action, Actor, Refusal};
use inpatient_referral::store::referrals::{self, ActError, Counts, Cursor};
use inpatient_referral::store::{StoreError, access};
use uuid::Uuid;

use super::{Bench, four_signs, no_sign};

async fn pages(bench: &Bench, size: u16) -> Vec<Vec<Reference>> {
    let mut conn = bench.conn().await;
    let (mut pages, mut cursor) = (Vec::new(), None);
    loop {
        let page = referrals::page(&mut conn, &bench.app.keyring, cursor, size)
            .await
            .unwrap();
        pages.push(page.lines.iter().map(|line| line.reference).collect());
        let Some(older) = page.older else {
            return pages;
        };
        cursor = Some(older.to_string().parse::<Cursor>().unwrap());
    }
}

#[tokio::test]
async fn the_dashboard_lists_flagged_first_then_the_newest_page_by_page_both_ways() {
    let bench = Bench::new().await;
    let mut expected = (Vec::new(), Vec::new());
    for number in 0..7 {
        let flagged = number % 3 != 0;
        let answers = if flagged { four_signs() } else { no_sign() };
        let reference = bench
            .case(&format!("Person Number{number}"), &answers)
            .await;
        let list = if flagged {
            &mut expected.0
        } else {
            &mut expected.1
        };
        list.insert(0, reference);
        bench.clock.advance(TimeDelta::minutes(1));
    }
    let expected: Vec<_> = expected.0.into_iter().chain(expected.1).collect();
    assert_eq!(pages(&bench, 3).await.concat(), expected);
    assert_eq!(pages(&bench, 7).await.concat(), expected);
    assert_eq!(pages(&bench, 7).await.len(), 1);
    let mut conn = bench.conn().await;
    let keyring = &bench.app.keyring;
    let first = referrals::page(&mut conn, keyring, None, 3).await.unwrap();
    assert!(first.newer.is_none());
    let second = referrals::page(&mut conn, keyring, first.older, 3)
        .await
        .unwrap();
    let third = referrals::page(&mut conn, keyring, second.older, 3)
        .await
        .unwrap();
    assert!(third.older.is_none());
    let back = referrals::page(&mut conn, keyring, third.newer, 3)
        .await
        .unwrap();
    let references = |page: &referrals::Page| {
        page.lines
            .iter()
            .map(|line| line.reference)
            .collect::<Vec<_>>()
    };
    assert_eq!(references(&back), references(&second));
    let start = referrals::page(&mut conn, keyring, back.newer, 3)
        .await
        .unwrap();
    assert_eq!(references(&start), references(&first));
    assert!(start.newer.is_none() && start.older.is_some());
    let counts = referrals::counts(&mut conn).await.unwrap();
    assert_eq!(
        counts,
        Counts {
            open: 7,
            flagged: 4,
            unclaimed: 7
        }
    );
}

#[tokio::test]
async fn a_line_shows_the_case() {
    let bench = Bench::new().await;
    let reference = bench.case("Zoë O’Brien-Núñez", &four_signs()).await;
    let mut conn = bench.conn().await;
    let line = referrals::by_reference(&mut conn, &bench.app.keyring, reference)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(line.name, "Zoë O’Brien-Núñez");
    assert_eq!(line.outcome, "match_stronger");
    assert_eq!(line.signs.map(|signs| signs.len()), Some(4));
    assert_eq!(line.date_of_birth, "1974-03-14".parse().ok());
    assert!(line.flagged && line.owner.is_none());
}

#[tokio::test]
async fn people_are_found_by_name_and_number() {
    let bench = Bench::new().await;
    let one = bench.case("Zoë O’Brien-Núñez", &four_signs()).await;
    bench.clock.advance(TimeDelta::minutes(1));
    let other = bench.case("Ada O'Brien", &no_sign()).await;
    let mut conn = bench.conn().await;
    let keyring = &bench.app.keyring;
    for (words, expected) in [
        ("zoe", vec![one]),
        ("NUNEZ obrien", vec![one]),
        ("o'brien", vec![other, one]),
        ("brien", vec![]),
        ("zoe ada", vec![]),
        (" ' ", vec![]),
    ] {
        let found = referrals::by_name(&mut conn, keyring, words, 10)
            .await
            .unwrap();
        let found: Vec<_> = found.iter().map(|line| line.reference).collect();
        assert_eq!(found, expected, "{words}");
    }
    let number = NhsNumber::parse("999 100 0011", TestRange::Accepted).unwrap();
    assert_eq!(
        referrals::by_nhs_number(&mut conn, keyring, &number, 10)
            .await
            .unwrap()
            .len(),
        2
    );
    assert_eq!(
        referrals::by_nhs_number(&mut conn, keyring, &number, 1)
            .await
            .unwrap()
            .len(),
        1
    );
    let unknown = NhsNumber::parse("999 200 0023", TestRange::Accepted).unwrap();
    assert!(
        referrals::by_nhs_number(&mut conn, keyring, &unknown, 10)
            .await
            .unwrap()
            .is_empty()
    );
}

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
