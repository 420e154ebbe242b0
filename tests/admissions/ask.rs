use domain::referral::amendment::Field;
use domain::referral::{Action, Actor, Change};
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::outbox;
use reqwest::StatusCode;

use super::letters::keep;
use super::team::{self, conn, refer, sender, signed_in};
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::{act, sent};

#[tokio::test]
async fn the_team_asks_and_the_referrer_hears_of_it_without_a_word_about_the_person() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    for (name, role) in [
        ("Ada Okafor", Role::Clinician),
        ("Ben Ortiz", Role::Coordinator),
        ("Lea Novak", Role::Lead),
    ] {
        let reference = sent(&app, &anna, "Grace Hopper").await;
        let path = format!("/admissions/referrals/{reference}");
        let (_, browser) = signed_in(&app, name, role).await;
        let page = browser.get(&path).await;
        let ask = format!("{path}/ask");
        assert!(page.attributes("main a", "href").contains(&ask));
        let form = browser.get(&ask).await;
        assert_eq!(form.form().value("due.day"), Some("22"));
        let page = browser
            .answer(&form, &[("question", "Which dose does Grace have?")])
            .await;
        assert_eq!(
            (page.status, page.path),
            (StatusCode::OK, format!("{path}?done=ask"))
        );
        let seen = anna.browser.get("/refer").await;
        assert!(
            seen.attributes("tr", "data-reference")
                .contains(&reference.to_string())
        );
        assert!(seen.text("main").contains("Answer due by 22 January 2031"));
        let mail = outbox::latest(&mut *conn(&app).await, &app.app.keyring, 1).await;
        let mail = &mail.unwrap()[0].message;
        assert_eq!(mail.to, anna.email);
        assert!(mail.text.contains(&format!("/refer/referrals/{reference}")));
        for private in ["Grace", "Hopper", "dose"] {
            assert!(!mail.text.contains(private) && !mail.html.contains(private));
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn those_who_only_read_or_count_do_not_ask() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    for (name, role) in [("Ira Keys", Role::Admin), ("Rae Counts", Role::Reporting)] {
        let (_, browser) = signed_in(&app, name, role).await;
        let page = browser.get(&format!("{path}/ask")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        let account = browser.get("/admissions/account").await;
        let mut fields = account.form_to("/admissions/account/password").fields;
        fields.push(("version".to_owned(), "1".to_owned()));
        fields.push(("question".to_owned(), "Which dose?".to_owned()));
        for verb in ["ask", "read-amendment"] {
            let page = browser.post(&format!("{path}/{verb}"), &fields).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{verb}");
        }
        assert!(!browser.get(&path).await.html.contains("/ask"));
    }
    app.stop().await;
}

#[tokio::test]
async fn a_question_is_written_and_its_date_is_one_to_come() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let path = format!("/admissions/referrals/{reference}/ask");
    let form = browser.get(&path).await;
    for (year, message) in [
        ("2030", "today’s date or a later one"),
        ("x", "Enter a date"),
    ] {
        let page = browser.answer(&form, &[("due.year", year)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            page.attributes(".nhsuk-error-summary a", "href"),
            ["#question", "#due.day"]
        );
        assert!(page.text(".nhsuk-error-summary").contains(message));
    }
    let typed = [("question", "Which dose?")];
    for _ in 0..2 {
        let page = browser.answer(&form, &typed).await;
        assert_eq!(page.status, StatusCode::OK);
    }
    let asked = app
        .count_where("referral_events", "kind = 'request_info'")
        .await;
    assert_eq!(asked, 1, "the same form asks once");
    assert_eq!(app.count("outbox").await, 0, "nobody to write to");
    app.stop().await;
}

/// Somebody whose practice has amended how they are reached by mail, where the hospital has this number.
async fn asking(phone: &str) -> (crate::harness::app::TestApp, String) {
    let app = team::start_with(&["--demo", "--hospital-phone", phone]).await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let change = Change {
        field: Field::Email,
        before: None,
        after: Some("grace@example.com".to_owned()),
    };
    let amend = Action::Amend {
        changes: vec![change],
    };
    act(&app, reference, amend, Actor::Referrer(anna.account)).await;
    (app, format!("/admissions/referrals/{reference}"))
}

#[tokio::test]
async fn a_patient_is_asked_to_call_and_told_nothing_else() {
    let (app, path) = asking("01296 678 800").await;
    let (_, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let form = browser.get(&format!("{path}/ask")).await;
    assert_eq!(form.form().value("of"), Some("referrer"));
    let hint = form.text("main form");
    assert!(
        hint.contains("asks them to call 01296 678 800") && hint.contains("It does not say why"),
        "{hint}"
    );
    let typed = [
        ("of", "patient"),
        ("question", "Which dose does Grace have?"),
    ];
    let page = browser.answer(&form, &typed).await;
    assert_eq!(
        page.text(".app-timeline__what"),
        "Staff only The patient was asked: Which dose does Grace have?"
    );
    assert_eq!(
        app.count("outbox").await,
        1,
        "the referrer is not written to"
    );
    let mail = outbox::latest(&mut *conn(&app).await, &app.app.keyring, 1).await;
    let mail = &mail.unwrap()[0].message;
    assert_eq!(mail.to, "grace@example.com");
    assert!(mail.text.contains("01296 678 800"));
    let reference = path.rsplit('/').next().unwrap();
    for private in [
        "Grace", "Hopper", "dose", "neck", "referr", "/refer/", reference,
    ] {
        let body = mail.text.replace("Inpatient referral", "");
        assert!(!body.contains(private), "{private}: {body}");
        assert!(!mail.subject.contains(private));
    }
    app.stop().await;
}

#[tokio::test]
async fn without_a_number_to_call_the_form_says_that_no_mail_goes_out() {
    let (app, path) = asking("").await;
    let (_, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let form = browser.get(&format!("{path}/ask")).await;
    assert!(
        form.text("main form")
            .contains("No e-mail goes out: the hospital’s telephone number is not set.")
    );
    let typed = [("of", "patient"), ("question", "Which dose?")];
    browser.answer(&form, &typed).await;
    assert_eq!(app.count("outbox").await, 0);
    app.stop().await;
}

#[tokio::test]
async fn who_wants_no_messages_gets_none_and_answers_are_recorded_by_hand() {
    let app = team::start_with(&["--demo", "--hospital-phone", "01296 678 800"]).await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let form = browser.get(&format!("{path}/ask")).await;
    assert!(!form.has("#of"), "there is no referrer to choose");
    let main = form.text("main");
    assert!(
        main.contains("No e-mail goes out: no message may be left for them."),
        "{main}"
    );
    browser.answer(&form, &[("question", "Which dose?")]).await;
    assert_eq!(app.count("outbox").await, 0);
    let form = browser.get(&format!("{path}/record-answer")).await;
    assert!(form.text(".nhsuk-inset-text").contains("Which dose?"));
    let page = browser.answer(&form, &[("answer", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let typed = [("answer", "By phone today: forty units")];
    for _ in 0..2 {
        let page = browser.answer(&form, &typed).await;
        assert_eq!(page.status, StatusCode::OK);
    }
    let page = browser.get(&path).await;
    assert_eq!(
        page.texts(".app-timeline__what")[0],
        "Staff only Answered: By phone today: forty units"
    );
    let there = "state = 'received' AND news_at IS NULL";
    assert_eq!(app.count_where("referrals", there).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn a_question_to_the_patient_is_none_to_the_practice() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let form = ada.get(&format!("{path}/ask")).await;
    let typed = [
        ("of", "patient"),
        ("question", "Which dose does Grace have?"),
    ];
    ada.answer(&form, &typed).await;
    let list = anna.browser.get("/refer").await.text("main");
    assert!(
        list.contains("Needs you (0)") && list.contains("Held by The patient"),
        "{list}"
    );
    let theirs = format!("/refer/referrals/{reference}");
    let page = anna.browser.get(&theirs).await;
    let text = page.text("main");
    assert!(text.contains("Information asked of the patient") && text.contains("The patient"));
    assert!(!page.html.contains("Which dose") && !page.html.contains("/answer\""));
    act(&app, reference, Action::Remind, Actor::System).await;
    let text = anna.browser.get(&theirs).await.text("main");
    assert!(text.contains("Reminder sent to the patient"), "{text}");
    let form = ada.get(&format!("{path}/record-answer")).await;
    ada.answer(&form, &[("answer", "Forty units")]).await;
    let page = anna.browser.get(&theirs).await;
    assert!(!page.html.contains("Forty units"));
    app.stop().await;
}

#[tokio::test]
async fn what_is_asked_of_the_patient_the_form_says_and_the_practice_sees_alike() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let form = browser.get(&format!("{path}/ask")).await;
    let text = form.text("main");
    assert!(text.contains("sees that something is asked of the patient, and not what"));
    let question = "Are you safe at home?";
    let typed = [("of", "patient"), ("question", question)];
    browser.answer(&form, &typed).await;
    // Not by letter either.
    let letter = format!("{path}/letters/new/request");
    let refused = browser.get(&format!("{letter}/referrer")).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(!refused.html.contains(question));
    assert!(
        refused
            .text("main")
            .contains("This is asked of the patient.")
    );
    let to_patient = browser.get(&format!("{letter}/patient")).await;
    assert!(to_patient.text("main").contains(question));
    let form = browser.get(&format!("{path}/record-answer")).await;
    let text = form.text("main");
    assert!(text.contains("sees that it was answered, and not what you write here"));
    let answer = "No, her brother threatens her";
    browser.answer(&form, &[("answer", answer)]).await;
    let seen = format!("/refer/referrals/{reference}");
    let seen = anna.browser.get(&seen).await;
    let text = seen.text("main");
    assert!(text.contains("Information asked of the patient") && text.contains("Answered"));
    assert!(!seen.html.contains(question) && !seen.html.contains(answer));
    app.stop().await;
}

#[tokio::test]
async fn who_has_left_gets_no_mail_and_every_form_says_so() {
    let app = team::start_drawing("0").await;
    let ours = practice(&app, "K81001").await;
    let other = practice(&app, "K81002").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let ben = referrer(&app, "Ben Hill", ours).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let moved = format!(
        "UPDATE accounts SET practice_id = '{other}' WHERE id = '{}'",
        anna.account
    );
    let disabled = format!(
        "UPDATE accounts SET disabled_at = now() WHERE id = '{}'",
        ben.account
    );
    for (who, leave) in [(&anna, moved), (&ben, disabled)] {
        let reference = sent(&app, who, "Grace Hopper").await;
        let path = format!("/admissions/referrals/{reference}");
        let message = browser.get(&format!("{path}/message")).await;
        assert!(message.text("main").contains("gets an e-mail with a link"));
        app.execute(&leave).await;
        let case = browser.get(&path).await;
        let case = browser
            .send(&case.form_to(&format!("{path}/acknowledge")))
            .await;
        browser
            .send(&case.form_to(&format!("{path}/start-triage")))
            .await;
        let mails = app.count("outbox").await;
        let says = |page: &crate::harness::http::Page| {
            page.text("main")
                .contains("No e-mail goes out: whoever referred")
        };
        let form = browser.get(&format!("{path}/message")).await;
        assert!(says(&form), "{}", form.text("main"));
        browser.answer(&form, &[("text", "Please call us")]).await;
        for letter in ["acknowledgement/referrer", "acknowledgement/patient"] {
            let form = browser.get(&format!("{path}/letters/new/{letter}")).await;
            assert_eq!(says(&form), letter.ends_with("referrer"), "{letter}");
        }
        keep(&browser, reference, "acknowledgement/referrer", &[]).await;
        let form = browser.get(&format!("{path}/ask")).await;
        assert!(says(&form), "{}", form.text("main"));
        browser.answer(&form, &[("question", "Which dose?")]).await;
        let form = browser.get(&format!("{path}/decline")).await;
        assert!(says(&form), "{}", form.text("main"));
        let typed = [
            ("reason", "no_funding"),
            ("rationale", "Nobody pays"),
            ("signpost", "Her GP"),
            ("confirmed", "yes"),
        ];
        assert_eq!(browser.answer(&form, &typed).await.status, StatusCode::OK);
        assert_eq!(app.count("outbox").await, mails);
    }
    app.stop().await;
}
