use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::outbox;
use reqwest::StatusCode;

use super::team::{self, conn, refer, sender, signed_in};
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::sent;

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
