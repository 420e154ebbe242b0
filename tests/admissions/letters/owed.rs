//! A refusal of which somebody was not told stays in sight.

use domain::people::Reference;
use domain::referral::Action;
use inpatient_referral::security::permissions::Role;

use super::{declined, keep, redirected};
use crate::admissions::dashboard::rows;
use crate::admissions::team::{self, conn, refer, sender, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::Browser;
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::{act, hospital, sent};

async fn listed(browser: &Browser, reference: Reference) -> bool {
    let list = browser.get("/admissions?queue=needs_action").await;
    rows(&list).contains(&reference.to_string())
}

async fn told(browser: &Browser, reference: Reference) -> String {
    let case = format!("/admissions/referrals/{reference}");
    let page = browser.get(&case).await;
    page.texts("[data-owed]").concat()
}

#[tokio::test]
async fn a_declined_person_who_was_not_written_to_stays_in_what_needs_action() {
    let app = team::start_drawing("0").await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    declined(&app, reference).await;
    assert!(listed(&browser, reference).await);
    let list = browser.get("/admissions?queue=needs_action").await;
    assert!(list.text("tr[data-reference]").contains("Letter to write"));
    assert!(list.text(".app-queues").contains("Needs action 1"));
    let notice = told(&browser, reference).await;
    assert!(notice.contains("Decline, to the patient"));
    // Whatever else happens to it, they are still not told.
    let note = "Called, no answer".to_owned();
    hospital(&app, reference, Action::Note { text: note }).await;
    assert!(listed(&browser, reference).await);
    keep(&browser, reference, "decline/patient", &[]).await;
    assert!(!listed(&browser, reference).await);
    assert_eq!(told(&browser, reference).await, "");
    let done = "NOT letters_owed AND NOT attention";
    assert_eq!(app.count_where("referrals", done).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn where_a_practice_referred_both_letters_are_owed_and_each_is_asked_for() {
    let app = team::start_drawing("0").await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    redirected(&app, reference).await;
    let notice = told(&browser, reference).await;
    assert!(notice.contains("to the patient") && notice.contains("to the referrer"));
    keep(&browser, reference, "redirect/referrer", &[]).await;
    let notice = told(&browser, reference).await;
    assert!(notice.contains("to the patient") && !notice.contains("the referrer"));
    assert!(listed(&browser, reference).await);
    keep(&browser, reference, "redirect/patient", &[]).await;
    assert!(!listed(&browser, reference).await);
    // A message that nobody has read keeps it there for its own sake.
    let text = "Which clinic do you mean?".to_owned();
    let by = domain::referral::Actor::Referrer(anna.account);
    act(&app, reference, Action::Reply { text }, by).await;
    assert!(listed(&browser, reference).await);
    app.stop().await;
}

#[tokio::test]
async fn a_letter_about_a_refusal_that_was_taken_back_does_not_tell_of_the_next() {
    let app = team::start_drawing("0").await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    declined(&app, reference).await;
    keep(&browser, reference, "decline/patient", &[]).await;
    let reason = "Her infection is over".to_owned();
    hospital(&app, reference, Action::Reopen { reason }).await;
    assert_eq!(app.count_where("referrals", "letters_owed").await, 0);
    hospital(&app, reference, crate::admissions::steps::decline()).await;
    assert_eq!(app.count_where("referrals", "letters_owed").await, 1);
    assert!(!told(&browser, reference).await.is_empty());
    app.stop().await;
}

#[tokio::test]
async fn who_may_not_write_them_is_told_who_does() {
    let app = team::start_drawing("0").await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    declined(&app, reference).await;
    let case = browser
        .get(&format!("/admissions/referrals/{reference}"))
        .await;
    assert!(
        case.text("[data-owed]")
            .contains("by a clinician or a lead")
    );
    assert!(!case.has("[data-owed] a"));
    app.stop().await;
}

#[tokio::test]
async fn refusals_of_before_are_owed_as_their_letters_say() {
    let app = team::start_drawing("0").await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let untold = refer(&app, sender("Grace Hopper")).await;
    declined(&app, untold).await;
    let open = refer(&app, sender("Ada Lovelace")).await;
    let known = refer(&app, sender("Mary Jackson")).await;
    declined(&app, known).await;
    keep(&browser, known, "decline/patient", &[]).await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let half = sent(&app, &anna, "Katherine Johnson").await;
    declined(&app, half).await;
    keep(&browser, half, "decline/patient", &[]).await;
    let again = refer(&app, sender("Dorothy Vaughan")).await;
    declined(&app, again).await;
    keep(&browser, again, "decline/patient", &[]).await;
    let reason = "Another look".to_owned();
    hospital(&app, again, Action::Reopen { reason }).await;
    hospital(&app, again, crate::admissions::steps::decline()).await;
    let before = owing(&app).await;
    app.execute("UPDATE referrals SET letters_owed = false, attention = state = 'received'")
        .await;
    app.execute(include_str!(
        "../../../migrations/20261125070100_letters_owed_before.sql"
    ))
    .await;
    assert_eq!(owing(&app).await, before);
    let mut expected = [untold, half, again].map(|one| one.to_string()).to_vec();
    expected.sort_unstable();
    assert_eq!(before, expected);
    assert!(listed(&browser, untold).await && listed(&browser, open).await);
    app.stop().await;
}

async fn owing(app: &TestApp) -> Vec<String> {
    let owing =
        "SELECT reference FROM referrals WHERE letters_owed AND attention ORDER BY reference";
    let mut conn = conn(app).await;
    let owing = sqlx::query_scalar(owing).fetch_all(&mut *conn);
    owing.await.unwrap()
}
#[tokio::test]
async fn a_refusal_names_its_letters_until_both_are_written() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let case = format!("/admissions/referrals/{reference}");
    let (_, clinician) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    keep(&clinician, reference, "acknowledgement/patient", &[]).await;
    assert!(!clinician.get(&case).await.has("[data-owed]"));
    declined(&app, reference).await;
    let page = clinician.get(&case).await;
    assert_eq!(
        page.attributes("[data-owed] a", "href"),
        ["referrer", "patient"].map(|reader| format!("{case}/letters/new/decline/{reader}"))
    );
    assert!(page.text(".app-facts").contains("Why declined"));
    // A coordinator reads that they are missing, and is not led to what is refused.
    let (_, coordinator) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let theirs = coordinator.get(&case).await;
    assert!(
        theirs
            .text("[data-owed]")
            .contains("by a clinician or a lead")
    );
    assert!(!theirs.has("[data-owed] a"));
    keep(&clinician, reference, "decline/referrer", &[]).await;
    let page = clinician.get(&case).await;
    assert_eq!(
        page.attributes("[data-owed] a", "href"),
        [format!("{case}/letters/new/decline/patient")]
    );
    keep(&clinician, reference, "decline/patient", &[]).await;
    assert!(!clinician.get(&case).await.has("[data-owed]"));
    let list = clinician.get(&format!("{case}/letters")).await;
    assert!(
        list.text("main")
            .contains("Decline, to the patient – written before")
    );
    app.stop().await;
}
