//! Every verb on the way to a bed: by whom, in which order, and with what words where it is refused.

use domain::referral::StateCode;
use domain::referral::casework::Payer;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::stages::{act, case_in, day, open, paid_by, stored_state};
use super::team::{self, signed_in};

/// Each verb with a state in which it can be done, and by whom.
const VERBS: [(&str, StateCode, &[Role]); 12] = {
    use Role::{Clinician, Coordinator, Lead};
    let team: &[Role] = &[Coordinator, Clinician, Lead];
    let office: &[Role] = &[Coordinator, Lead];
    [
        ("offer-assessment", StateCode::InTriage, team),
        (
            "record-assessment",
            StateCode::PreAdmissionAssessment,
            &[Clinician],
        ),
        (
            "send-to-mdt",
            StateCode::PreAdmissionAssessment,
            &[Clinician, Lead],
        ),
        ("record-meeting", StateCode::MdtDecision, &[Clinician, Lead]),
        ("set-funding", StateCode::Funding, office),
        ("mark-rtt", StateCode::Funding, office),
        ("confirm-funding", StateCode::Funding, office),
        ("move-on-list", StateCode::WaitingForBed, office),
        ("book", StateCode::WaitingForBed, office),
        ("cancel-booking", StateCode::AdmissionBooked, office),
        ("admit", StateCode::AdmissionBooked, office),
        ("discharge", StateCode::Admitted, office),
    ]
};

