use reqwest::StatusCode;

use super::team::{self, give_code};
use crate::harness::app::TestApp;

#[tokio::test]
async fn the_demonstration_tells_how_to_sign_in() {
    let app = team::start().await;
    inpatient_referral::demo::seed(&app.app).await.unwrap();
    let told = app.browser().get("/demo/codes").await;
    let values = told.texts("main dd");
    for (number, account) in values.chunks(3).enumerate() {
        let door = if number < 4 { "/admissions" } else { "/refer" };
        let browser = app.browser();
        let page = browser.get(&format!("{door}/sign-in")).await;
        let given = [("email", &*account[0]), ("password", &*account[1])];
        let page = browser.answer(&page, &given).await;
        let page = give_code(&browser, &page, &account[2]).await;
        assert_eq!(page.path, door, "{}", account[0]);
    }
    assert_eq!(values.len(), (4 + 4) * 3);
    app.stop().await;
}

#[tokio::test]
async fn live_there_is_no_such_page() {
    let app = TestApp::start_with(&[]).await;
    let page = app.browser().get("/demo/codes").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    app.stop().await;
}
