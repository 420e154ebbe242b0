//! Other cases of the same person: found, linked, joined and taken apart again, and never by the service itself.

use domain::people::{Postcode, Reference};
use domain::referral::{Action, Actor};
use inpatient_referral::jobs;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;
use serde_json::json;

use super::team::{
    self, Sender, conn, contact, four_signs, looks, refer, refer_as, sender, signed_in,
};
use crate::harness::app::TestApp;
use crate::harness::http::{Browser, Page};
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::{act, case_of, sent};

fn path(reference: Reference) -> String {
    format!("/admissions/referrals/{reference}")
}

/// Somebody with this name, date of birth and postcode.
async fn person(app: &TestApp, name: &str, born: &str, postcode: &str) -> Reference {
    let mut answers = four_signs();
    answers["date_of_birth"] = json!(born);
    let who = Sender {
        answers,
        ..sender(name)
    };
    let mut contact = contact(&who);
    contact.postcode = Postcode::parse(postcode).ok();
    refer_as(app, who, &contact).await
}

/// References of the cases that a page names, with their words.
fn others(page: &Page) -> Vec<(String, String)> {
    let names = page.attributes("[data-other]", "data-other");
    names.into_iter().zip(page.texts("[data-other]")).collect()
}

/// Joins one case to another as a person does: from its page, with both in front of them.
async fn join(browser: &Browser, from: Reference, into: Reference) -> Page {
    let form = browser
        .get(&format!("{}/merge?other={into}", path(from)))
        .await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text("main"));
    let same = into.to_string();
    browser
        .answer(&form, &[("same", &same), ("reason", "Sent twice")])
        .await
}

#[tokio::test]
async fn the_same_number_or_three_of_four_facts_are_found_and_two_are_not() {
    let app = team::start().await;
    let grace = person(&app, "Grace Brewster Hopper", "1974-03-14", "HP19 9AB").await;
    let found = [
        (
            "GRACE HOPPER",
            "1974-03-14",
            "MK18 1AA",
            "surname, first name, date of birth",
        ),
        (
            "Grâce Hopper",
            "1975-03-14",
            "hp199ab",
            "surname, first name, postcode",
        ),
        (
            "Grace Murray",
            "1974-03-14",
            "HP19 9AB",
            "first name, date of birth, postcode",
        ),
        (
            "Mrs G Hopper",
            "1974-03-14",
            "HP19 9AB",
            "surname, date of birth, postcode",
        ),
    ];
    let mut wanted = Vec::new();
    for (name, born, postcode, words) in found {
        wanted.push((person(&app, name, born, postcode).await.to_string(), words));
    }
    for (name, born, postcode) in [
        ("Grace Hopper", "1980-01-01", "MK18 1AA"),
        ("Henry Plain", "1974-03-14", "HP19 9AB"),
        ("Grace Plain", "1974-03-14", "MK18 1AA"),
        ("Ada Hopper", "1980-01-01", "HP19 9AB"),
    ] {
        person(&app, name, born, postcode).await;
    }
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get(&path(grace)).await;
    let others = others(&page);
    assert_eq!(others.len(), wanted.len(), "{others:?}");
    for (reference, words) in &wanted {
        let (_, text) = others.iter().find(|(name, _)| name == reference).unwrap();
        assert!(text.contains("Possibly the same person"), "{text}");
        assert!(
            text.contains(&format!("Agrees: {words}.")),
            "{words} in {text}"
        );
    }
    assert!(page.text(".app-alike").contains("4 other referrals may be"));
    assert_eq!(looks(&mut *conn(&app).await, ada.id, "related").await, 4);
    let merged = app
        .count_where("referrals", "merged_into IS NOT NULL")
        .await;
    assert_eq!(merged, 0, "nothing is joined by itself");
    let numbers = ["Henry Plain", "Someone Else"].map(|name| Sender {
        nhs_number: Some("9991000011"),
        answers: team::no_sign(),
        ..sender(name)
    });
    let mut same = Vec::new();
    for one in numbers {
        same.push(refer(&app, one).await);
    }
    let page = browser.get(&path(same[0])).await;
    let text = page.text("[data-other]");
    assert!(page.attributes("[data-other]", "data-other") == [same[1].to_string()]);
    assert!(
        text.contains("Agrees: NHS number, date of birth."),
        "{text}"
    );
    app.stop().await;
}

