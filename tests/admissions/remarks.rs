//! Notes, which staff alone see, messages to whoever referred, news, and the timeline.

use domain::referral::{Action, Actor};
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::outbox;
use reqwest::StatusCode;

use super::team::{self, conn, refer, sender, signed_in};
use crate::harness::http::{Browser, Page};
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::{act, case_of, sent};

const SECRET: &str = "She seems frightened of her husband";

async fn write(browser: &Browser, case: &str, verb: &str, text: &str) -> Page {
    let form = browser.get(&format!("{case}/{verb}")).await;
    browser.answer(&form, &[("text", text)]).await
}

#[tokio::test]
async fn a_note_is_for_staff_alone_and_never_reaches_the_practice_its_record_or_mail() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let case = format!("/admissions/referrals/{reference}");
    let (clinician, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let (_, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let page = write(&ada, &case, "note", SECRET).await;
    assert_eq!(page.path, format!("{case}?done=note"));
    let form = browser.get(&format!("{case}/assign")).await;
    let handed = "Husband waits outside";
    let to = clinician.id.to_string();
    browser
        .answer(&form, &[("to", &to), ("note", handed)])
        .await;
    let page = browser.get(&case).await;
    let notes = page.texts("[data-remark=note]");
    assert_eq!(notes.len(), 2);
    assert!(notes[0].contains(handed) && notes[1].contains(SECRET));
    assert!(notes[1].contains("Staff only") && notes[1].contains("by Ada Okafor"));
    assert!(!page.has("[data-remark=sent]"));
    let theirs = format!("/refer/referrals/{reference}");
    for part in ["", "/summary", "/text", "/message", "/amend", "/withdraw"] {
        let page = anna.browser.get(&format!("{theirs}{part}")).await;
        assert_eq!(page.status, StatusCode::OK, "{part}");
        assert!(!page.html.contains("frightened") && !page.html.contains("Husband"));
    }
    let list = anna.browser.get("/refer").await;
    assert!(!list.html.contains("frightened"));
    let mail = outbox::latest(&mut *conn(&app).await, &app.app.keyring, 9).await;
    assert_eq!(mail.unwrap().len(), 0, "nobody is told of a note");
    assert!(!app.dump("referral_events").await.contains("frightened"));
    app.stop().await;
}

#[tokio::test]
async fn a_message_reaches_the_practice_and_its_mail_does_not_say_what_it_is() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let case = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let text = "Grace’s scan has arrived, thank you";
    let page = write(&ada, &case, "message", text).await;
    assert!(page.text("[data-remark=sent]").contains(text));
    let theirs = anna
        .browser
        .get(&format!("/refer/referrals/{reference}"))
        .await;
    let messages = theirs.text("[data-messages]");
    assert!(messages.contains(text) && messages.contains("From the hospital"));
    let mail = outbox::latest(&mut *conn(&app).await, &app.app.keyring, 9)
        .await
        .unwrap();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].message.to, anna.email);
    for private in ["Grace", "scan"] {
        assert!(!mail[0].message.text.contains(private) && !mail[0].message.html.contains(private));
    }
    app.stop().await;
}

#[tokio::test]
async fn a_patient_is_not_written_to_here_and_the_page_says_how_instead() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let case = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let page = ada.get(&case).await;
    assert!(
        page.text("main")
            .contains("Write to them by letter, or phone")
    );
    let links = page.attributes("main a", "href");
    assert!(!links.contains(&format!("{case}/message")));
    let message = format!("{case}/message");
    let shown = ada.get(&message).await;
    assert_eq!(shown.status, StatusCode::CONFLICT);
    assert!(
        shown
            .text("main")
            .contains("Whoever sent this has no account here")
    );
    let note = ada.get(&format!("{case}/note")).await.form();
    let fields = note.with(&[("text", "Hello")]).fields;
    let page = ada.post(&message, &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text("main").contains("Hello"), "nothing typed is lost");
    assert_eq!(
        app.count_where("referral_events", "kind = 'message'").await,
        0
    );
    app.stop().await;
}

#[tokio::test]
async fn a_note_is_kept_whatever_happened_since_its_form_was_shown_and_only_once() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let case = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let form = ben.get(&format!("{case}/note")).await.form();
    let triage = ada
        .get(&case)
        .await
        .form_to(&format!("{case}/start-triage"));
    ada.send(&triage).await;
    for _ in 0..2 {
        let page = ben
            .send(&form.clone().with(&[("text", "Called, no answer")]))
            .await;
        assert_eq!(page.status, StatusCode::OK);
    }
    let page = ben.send(&form.with(&[("text", "Called again")])).await;
    assert_eq!(
        page.texts("[data-remark=note]").len(),
        2,
        "the same words once, other words of the same form too"
    );
    app.stop().await;
}

