//! Lists of cases, against what they should hold by a plain look at every case.

mod model;
mod seeded;

use inpatient_referral::store::referrals::Detail;
use inpatient_referral::store::referrals::Search;
use inpatient_referral::store::referrals::dashboard::{
    self, Counts, Cursor, Filters, List, Page, Queue, Sort, Standpoint,
};
use sqlx::PgConnection;

use self::model::{Case, filters, held};
use self::seeded::{ME, TODAY, seed};
use super::{Bench, four_signs, no_sign};

/// From where the tests look.
fn standpoint() -> Standpoint {
    Standpoint {
        account: ME,
        today: TODAY.parse().unwrap(),
    }
}

fn list(queue: Queue, sort: Sort, filters: &Filters) -> List<'_> {
    List {
        from: standpoint(),
        queue,
        sort,
        filters,
        search: None,
    }
}

async fn page(
    bench: &Bench,
    conn: &mut PgConnection,
    list: List<'_>,
    cursor: Option<&Cursor>,
    size: usize,
) -> Page {
    let keyring = &bench.app.keyring;
    let page = dashboard::page(conn, keyring, list, cursor, size, Detail::Named).await;
    page.unwrap_or_else(|fault| {
        panic!(
            "{:?} {:?} {:?}: {fault}",
            list.queue, list.sort, list.filters
        )
    })
}

fn references(page: &Page) -> Vec<String> {
    let lines = page.lines.iter();
    lines.map(|line| line.reference.to_string()).collect()
}

fn every_order() -> impl Iterator<Item = (Queue, Sort)> {
    let queues = Queue::EVERY.into_iter();
    let both = queues.flat_map(|queue| Sort::EVERY.into_iter().map(move |sort| (queue, sort)));
    both.filter(|(queue, sort)| sort.fits(*queue))
}

#[tokio::test]
async fn every_queue_in_every_order_with_every_filter_holds_what_it_should() {
    let bench = Bench::new().await;
    let cases = seed(&bench).await;
    let mut conn = bench.conn().await;
    let mut full = 0;
    for (queue, sort) in every_order() {
        for filters in filters(&cases) {
            let list = list(queue, sort, &filters);
            let found = references(&page(&bench, &mut conn, list, None, 100).await);
            let expected = held(&cases, &list);
            assert_eq!(found, expected, "{queue:?} {sort:?} {filters:?}");
            full += usize::from(!expected.is_empty());
        }
    }
    assert!(full > 400, "only {full} lists held anything");
}

#[tokio::test]
async fn pages_lead_through_every_order_and_back() {
    let bench = Bench::new().await;
    let cases = seed(&bench).await;
    let mut conn = bench.conn().await;
    let none = Filters::default();
    for (queue, sort) in every_order() {
        let list = list(queue, sort, &none);
        let expected = held(&cases, &list);
        let mut pages = vec![page(&bench, &mut conn, list, None, 7).await];
        while let Some(after) = &pages[pages.len() - 1].after {
            // As an address has it.
            let after = Cursor::parse(&after.to_string(), sort).unwrap();
            pages.push(page(&bench, &mut conn, list, Some(&after), 7).await);
        }
        let all: Vec<String> = pages.iter().flat_map(references).collect();
        assert_eq!(all, expected, "{queue:?} {sort:?}");
        assert!(pages[0].before.is_none());
        for at in (1..pages.len()).rev() {
            let before = pages[at].before.as_ref();
            let back = page(&bench, &mut conn, list, before, 7).await;
            assert_eq!(
                references(&back),
                references(&pages[at - 1]),
                "{queue:?} {sort:?}"
            );
            assert_eq!(
                back.before.is_some(),
                at > 1,
                "{queue:?} {sort:?} page {at}"
            );
            assert!(back.after.is_some());
        }
    }
}

#[tokio::test]
async fn counts_are_those_of_the_queues() {
    let bench = Bench::new().await;
    let cases = seed(&bench).await;
    let mut conn = bench.conn().await;
    let counts = dashboard::counts(&mut conn, standpoint(), &Queue::EVERY)
        .await
        .unwrap();
    let none = Filters::default();
    for queue in Queue::EVERY {
        let expected = held(&cases, &list(queue, queue.usual_sort(), &none));
        assert!(!expected.is_empty(), "{queue:?}");
        assert_eq!(
            counts.of(queue),
            i64::try_from(expected.len()).unwrap(),
            "{queue:?}"
        );
    }
    assert_eq!(Counts::default().of(Queue::All), 0);
}

