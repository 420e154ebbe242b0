//! The result: which signs match, why, and what would change it.

use crate::harness::TestApp;

use super::{at_result, walk};

#[actix_web::test]
async fn four_signs_match_with_the_hospitals_sentences_and_the_deciding_answers() {
    let app = TestApp::start().await;
    let page = at_result(&app.browser(), &[]).await;
    assert_eq!(page.attributes("main", "data-outcome"), ["match_stronger"]);
    let signs = page.attributes("[data-sign]", "data-sign");
    assert_eq!(
        signs,
        [
            "daily_life",
            "treatment_relief",
            "secondary_symptoms",
            "coordinated_input"
        ]
    );
    assert_eq!(page.attributes("[data-sign]", "data-result"), ["met"; 4]);
    let text = page.text("main");
    for words in [
        "Pain or involuntary movement is impacting your daily life",
        "You’ve tried outpatient therapies or medication without sufficient relief",
        "You’re developing secondary symptoms (e.g. fatigue, fear of movement, gait issues)",
        "You need coordinated input from multiple specialists (physio, OT, psychology)",
        "This is not a diagnosis, and it is not an offer of a place.",
        "It does not diagnose, decide your treatment or decide who is admitted.",
        "New or worse trouble walking can need checking soon",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(
        page.text("[data-sign=treatment_relief]")
            .contains("Botulinum")
    );
    assert!(
        page.attributes("[data-flag]", "data-flag")
            .contains(&"gait_safety_note".to_owned())
    );
}

#[actix_web::test]
async fn an_unclear_sign_says_what_would_change_it() {
    let app = TestApp::start().await;
    let unsure: &[(&str, &[(&str, &str)])] = &[
        ("pain_impact", &[("pain_impact", "not_sure")]),
        ("movement_impact", &[("movement_impact", "not_sure")]),
        ("limited_activities", &[("limited_activities", "not_sure")]),
        (
            "treatments",
            &[("treatments.physiotherapy.status", "not_sure")],
        ),
        (
            "treatment_enough_now",
            &[("treatment_enough_now", "not_sure")],
        ),
        ("secondary_symptoms", &[("secondary_symptoms", "not_sure")]),
        ("help_needed", &[("help_needed", "not_sure")]),
    ];
    let page = at_result(&app.browser(), unsure).await;
    assert_eq!(page.attributes("main", "data-outcome"), ["more_info"]);
    assert_eq!(
        page.attributes("[data-sign]", "data-result"),
        ["unclear"; 4]
    );
    assert!(page.text("[data-sign=daily_life]").contains("If you"));
    assert!(page.has("a[href='/check/contact']"), "it may still be sent");
}

#[actix_web::test]
async fn somebody_under_18_is_told_and_cannot_send() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let young: &[(&str, &[(&str, &str)])] = &[(
        "date_of_birth",
        &[
            ("date_of_birth.day", "1"),
            ("date_of_birth.month", "6"),
            ("date_of_birth.year", "2015"),
        ],
    )];
    let page = walk(&browser, young).await;
    assert_eq!(page.path, "/check/answers");
    let page = browser.get("/check/result").await;
    assert_eq!(
        page.attributes("main", "data-outcome"),
        ["outside_service_age"]
    );
    assert!(!page.has("[data-sign]"));
    assert!(!page.has("a[href='/check/contact']"));
    for path in ["/check/contact", "/check/send", "/check/consent_to_share"] {
        assert_ne!(browser.get(path).await.path, path);
    }
}