#[tokio::test]
async fn an_earlier_page_of_the_same_case_is_never_taken_for_what_was_done() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let case = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let page = ada.get(&case).await;
    ada.send(&page.form_to(&format!("{case}/claim"))).await;
    // Back, and another button of the page as it was.
    let page = ada
        .send(&page.form_to(&format!("{case}/start-triage")))
        .await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(
        app.count_where("referral_events", "kind = 'start_triage'")
            .await,
        0
    );
    app.stop().await;
}

#[tokio::test]
async fn what_came_stands_on_top_until_somebody_says_that_it_was_read() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let case = format!("/admissions/referrals/{reference}");
    let by = Actor::Referrer(anna.account);
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    assert!(!ada.get(&case).await.has("[data-news]"));
    for text in ["She has moved", "Her new number is below"] {
        let text = text.to_owned();
        act(&app, reference, Action::Reply { text }, by).await;
    }
    let page = ada.get(&case).await;
    let news = page.text("[data-news]");
    for words in ["She has moved", "Her new number is below", "by Anna Gray"] {
        assert!(news.contains(words), "{words} in {news}");
    }
    // Reading the page is not saying that it was read.
    assert!(ada.get(&case).await.has("[data-news]"));
    let (_, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let seen = admin.get(&case).await;
    assert!(seen.has("[data-news]") && seen.forms("main form[method=post]").is_empty());
    let page = ada.send(&page.form_to(&format!("{case}/mark-read"))).await;
    assert!(!page.has("[data-news]"));
    assert!(page.text("[data-done]").contains("was read"));
    assert!(case_of(&app, reference).await.referral.news_at().is_none());
    let text = "A third one".to_owned();
    act(&app, reference, Action::Reply { text }, by).await;
    let news = ada.get(&case).await.text("[data-news]");
    assert!(news.contains("A third one") && !news.contains("She has moved"));
    app.stop().await;
}

#[tokio::test]
async fn the_timeline_is_filtered_by_links_and_shows_fifty_at_first() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let case = format!("/admissions/referrals/{reference}");
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let by = Actor::Staff(ada.id);
    for at in 0..54 {
        let text = format!("Note number {at}");
        act(&app, reference, Action::Note { text }, by).await;
    }
    act(&app, reference, Action::StartTriage, by).await;
    let entries = |page: &Page| page.texts(".app-timeline li");
    let page = browser.get(&case).await;
    assert_eq!(entries(&page).len(), 50);
    assert!(entries(&page)[0].contains("Triage begun") && entries(&page)[0].contains("by you"));
    let older = format!("{case}?show=&all=yes#timeline");
    assert!(page.attributes("main a", "href").contains(&older));
    assert_eq!(entries(&browser.get(&older).await).len(), 56);
    let steps = entries(&browser.get(&format!("{case}?show=steps")).await);
    assert_eq!(steps.len(), 2, "{steps:?}");
    let notes = entries(&browser.get(&format!("{case}?show=notes")).await);
    assert!(notes.len() == 50 && notes.iter().all(|note| note.contains("Staff only")));
    assert!(entries(&browser.get(&format!("{case}?show=messages")).await).is_empty());
    let odd = browser
        .get(&format!("{case}?show=everything&done=<b>"))
        .await;
    assert_eq!(entries(&odd).len(), 50);
    assert!(!odd.has("[data-done]"), "only what verbs do is told");
    assert_eq!(page.texts("[data-remark]").len(), 12);
    app.stop().await;
}

#[tokio::test]
async fn those_who_only_read_or_count_write_nothing() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let case = format!("/admissions/referrals/{reference}");
    for (name, role) in [("Ira Keys", Role::Admin), ("Rae Counts", Role::Reporting)] {
        let (_, browser) = signed_in(&app, name, role).await;
        let mut fields = browser
            .get("/admissions/account")
            .await
            .form_to("/admissions/account/password")
            .fields;
        let more = [("version", "1"), ("text", "Hello")];
        fields.extend(more.map(|(name, value)| (name.to_owned(), value.to_owned())));
        for verb in ["note", "message"] {
            let path = format!("{case}/{verb}");
            assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN);
            let page = browser.post(&path, &fields).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN);
        }
    }
    assert_eq!(app.count("referral_events").await, 1);
    app.stop().await;
}
