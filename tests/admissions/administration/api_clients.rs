use inpatient_referral::security::permissions::Role;
use inpatient_referral::store::api_clients;
use reqwest::StatusCode;

use super::super::team::{self, signed_in};
use crate::api::{CLIENTS, client, filled, shown};

#[tokio::test]
async fn a_client_is_made_once_and_its_secret_is_shown_once() {
    let app = team::start().await;
    let (ira, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = admin.get(CLIENTS).await;
    assert!(page.text("main").contains("There is no client yet"));
    let form = page.form().with(&filled("Trust reporting"));
    let made = admin.send(&form).await;
    let client = shown(&made);
    assert!(client.secret.starts_with("inpatient_referral_") && client.secret.len() == 62);
    assert!(made.text("#token-address").ends_with("/oauth2/token"));
    assert!(!made.text("title").contains("Trust"));
    assert_eq!(made.headers["cache-control"], "no-store");

    let again = admin.send(&form).await;
    assert_eq!(
        again.path,
        format!("{CLIENTS}/{}?told=made-before", client.id)
    );
    assert!(again.text("[role=status]").contains("made before"));
    assert!(!again.html.contains(&client.secret));
    assert_eq!(app.count("api_clients").await, 1);

    let row = admin.get(CLIENTS).await.text("tbody tr");
    for told in [
        "Trust reporting",
        "Read statistics",
        "15 January 2031",
        "Never",
        "Live",
    ] {
        assert!(row.contains(told), "{told} in {row}");
    }
    let noted = format!(
        "action = 'api_client.made' AND account_id = '{}' AND subject_id = '{}'",
        ira.id, client.id
    );
    assert_eq!(app.count_where("audit_log", &noted).await, 1);
    app.stop().await;
}

#[tokio::test]
async fn what_cannot_be_taken_is_told_in_title_summary_and_field() {
    let app = team::start().await;
    let (_, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let form = admin.get(CLIENTS).await.form();
    let long = "a".repeat(81);
    let typed = [
        ("name", &*long),
        ("contact", "nobody"),
        ("scopes", "everything"),
    ];
    let page = admin.send(&form.with(&typed)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("title").starts_with("Error: "));
    assert_eq!(page.texts(".nhsuk-error-summary li").len(), 3);
    assert_eq!(page.texts(".nhsuk-error-message").len(), 3);
    assert_eq!(page.form().value("name"), Some(&*long));
    assert_eq!(app.count("api_clients").await, 0);
    app.stop().await;
}

#[tokio::test]
async fn two_administrators_do_not_overwrite_each_other() {
    let app = team::start().await;
    let (ira, client) = client(&app).await;
    let (_, una) = signed_in(&app, "Una Locke", Role::Admin).await;
    let path = format!("{CLIENTS}/{}", client.id);
    let (first, second) = (ira.get(&path).await, una.get(&path).await);
    let form = first.form_to(&path);
    assert_eq!(form.value("contact"), Some("reports@trust.example"));
    let page = ira
        .send(&form.with(&[("contact", "new@trust.example")]))
        .await;
    assert!(page.text("[role=status]").contains("changed"));
    assert!(page.text("dl").contains("new@trust.example"));
    let form = second.form_to(&path).with(&[("name", "Warehouse")]);
    let page = una.send(&form).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text("dl").contains("new@trust.example"), "theirs");
    assert_eq!(page.form_to(&path).value("name"), Some("Warehouse"), "ours");
    let page = una.send(&page.form_to(&path)).await;
    assert_eq!(page.text("h1"), "Warehouse");
    app.stop().await;
}

#[tokio::test]
async fn a_hundred_clients_are_the_most() {
    let app = team::start().await;
    let (_, admin) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let form = admin.get(CLIENTS).await.form();
    let most = api_clients::MOST;
    app.execute(&format!(
        "INSERT INTO api_clients (id, name, contact_enc, scopes, secret_hash, secret_made_at, created_at, created_by, disabled_at)
         SELECT gen_random_uuid(), 'System', '', '{{}}', decode(repeat('00', 32), 'hex'), now(), now(), (SELECT id FROM accounts LIMIT 1),
                CASE WHEN number = 0 THEN now() END
         FROM generate_series(0, {most}) AS number"
    ))
    .await;
    let made = app.count("api_clients").await;
    let refused = admin.send(&form.with(&filled("One more"))).await;
    assert_ne!(refused.status, StatusCode::OK);
    assert_eq!(app.count("api_clients").await, made);
    app.stop().await;
}
