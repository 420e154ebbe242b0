use domain::pathway::Pathways;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::submissions::Source;
use reqwest::StatusCode;
use serde_json::json;

use super::super::team::{self, Sender, four_signs, no_sign, refer, sender, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::{Browser, Page};

const PATH: &str = "/admissions/simulator";

fn definition() -> String {
    Pathways::embedded().unwrap().default().source().to_owned()
}

/// A draft in which little impact is not enough for the first sign.
fn stricter() -> String {
    let text = definition();
    let any = "in = [\"a_little\", \"a_lot\", \"nearly_all\"]";
    assert!(text.contains(any));
    text.replace(any, "in = [\"a_lot\", \"nearly_all\"]")
}

async fn replay(browser: &Browser, definition: &str, period: [(&str, &str); 2]) -> Page {
    let page = browser.get(PATH).await;
    let form = page
        .form()
        .with(&[("definition", definition)])
        .with(&period);
    browser.upload(&form, "file", &[]).await
}

const ALWAYS: [(&str, &str); 2] = [("from", ""), ("to", "")];

/// Somebody whose pain and movements get in the way a little.
fn a_little(name: &str) -> Sender<'_> {
    let mut answers = four_signs();
    answers["pain_impact"] = json!("a_little");
    answers["movement_impact"] = json!("a_little");
    Sender {
        answers,
        ..sender(name)
    }
}

/// All that the tables hold, without logs and sessions.
async fn everything(app: &TestApp) -> Vec<String> {
    let mut all = Vec::new();
    for table in [
        "submissions",
        "referrals",
        "referral_events",
        "patients",
        "pathway_versions",
        "screenings",
    ] {
        let dump = app.dump(table).await;
        let mut lines: Vec<&str> = dump.lines().collect();
        lines.sort_unstable();
        all.push(lines.join("\n"));
    }
    all
}

#[tokio::test]
async fn a_changed_rule_flips_exactly_the_cases_that_it_is_about_and_touches_none() {
    let app = team::start().await;
    refer(&app, sender("Grace Hopper")).await;
    let little = refer(&app, a_little("Ada Byron")).await;
    refer(
        &app,
        Sender {
            answers: no_sign(),
            ..sender("Jo Field")
        },
    )
    .await;
    let (ira, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let before = everything(&app).await;
    let page = replay(&browser, &stricter(), ALWAYS).await;
    assert_eq!(page.status, StatusCode::OK);
    let counted = |name| page.attributes("section[data-changed]", name).remove(0);
    assert_eq!(
        (counted("data-looked-at"), counted("data-changed")),
        ("3".into(), "1".into())
    );
    let rows = page.texts("tbody tr");
    assert_eq!(rows.len(), 2, "one count and one case: {rows:?}");
    assert!(
        rows[0].contains("Impact on daily life")
            && rows[0].contains("Matches")
            && rows[0].ends_with(" 1"),
        "{}",
        rows[0]
    );
    assert!(
        rows[1].contains(&little.to_string()) && rows[1].contains("Not clear yet"),
        "{}",
        rows[1]
    );
    assert!(!page.html.contains("Byron"));
    assert_eq!(everything(&app).await, before);
    assert_eq!(
        app.count_where(
            "access_log",
            &format!("action = 'replayed' AND account_id = '{}'", ira.id)
        )
        .await,
        1
    );
    let noted =
        "action = 'pathway.replayed' AND data ->> 'looked_at' = '3' AND data ->> 'changed' = '1'";
    assert_eq!(app.count_where("audit_log", noted).await, 1);
    assert!(
        !app.dump("audit_log").await.contains("a_little"),
        "nothing of the draft is kept"
    );
    app.stop().await;
}

#[tokio::test]
async fn the_same_definition_flips_nothing_also_as_a_file() {
    let app = team::start().await;
    for case in [sender("Grace Hopper"), a_little("Ada Byron")] {
        refer(&app, case).await;
    }
    let gp = Sender {
        source: Source::Gp,
        answers: no_sign(),
        ..sender("Jo Field")
    };
    refer(&app, gp).await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser.get(PATH).await;
    let page = browser
        .upload(
            &page.form(),
            "file",
            &[("draft.toml", definition().as_bytes())],
        )
        .await;
    assert!(
        page.text("section[data-changed]")
            .contains("Nothing would change"),
        "{}",
        page.html
    );
    assert_eq!(
        page.attributes("section[data-changed]", "data-looked-at"),
        ["3"]
    );
    assert_eq!(
        app.count_where("access_log", "action = 'replayed'").await,
        0
    );
    app.stop().await;
}

#[tokio::test]
async fn a_faulty_draft_is_told_with_line_and_column_and_kept() {
    let app = team::start().await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let faulty = definition().replacen("kind = \"choice\"", "kind = \"chioce\"", 1);
    let page = replay(&browser, &faulty, ALWAYS).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("title").starts_with("Error: "));
    let line = faulty
        .lines()
        .position(|line| line.contains("chioce"))
        .unwrap()
        + 1;
    let told = page.texts(".nhsuk-error-summary a");
    assert!(
        told.iter()
            .any(|one| one.starts_with(&format!("Line {line}, column 8: "))),
        "{told:?}"
    );
    assert!(page.form().value("definition").unwrap().contains("chioce"));
    let page = replay(&browser, "", [("from", "x"), ("to", "")]).await;
    assert_eq!(
        page.attributes(".nhsuk-error-summary a", "href"),
        ["#definition", "#from"]
    );
    assert_eq!(
        app.count_where("audit_log", "action = 'pathway.replayed'")
            .await,
        0
    );
    app.stop().await;
}

#[tokio::test]
async fn questions_that_come_and_go_are_told() {
    let app = team::start().await;
    refer(&app, sender("Grace Hopper")).await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let draft = definition().replace("\"goals\"", "\"aims\"");
    let page = replay(&browser, &draft, ALWAYS).await;
    let told = page.text("section[data-changed]");
    assert!(told.contains("not in the draft: goals."), "{told}");
    assert!(told.contains("nobody has answered yet: aims."), "{told}");
    assert!(told.contains("goals: 1 answer"), "{told}");
    app.stop().await;
}

#[tokio::test]
async fn only_the_period_is_looked_at_and_only_the_pathway_of_the_draft() {
    let app = team::start().await;
    refer(&app, a_little("Ada Byron")).await;
    let (_, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let looked_at = |page: &Page| {
        page.attributes("section[data-changed]", "data-looked-at")
            .remove(0)
    };
    let page = replay(
        &browser,
        &stricter(),
        [("from", "2031-01-15"), ("to", "2031-01-15")],
    )
    .await;
    assert_eq!(looked_at(&page), "1");
    for period in [
        [("from", "2031-01-16"), ("to", "")],
        [("from", ""), ("to", "2031-01-14")],
    ] {
        assert_eq!(looked_at(&replay(&browser, &stricter(), period).await), "0");
    }
    let knee = include_str!("../../../src/domain/tests/pathways/knee-pain.toml");
    assert_eq!(looked_at(&replay(&browser, knee, ALWAYS).await), "0");
    app.stop().await;
}
