//! Drafts that are looked up together.

use std::rc::Rc;

use futures_util::future::join_all;
use inpatient_referral::lookups::Lookups;
use inpatient_referral::postgres::Lending;
use inpatient_referral::store::{StoreError, screenings::AT_ONCE};
use serde_json::json;

use super::{Bench, hash};

fn lookups(bench: &Bench) -> Rc<Lookups> {
    Lookups::new(Lending::new(&bench.app.pool, 1))
}

#[actix_web::test]
async fn each_of_many_gets_its_own_draft() {
    let bench = Bench::new().await;
    let mut known = Vec::new();
    for number in 0..AT_ONCE + 3 {
        let goals = format!("Goal {number}");
        known.push((
            bench
                .draft(&json!({"red_flags": "none", "goals": goals}))
                .await,
            goals,
        ));
    }
    let lookups = lookups(&bench);
    let stranger = hash();
    // Twice each, as from two windows, and among them somebody without a draft.
    let asked = known
        .iter()
        .chain(&known)
        .map(|((_, session), _)| *session)
        .chain([stranger]);
    let found = join_all(asked.map(|session| lookups.find(session, bench.now()))).await;
    assert_eq!(found.len(), 2 * known.len() + 1);
    let mut found = found.into_iter().map(Result::unwrap);
    for (_, goals) in known.iter().chain(&known) {
        let draft = found
            .next()
            .unwrap()
            .unwrap()
            .open(&bench.app.keyring)
            .unwrap();
        assert_eq!(bench.held(&draft)["goals"], **goals);
    }
    assert!(found.next().unwrap().is_none());
}

#[actix_web::test]
async fn an_expired_draft_is_not_found() {
    let bench = Bench::new().await;
    let (_, session) = bench.draft(&json!({"red_flags": "none"})).await;
    let lookups = lookups(&bench);
    assert!(lookups.find(session, bench.now()).await.unwrap().is_some());
    let late = bench.now() + chrono::TimeDelta::days(31);
    assert!(lookups.find(session, late).await.unwrap().is_none());
}

#[actix_web::test]
async fn all_hear_that_the_database_is_away_and_find_their_drafts_when_it_is_back() {
    let bench = Bench::new().await;
    let (_, session) = bench.draft(&json!({"red_flags": "none"})).await;
    let lookups = lookups(&bench);
    let cut = bench.database.cut().await;
    let away = join_all((0..3).map(|_| lookups.find(session, bench.now()))).await;
    assert!(
        away.iter()
            .all(|found| matches!(found, Err(StoreError::Unavailable))),
        "{away:?}"
    );
    cut.restore().await;
    assert!(lookups.find(session, bench.now()).await.unwrap().is_some());
}