#[tokio::test]
async fn places_of_the_waiting_list_are_counted_without_joined_cases() {
    let bench = Bench::new().await;
    let cases = seed(&bench).await;
    let mut conn = bench.conn().await;
    let none = Filters::default();
    let list = list(Queue::WaitingList, Sort::Place, &none);
    let first = page(&bench, &mut conn, list, None, 2).await;
    let second = page(&bench, &mut conn, list, first.after.as_ref(), 2).await;
    let lines = first.lines.iter().chain(&second.lines);
    let places: Vec<_> = lines
        .map(|line| line.waiting.as_ref().unwrap().position)
        .collect();
    assert_eq!(places, [Some(1), Some(2), Some(3), Some(4)]);
    assert!(
        cases
            .iter()
            .any(|case: &Case| case.place.is_some() && case.merged)
    );
}

#[tokio::test]
async fn only_what_is_asked_for_is_opened() {
    let bench = Bench::new().await;
    bench.case("Zoë O’Brien-Núñez", &four_signs()).await;
    let mut conn = bench.conn().await;
    let none = Filters::default();
    let list = list(Queue::All, Sort::Newest, &none);
    for (detail, name, number) in [
        (Detail::Coded, None, None),
        (Detail::Named, Some("Zoë O’Brien-Núñez"), None),
        (
            Detail::Identified,
            Some("Zoë O’Brien-Núñez"),
            Some("9991000011"),
        ),
    ] {
        let page = dashboard::page(&mut conn, &bench.app.keyring, list, None, 5, detail).await;
        let line = page.unwrap().lines.remove(0);
        assert_eq!(
            (line.name.as_deref(), line.nhs_number.as_deref()),
            (name, number)
        );
        assert_eq!(line.outcome, "match_stronger");
        assert_eq!(line.signs.map(|signs| signs.len()), Some(4));
        assert_eq!(line.date_of_birth, "1974-03-14".parse().ok());
        assert!(line.flagged && line.owner.is_none() && line.version == 1);
    }
}

#[tokio::test]
async fn people_are_found_by_reference_name_and_number() {
    let bench = Bench::new().await;
    let one = bench
        .case("Zoë O’Brien-Núñez", &four_signs())
        .await
        .to_string();
    bench.clock.advance(chrono::TimeDelta::minutes(1));
    let other = bench.case("Ada O'Brien", &no_sign()).await.to_string();
    let mut conn = bench.conn().await;
    let none = Filters::default();
    for (text, expected) in [
        (one.as_str(), vec![&one]),
        ("zoe", vec![&one]),
        ("NUNEZ obrien", vec![&one]),
        ("o'brien", vec![&other, &one]),
        ("brien", vec![]),
        ("zoe ada", vec![]),
        (" ' ", vec![]),
        ("999 100 0011", vec![&other, &one]),
        ("999 200 0023", vec![]),
        ("A99999", vec![]),
    ] {
        let search = Search::of(&bench.app.keyring, text);
        let list = List {
            search: Some(&search),
            ..list(Queue::All, Sort::Newest, &none)
        };
        let found = references(&page(&bench, &mut conn, list, None, 10).await);
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{text}");
    }
}

#[tokio::test]
async fn cases_are_found_by_their_practice() {
    let bench = Bench::new().await;
    let cases = seed(&bench).await;
    let mut conn = bench.conn().await;
    let none = Filters::default();
    for text in ["b12345", "St Marys surgery", "marys"] {
        let search = Search::of(&bench.app.keyring, text);
        let list = List {
            search: Some(&search),
            ..list(Queue::All, Sort::Newest, &none)
        };
        let found = page(&bench, &mut conn, list, None, 100).await.lines.len();
        let expected = cases.iter().filter(|case| case.practice.is_some()).count();
        assert!(expected > 0);
        assert_eq!(found, expected, "{text}");
    }
}
