use domain::referral::Action;
use inpatient_referral::jobs;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;
use uuid::Uuid;

use super::dashboard::rows;
use super::steps::{decline, take};
use super::team::{self, give_password, member, refer, sender, signed_in};
use crate::referrer::practice::{practice, referrer, sign_in_again};
use crate::referrer::worklist::sent;

const PATH: &str = "/admissions/accounts";

#[tokio::test]
async fn an_administrator_changes_a_role_and_disables_and_sessions_end() {
    let app = team::start().await;
    let (ada, theirs) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let (_, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let path = format!("{PATH}/{}", ada.id);
    let page = admin.get(&path).await;
    let form = page.form_to(&format!("{path}/role"));
    assert_eq!(form.value("role"), Some("coordinator"));
    let page = admin.send(&form.with(&[("role", "lead")])).await;
    assert!(page.text("[role=status]").contains("signed out everywhere"));
    assert!(page.text("main").contains("Admissions lead"));
    assert_eq!(theirs.get("/admissions").await.path, "/admissions/sign-in");
    let page = admin.send(&page.form_to(&format!("{path}/disable"))).await;
    assert!(page.forms("main form[method=post]").is_empty());
    let page = give_password(&app.browser(), &ada.email, team::PASSWORD).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for action in ["account.role_set", "account.disabled"] {
        let noted = format!("action = '{action}' AND subject_id = '{}'", ada.id);
        assert_eq!(app.count_where("audit_log", &noted).await, 1, "{action}");
    }
    app.stop().await;
}

#[tokio::test]
async fn the_open_referrals_of_who_leaves_or_works_on_none_any_more_go_back_to_the_team() {
    let app = team::start_drawing("0").await;
    let (_, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    for (name, role, changes) in [
        ("Ada Okafor", "disable", true),
        ("Mia Chen", "reporting", true),
        ("Lea Novak", "lead", false),
    ] {
        let leaver = member(&app, name, Role::Clinician).await;
        let open = refer(&app, sender("Grace Hopper")).await;
        let ended = refer(&app, sender("Mary Jackson")).await;
        for case in [open, ended] {
            let claim = Action::Claim { by: leaver.id };
            take(&app, case, leaver.id, vec![claim, Action::StartTriage]).await;
        }
        take(&app, ended, leaver.id, vec![decline()]).await;
        let path = format!("{PATH}/{}", leaver.id);
        let page = admin.get(&path).await;
        if role == "disable" {
            let form = page.form_to(&format!("{path}/disable"));
            admin.send(&form).await;
        } else {
            let form = page.form_to(&format!("{path}/role"));
            admin.send(&form.with(&[("role", role)])).await;
        }
        let list = ben.get("/admissions?queue=unassigned").await;
        let listed = rows(&list).contains(&open.to_string());
        assert_eq!(listed, changes, "{name}");
        let kept = format!("owner_id = '{}' AND reference = '{ended}'", leaver.id);
        assert_eq!(app.count_where("referrals", &kept).await, 1, "{name}");
        let path = format!("/admissions/referrals/{open}");
        let case = ben.get(&path).await;
        let released = case.texts(".app-timeline__what")[0] == "Released";
        assert_eq!(released, changes, "{name}: {}", case.text("main"));
        if changes {
            let claimed = ben.send(&case.form_to(&format!("{path}/claim"))).await;
            assert_eq!(claimed.text("[data-owner]"), "Owner Ben Ortiz (you)");
        }
    }
    let noted = "action = 'referral.release' AND actor = 'system'";
    assert_eq!(app.count_where("audit_log", noted).await, 2);
    app.stop().await;
}

#[tokio::test]
async fn cases_of_colleagues_who_left_before_are_found_and_released_once() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Clinician).await;
    let left = refer(&app, sender("Grace Hopper")).await;
    let other = member(&app, "Lea Novak", Role::Lead).await;
    let held = refer(&app, sender("Mary Jackson")).await;
    take(&app, left, ada.id, vec![Action::Claim { by: ada.id }]).await;
    take(&app, held, other.id, vec![Action::Claim { by: other.id }]).await;
    app.execute("UPDATE accounts SET disabled_at = now() WHERE display_name = 'Ada Okafor'")
        .await;
    assert_eq!(jobs::release_now(&app.app).await, 1);
    assert_eq!(jobs::release_now(&app.app).await, 0);
    let nobody = format!("owner_id IS NULL AND reference = '{left}'");
    assert_eq!(app.count_where("referrals", &nobody).await, 1);
    assert_eq!(app.count_where("referrals", "owner_id IS NULL").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn ones_own_account_and_a_referrers_role_stay_as_they_are() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let gita = referrer(&app, "Gita Gray", ours).await;
    let (ira, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let own = admin.get(&format!("{PATH}/{}", ira.id)).await;
    assert!(own.forms("main form[method=post]").is_empty());
    let theirs = admin.get(&format!("{PATH}/{}", gita.account)).await;
    assert!(theirs.text("main").contains("Format checked, not verified"));
    let disable = theirs.form_to(&format!("{PATH}/{}/disable", gita.account));
    let mut fields = disable.fields.clone();
    fields.push(("role".to_owned(), "lead".to_owned()));
    for (id, what, status) in [
        (ira.id, "disable", StatusCode::FORBIDDEN),
        (ira.id, "role", StatusCode::FORBIDDEN),
        (gita.account, "role", StatusCode::UNPROCESSABLE_ENTITY),
        (Uuid::nil(), "disable", StatusCode::NOT_FOUND),
    ] {
        let page = admin.post(&format!("{PATH}/{id}/{what}"), &fields).await;
        assert_eq!(page.status, status, "{what}");
    }
    assert_eq!(
        gita.browser.get("/refer/account").await.path,
        "/refer/account"
    );
    admin.send(&disable).await;
    assert_eq!(
        gita.browser.get("/refer/account").await.path,
        "/refer/sign-in"
    );
    app.stop().await;
}

#[tokio::test]
async fn a_referrer_moves_to_another_practice_and_leaves_its_referrals_there() {
    let app = team::start().await;
    let (ours, next) = (
        practice(&app, "K81001").await,
        practice(&app, "K81002").await,
    );
    let gita = referrer(&app, "Gita Gray", ours).await;
    let reference = sent(&app, &gita, "Grace Hopper").await;
    let (_, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let path = format!("{PATH}/{}", gita.account);
    let to = format!("{path}/practice");
    let page = admin.get(&path).await;
    for (typed, told) in [
        ("", "Enter the ODS code of the practice"),
        ("K8100", "Enter an ODS code"),
        ("K89999", "We do not know a practice with this code"),
    ] {
        let page = admin
            .send(&page.form_to(&to).with(&[("ods_code", typed)]))
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(page.text("title").starts_with("Error: "));
        assert!(page.text("[role=alert]").contains(told), "{typed}");
        assert_eq!(page.form_to(&to).value("ods_code").unwrap_or(""), typed);
    }
    let theirs = format!("/refer/referrals/{reference}");
    assert_eq!(gita.browser.get(&theirs).await.status, StatusCode::OK);
    let page = admin
        .send(&page.form_to(&to).with(&[("ods_code", "k81002")]))
        .await;
    assert!(
        page.text("main").contains("K81002"),
        "{}",
        page.text("main")
    );
    assert_eq!(gita.browser.get("/refer").await.path, "/refer/sign-in");
    let noted = format!(
        "action = 'account.practice_set' AND subject_id = '{}' AND data = '{{\"from\": \"{ours}\", \"to\": \"{next}\"}}'",
        gita.account
    );
    assert_eq!(app.count_where("audit_log", &noted).await, 1);

    sign_in_again(&app, &gita).await;
    assert_eq!(
        gita.browser.get(&theirs).await.status,
        StatusCode::NOT_FOUND
    );
    app.stop().await;
}

#[tokio::test]
async fn nobody_else_of_the_team_sees_or_changes_accounts() {
    let app = team::start().await;
    let ada = member(&app, "Ada Okafor", Role::Coordinator).await;
    for role in [
        Role::Coordinator,
        Role::Clinician,
        Role::Lead,
        Role::Reporting,
    ] {
        let (_, browser) = signed_in(&app, &format!("Ann {role:?}"), role).await;
        let account = browser.get("/admissions/account").await;
        let fields = account.form_to("/admissions/account/password").fields;
        let own = format!("{PATH}/{}", ada.id);
        for path in [PATH, &own] {
            let page = browser.get(path).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        }
        let request = format!("{PATH}/requests/{}", Uuid::nil());
        for path in [
            format!("{PATH}/invite"),
            format!("{own}/role"),
            format!("{own}/disable"),
            format!("{own}/practice"),
            format!("{request}/approve"),
            format!("{request}/turn-down"),
        ] {
            let page = browser.post(&path, &fields).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    app.stop().await;
}

#[tokio::test]
async fn a_stranger_and_a_referrer_are_sent_to_sign_in() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let gita = referrer(&app, "Gita Gray", ours).await;
    for path in [PATH, "/admissions/practices"] {
        for browser in [&app.browser(), &gita.browser] {
            assert_eq!(browser.get(path).await.path, "/admissions/sign-in");
        }
    }
    app.stop().await;
}
