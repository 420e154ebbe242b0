use domain::referral::Action;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::dashboard::rows;
use super::steps::{agree, take};
use super::team::{self, member, refer, sender, signed_in};

#[tokio::test]
async fn a_claim_is_shown_everywhere_and_can_be_released() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let page = browser.get(&path).await;
    let page = browser.send(&page.form_to(&format!("{path}/claim"))).await;
    assert_eq!(
        (page.status, page.path.as_str()),
        (StatusCode::OK, format!("{path}?done=claim").as_str())
    );
    assert_eq!(page.text("[data-owner]"), "Owner Ada Okafor (you)");
    assert_eq!(page.texts(".app-timeline__what"), ["Claimed", "Received"]);
    let list = browser.get("/admissions").await;
    assert!(list.text("tr[data-reference]").contains("Ada Okafor"));
    let queues = list.texts(".app-queues a");
    assert_eq!(queues[..3], ["Needs action 1", "Mine 1", "Unassigned 0"]);
    let page = browser
        .send(&page.form_to(&format!("{path}/release")))
        .await;
    assert_eq!(page.text("[data-owner]"), "Owner Nobody");
    app.stop().await;
}

#[tokio::test]
async fn of_two_who_claim_one_wins_and_the_other_is_told_who() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let claim = format!("{path}/claim");
    let forms = [
        ada.get(&path).await.form_to(&claim),
        ben.get(&path).await.form_to(&claim),
    ];
    let (a, b) = tokio::join!(ada.send(&forms[0]), ben.send(&forms[1]));
    let (won, lost, winner) = if a.status == StatusCode::OK {
        (a, b, "Ada Okafor")
    } else {
        (b, a, "Ben Ortiz")
    };
    assert_eq!(won.status, StatusCode::OK);
    assert_eq!(lost.status, StatusCode::CONFLICT);
    assert!(
        lost.text("main").contains(&format!("{winner} has it now")),
        "{}",
        lost.text("main")
    );
    app.stop().await;
}

#[tokio::test]
async fn a_second_press_leads_to_the_case_and_an_older_page_says_that_it_is_yours() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let [form, older] = [ada.get(&path).await, ada.get(&path).await]
        .map(|page| page.form_to(&format!("{path}/claim")));
    for _ in 0..2 {
        assert_eq!(ada.send(&form).await.status, StatusCode::OK);
    }
    let page = ada.send(&older).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text("main").contains("It is yours now"));
    app.stop().await;
}

#[tokio::test]
async fn only_the_owner_or_a_lead_releases() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let (_, lead) = signed_in(&app, "Lea Novak", Role::Lead).await;
    let page = ada
        .send(&ada.get(&path).await.form_to(&format!("{path}/claim")))
        .await;
    let version = page
        .form_to(&format!("{path}/release"))
        .value("version")
        .unwrap()
        .to_owned();
    assert!(!ben.get(&path).await.html.contains("/release"));
    let token = ben.get("/admissions").await.form_to("/admissions/search");
    let mut forged = token.with(&[]).fields;
    forged.push(("version".to_owned(), version));
    let page = ben.post(&format!("{path}/release"), &forged).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let page = lead
        .send(&lead.get(&path).await.form_to(&format!("{path}/release")))
        .await;
    assert_eq!(page.text("[data-owner]"), "Owner Nobody");
    app.stop().await;
}

#[tokio::test]
async fn a_coordinator_shares_out_what_others_have_with_a_word_for_them() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (ada, _) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let (lea, _) = signed_in(&app, "Lea Novak", Role::Lead).await;
    signed_in(&app, "Rae Counts", Role::Reporting).await;
    for (to, name, word) in [
        (&ada, "Ada Okafor", "Please triage today"),
        (&lea, "Lea Novak", "Ada is on leave"),
    ] {
        let form = ben.get(&format!("{path}/assign")).await;
        assert!(!form.text("main form").contains("Rae Counts"));
        let refused = ben.answer(&form, &[("note", word)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.text("#note"), word);
        let id = to.id.to_string();
        let page = ben.answer(&form, &[("to", &id), ("note", word)]).await;
        assert_eq!(page.path, format!("{path}?done=assign"));
        let told = page.text(".app-timeline__what");
        assert_eq!(told, format!("Staff only Given to {name}: {word}"));
    }
    assert_eq!(ben.get(&path).await.text("[data-owner]"), "Owner Lea Novak");
    let events = app
        .count_where(
            "referral_events",
            "kind = 'assign' AND account_id IS NOT NULL",
        )
        .await;
    assert_eq!(events, 2);
    app.stop().await;
}

