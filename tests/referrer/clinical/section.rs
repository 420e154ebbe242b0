use domain::pathway::Need;
use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

use super::super::practice::{draft, load, practice, referrer, sign_in_again};
use super::{four_signs, open, start, written};
use crate::admissions::team;

const GP: domain::Audience = domain::Audience::Gp;

#[tokio::test]
async fn every_section_shows_what_a_referrer_is_asked_in_it_with_one_button() {
    let (app, anna) = start().await;
    let id = draft(&app, &anna, &json!({})).await.id;
    let pathway = app.app.pathways.default();
    for section in pathway.sections() {
        let page = open(&anna, id, &format!("section/{}", section.id)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", section.id);
        assert_eq!(page.texts("main form button[type=submit]").len(), 1);
        let here = |question: &&domain::pathway::Question| {
            pathway.section_of(question).id == section.id && question.ask_if.is_none()
        };
        for question in pathway.questions().iter().filter(here) {
            let parts = format!("{}.", question.id);
            let shown = page
                .attributes("main [name]", "name")
                .iter()
                .any(|name| *name == question.id || name.starts_with(&parts));
            assert_eq!(shown, question.is_for(GP), "{}", question.id);
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn every_expected_choice_can_be_left_not_assessed() {
    let (app, _) = start().await;
    let asked = app.app.pathways.default().questions().iter();
    let expected = asked.filter(|question| question.is_for(GP) && question.need == Need::Expected);
    for question in expected.filter(|question| !question.options().is_empty()) {
        let unsure = question.options().iter().any(|option| option.unsure);
        let blank = question.columns() > 0;
        let stated = ["access_needs", "funding"].contains(&question.id.as_str());
        assert!(unsure || blank || stated, "{}", question.id);
    }
    app.stop().await;
}

#[tokio::test]
async fn all_faults_of_a_section_come_back_at_once_with_what_was_typed() {
    let (app, anna) = start().await;
    let id = draft(&app, &anna, &json!({ "red_flags": "none" })).await.id;
    let page = open(&anna, id, "section/daily_life").await;
    let values = [
        ("pain_impact", "no such code"),
        ("movement_impact", "a_lot"),
        ("pain_average", "many"),
    ];
    let page = anna.browser.answer(&page, &values).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("title").starts_with("Error: "));
    let links = page.attributes(".nhsuk-error-summary a", "href");
    assert_eq!(links, ["#pain_impact", "#pain_average"]);
    for link in links {
        assert!(page.has(&format!("[id=\"{}\"]", &link[1..])), "{link}");
    }
    let kept = page.attributes("[name=movement_impact][checked]", "value");
    assert_eq!(kept, ["a_lot"]);
    app.stop().await;
}

#[tokio::test]
async fn a_colleagues_answers_are_not_overwritten_unseen_and_those_to_other_sections_are_no_matter()
{
    let (app, anna) = start().await;
    let ben = referrer(&app, "Ben Colleague", anna.practice).await;
    let id = draft(&app, &anna, &json!({ "red_flags": "none" })).await.id;
    let (hers, his) = (
        open(&anna, id, "section/daily_life").await,
        open(&ben, id, "section/daily_life").await,
    );
    let elsewhere = open(&ben, id, "section/help").await;
    let done = ben
        .browser
        .answer(&elsewhere, &[("single_team", "no")])
        .await;
    assert_eq!(done.status, StatusCode::OK);
    let done = ben
        .browser
        .answer(&his, &[("pain_impact", "a_little")])
        .await;
    assert_eq!(done.status, StatusCode::OK);

    let both = anna
        .browser
        .answer(&hers, &[("pain_impact", "nearly_all")])
        .await;
    assert_eq!(both.status, StatusCode::CONFLICT);
    let shown = both.text("main");
    assert!(
        shown.contains("Mild") && shown.contains("Severe"),
        "{shown}"
    );
    let saved = anna.browser.answer(&both, &[]).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.html);
    let pathway = app.app.pathways.default();
    let stored = load(&app, id)
        .await
        .answers(pathway, app.now().date_naive())
        .to_json(pathway);
    assert_eq!(
        (&stored["pain_impact"], &stored["single_team"]),
        (&json!("nearly_all"), &json!("no"))
    );
    app.stop().await;
}

#[tokio::test]
async fn danger_is_asked_about_again_in_a_draft_that_lay_for_a_day() {
    let (app, anna) = start().await;
    let id = written(&app, &anna, &four_signs()).await;
    let blocked = async || open(&anna, id, "answers").await.texts("[data-blocked] li");
    assert_eq!(blocked().await, [""; 0]);
    app.clock.advance(chrono::TimeDelta::hours(25));
    sign_in_again(&app, &anna).await;
    assert_eq!(blocked().await, ["Red flags"]);
    let sending = open(&anna, id, "send").await;
    assert_eq!(sending.path, format!("/refer/drafts/{id}/answers"));
    let safety = open(&anna, id, "section/safety").await;
    anna.browser.answer(&safety, &[("red_flags", "none")]).await;
    assert_eq!(blocked().await, [""; 0]);
    app.stop().await;
}

#[tokio::test]
async fn what_is_left_blank_holds_nothing_up_and_is_counted_as_missing() {
    let (app, anna) = start().await;
    let id = draft(&app, &anna, &json!({ "red_flags": "none" })).await.id;
    let page = open(&anna, id, "section/daily_life").await;
    let page = anna
        .browser
        .answer(&page, &[("pain_impact", "a_lot")])
        .await;
    assert_eq!(page.path, format!("/refer/drafts/{id}/section/treatment"));
    let pathway = app.app.pathways.default();
    let saved = load(&app, id)
        .await
        .answers(pathway, app.now().date_naive());
    let saved = saved.to_json(pathway);
    assert_eq!(saved["pain_impact"], "a_lot");
    assert_eq!(saved.get("movement_impact"), None);
    let missing = open(&anna, id, "answers").await.texts("[data-missing] li");
    assert!(
        missing.iter().any(|one| one == "Limited activities"),
        "{missing:?}"
    );
    assert!(
        !missing.iter().any(|one| one == "Impact of pain"),
        "{missing:?}"
    );
    app.stop().await;
}

#[tokio::test]
async fn a_saved_section_leads_to_the_next_that_is_open() {
    let (app, anna) = start().await;
    let id = draft(&app, &anna, &json!({ "red_flags": "none" })).await.id;
    let page = open(&anna, id, "section/daily_life").await;
    let values = [
        ("pain_impact", "not_sure"),
        ("movement_impact", "not_sure"),
        ("limited_activities", "not_sure"),
    ];
    let page = anna.browser.answer(&page, &values).await;
    assert_eq!(page.path, format!("/refer/drafts/{id}/section/treatment"));
    let pathway = app.app.pathways.default();
    let saved = load(&app, id)
        .await
        .answers(pathway, app.now().date_naive());
    assert_eq!(saved.to_json(pathway)["pain_impact"], "not_sure");
    app.stop().await;
}

#[tokio::test]
async fn an_answer_that_opens_more_questions_shows_them_on_the_same_page() {
    let (app, anna) = start().await;
    let id = draft(&app, &anna, &json!({ "red_flags": "none" })).await.id;
    let page = open(&anna, id, "section/treatment").await;
    assert!(!page.has("[name=toxin_product]"));
    let values = [
        ("treatments.botulinum_toxin.status", "having_now"),
        ("treatments.botulinum_toxin.benefit", "worse"),
        ("treatment_enough_now", "no"),
    ];
    let page = anna.browser.answer(&page, &values).await;
    assert_eq!(page.path, format!("/refer/drafts/{id}/section/treatment"));
    assert!(page.text("[data-more]").starts_with("More questions about"));
    assert!(page.has("fieldset.app-evidence [name=toxin_product]"));
    assert!(page.has("[data-prompt=toxin_poor_response]"));
    let page = anna.browser.answer(&page, &[]).await;
    assert_eq!(page.path, format!("/refer/drafts/{id}/section/secondary"));
    let result = open(&anna, id, "result").await;
    assert!(result.has("[data-prompt=toxin_poor_response]"));
    app.stop().await;
}

#[tokio::test]
async fn what_is_taken_off_the_page_cannot_be_wrong() {
    let (app, anna) = start().await;
    let answers = json!({
        "red_flags": "none",
        "treatments": { "botulinum_toxin": { "status": "having_now", "benefit": "some" } }
    });
    let id = draft(&app, &anna, &answers).await.id;
    let page = open(&anna, id, "section/treatment").await;
    let values = [
        ("treatments.botulinum_toxin.status", "not_had"),
        ("toxin_cycles", "many"),
        ("treatment_enough_now", "no"),
    ];
    let page = anna.browser.answer(&page, &values).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.path, format!("/refer/drafts/{id}/section/secondary"));
    app.stop().await;
}

#[tokio::test]
async fn each_red_flag_keeps_the_draft_and_holds_it_back_until_it_is_acted_on() {
    let stops = [
        ("emergency", "stop_emergency"),
        ("urgent", "stop_urgent"),
        ("self_harm", "stop_crisis"),
        ("not_sure", "stop_check_111"),
    ];
    let (app, anna) = start().await;
    for (flag, outcome) in stops {
        let id = written(&app, &anna, &four_signs()).await;
        let page = open(&anna, id, "section/safety").await;
        assert!(page.text("main").contains("status dystonicus"));
        let page = anna.browser.answer(&page, &[("red_flags", flag)]).await;
        assert!(page.has("[name=red_flags_resolved]"), "{flag}");
        let stop = anna.browser.answer(&page, &[]).await;
        assert_eq!(stop.path, format!("/refer/drafts/{id}/result"), "{flag}");
        assert_eq!(stop.attributes("main", "data-outcome"), [outcome]);
        assert!(stop.text("main").contains("Say what was done"));
        assert_eq!(
            open(&anna, id, "send").await.path,
            format!("/refer/drafts/{id}/answers")
        );
        let page = open(&anna, id, "section/safety").await;
        let page = anna
            .browser
            .answer(&page, &[("red_flags_resolved", "yes")])
            .await;
        let refused = anna.browser.answer(&page, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let note = [("red_flags_note", "Seen in A&E, cord compression excluded")];
        anna.browser.answer(&page, &note).await;
        let result = open(&anna, id, "result").await;
        assert_eq!(
            result.attributes("main", "data-outcome"),
            ["match_stronger"]
        );
        assert!(result.has("[data-flag=red_flag_history]"));
        assert_eq!(
            open(&anna, id, "send").await.path,
            format!("/refer/drafts/{id}/send")
        );
    }
    app.stop().await;
}

#[tokio::test]
async fn another_red_flag_is_not_covered_by_what_was_done_about_the_first() {
    let (app, anna) = start().await;
    let mut answers = four_signs();
    answers["red_flags"] = json!("urgent");
    answers["red_flags_resolved"] = json!(true);
    answers["red_flags_note"] = json!("Seen on Monday");
    let id = written(&app, &anna, &answers).await;
    let page = open(&anna, id, "section/safety").await;
    anna.browser
        .answer(&page, &[("red_flags", "emergency")])
        .await;
    let result = open(&anna, id, "result").await;
    assert_eq!(
        result.attributes("main", "data-outcome"),
        ["stop_emergency"]
    );
    app.stop().await;
}

#[tokio::test]
async fn another_practices_draft_is_not_found_on_any_page_and_nothing_of_it_is_told() {
    let (app, anna) = start().await;
    let id = written(&app, &anna, &four_signs()).await;
    let theirs = practice(&app, "K81002").await;
    let ben = referrer(&app, "Ben Ode", theirs).await;
    let version = load(&app, id).await.version;
    for part in [
        "section/safety",
        "section/about",
        "result",
        "answers",
        "send",
        "sent",
    ] {
        let page = open(&ben, id, part).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{part}");
        for told in ["Hopper", "Amitriptyline", "999 100 0011", "sister"] {
            assert!(!page.html.contains(told), "{part}: {told}");
        }
    }
    let own = draft(&app, &ben, &json!({})).await.id;
    let form = open(&ben, own, "section/safety").await.form();
    let mut form = form.with(&[("red_flags", "emergency"), ("version", "1")]);
    for part in ["section/safety", "send"] {
        form.action = format!("/refer/drafts/{id}/{part}");
        assert_eq!(ben.browser.send(&form).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(load(&app, id).await.version, version);
    app.stop().await;
}

#[tokio::test]
async fn signed_out_every_page_leads_to_signing_in_and_unknown_ones_are_not_found() {
    let (app, anna) = start().await;
    let id = written(&app, &anna, &team::four_signs()).await;
    let stranger = app.browser();
    for part in ["section/safety", "result", "answers", "send", "sent"] {
        let page = stranger.get(&format!("/refer/drafts/{id}/{part}")).await;
        assert!(page.path.starts_with("/refer/sign-in"), "{part}");
    }
    for part in ["section/nowhere", "section/"] {
        assert_eq!(open(&anna, id, part).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(
        open(&anna, Uuid::from_u128(7), "result").await.status,
        StatusCode::NOT_FOUND
    );
    app.stop().await;
}
