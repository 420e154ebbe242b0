use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::seed::{self, start};
use super::{PATH, signed_in};

#[tokio::test]
async fn every_table_can_be_downloaded_as_it_is_shown() {
    let app = start().await;
    seed::everything(&app).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser
        .get(&format!("{PATH}?from=2026-11-09&to=2026-11-25"))
        .await;
    let links = page.attributes("main a[download]", "href");
    assert_eq!(links.len(), 9);
    for link in &links {
        let file = browser.get(link).await;
        assert_eq!(file.status, StatusCode::OK, "{link}");
        assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
        assert_eq!(file.headers["cache-control"], "no-store");
        assert!(file.html.lines().count() > 1, "{link}");
    }
    let file = browser.get(&links[0]).await;
    assert_eq!(
        file.headers["content-disposition"],
        "attachment; filename=\"arrivals-2026-11-09-to-2026-11-25.csv\""
    );
    assert_eq!(
        file.html.trim_start_matches('\u{feff}'),
        "Week from,Patient,Somebody for the patient,GP,All\r\n9 November 2026,7,0,2,9\r\n\
         16 November 2026,0,0,0,0\r\n23 November 2026,0,0,0,0\r\n"
    );
    app.stop().await;
}

#[tokio::test]
async fn a_download_is_in_the_audit_log_and_a_look_is_not() {
    let app = start().await;
    let (member, browser) = signed_in(&app, "Rae Counts", Role::Reporting).await;
    browser.get(PATH).await;
    let exported = "action = 'statistics.exported'";
    assert_eq!(app.count_where("audit_log", exported).await, 0);
    browser
        .get(&format!("{PATH}/times.csv?from=2026-11-01&source=gp"))
        .await;
    let line = format!(
        "{exported} AND actor = 'staff' AND account_id = '{}'
         AND data = '{{\"table\": \"times\", \"from\": \"2026-11-01\", \"to\": \"2026-11-25\", \"source\": \"gp\"}}'",
        member.id
    );
    assert_eq!(app.count_where("audit_log", &line).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn a_cell_that_begins_like_a_formula_is_text() {
    let app = start().await;
    seed::everything(&app).await;
    seed::opinions(&app, "=1+1", "met", "agree").await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let file = browser.get(&format!("{PATH}/opinions.csv")).await;
    assert!(
        file.html.contains("\r\n'=1+1,Matches,9,0,0,"),
        "{}",
        file.html
    );
    app.stop().await;
}

#[tokio::test]
async fn no_other_table_is_there() {
    let app = start().await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    for path in ["patients.csv", ".csv", "arrivals", "arrivals.csv/more"] {
        let page = browser.get(&format!("{PATH}/{path}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    app.stop().await;
}