#[tokio::test]
async fn a_clinician_hands_over_what_is_theirs_and_nothing_else() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let path = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let (cem, browser) = signed_in(&app, "Cem Aydin", Role::Clinician).await;
    let assign = format!("{path}/assign");
    assert_eq!(ada.get(&assign).await.status, StatusCode::FORBIDDEN);
    let claim = ada.get(&path).await.form_to(&format!("{path}/claim"));
    ada.send(&claim).await;
    assert_eq!(browser.get(&assign).await.status, StatusCode::FORBIDDEN);
    let id = cem.id.to_string();
    let form = ada.get(&assign).await;
    let page = ada
        .answer(&form, &[("to", &id), ("note", "I know her")])
        .await;
    assert_eq!(page.text("[data-owner]"), "Owner Cem Aydin");
    let mut forged = ada
        .get("/admissions")
        .await
        .form_to("/admissions/search")
        .fields;
    for (name, value) in [("version", "3"), ("to", &id)] {
        forged.push((name.to_owned(), value.to_owned()));
    }
    let page = ada.post(&assign, &forged).await;
    assert_eq!(
        page.status,
        StatusCode::FORBIDDEN,
        "it is not hers any more"
    );
    app.stop().await;
}

#[tokio::test]
async fn nobody_is_given_a_case_who_cannot_work_on_it() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let assign = format!("/admissions/referrals/{reference}/assign");
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let (rae, _) = signed_in(&app, "Rae Counts", Role::Reporting).await;
    let form = ben.get(&assign).await;
    for to in [rae.id.to_string(), "nobody".to_owned()] {
        let page = ben.answer(&form, &[("to", &to)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(app.count_where("referrals", "owner_id IS NULL").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn what_is_handed_over_comes_first_for_its_new_owner_until_they_take_it_up() {
    let app = team::start().await;
    let (ada, theirs) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let (ben, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let given = refer(&app, sender("Grace Hopper")).await;
    let own = refer(&app, sender("Mary Jackson")).await;
    for case in [given, own] {
        take(&app, case, ada.id, vec![Action::StartTriage]).await;
    }
    take(&app, given, ada.id, vec![Action::Claim { by: ada.id }]).await;
    let agreed = Action::OfferAssessment {
        on: app.now().date_naive().succ_opt(),
        appointment: None,
    };
    take(
        &app,
        own,
        ben.id,
        vec![Action::Claim { by: ben.id }, agree(), agreed],
    )
    .await;
    let path = format!("/admissions/referrals/{given}");
    let form = theirs.get(&format!("{path}/assign")).await;
    let to = ben.id.to_string();
    let note = "Her sister will call about transport";
    theirs.answer(&form, &[("to", &to), ("note", note)]).await;
    let mine = browser.get("/admissions?queue=mine").await;
    assert_eq!(rows(&mine), [given.to_string(), own.to_string()]);
    assert!(mine.text("tr[data-reference]").contains("Handed over"));
    let list = browser.get("/admissions?queue=needs_action").await;
    assert!(rows(&list).contains(&given.to_string()));
    // Only its new owner is asked, and looking is not taking up.
    assert!(!theirs.get(&path).await.has("[data-handed]"));
    let case = browser.get(&path).await;
    let notice = case.text("[data-handed]");
    assert!(
        notice.contains(note) && notice.contains("by Ada Okafor"),
        "{notice}"
    );
    assert!(browser.get(&path).await.has("[data-handed]"));
    let case = browser
        .send(&case.form_to(&format!("{path}/mark-read")))
        .await;
    assert!(!case.has("[data-handed]"));
    let mine = browser.get("/admissions?queue=mine").await;
    assert_eq!(rows(&mine), [own.to_string(), given.to_string()]);
    let list = browser.get("/admissions?queue=needs_action").await;
    assert!(!rows(&list).contains(&given.to_string()));
    app.stop().await;
}

#[tokio::test]
async fn hand_overs_of_before_wait_for_their_owners_too() {
    let app = team::start().await;
    let (ada, ben) = (
        member(&app, "Ada Okafor", Role::Clinician).await,
        member(&app, "Ben Ortiz", Role::Coordinator).await,
    );
    let give = || Action::Assign {
        to: ben.id,
        note: None,
    };
    let note = || Action::Note {
        text: "Called".to_owned(),
    };
    for (by, then) in [
        (ada.id, None),
        (ada.id, Some(ada.id)),
        (ada.id, Some(ben.id)),
        (ben.id, None),
    ] {
        let case = refer(&app, sender("Grace Hopper")).await;
        take(&app, case, ada.id, vec![Action::StartTriage]).await;
        take(&app, case, by, vec![give()]).await;
        if let Some(then) = then {
            take(&app, case, then, vec![note()]).await;
        }
    }
    let handed = "handed AND attention AND owner_id IS NOT NULL";
    assert_eq!(app.count_where("referrals", handed).await, 2);
    let before = app.dump("referrals").await;
    app.execute("UPDATE referrals SET handed = false, attention = false")
        .await;
    app.execute(include_str!(
        "../../migrations/20261125070500_handed_before.sql"
    ))
    .await;
    assert_eq!(sorted(&app.dump("referrals").await), sorted(&before));
    app.stop().await;
}

/// Rows come in the order in which they were written last.
fn sorted(dump: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = dump.lines().collect();
    lines.sort_unstable();
    lines
}
