use chrono::TimeDelta;
use domain::referral::Action;
use reqwest::StatusCode;

use super::{ask, hospital, sent};
use crate::admissions::team::{conn, four_signs, looks, start};
use crate::referrer::practice::{draft, practice, referrer};

const LINES: &str = "tr[data-reference]";

#[tokio::test]
async fn each_referral_stands_in_its_part_and_what_needs_the_practice_is_shown_first() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let received = sent(&app, &anna, "Grace Received").await;
    let asked = sent(&app, &anna, "Henry Asked").await;
    let closed = sent(&app, &anna, "Iris Closed").await;
    draft(&app, &anna, &four_signs()).await;
    ask(&app, asked, "Which dose?").await;
    hospital(&app, closed, Action::Withdraw { reason: None }).await;
    let page = anna.browser.get("/refer").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        page.texts(".app-tabs a"),
        ["Needs you (1)", "With the hospital (1)", "Closed (1)"]
    );
    assert_eq!(page.text(".app-tabs [aria-current]"), "Needs you (1)");
    assert_eq!(
        page.attributes(LINES, "data-reference"),
        [asked.to_string()]
    );
    let row = page.text(LINES);
    for words in [
        "Henry Asked",
        "56",
        "Your practice",
        "15 January 2031",
        "Answer due by 20 January 2031",
        "Information asked of you",
        "Anna Gray",
    ] {
        assert!(row.contains(words), "{words} in {row}");
    }
    assert!(page.text("main").contains("Drafts not sent yet: 1"));
    assert_eq!(page.form_to("/refer/start").action, "/refer/start");
    let page = anna.browser.get("/refer?show=with-the-hospital").await;
    assert_eq!(
        page.attributes(LINES, "data-reference"),
        [received.to_string()]
    );
    assert!(page.text(LINES).contains("To be read by 16 January 2031"));
    let page = anna.browser.get("/refer?show=closed").await;
    assert_eq!(
        page.attributes(LINES, "data-reference"),
        [closed.to_string()]
    );
    assert!(!page.text("title").contains("Iris"));
    app.stop().await;
}

#[tokio::test]
async fn one_sees_ones_own_or_the_practices_and_nothing_of_another_practice() {
    let app = start().await;
    let (ours, theirs) = (
        practice(&app, "K81001").await,
        practice(&app, "K82002").await,
    );
    let anna = referrer(&app, "Anna Gray", ours).await;
    let ben = referrer(&app, "Ben Hill", ours).await;
    let cleo = referrer(&app, "Cleo Marsh", theirs).await;
    let by_anna = sent(&app, &anna, "Grace Hopper").await;
    app.clock.advance(TimeDelta::minutes(1));
    let by_ben = sent(&app, &ben, "Henry Plain").await;
    let all = anna.browser.get("/refer").await;
    assert_eq!(
        all.attributes(LINES, "data-reference"),
        [by_ben.to_string(), by_anna.to_string()]
    );
    let mine = anna
        .browser
        .get(&all.attributes(".app-filters a", "href")[1])
        .await;
    assert_eq!(
        mine.attributes(LINES, "data-reference"),
        [by_anna.to_string()]
    );
    assert_eq!(mine.texts(".app-tabs a")[1], "With the hospital (1)");
    let other = cleo.browser.get("/refer").await;
    assert!(other.attributes(LINES, "data-reference").is_empty());
    assert!(other.text("main").contains("There are no referrals here"));
    assert_eq!(
        looks(&mut *conn(&app).await, cleo.account, "listed").await,
        1
    );
    app.stop().await;
}

#[tokio::test]
async fn older_leads_through_all_and_newest_back() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let mut references = Vec::new();
    for number in 0..27 {
        app.clock.advance(TimeDelta::minutes(1));
        let name = format!("Person {number}");
        references.push(sent(&app, &anna, &name).await.to_string());
    }
    references.reverse();
    let first = anna.browser.get("/refer").await;
    assert_eq!(first.attributes(LINES, "data-reference"), references[..25]);
    assert!(!first.has("a[rel=first]"));
    let second = anna
        .browser
        .get(&first.attributes("a[rel=next]", "href")[0])
        .await;
    assert_eq!(second.attributes(LINES, "data-reference"), references[25..]);
    assert!(!second.has("a[rel=next]"));
    let back = anna
        .browser
        .get(&second.attributes("a[rel=first]", "href")[0])
        .await;
    assert_eq!(back.attributes(LINES, "data-reference"), references[..25]);
    let broken = anna.browser.get("/refer?from=x").await;
    assert_eq!(broken.path, "/refer");
    app.stop().await;
}

#[tokio::test]
async fn nobody_signed_out_sees_the_worklist() {
    let app = start().await;
    assert_eq!(app.browser().get("/refer").await.path, "/refer/sign-in");
    app.stop().await;
}