#[tokio::test]
async fn each_verb_is_open_to_its_roles_and_to_nobody_else() {
    let app = team::start().await;
    let roles = [
        Role::Coordinator,
        Role::Clinician,
        Role::Lead,
        Role::Admin,
        Role::Reporting,
    ];
    let mut browsers = Vec::new();
    for role in roles {
        let (_, browser) = signed_in(&app, &format!("Ann {role:?}"), role).await;
        browsers.push((role, browser));
    }
    for (code, state, allowed) in VERBS {
        let reference = case_in(&app, "Grace Hopper", state).await;
        let case = format!("/admissions/referrals/{reference}");
        let path = format!("{case}/{code}");
        let before = open(&app, reference).await.referral.version();
        for (role, browser) in &browsers {
            let may = allowed.contains(role);
            let page = browser.get(&path).await;
            let expected = if may {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(page.status, expected, "{code} {role:?}");
            if may {
                let form = page.form();
                assert_eq!(form.action, path);
                assert!(
                    browser.get(&case).await.html.contains(&path),
                    "{code} {role:?}"
                );
            } else {
                let account = browser.get("/admissions/account").await;
                let mut form = account.form_to("/admissions/account/password");
                form.fields.push(("version".to_owned(), before.to_string()));
                let page = browser.post(&path, &form.fields).await;
                assert_eq!(page.status, StatusCode::FORBIDDEN, "{code} {role:?}");
            }
        }
        assert_eq!(
            open(&app, reference).await.referral.version(),
            before,
            "{code}"
        );
    }
    app.stop().await;
}

#[tokio::test]
async fn nothing_is_offered_in_another_state_and_the_page_says_why() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Lea Novak", Role::Lead).await;
    let reference = case_in(&app, "Grace Hopper", StateCode::Received).await;
    let case = format!("/admissions/referrals/{reference}");
    let page = browser.get(&case).await;
    for code in [
        "send-to-mdt",
        "record-meeting",
        "confirm-funding",
        "book",
        "admit",
        "discharge",
        "plan-discharge",
    ] {
        let path = format!("{case}/{code}");
        assert!(!page.html.contains(&path), "{code}");
        let refused = browser.get(&path).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let why = "This cannot be done while the referral is received.";
        assert!(refused.text("main").contains(why), "{code}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_case_goes_from_the_assessment_to_the_ward() {
    let app = team::start().await;
    let (_, cleo) = signed_in(&app, "Cleo Marsh", Role::Clinician).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let reference = case_in(&app, "Grace Hopper", StateCode::PreAdmissionAssessment).await;
    let path = |code: &str| format!("/admissions/referrals/{reference}/{code}");
    let page = cleo.get(&path("record-assessment")).await;
    let page = cleo
        .answer(
            &page,
            &[("outcome", "suitable"), ("findings", "Walks safely.")],
        )
        .await;
    assert_eq!(
        page.path,
        path("").trim_end_matches('/').to_owned() + "?done=record-assessment"
    );
    let page = cleo.get(&path("send-to-mdt")).await;
    assert!(page.text("main").contains("Walks safely."));
    cleo.answer(&page, &[]).await;
    let page = cleo.get(&path("record-meeting")).await;
    let met = [
        ("outcome", "accept"),
        ("present", "Everybody"),
        ("rationale", "It will help."),
    ];
    cleo.answer(&page, &met).await;
    assert_eq!(stored_state(&app, reference).await, StateCode::Funding);
    let page = ben.get(&path("set-funding")).await;
    assert_eq!(
        page.form().value("payer"),
        Some("self_pay"),
        "what was answered"
    );
    ben.answer(
        &page,
        &[
            ("payer", "insurer"),
            ("authorisation", "AX-1"),
            ("done", "requested"),
        ],
    )
    .await;
    let page = ben.get(&path("set-funding")).await;
    let form = page.form();
    assert_eq!(
        (form.value("payer"), form.value("done")),
        (Some("insurer"), Some("requested"))
    );
    let page = ben.get(&path("confirm-funding")).await;
    let refused = ben.answer(&page, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        refused.attributes(".nhsuk-error-summary a", "href"),
        ["#sure"]
    );
    ben.answer(&refused, &[("sure", "yes")]).await;
    assert_eq!(
        stored_state(&app, reference).await,
        StateCode::WaitingForBed
    );
    assert_eq!(app.count("waiting_list").await, 1);
    let page = ben.get(&path("book")).await;
    let on = [
        ("on.day", "15"),
        ("on.month", "1"),
        ("on.year", "2031"),
        ("bed", "none"),
    ];
    ben.answer(&page, &on).await;
    assert_eq!(app.count("waiting_list").await, 0);
    let page = ben.get(&path("admit")).await;
    assert_eq!(page.form().value("on.day"), Some("15"));
    let page = ben.answer(&page, &[]).await;
    assert!(
        page.text(".app-timeline")
            .contains("Admitted on 15 January 2031")
    );
    app.stop().await;
}

#[tokio::test]
async fn without_an_assessment_somebody_has_to_say_that_it_is_right() {
    let app = team::start().await;
    let (_, cleo) = signed_in(&app, "Cleo Marsh", Role::Clinician).await;
    let reference = case_in(&app, "Grace Hopper", StateCode::PreAdmissionAssessment).await;
    let path = format!("/admissions/referrals/{reference}/send-to-mdt");
    let page = cleo.get(&path).await;
    let refused = cleo.answer(&page, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .text("main")
            .contains("Confirm that the team decides without an assessment")
    );
    cleo.answer(&refused, &[("sure", "yes")]).await;
    assert_eq!(stored_state(&app, reference).await, StateCode::MdtDecision);
    app.stop().await;
}

#[tokio::test]
async fn a_no_of_the_team_leads_on_and_tells_nobody() {
    let app = team::start().await;
    let (_, cleo) = signed_in(&app, "Cleo Marsh", Role::Clinician).await;
    let reference = case_in(&app, "Grace Hopper", StateCode::MdtDecision).await;
    let case = format!("/admissions/referrals/{reference}");
    let page = cleo.get(&format!("{case}/record-meeting")).await;
    let missing = cleo.answer(&page, &[("outcome", "not_accept")]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        missing.attributes(".nhsuk-error-summary a", "href"),
        ["#present", "#rationale"]
    );
    let said = [
        ("outcome", "not_accept"),
        ("present", "Everybody"),
        ("rationale", "Not now."),
    ];
    let page = cleo.answer(&missing, &said).await;
    let next = [
        format!("{case}/decline"),
        format!("{case}?done=record-meeting"),
    ];
    assert!(next.contains(&page.path), "{}", page.path);
    assert_eq!(stored_state(&app, reference).await, StateCode::MdtDecision);
    let page = cleo.get(&case).await;
    assert!(
        page.text(".app-timeline")
            .contains("The team did not accept on 15 January 2031: Not now.")
    );
    app.stop().await;
}

#[tokio::test]
async fn the_18_weeks_are_marked_only_where_the_nhs_pays() {
    let app = team::start().await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let reference = case_in(&app, "Grace Hopper", StateCode::Funding).await;
    let path = format!("/admissions/referrals/{reference}/mark-rtt");
    let page = ben.get(&path).await;
    let refused = ben.answer(&page, &[("applicable", "yes")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let why =
        "The 18 weeks apply only where the NHS pays. The payer of this referral is: Self-pay.";
    assert!(refused.text(".nhsuk-error-summary").contains(why));
    act(&app, reference, paid_by(Payer::Nhs)).await.unwrap();
    let page = ben.get(&path).await;
    ben.answer(&page, &[("applicable", "yes")]).await;
    assert!(open(&app, reference).await.referral.rtt());
    let page = ben.get(&path).await;
    ben.answer(&page, &[("applicable", "no")]).await;
    assert!(!open(&app, reference).await.referral.rtt());
    assert_eq!(day(1, 15), app.now().date_naive());
    app.stop().await;
}