#[tokio::test]
async fn a_link_stands_on_both_cases_and_is_taken_away_from_both() {
    let app = team::start().await;
    let one = refer(&app, sender("Grace Hopper")).await;
    let other = refer(&app, sender("Grace Hopper")).await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = ada.get(&path(one)).await;
    let page = ada
        .send(&page.form_to(&format!("{}/link", path(one))))
        .await;
    assert_eq!(page.path, format!("{}?done=link", path(one)));
    for (here, there) in [(one, other), (other, one)] {
        let page = ada.get(&path(here)).await;
        let (name, text) = others(&page).remove(0);
        assert!(
            name == there.to_string() && text.contains("Linked"),
            "{text}"
        );
        assert!(
            page.text(".app-timeline")
                .contains(&format!("Linked to {there}"))
        );
        assert!(!page.has(".app-alike"));
    }
    let audited = app
        .count_where("audit_log", "action = 'referral.link'")
        .await;
    assert_eq!(audited, 2);
    let page = ada.get(&path(other)).await;
    let page = ada
        .send(&page.form_to(&format!("{}/unlink", path(other))))
        .await;
    assert!(page.text("[data-done]").contains("Link taken away."));
    for here in [one, other] {
        let page = ada.get(&path(here)).await;
        assert!(
            page.text("[data-other]")
                .contains("Possibly the same person")
        );
    }
    app.stop().await;
}

#[tokio::test]
async fn a_joined_case_leads_to_the_main_one_which_shows_it_and_can_be_taken_apart() {
    let app = team::start().await;
    let twice = refer(&app, sender("Grace Hopper")).await;
    let main = refer(&app, sender("Grace Hopper")).await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let form = ada
        .get(&format!("{}/merge?other={main}", path(twice)))
        .await;
    let both = form.text("[data-sides]");
    for words in ["Grace Hopper", "14 March 1974", "1 Test Street", "Same"] {
        assert!(both.contains(words), "{words} in {both}");
    }
    let unsure = ada.answer(&form, &[("reason", "Sent twice")]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        unsure
            .text(".nhsuk-error-summary")
            .contains("about the same person")
    );
    let page = join(&ada, twice, main).await;
    assert_eq!(page.path, format!("{}?done=merge", path(twice)));
    let banner = page.attributes("[data-merged] a", "href");
    assert_eq!(banner, [path(main), format!("{}/unmerge", path(twice))]);
    let offered = page.attributes(".app-offers form", "action");
    assert!(!offered.contains(&format!("{}/acknowledge", path(twice))));
    let page = ada.get(&path(main)).await;
    let (name, text) = others(&page).remove(0);
    assert_eq!(name, twice.to_string());
    assert!(text.contains("Joined to this one") && text.contains("Also sent:"));
    assert!(
        page.text(".app-timeline")
            .contains(&format!("Linked to {twice}"))
    );
    let form = ada.get(&format!("{}/unmerge", path(twice))).await;
    let empty = ada.answer(&form, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = ada.answer(&form, &[("reason", "Two sisters")]).await;
    assert!(!page.has("[data-merged]"));
    let form = page.form_to(&format!("{}/acknowledge", path(twice)));
    assert!(!form.fields.is_empty(), "work goes on here again");
    for here in [twice, main] {
        let text = ada.get(&path(here)).await.text("[data-other]");
        assert!(text.contains("Possibly the same person"), "{text}");
    }
    app.stop().await;
}

#[tokio::test]
async fn no_chain_no_circle_not_itself_not_what_is_closed_or_unknown() {
    let app = team::start().await;
    let mut cases = Vec::new();
    for _ in 0..4 {
        cases.push(refer(&app, sender("Grace Hopper")).await);
    }
    let [a, b, c, closed] = cases[..] else {
        panic!()
    };
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    let withdraw = Action::Withdraw { reason: None };
    act(&app, closed, withdraw, Actor::Staff(ada.id)).await;
    join(&browser, a, b).await;
    let refused = async |from: Reference, into: &str, words: &str| {
        let form = browser
            .get(&format!("{}/merge?other={into}", path(from)))
            .await;
        let given = [("other", into), ("same", into), ("reason", "Sent twice")];
        let page = browser.answer(&form, &given).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        let summary = page.text(".nhsuk-error-summary");
        assert!(summary.contains(words), "{words} in {summary}");
    };
    let name = |case: Reference| case.to_string();
    refused(c, &name(a), "was itself joined to another").await;
    refused(b, &name(a), "was joined to this one already").await;
    refused(b, &name(c), "Other referrals were joined to this one").await;
    refused(c, &name(c), "this referral itself").await;
    refused(c, &name(closed), "is closed: link them instead").await;
    refused(c, "2222-2222", "").await;
    refused(c, "nonsense", "A letter or number in it is wrong").await;
    let page = browser.get(&format!("{}/merge", path(a))).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "it is joined already");
    let joined = "merged_into IS NOT NULL";
    assert_eq!(app.count_where("referrals", joined).await, 1);
    // A third one may be joined to the same main one.
    join(&browser, c, b).await;
    assert_eq!(app.count_where("referrals", joined).await, 2);
    app.stop().await;
}

#[tokio::test]
async fn a_case_named_anew_is_compared_anew_before_it_is_joined() {
    let app = team::start().await;
    let one = refer(&app, sender("Grace Hopper")).await;
    let same = refer(&app, sender("Grace Hopper")).await;
    let stranger = refer(&app, sender("Henry Plain")).await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let form = ada.get(&format!("{}/merge?other={same}", path(one))).await;
    let (confirmed, typed) = (same.to_string(), stranger.to_string());
    let given = [("other", &*typed), ("same", &*confirmed), ("reason", "x")];
    let page = ada.answer(&form, &given).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("[data-sides]").contains("Henry Plain"));
    assert_eq!(
        app.count_where("referrals", "merged_into IS NOT NULL")
            .await,
        0
    );
    app.stop().await;
}

