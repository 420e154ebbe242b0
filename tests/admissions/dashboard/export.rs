use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use crate::admissions::team::{self, Sender, conn, looks, no_sign, refer, sender, signed_in};
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::sent;

/// The cells of each line.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let lines = reader
        .records()
        .map(|line| line.unwrap().iter().map(str::to_owned).collect());
    lines.collect()
}

#[tokio::test]
async fn a_file_holds_what_the_filters_show_and_no_name_unless_asked_for() {
    let app = team::start().await;
    let grace = refer(
        &app,
        Sender {
            nhs_number: Some("999 100 0011"),
            ..sender("=cmd|'/C calc'!A1 Hopper")
        },
    )
    .await
    .to_string();
    refer(
        &app,
        Sender {
            answers: no_sign(),
            ..sender("Henry Plain")
        },
    )
    .await;
    let (ada, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get("/admissions?queue=all&flagged=yes").await;
    let links = page.attributes("a[download]", "href");
    assert_eq!(
        links,
        [
            "/admissions/export.csv?queue=all&flagged=yes",
            "/admissions/export.csv?queue=all&flagged=yes&names=yes"
        ]
    );
    let file = browser.get(&links[0]).await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(
        file.headers["content-disposition"],
        "attachment; filename=\"referrals-2031-01-15.csv\""
    );
    let table = cells(&file.html);
    assert_eq!((table.len(), table[1][0].as_str()), (2, grace.as_str()));
    for hidden in ["Hopper", "9991000011", "1974-03-14"] {
        assert!(!file.html.contains(hidden), "{hidden}");
    }
    let named = cells(&browser.get(&links[1]).await.html);
    assert_eq!(named[0][20..], ["Name", "NHS number", "Date of birth"]);
    assert_eq!(
        named[1][20..],
        ["'=cmd|'/C calc'!A1 Hopper", "9991000011", "1974-03-14"]
    );
    let mut conn = conn(&app).await;
    assert_eq!(looks(&mut conn, ada.id, "exported").await, 2);
    let notes: Vec<serde_json::Value> =
        sqlx::query_scalar("SELECT data FROM audit_log WHERE action = 'list.exported' ORDER BY id")
            .fetch_all(&mut *conn)
            .await
            .unwrap();
    assert_eq!(
        notes[1],
        serde_json::json!({ "lines": 1, "names": true, "list": "queue=all&flagged=yes", "searched": false })
    );
    drop(conn);
    app.stop().await;
}

#[tokio::test]
async fn what_was_searched_for_stands_in_no_log_of_a_file() {
    let app = team::start().await;
    let grace = refer(&app, sender("Grace Hopper")).await.to_string();
    refer(&app, sender("Henry Plain")).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let form = browser
        .get("/admissions")
        .await
        .form_to("/admissions/search");
    let found = browser.send(&form.with(&[("query", "Hopper")])).await;
    let file = browser
        .get(&found.attributes("a[download]", "href")[0])
        .await;
    assert_eq!(cells(&file.html).len(), 2);
    let note: serde_json::Value =
        sqlx::query_scalar("SELECT data FROM audit_log WHERE action = 'list.exported'")
            .fetch_one(&mut *conn(&app).await)
            .await
            .unwrap();
    assert_eq!(note["searched"], true);
    assert_eq!(note["list"], "queue=all");
    // Whom it showed is noted, as each page of a search is.
    let shown = "SELECT count(*) FROM access_log a JOIN referrals r ON r.id = a.referral_id
                 WHERE a.action = 'searched' AND r.reference = $1";
    let shown: i64 = sqlx::query_scalar(shown)
        .bind(&grace)
        .fetch_one(&mut *conn(&app).await)
        .await
        .unwrap();
    assert_eq!(shown, 2, "the page, and the file");
    let others = format!(
        "action = 'searched' AND referral_id IN (SELECT id FROM referrals WHERE reference <> '{grace}')"
    );
    assert_eq!(app.count_where("access_log", &others).await, 0);
    app.stop().await;
}

#[tokio::test]
async fn who_may_not_take_names_out_gets_codes() {
    let app = team::start().await;
    refer(&app, sender("Grace Hopper")).await;
    for (name, role) in [
        ("Rae Counts", Role::Reporting),
        ("Cleo Clin", Role::Clinician),
        ("Ira Keys", Role::Admin),
    ] {
        let (_, browser) = signed_in(&app, name, role).await;
        let page = browser.get("/admissions").await;
        let links = page.attributes("a[download]", "href");
        assert_eq!(links.len(), 1, "{name}");
        let file = browser.get(&links[0]).await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(!file.html.contains("Hopper") && cells(&file.html).len() == 2);
        let denied = browser.get(&format!("{}&names=yes", links[0])).await;
        assert_eq!(denied.status, StatusCode::FORBIDDEN, "{name}");
        assert!(!denied.html.contains("Hopper"));
    }
    app.stop().await;
}

#[tokio::test]
async fn who_sees_numbers_only_gets_nothing_that_singles_somebody_out() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let grace = sent(&app, &anna, "Grace Hopper").await.to_string();
    app.clock.advance(chrono::TimeDelta::days(1));
    let other = refer(&app, sender("Henry Plain")).await.to_string();
    app.execute("UPDATE referrals SET owner_id = (SELECT id FROM accounts LIMIT 1)")
        .await;
    let (_, browser) = signed_in(&app, "Rae Counts", Role::Reporting).await;
    let path = "/admissions/export.csv?queue=all";
    let file = browser.get(path).await;
    let table = cells(&file.html);
    assert_eq!(table.len(), 3);
    assert_eq!(table[0].len(), 11);
    for row in &table[1..] {
        assert_eq!((row[2].as_str(), row[10].as_str()), ("50 to 59", "2031-01"));
    }
    for hidden in [&grace, &other, "K81001", "Anna Gray", "56", "2031-01-1"] {
        assert!(!file.html.contains(hidden), "{hidden}: {}", file.html);
    }
    // Neither do filters, of which few may be left, nor an order.
    for filter in [
        "practice=K81001",
        "received_from=2031-01-16",
        "received_to=2031-01-15",
        "owner=nobody",
    ] {
        let narrowed = browser.get(&format!("{path}&{filter}")).await;
        assert_eq!(narrowed.html, file.html, "{filter}");
        let page = format!("/admissions?queue=all&{filter}");
        assert_eq!(
            browser.get(&page).await.path,
            "/admissions?queue=all",
            "{filter}"
        );
    }
    let page = browser.get("/admissions?queue=all").await;
    for control in ["practice", "received_from", "received_to", "owner", "sort"] {
        assert!(!page.has(&format!("[name={control}]")), "{control}");
    }
    let others = browser.get(&format!("{path}&source=gp")).await;
    assert_eq!(cells(&others.html).len(), 2);
    app.stop().await;
}
