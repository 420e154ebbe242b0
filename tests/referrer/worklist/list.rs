use chrono::TimeDelta;
use domain::people::Reference;
use domain::referral::{Action, StateCode};
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::{ask, hospital, sent};
use crate::admissions::stages::{bring, day};
use crate::admissions::team::{conn, four_signs, looks, signed_in, start};
use crate::referrer::practice::{Referrer, draft, practice, referrer};

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

/// The next date in the list, and on the referral's own page.
async fn next_dates(of: &Referrer, reference: Reference) -> [String; 2] {
    let list = of.browser.get("/refer?show=with-the-hospital").await;
    let row = list.text(&format!("tr[data-reference='{reference}']"));
    let page = of
        .browser
        .get(&format!("/refer/referrals/{reference}"))
        .await;
    [row, page.text("main")]
}

#[tokio::test]
async fn the_practice_reads_the_day_that_staff_read() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let reads = async |who: &Referrer, words: &str| {
        for text in next_dates(who, reference).await {
            assert!(text.contains(words), "{words} in {text}");
        }
    };
    reads(&anna, "To be read by 16 January 2031").await;
    let (_, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let form = admin.get("/admissions/settings").await;
    let page = admin
        .answer(&form, &[("triage_days", "9"), ("acknowledge_days", "8")])
        .await;
    assert_eq!(page.status, StatusCode::OK);
    reads(&anna, "To be read by 16 January 2031").await;
    hospital(&app, reference, Action::Acknowledge).await;
    reads(&anna, "To be triaged by 17 January 2031").await;
    hospital(&app, reference, Action::StartTriage).await;
    ask(&app, reference, "Which dose?").await;
    app.clock.advance(TimeDelta::days(12));
    hospital(&app, reference, Action::ReceiveInfo { answer: None }).await;
    let ben = referrer(&app, "Ben Hill", ours).await;
    reads(&ben, "To be triaged by 29 January 2031").await;
    app.stop().await;
}

#[tokio::test]
async fn a_question_does_not_hide_the_admission_from_the_practice() {
    let app = start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    bring(&app, reference, StateCode::WaitingForBed).await;
    let book = Action::BookAdmission {
        on: day(1, 17),
        bed: None,
    };
    hospital(&app, reference, book).await;
    ask(&app, reference, "Which dose?").await;
    let both = "Admission on 17 January 2031; Answer due by 20 January 2031";
    let list = anna.browser.get("/refer").await.text(LINES);
    assert!(list.contains(both), "{list}");
    let path = format!("/refer/referrals/{reference}");
    assert!(anna.browser.get(&path).await.text("main").contains(both));
    app.stop().await;
}
