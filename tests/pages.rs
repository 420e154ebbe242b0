//! What holds for every page: headers, limits, forged forms, and errors that help.

use reqwest::header::{HeaderMap, HeaderValue};

use crate::harness::TestApp;

/// Every public address, and some that do not exist.
const ADDRESSES: &[&str] = &[
    "/",
    "/get-help",
    "/privacy",
    "/accessibility",
    "/check",
    "/check/red_flags",
    "/check/expired",
    "/check/resume/nonsense",
    "/admissions/sign-in",
    "/health/live",
    "/health/ready",
    "/demo/mail",
    "/demo/codes",
    "/nowhere",
    "/check/no_such_question",
    "/assets/no-such-file.css",
];

#[actix_web::test]
async fn every_response_has_the_security_headers() {
    let app = TestApp::start().await;
    for path in ADDRESSES {
        let page = app.browser().get(path).await;
        let header = |name: &str| {
            page.headers
                .get(name)
                .map_or("", |value| value.to_str().unwrap())
        };
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("x-frame-options"), "DENY", "{path}");
        assert_eq!(header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(header("cache-control"), "no-store", "{path}");
    }
}

#[actix_web::test]
async fn served_over_tls_it_asks_for_tls_and_ties_cookies_to_the_host() {
    let app = TestApp::start_with(&["--demo", "--base-url", "https://referrals.example.org"]).await;
    let page = app.browser().get("/check/red_flags").await;
    assert!(page.headers.contains_key("strict-transport-security"));
    let cookie = page.headers["set-cookie"].to_str().unwrap();
    for part in [
        "__Host-visitor=",
        "Secure",
        "HttpOnly",
        "SameSite=Lax",
        "Path=/",
    ] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
}

#[actix_web::test]
async fn no_page_has_inline_script_or_style() {
    let app = TestApp::start().await;
    for path in ADDRESSES {
        let page = app.browser().get(path).await;
        assert!(!page.has("style, [style], script:not([src])"), "{path}");
        assert!(!page.html.contains(" onclick="), "{path}");
    }
}

#[actix_web::test]
async fn assets_are_cached_for_good_and_compressed() {
    let app = TestApp::start().await;
    let page = app.browser().get("/check").await;
    let style = page.attributes("link[rel=stylesheet]", "href").remove(0);
    let client = reqwest::Client::new();
    for encoding in ["br", "gzip"] {
        let request = client
            .get(format!("{}{style}", app.base))
            .header("accept-encoding", encoding);
        let asset = request.send().await.unwrap();
        assert_eq!(asset.headers()["content-encoding"], encoding);
        assert_eq!(
            asset.headers()["cache-control"],
            "public, max-age=31536000, immutable"
        );
        // What reads a PDF is a worker made of an asset: it may fetch nothing, and run nothing else.
        assert_eq!(
            asset.headers()["content-security-policy"],
            "default-src 'none'"
        );
    }
}

#[actix_web::test]
async fn errors_have_pages_with_a_way_on_and_a_reference() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let missing = browser.get("/nowhere").await;
    assert_eq!(missing.status, 404);
    assert!(missing.has("h1") && missing.has("main a[href]"));
    assert!(
        missing.text("main").contains("quote"),
        "a reference to quote"
    );
    let method = browser.post("/check", &[]).await;
    assert_eq!(method.status, 405);
    assert!(method.has("h1"));
    let nonsense = browser
        .post_raw("/check/red_flags", "application/json", "{}")
        .await;
    assert_eq!(nonsense.status, 400);
    assert!(nonsense.has("h1"));
}

#[actix_web::test]
async fn what_is_too_large_is_refused_with_a_page() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = browser.get("/check/red_flags").await;
    let large = "x".repeat(200_000);
    let refused = browser.answer(&page, &[("red_flags", &large)]).await;
    assert_eq!(refused.status, 413);
    assert!(refused.has("h1"));
    let many: Vec<(String, String)> = (0..700)
        .map(|n| (format!("f{n}"), "1".to_owned()))
        .collect();
    assert_eq!(browser.post("/check/red_flags", &many).await.status, 413);
}

#[actix_web::test]
async fn a_nul_character_is_refused_and_stored_nowhere() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let page = browser.get("/check/red_flags").await;
    let refused = browser.answer(&page, &[("red_flags", "none\0")]).await;
    assert_eq!(refused.status, 400);
    assert_eq!(app.count("screenings").await, 0);
}

#[actix_web::test]
async fn forms_of_other_sites_are_refused() {
    let app = TestApp::start().await;
    let browser = app.browser();
    let form = browser
        .get("/check/red_flags")
        .await
        .form()
        .with(&[("red_flags", "none")]);
    for (name, value) in [
        ("origin", "https://attacker.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let headers =
            HeaderMap::from_iter([(name.parse().unwrap(), HeaderValue::from_static(value))]);
        let refused = browser.post_with(&form.action, headers, &form.fields).await;
        assert_eq!(refused.status, 403, "{name}: {value}");
        assert!(
            !refused.has("main form"),
            "nothing of another site is offered again"
        );
    }
    assert_eq!(app.count("screenings").await, 0);
    let own = browser.send(&form).await;
    assert_ne!(own.path, "/check/red_flags");
}

#[actix_web::test]
async fn a_token_of_another_browser_is_worth_nothing() {
    let app = TestApp::start().await;
    let (mine, theirs) = (app.browser(), app.browser());
    let token = theirs.get("/check/red_flags").await.form();
    let page = mine.get("/check/red_flags").await;
    let stolen = [
        ("csrf", token.value("csrf").unwrap()),
        ("red_flags", "none"),
    ];
    assert_eq!(mine.answer(&page, &stolen).await.status, 403);
    assert_eq!(app.count("screenings").await, 0);
}

#[actix_web::test]
async fn what_comes_too_fast_is_told_when_to_try_again() {
    let app = TestApp::start_with(&["--requests-per-second", "1"]).await;
    let browser = app.browser();
    let mut last = browser.get("/check").await;
    for _ in 0..6 {
        last = browser.get("/check").await;
    }
    assert_eq!(last.status, 429);
    assert!(last.headers.contains_key("retry-after"));
    assert!(last.has("h1"));
}

#[actix_web::test]
async fn health_tells_of_the_database_only_where_it_should() {
    let app = TestApp::start().await;
    let browser = app.browser();
    assert_eq!(browser.get("/health/ready").await.status, 200);
    let back = app.cut_database().await;
    assert_eq!(browser.get("/health/live").await.status, 200);
    assert_eq!(browser.get("/health/ready").await.status, 503);
    back.restore().await;
}

#[actix_web::test]
async fn headers_alone_can_be_asked_for() {
    let app = TestApp::start().await;
    for path in ["/", "/health/live", "/check"] {
        let client = reqwest::Client::new();
        let head = client
            .head(format!("{}{path}", app.base))
            .send()
            .await
            .unwrap();
        assert_eq!(head.status(), 200, "{path}");
        assert_eq!(head.text().await.unwrap(), "", "{path}");
    }
}

#[actix_web::test]
async fn live_there_is_no_demonstration() {
    let app = TestApp::live().await;
    for path in ["/demo/mail", "/demo/codes"] {
        assert_eq!(app.browser().get(path).await.status, 404, "{path}");
    }
    assert!(!app.browser().get("/").await.has(".app-demo"));
}