#[tokio::test]
async fn where_what_a_person_is_known_by_differs_a_warning_stands_beside_both() {
    let app = team::start().await;
    let one = person(&app, "Grace Hopper", "1974-03-14", "HP19 9AB").await;
    let same = person(&app, "Grace Hopper", "1974-03-14", "HP19 9AB").await;
    let sister = person(&app, "Grace Hopper", "1975-03-14", "HP19 9AB").await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    for verb in ["merge", "link"] {
        let beside = async |other: Reference| {
            let form = format!("{}/{verb}?other={other}", path(one));
            ada.get(&form).await.text("main")
        };
        let warning = "These may be two people";
        assert!(!beside(same).await.contains(warning));
        let warned = beside(sister).await;
        assert!(warned.contains(warning), "{warned}");
        assert!(warned.contains("Not the same: Date of birth."), "{warned}");
    }
    app.stop().await;
}

#[tokio::test]
async fn of_two_who_join_two_cases_to_each_other_at_once_one_is_refused() {
    let app = team::start().await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    for _ in 0..4 {
        let one = refer(&app, sender("Grace Hopper")).await;
        let other = refer(&app, sender("Grace Hopper")).await;
        let (first, second) = tokio::join!(join(&ada, one, other), join(&ben, other, one));
        let done = [&first, &second].map(|page| page.status == StatusCode::OK);
        assert!(done[0] != done[1], "{} {}", first.status, second.status);
        let joined = [one, other].map(|case| format!("'{case}'")).join(", ");
        let joined = format!("merged_into IS NOT NULL AND reference IN ({joined})");
        assert_eq!(app.count_where("referrals", &joined).await, 1);
    }
    app.stop().await;
}

#[tokio::test]
async fn what_a_sender_writes_to_a_joined_case_is_not_overlooked_in_the_main_one() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let main = refer(&app, sender("Grace Hopper")).await;
    let twice = sent(&app, &anna, "Grace Hopper").await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    join(&ada, twice, main).await;
    let theirs = format!("/refer/referrals/{twice}");
    let page = anna.browser.get(&theirs).await;
    let form = page.form_to(&format!("{theirs}/message"));
    let page = anna
        .browser
        .send(&form.with(&[("text", "She has moved")]))
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text("main"));
    let page = ada.get(&path(main)).await;
    let inset = page.text(".nhsuk-inset-text");
    assert!(inset.contains(&twice.to_string()) && inset.contains("Something new came"));
    let page = ada.get(&path(twice)).await;
    assert!(page.text("[data-news]").contains("She has moved"));
    ada.send(&page.form_to(&format!("{}/mark-read", path(twice))))
        .await;
    assert!(!ada.get(&path(main)).await.has(".nhsuk-inset-text"));
    app.stop().await;
}

#[tokio::test]
async fn who_only_reads_or_counts_joins_nothing() {
    let app = team::start().await;
    let one = refer(&app, sender("Grace Hopper")).await;
    let other = refer(&app, sender("Grace Hopper")).await;
    for (name, role) in [("Ira Keys", Role::Admin), ("Rae Counts", Role::Reporting)] {
        let (_, browser) = signed_in(&app, name, role).await;
        let mut fields = browser
            .get("/admissions/account")
            .await
            .form_to("/admissions/account/password")
            .fields;
        let other = other.to_string();
        let more = [
            ("version", "1"),
            ("other", &*other),
            ("same", &*other),
            ("reason", "x"),
        ];
        fields.extend(more.map(|(name, value)| (name.to_owned(), value.to_owned())));
        for verb in ["link", "unlink", "merge", "unmerge"] {
            let path = format!("{}/{verb}", path(one));
            let page = browser.post(&path, &fields).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path} {role:?}");
            assert!(!page.html.contains("Hopper"));
        }
    }
    assert_eq!(app.count("referral_events").await, 2);
    assert_eq!(case_of(&app, one).await.referral.version(), 1);
    app.stop().await;
}

#[tokio::test]
async fn people_of_earlier_referrals_become_findable() {
    let app = team::start().await;
    let one = refer(&app, sender("Grace Hopper")).await;
    let other = refer(&app, sender("Grace Hopper")).await;
    app.execute(
        "UPDATE patients SET surname_bidx = NULL, first_name_bidx = NULL, date_of_birth_bidx = NULL, postcode_bidx = NULL",
    )
    .await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    assert!(others(&ada.get(&path(one)).await).is_empty());
    assert_eq!(jobs::index_people_now(&app.app).await, 2);
    assert_eq!(jobs::index_people_now(&app.app).await, 0);
    assert_eq!(others(&ada.get(&path(one)).await)[0].0, other.to_string());
    app.stop().await;
}
