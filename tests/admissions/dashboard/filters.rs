use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::submissions::Source;

use super::{rows, set};
use crate::admissions::team::{self, Sender, no_sign, refer, sender, signed_in};
use crate::harness::http::{FilledForm, Page};

fn form(page: &Page) -> FilledForm {
    page.forms(".app-narrowing__form").remove(0)
}

/// What a browser asks for when it sends a form with the method GET.
fn address(form: &FilledForm) -> String {
    let pairs: Vec<String> = form
        .fields
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    format!("{}?{}", form.action, pairs.join("&"))
}

#[tokio::test]
async fn filters_stand_in_the_address_and_are_taken_off_one_by_one() {
    let app = team::start().await;
    let flagged = refer(
        &app,
        Sender {
            source: Source::SomeoneElse,
            ..sender("Grace Hopper")
        },
    )
    .await
    .to_string();
    let plain = refer(
        &app,
        Sender {
            answers: no_sign(),
            ..sender("Henry Plain")
        },
    )
    .await
    .to_string();
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get("/admissions?queue=all").await;
    assert!(!page.has(".app-chips"));
    let filled = form(&page).with(&[
        ("flagged", "yes"),
        ("sign", "daily_life"),
        ("received_from", "2031-01-01"),
        ("sort", "oldest"),
    ]);
    let page = browser.get(&address(&filled)).await;
    let set =
        "/admissions?queue=all&flagged=yes&sign=daily_life&received_from=2031-01-01&sort=oldest";
    assert_eq!(page.path, set, "only what is set");
    assert_eq!(rows(&page), std::slice::from_ref(&flagged));
    let again = form(&page);
    for (name, value) in [
        ("flagged", "yes"),
        ("sign", "daily_life"),
        ("sort", "oldest"),
        ("received_from", "2031-01-01"),
    ] {
        assert_eq!(again.value(name), Some(value));
    }
    let chips = page.texts(".app-chips a");
    assert_eq!(
        chips,
        [
            "Remove Flagged: Flagged ×",
            "Remove Sign that is met: Impact on daily life ×",
            "Remove Received from: 1 January 2031 ×",
            "Clear filters"
        ]
    );
    let links = page.attributes(".app-chips a", "href");
    let less = browser.get(&links[0]).await;
    assert_eq!(less.path, set.replace("&flagged=yes", ""));
    assert_eq!(
        browser.get(&links[3]).await.path,
        "/admissions?queue=all&sort=oldest"
    );
    let none = browser.get("/admissions?queue=all&funding=insurer").await;
    assert!(
        none.text("main")
            .contains("No referral here fits these filters")
    );
    assert!(rows(&browser.get("/admissions?queue=all&flagged=no").await) == [plain]);
    app.stop().await;
}

#[tokio::test]
async fn owners_are_oneself_nobody_or_a_colleague() {
    let app = team::start().await;
    let mine = refer(&app, sender("Grace Hopper")).await.to_string();
    let theirs = refer(&app, sender("Ida Late")).await.to_string();
    let nobodys = refer(&app, sender("Una Later")).await.to_string();
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let ben = team::member(&app, "Ben Ortiz", Role::Clinician).await;
    set(&app, &mine, &format!("owner_id = '{}'", ada.id)).await;
    set(&app, &theirs, &format!("owner_id = '{}'", ben.id)).await;
    for (owner, expected) in [
        ("me".to_owned(), &mine),
        ("nobody".to_owned(), &nobodys),
        (ben.id.to_string(), &theirs),
    ] {
        let page = browser
            .get(&format!("/admissions?queue=all&owner={owner}"))
            .await;
        assert_eq!(rows(&page), std::slice::from_ref(expected), "{owner}");
    }
    let page = browser
        .get(&format!("/admissions?queue=all&owner={}", ben.id))
        .await;
    assert!(page.texts(".app-chips a")[0].contains("Owner: Ben Ortiz"));
    assert_eq!(rows(&browser.get("/admissions?queue=mine").await), [mine]);
    app.stop().await;
}

#[tokio::test]
async fn a_list_that_takes_too_long_says_how_to_make_it_shorter() {
    let app = team::start().await;
    refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    // Whoever counts looks at no submission; a filter of flags does, and has to wait.
    let mut other = app.database.superuser().await;
    sqlx::raw_sql("BEGIN; LOCK TABLE submissions IN ACCESS EXCLUSIVE MODE")
        .execute(&mut other)
        .await
        .unwrap();
    let page = browser.get("/admissions?queue=all&flag=dx_first").await;
    assert_eq!(page.status, reqwest::StatusCode::SERVICE_UNAVAILABLE);
    let text = page.text("main");
    assert!(
        text.contains("This took too long") && text.contains("take a filter off"),
        "{text}"
    );
    assert!(page.texts(".app-chips a")[0].contains("Flag: "));
    drop(other);
    app.stop().await;
}
