use domain::referral::{Action, StateCode};
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::{declined, keep, letters, new, redirected};
use crate::admissions::stages::bring;
use crate::admissions::team::{self, refer, sender, signed_in};
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::{ask, hospital, sent};

#[tokio::test]
async fn a_letter_quotes_the_signs_and_only_its_marked_parts_are_typed() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let case = format!("/admissions/referrals/{reference}");
    let page = browser.get(&case).await;
    assert!(
        page.attributes("main a", "href")
            .contains(&letters(reference))
    );
    let form = browser
        .get(&new(reference, "acknowledgement/patient"))
        .await;
    assert_eq!(
        form.attributes("textarea", "name"),
        ["opening", "extra", "closing"]
    );
    let sheet = form.text(".app-letter");
    for words in [
        "The Royal Buckinghamshire Hospital",
        "Grace Hopper",
        "1 Test Street",
        "15 January 2031",
        "“Pain or involuntary movement is impacting your daily life”",
        "Pain or movements get in your way, and at least one activity is harder.",
        "This service compares your answers",
        "version",
        "Ben Ortiz",
        "Admissions coordinator",
    ] {
        assert!(sheet.contains(words), "{words} in {sheet}");
    }
    assert_eq!(form.texts(".app-letter__sign").len(), 4);
    assert!(!form.text("title").contains("Grace"));
    let typed = [
        ("opening", "Thank you for <b>all</b> of it."),
        ("extra", "Bring a friend."),
    ];
    let look = browser.answer(&form, &typed).await;
    assert!(!look.has("textarea"), "it is looked at as it will be");
    assert!(
        look.text(".app-letter")
            .contains("Thank you for <b>all</b> of it.")
    );
    assert_eq!(
        app.count("letters").await,
        0,
        "nothing is kept before it is agreed"
    );
    let change = look.form().with(&[("change", "yes")]);
    let again = browser.send(&change).await;
    assert!(again.text("#opening").contains("<b>all</b>"));
    app.stop().await;
}

#[tokio::test]
async fn a_marked_part_is_written_and_not_too_long() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let form = browser
        .get(&new(reference, "acknowledgement/patient"))
        .await;
    let long = "x".repeat(2001);
    let page = browser
        .answer(
            &form,
            &[("opening", " "), ("extra", &long), ("closing", "Bye")],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("title").starts_with("Error: "));
    let links = page.attributes(".nhsuk-error-summary a", "href");
    assert_eq!(links, ["#opening", "#extra"]);
    assert!(page.text("#closing").contains("Bye") && page.text("#extra").contains(&long));
    // Whoever leaves the first look out is held to the same.
    let agreed = form.form().with(&[("opening", ""), ("agreed", "yes")]);
    let page = browser.send(&agreed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.count("letters").await, 0);
    app.stop().await;
}

#[tokio::test]
async fn a_letter_that_does_not_fit_the_case_is_refused_with_the_reason() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let from_patient = refer(&app, sender("Ada Example")).await;
    let (_, browser) = signed_in(&app, "Lea Novak", Role::Lead).await;
    for (which, why) in [
        ("request/patient", "Nothing is being asked"),
        ("decline/referrer", "has not been declined"),
        ("redirect/patient", "has not been redirected"),
        ("offer/referrer", "not waiting for a bed"),
        ("booking/patient", "No admission is booked"),
    ] {
        let page = browser.get(&new(reference, which)).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{which}");
        assert!(page.text("main").contains(why), "{which}");
        assert!(!page.html.contains("Hopper"));
    }
    let nobody = browser
        .get(&new(from_patient, "acknowledgement/referrer"))
        .await;
    assert_eq!(nobody.status, StatusCode::CONFLICT);
    assert!(
        nobody
            .text("main")
            .contains("There is no referrer to write to")
    );
    let list = browser.get(&letters(reference)).await;
    let can = [
        new(reference, "acknowledgement/referrer"),
        new(reference, "acknowledgement/patient"),
    ];
    let links = list.attributes(".app-letters a", "href");
    assert_eq!(links, can);
    assert!(
        list.text(".app-letters__not")
            .contains("has not been declined")
    );
    for unknown in ["other/patient", "decline/other"] {
        let page = browser.get(&new(reference, unknown)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    app.stop().await;
}

#[tokio::test]
async fn a_no_is_a_pair_of_letters_in_the_words_of_their_readers() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    declined(&app, reference).await;
    let page = keep(&browser, reference, "decline/referrer", &[]).await;
    let clinical = page.text(".app-letter");
    for words in [
        "Anna Gray",
        "K81001 Surgery",
        "HP20 1AA",
        "Date of birth: 14 March 1974",
        "Not medically stable enough for rehabilitation now.",
        "Chest infection under treatment",
        "Refer again after recovery",
        "4/4 published considerations met",
        "Two or more disciplines required.",
    ] {
        assert!(clinical.contains(words), "{words} in {clinical}");
    }
    let form = browser.get(&new(reference, "decline/patient")).await;
    assert!(
        form.text("#why").contains("Chest infection"),
        "proposed, to be put plainly"
    );
    let plainly = [
        ("why", "Your chest needs to get better first."),
        ("signpost", "Ask your GP to write to us when you are well."),
    ];
    let page = keep(&browser, reference, "decline/patient", &plainly).await;
    let plain = page.text(".app-letter");
    for words in [
        "1 Test Street",
        "Your health needs to be more settled before a stay here.",
        "Your chest needs to get better first.",
        "Ask your GP to write to us when you are well.",
        "You need two or more kinds of help.",
        "Your practice answered our questions for you.",
    ] {
        assert!(plain.contains(words), "{words} in {plain}");
    }
    assert!(!plain.contains("Chest infection") && !plain.contains("disciplines"));
    assert_eq!(page.texts(".app-letter__sign").len(), 4);
    let other = sent(&app, &anna, "Ada Example").await;
    redirected(&app, other).await;
    let page = keep(&browser, other, "redirect/patient", &[]).await;
    assert!(
        page.text(".app-letter")
            .contains("You need to see a neurologist first")
    );
    let page = keep(&browser, other, "redirect/referrer", &[]).await;
    assert!(
        page.text(".app-letter")
            .contains("A diagnosis by a neurologist comes first.")
    );
    app.stop().await;
}

