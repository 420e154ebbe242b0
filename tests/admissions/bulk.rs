use domain::people::Reference;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::outbox;
use reqwest::StatusCode;
use uuid::Uuid;

use super::team::{self, Member, conn, refer, sender, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::{Browser, FilledForm, Page};
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::sent;

/// What the bar above a list sends, with rows that were chosen.
async fn chosen(
    browser: &Browser,
    cases: &[(Reference, i32)],
    with: &[(&str, &str)],
) -> FilledForm {
    let page = browser.get("/admissions").await;
    let search = page.form_to("/admissions/search").with(with);
    let mut form = FilledForm {
        action: "/admissions/bulk".to_owned(),
        ..search
    };
    for (reference, version) in cases {
        let case = format!("{reference}.{version}");
        form.fields.push(("case".to_owned(), case));
    }
    form
}

async fn three(app: &TestApp) -> Vec<(Reference, i32)> {
    let mut cases = Vec::new();
    for name in ["Grace Hopper", "Henry Plain", "Iris Newer"] {
        cases.push((refer(app, sender(name)).await, 1));
    }
    cases
}

fn outcomes(page: &Page) -> Vec<String> {
    page.texts("tr[data-reference] td:last-child")
}

async fn held_by(app: &TestApp, member: &Member) -> i64 {
    let held = format!("owner_id = '{}'", member.id);
    app.count_where("referrals", &held).await
}

#[tokio::test]
async fn several_are_given_to_a_colleague_after_asking_once_more() {
    let app = team::start().await;
    let cases = three(&app).await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let (ben, _) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let to = ben.id.to_string();
    let asks = ada
        .send(&chosen(&ada, &cases, &[("do", "assign"), ("to", &to)]).await)
        .await;
    assert_eq!(asks.status, StatusCode::OK);
    assert_eq!(asks.text("h1"), "Give 3 referrals to Ben Ortiz?");
    assert_eq!(asks.texts(".app-bulk__list li").len(), 3);
    assert!(!asks.html.contains("Hopper"), "references alone");
    assert_eq!(held_by(&app, &ben).await, 0, "nothing is done yet");
    let form = asks.form();
    let done = ada.send(&form).await;
    assert_eq!(done.text("h1"), "3 referrals were given to Ben Ortiz");
    assert_eq!(outcomes(&done), ["Done", "Done", "Done"]);
    assert_eq!(held_by(&app, &ben).await, 3);
    let events = app.count_where("referral_events", "kind = 'assign'").await;
    assert_eq!(events, 3, "each its own");
    let again = ada.send(&form).await;
    assert_eq!(outcomes(&again), ["Done before"; 3]);
    assert_eq!(
        app.count_where("referral_events", "kind = 'assign'").await,
        3
    );
    app.stop().await;
}

#[tokio::test]
async fn what_cannot_be_done_to_one_stops_no_other_and_is_said() {
    let app = team::start().await;
    let mut cases = three(&app).await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let (ben_account, ben) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let path = format!("/admissions/referrals/{}", cases[1].0);
    let claim = ben.get(&path).await.form_to(&format!("{path}/claim"));
    ben.send(&claim).await;
    cases.push((Reference::from_random([7; 8]), 1));
    let to = ben_account.id.to_string();
    let with = [("do", "assign"), ("to", to.as_str()), ("confirmed", "yes")];
    let done = ada.send(&chosen(&ada, &cases, &with).await).await;
    assert_eq!(done.text("h1"), "2 of 4 referrals were given to Ben Ortiz");
    let said = outcomes(&done);
    assert_eq!(said[0], "Done");
    assert!(
        said[1].contains("somebody changed it meanwhile"),
        "{said:?}"
    );
    assert_eq!(said[2], "Done");
    assert!(said[3].contains("no such referral"), "{said:?}");
    app.stop().await;
}

#[tokio::test]
async fn acknowledging_tells_a_referrer_once_by_the_reference_alone() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let of_practice = sent(&app, &anna, "Grace Hopper").await;
    let of_patient = refer(&app, sender("Henry Plain")).await;
    let (_, lea) = signed_in(&app, "Lea Novak", Role::Lead).await;
    let with = [("do", "acknowledge"), ("confirmed", "yes")];
    let both = [(of_practice, 1), (of_patient, 1)];
    let form = chosen(&lea, &both, &with).await;
    let done = lea.send(&form).await;
    assert_eq!(done.text("h1"), "2 referrals were acknowledged");
    lea.send(&form).await;
    let mail = outbox::latest(&mut *conn(&app).await, &app.app.keyring, 9).await;
    let mail = mail.unwrap();
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].message.to, anna.email);
    assert!(mail[0].message.text.contains(&of_practice.to_string()));
    assert!(!mail[0].message.text.contains("Grace"));
    let known = "acknowledged_at IS NOT NULL";
    assert_eq!(app.count_where("referrals", known).await, 2);
    // From another list, where the version is the one after it.
    let told = lea
        .send(&chosen(&lea, &[(of_practice, 2)], &with).await)
        .await;
    assert_eq!(told.text("h1"), "No referral was acknowledged");
    assert!(outcomes(&told)[0].contains("told before"));
    assert_eq!(app.count("outbox").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn nothing_too_much_and_nobody_are_refused_with_what_to_do() {
    let app = team::start().await;
    let case = refer(&app, sender("Grace Hopper")).await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let (counts, _) = signed_in(&app, "Rae Counts", Role::Reporting).await;
    let one = [(case, 1)];
    let nobody = Uuid::max().to_string();
    let reporting = counts.id.to_string();
    let many: Vec<(Reference, i32)> = (0..51)
        .map(|at| (Reference::from_random([at; 8]), 1))
        .collect();
    for (cases, to, message) in [
        (&[][..], "", "Choose at least one referral"),
        (
            &many[..],
            "",
            "Choose 50 referrals or fewer at once. You chose 51",
        ),
        (&one[..], "", "Choose a colleague"),
        (&one[..], nobody.as_str(), "does not any more"),
        (&one[..], reporting.as_str(), "does not any more"),
    ] {
        let with = [("do", "assign"), ("to", to), ("confirmed", "yes")];
        let page = ada.send(&chosen(&ada, cases, &with).await).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{message}");
        assert!(page.text("title").starts_with("Error: "));
        let summary = page.text(".nhsuk-error-summary");
        assert!(summary.contains(message), "{summary}");
    }
    assert_eq!(app.count("referral_events").await, 1);
    app.stop().await;
}

#[tokio::test]
async fn a_missing_colleague_is_chosen_without_choosing_the_referrals_again() {
    let app = team::start().await;
    let cases = three(&app).await;
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let (ben, _) = signed_in(&app, "Ben Ortiz", Role::Clinician).await;
    let with = [
        ("do", "assign"),
        ("to", ""),
        ("back", "/admissions?queue=mine"),
    ];
    let page = ada.send(&chosen(&ada, &cases, &with).await).await;
    let again = page.form().with(&[("to", &ben.id.to_string())]);
    let asks = ada.send(&again).await;
    assert_eq!(asks.text("h1"), "Give 3 referrals to Ben Ortiz?");
    assert!(
        asks.attributes("main a", "href")
            .contains(&"/admissions?queue=mine".to_owned())
    );
    let done = ada.send(&asks.form()).await;
    assert_eq!(outcomes(&done).len(), 3);
    assert_eq!(held_by(&app, &ben).await, 3);
    app.stop().await;
}

#[tokio::test]
async fn only_coordinators_and_leads_work_on_many() {
    let app = team::start().await;
    let case = refer(&app, sender("Grace Hopper")).await;
    for (name, role) in [
        ("Cam Lin", Role::Clinician),
        ("Ira Keys", Role::Admin),
        ("Rae Counts", Role::Reporting),
    ] {
        let (_, browser) = signed_in(&app, name, role).await;
        let account = browser.get("/admissions/account").await;
        let mut fields = account.form_to("/admissions/account/password").fields;
        for (field, value) in [("do", "acknowledge"), ("confirmed", "yes")] {
            fields.push((field.to_owned(), value.to_owned()));
        }
        fields.push(("case".to_owned(), format!("{case}.1")));
        let page = browser.post("/admissions/bulk", &fields).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{name}");
    }
    assert_eq!(app.count("referral_events").await, 1);
    app.stop().await;
}
