//! The statistics page and its files.

mod cases;
mod counted;
mod files;
mod filters;
mod model;
mod promises;
mod refused;
pub mod seed;
mod small;
mod times;

use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::team::signed_in;
use seed::{Sent, start};

const PATH: &str = "/admissions/statistics";

/// The rows of the table of one figure.
fn rows(page: &crate::harness::http::Page, kind: &str) -> Vec<String> {
    page.texts(&format!("[aria-labelledby='{kind}-title'] tbody tr"))
}

#[tokio::test]
async fn nothing_received_is_said_once_and_well() {
    let app = start().await;
    let (_, browser) = signed_in(&app, "Rae Counts", Role::Reporting).await;
    let page = browser.get(PATH).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text("main").contains("No referrals in this period"));
    assert!(!page.has("main svg"));
    assert_eq!(page.texts("main ul.nhsuk-list li").len(), 9);
    assert_eq!(page.texts(".app-counts dd"), ["0", "0", "0"]);
    app.stop().await;
}

#[tokio::test]
async fn every_role_of_the_team_sees_it_and_nobody_else_does() {
    let app = start().await;
    seed::sent(&app, 6, &Sent::default()).await;
    for role in Role::ALL.into_iter().filter(|role| role.is_staff()) {
        let (_, browser) = signed_in(&app, &format!("Ada {}", role.code()), role).await;
        let page = browser.get(PATH).await;
        assert_eq!(page.status, StatusCode::OK, "{role:?}");
        assert!(
            page.has(&format!("header nav a[href='{PATH}']")),
            "{role:?}"
        );
        assert_eq!(page.texts(".app-counts dd")[0], "6", "{role:?}");
    }
    for path in [PATH.to_owned(), format!("{PATH}/arrivals.csv")] {
        let page = app.browser().get(&path).await;
        assert_eq!(page.path, "/admissions/sign-in", "{path}");
    }
    app.stop().await;
}

#[tokio::test]
async fn each_figure_is_a_drawing_with_a_name_and_a_table() {
    let app = start().await;
    seed::everything(&app).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let page = browser.get(PATH).await;
    assert_eq!(page.texts("main section h2").len(), 9, "{}", page.html);
    let drawings = page.attributes("main figure svg[role=img]", "aria-labelledby");
    assert_eq!(drawings.len(), 9);
    for id in drawings {
        assert!(page.has(&format!("svg > title[id='{id}']")), "{id}");
        let about = page.text(&format!("svg[aria-describedby='{id}-about'] > desc"));
        assert!(about.len() > 20, "{id}: {about}");
    }
    assert_eq!(page.texts("main figure figcaption").len(), 9);
    assert_eq!(page.texts("main section table caption").len(), 9);
    assert!(!page.html.contains(" style="));
    app.stop().await;
}