#[tokio::test]
async fn a_letter_that_asks_offers_or_books_has_what_the_case_says() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let (_, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    ask(&app, reference, "Which dose does she have?").await;
    let page = browser.get(&new(reference, "request/referrer")).await;
    let asks = page.text(".app-letter");
    assert!(asks.contains("Which dose does she have?") && asks.contains("by 20 January 2031"));
    hospital(&app, reference, Action::Resume).await;
    bring(&app, reference, StateCode::WaitingForBed).await;
    let page = browser.get(&new(reference, "offer/patient")).await;
    assert!(
        page.text(".app-letter")
            .contains("We do not know the day yet.")
    );
    let book = r#"{"action":"book_admission","on":"2031-02-03"}"#;
    hospital(&app, reference, serde_json::from_str(book).unwrap()).await;
    let page = browser.get(&new(reference, "booking/patient")).await;
    assert!(page.text(".app-letter").contains("3 February 2031"));
    let page = browser.get(&new(reference, "offer/patient")).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    app.stop().await;
}

#[tokio::test]
async fn a_letter_about_somebody_who_walks_less_well_says_when_to_get_help() {
    let app = team::start().await;
    let mut walks = sender("Grace Hopper");
    walks.answers["secondary_symptoms"] = serde_json::json!(["gait"]);
    let walks = refer(&app, walks).await;
    let other = refer(&app, sender("Ada Example")).await;
    let (_, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let words = "New or worse trouble walking can need checking soon";
    let letter = |reference| new(reference, "acknowledgement/patient");
    let page = browser.get(&letter(walks)).await;
    assert!(page.text(".app-letter").contains(words));
    let list = page.text(".app-letter ul");
    assert!(list.contains("your walking or balance is getting worse"));
    let page = browser.get(&letter(other)).await;
    assert!(!page.text(".app-letter").contains(words));
    assert!(
        page.text(".app-letter")
            .contains("In an emergency call 999")
    );
    app.stop().await;
}

#[tokio::test]
async fn where_there_is_no_address_the_page_says_so() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let path = new(reference, "acknowledgement/patient");
    let words = "There is no address to write to";
    assert!(!browser.get(&path).await.text("main").contains(words));
    let ours = practice(&app, "K81001").await;
    app.execute("UPDATE practices SET address = ''").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let other = sent(&app, &anna, "Ada Example").await;
    let page = browser.get(&new(other, "acknowledgement/referrer")).await;
    assert!(page.text("main").contains(words));
    assert!(
        !browser
            .get(&new(other, "acknowledgement/patient"))
            .await
            .text("main")
            .contains(words)
    );
    app.stop().await;
}

#[tokio::test]
async fn each_role_writes_the_letters_that_are_its_own() {
    let app = team::start().await;
    let open = refer(&app, sender("Grace Hopper")).await;
    let closed = refer(&app, sender("Ada Example")).await;
    declined(&app, closed).await;
    for (name, role, letter, refusal) in [
        ("Ben Ortiz", Role::Coordinator, true, false),
        ("Ada Okafor", Role::Clinician, true, true),
        ("Lea Novak", Role::Lead, true, true),
        ("Ira Keys", Role::Admin, false, false),
        ("Rae Counts", Role::Reporting, false, false),
    ] {
        let (_, browser) = signed_in(&app, name, role).await;
        for (reference, which, may) in [
            (open, "acknowledgement/patient", letter),
            (closed, "decline/patient", refusal),
        ] {
            let path = new(reference, which);
            let page = browser.get(&path).await;
            let expected = if may {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(page.status, expected, "{name} {which}");
            let account = browser.get("/admissions/account").await;
            let mut fields = account.form_to("/admissions/account/password").fields;
            for (key, value) in [("version", "3"), ("agreed", "yes"), ("opening", "x")] {
                fields.push((key.to_owned(), value.to_owned()));
            }
            if !may {
                let page = browser.post(&path, &fields).await;
                assert_eq!(page.status, StatusCode::FORBIDDEN, "{name} {which}");
            }
        }
        let page = browser.get(&letters(closed)).await;
        let offered = page.attributes(".app-letters a", "href");
        assert_eq!(
            offered.contains(&new(closed, "decline/patient")),
            refusal,
            "{name}"
        );
    }
    assert_eq!(app.count("letters").await, 0);
    app.stop().await;
}
