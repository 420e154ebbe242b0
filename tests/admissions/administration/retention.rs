use chrono::{DateTime, Months, TimeDelta, Utc};
use domain::people::Reference;
use inpatient_referral::jobs::delete_cases_now;
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::super::team::{conn, refer, sender, sign_in, signed_in};
use crate::harness::app::TestApp;
use crate::harness::http::{Browser, Page};

const PATH: &str = "/admissions/retention";

/// An application at the present: the database keeps the shortest periods by its own clock.
async fn start() -> TestApp {
    TestApp::start_with(&["--demo", "--declined-years", "3"]).await
}

fn ago(app: &TestApp, years: u32) -> DateTime<Utc> {
    app.now()
        .checked_sub_months(Months::new(12 * years))
        .unwrap()
}

/// A case that was closed in this state at this time.
async fn closed(app: &TestApp, name: &str, state: &str, at: DateTime<Utc>) -> Reference {
    let reference = refer(app, sender(name)).await;
    let sql = format!(
        "UPDATE referrals SET state = '{state}', closed_at = '{at}' WHERE reference = '{reference}'"
    );
    app.execute(&sql).await;
    reference
}

async fn is_there(app: &TestApp, reference: Reference) -> bool {
    app.count_where("referrals", &format!("reference = '{reference}'"))
        .await
        == 1
}

async fn id(app: &TestApp, reference: Reference) -> uuid::Uuid {
    let id = sqlx::query_scalar("SELECT id FROM referrals WHERE reference = $1")
        .bind(reference.to_string());
    id.fetch_one(&mut *conn(app).await).await.unwrap()
}

async fn hold(browser: &Browser, reference: Reference, reason: &str) -> Page {
    let page = browser.get(&format!("{PATH}/{reference}")).await;
    browser.answer(&page, &[("reason", reason)]).await
}

#[tokio::test]
async fn what_is_due_goes_and_what_is_open_held_or_a_day_early_stays() {
    let app = start().await;
    let now = app.now();
    let due = closed(&app, "Ada Due", "declined", ago(&app, 3)).await;
    let early = closed(
        &app,
        "Eve Early",
        "withdrawn",
        ago(&app, 3) + TimeDelta::days(1),
    )
    .await;
    let admitted = closed(&app, "Amy Admitted", "admitted", ago(&app, 7)).await;
    let over = closed(&app, "Olga Over", "admitted", ago(&app, 8)).await;
    let held = closed(&app, "Hal Held", "declined", ago(&app, 4)).await;
    let open = refer(&app, sender("Oz Open")).await;
    let (ira, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    hold(&browser, held, "Complaint 12/2026").await;

    assert_eq!(delete_cases_now(&app.app).await.unwrap(), 2);
    for (reference, stays) in [
        (due, false),
        (early, true),
        (admitted, true),
        (over, false),
        (held, true),
        (open, true),
    ] {
        assert_eq!(is_there(&app, reference).await, stays, "{reference}");
    }
    let tomorrow = now + TimeDelta::days(1) + TimeDelta::seconds(1);
    app.clock.advance(tomorrow - app.now());
    assert_eq!(delete_cases_now(&app.app).await.unwrap(), 1);
    assert!(!is_there(&app, early).await && is_there(&app, held).await);
    assert_eq!(delete_cases_now(&app.app).await.unwrap(), 0);

    sign_in(&app, &browser, &ira).await;
    let page = browser.get(&format!("{PATH}/{held}")).await;
    browser
        .answer(&page, &[("reason", "The complaint is closed")])
        .await;
    assert_eq!(delete_cases_now(&app.app).await.unwrap(), 1);
    assert_eq!(app.count("legal_holds").await, 0);
    app.stop().await;
}

/// Every column of every table that names a referral, without the logs.
async fn columns(app: &TestApp) -> Vec<(String, String)> {
    let sql = "SELECT table_name::text, column_name::text FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name IN ('referral_id', 'submission_id', 'patient_id') AND table_name <> 'access_log'";
    sqlx::query_as(sql)
        .fetch_all(&mut app.superuser().await)
        .await
        .unwrap()
}

#[tokio::test]
async fn nothing_of_a_deleted_case_is_left_but_ids_in_the_logs() {
    let app = start().await;
    let gone = closed(&app, "Ada Due", "admitted", ago(&app, 9)).await;
    let stays = closed(&app, "Eve Early", "declined", ago(&app, 1)).await;
    let (casey, browser) = signed_in(&app, "Casey Vale", Role::Coordinator).await;
    browser.get(&format!("/admissions/referrals/{gone}")).await;
    let (case, account) = (id(&app, gone).await, casey.id);
    for sql in [
        format!("INSERT INTO sign_opinions VALUES ('{case}', 1, 'daily_life', 'met', 'agree', now(), '{account}')"),
        format!("INSERT INTO second_reads (id, referral_id, version, declined_by, drawn_at) VALUES (gen_random_uuid(), '{case}', 1, '{account}', now())"),
        format!("INSERT INTO waiting_list VALUES ('{case}', 1, now())"),
        "INSERT INTO units VALUES ('00000000-0000-0000-0000-000000000001', 'Ward', NULL)".to_owned(),
        "INSERT INTO beds VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'One', NULL)".to_owned(),
        format!("INSERT INTO stays VALUES ('{case}', '00000000-0000-0000-0000-000000000002', '2016-01-01', '2016-02-01')"),
        "INSERT INTO practices (id, ods_code, name, updated_at) VALUES ('00000000-0000-0000-0000-000000000003', 'K81001', 'Surgery', now())".to_owned(),
        format!(
            "INSERT INTO attachments (id, draft_id, referral_id, practice_id, account_id, name_enc, media_type, size, content_enc, scan, created_at)
             SELECT gen_random_uuid(), s.screening_id, named, '00000000-0000-0000-0000-000000000003', '{account}', 'x', 'application/pdf', 1, 'x', 'clean', now()
             FROM referrals r JOIN submissions s ON s.id = r.submission_id, (VALUES (NULL::uuid), ('{case}'::uuid)) AS v (named) WHERE r.id = '{case}'"
        ),
    ] {
        app.execute(&sql).await;
    }
    let looks = format!("referral_id = '{case}'");
    assert_eq!(
        (
            app.count("attachments").await,
            app.count_where("access_log", &looks).await
        ),
        (2, 1)
    );

    assert_eq!(delete_cases_now(&app.app).await.unwrap(), 1);
    assert!(is_there(&app, stays).await && !is_there(&app, gone).await);
    let other = id(&app, stays).await;
    let columns = columns(&app).await;
    assert!(columns.len() > 8, "{columns:?}");
    for (table, column) in columns.iter().filter(|(_, column)| column == "referral_id") {
        let left = format!("{column} IS NOT NULL AND {column} <> '{other}'");
        assert_eq!(app.count_where(table, &left).await, 0, "{table}");
    }
    for table in ["referrals", "submissions", "patients", "screenings"] {
        assert_eq!(app.count(table).await, 1, "{table}");
    }
    assert_eq!(
        (app.count("attachments").await, app.count("beds").await),
        (0, 1)
    );
    assert_eq!(app.count_where("access_log", &looks).await, 1);
    let noted = format!(
        "action = 'referral.deleted' AND actor = 'system' AND subject_id = '{case}' AND data ->> 'attachments' = '2' AND data ->> 'stays' = '1'"
    );
    assert_eq!(app.count_where("audit_log", &noted).await, 1);
    let log = app.dump("audit_log").await;
    assert!(!log.contains(&gone.to_string()) && !log.contains("Ada"));
    app.stop().await;
}

#[tokio::test]
async fn the_program_cannot_delete_before_the_shortest_lawful_period_whatever_it_asks_for() {
    let app = start().await;
    let declined = closed(
        &app,
        "Ada Due",
        "declined",
        ago(&app, 2) + TimeDelta::days(1),
    )
    .await;
    let admitted = closed(
        &app,
        "Amy Admitted",
        "admitted",
        ago(&app, 8) + TimeDelta::days(1),
    )
    .await;
    let open = refer(&app, sender("Oz Open")).await;
    let mut conn = conn(&app).await;
    for reference in [declined, admitted, open] {
        let case = id(&app, reference).await;
        let ask = "SELECT delete_referral($1, '9999-01-01Z', $2, $2)";
        for years in [0, -100, 2] {
            let done: bool = sqlx::query_scalar(ask)
                .bind(case)
                .bind(years)
                .fetch_one(&mut *conn)
                .await
                .unwrap();
            assert!(
                !done && is_there(&app, reference).await,
                "{reference} {years}"
            );
        }
    }
    for table in [
        "referrals",
        "submissions",
        "patients",
        "referral_events",
        "legal_holds",
    ] {
        let refused = sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM {table}")))
            .execute(&mut *conn)
            .await
            .unwrap_err();
        assert_eq!(
            refused.as_database_error().unwrap().code().as_deref(),
            Some("42501"),
            "{table}"
        );
    }
    drop(conn);
    app.stop().await;
}

#[tokio::test]
async fn cases_that_were_joined_go_together_and_not_before_the_last_is_due() {
    let app = start().await;
    let whole = closed(&app, "Ada Due", "declined", ago(&app, 5)).await;
    let part = closed(&app, "Ada Due", "withdrawn", ago(&app, 1)).await;
    let (of, into) = (id(&app, part).await, id(&app, whole).await);
    app.execute(&format!(
        "UPDATE referrals SET merged_into = '{into}' WHERE id = '{of}'"
    ))
    .await;
    assert_eq!(delete_cases_now(&app.app).await.unwrap(), 0);
    app.execute(&format!(
        "UPDATE referrals SET closed_at = '{}' WHERE id = '{of}'",
        ago(&app, 4)
    ))
    .await;
    assert_eq!(delete_cases_now(&app.app).await.unwrap(), 1);
    assert_eq!(app.count("referrals").await, 0);
    assert_eq!(
        app.count_where("audit_log", "action = 'referral.deleted'")
            .await,
        2
    );
    app.stop().await;
}

#[tokio::test]
async fn an_admitted_persons_record_counts_from_the_end_of_the_stay() {
    let app = start().await;
    let case = closed(&app, "Amy Admitted", "admitted", ago(&app, 9)).await;
    let ends = ago(&app, 8) + TimeDelta::days(2);
    for sql in [
        "INSERT INTO units VALUES ('00000000-0000-0000-0000-000000000001', 'Ward', NULL)".to_owned(),
        "INSERT INTO beds VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000001', 'One', NULL)".to_owned(),
        format!(
            "INSERT INTO stays VALUES ('{}', '00000000-0000-0000-0000-000000000002', '2016-01-01', '{}')",
            id(&app, case).await,
            ends.date_naive()
        ),
    ] {
        app.execute(&sql).await;
    }
    assert_eq!(delete_cases_now(&app.app).await.unwrap(), 0);
    assert!(is_there(&app, case).await);
    app.stop().await;
}

#[tokio::test]
async fn the_list_shows_what_ends_soon_with_its_date_and_what_is_held() {
    let app = start().await;
    let soon = closed(
        &app,
        "Ada Due",
        "declined",
        ago(&app, 3) + TimeDelta::days(30),
    )
    .await;
    let later = closed(
        &app,
        "Eve Early",
        "declined",
        ago(&app, 3) + TimeDelta::days(100),
    )
    .await;
    let admitted = closed(&app, "Amy Admitted", "admitted", ago(&app, 8)).await;
    let (ira, browser) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let page = browser.get(PATH).await;
    assert_eq!(
        page.attributes("tbody tr", "data-reference"),
        [soon.to_string()]
    );
    let until = (app.now() + TimeDelta::days(30))
        .format("%B %Y")
        .to_string();
    assert!(
        page.text("tbody tr").contains(&until),
        "{} {until}",
        page.text("tbody tr")
    );
    assert!(!page.html.contains("Ada"));
    let page = browser.get(&format!("{PATH}?group=admitted")).await;
    assert_eq!(
        page.attributes("tbody tr", "data-reference"),
        [admitted.to_string()]
    );
    assert!(page.text("tbody tr").contains("Due"));

    let page = browser.get(&format!("{PATH}?find={later}")).await;
    assert_eq!(page.path, format!("{PATH}/{later}"));
    let page = browser.answer(&page, &[("reason", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        page.attributes(".nhsuk-error-summary a", "href"),
        ["#reason"]
    );
    let form = page
        .form()
        .with(&[("reason", "Claim 7, asked for by Smith & Co")]);
    browser.send(&form).await;
    let page = browser.send(&form).await;
    assert_eq!(
        page.status,
        StatusCode::OK,
        "a second press sets no second hold"
    );
    assert!(
        page.text(".app-timeline").contains("In force Claim 7")
            && page.text(".app-timeline").contains("Ira Keys")
    );
    let page = browser.get(&format!("{PATH}?group=held")).await;
    assert_eq!(
        page.attributes("tbody tr", "data-reference"),
        [later.to_string()]
    );
    assert_eq!(app.count("legal_holds").await, 1);
    assert!(!app.dump("legal_holds").await.contains("Smith"));
    let noted = format!("action = 'legal_hold.set' AND account_id = '{}'", ira.id);
    assert_eq!(app.count_where("audit_log", &noted).await, 1);
    assert!(app.count_where("access_log", "action = 'opened'").await > 1);

    let nobody = Reference::from_random([7; 8]);
    let page = browser.get(&format!("{PATH}?find={nobody}")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        browser.get(&format!("{PATH}/{nobody}")).await.status,
        StatusCode::NOT_FOUND
    );
    app.stop().await;
}

#[tokio::test]
async fn of_two_who_set_or_lift_a_hold_the_second_is_told_and_loses_no_word() {
    let app = start().await;
    let case = closed(&app, "Ada Due", "declined", ago(&app, 1)).await;
    let path = format!("{PATH}/{case}");
    let (_, one) = signed_in(&app, "Ira Keys", Role::Admin).await;
    let (_, other) = signed_in(&app, "Ola Lock", Role::Admin).await;
    let (mine, theirs) = (one.get(&path).await, other.get(&path).await);
    other.answer(&theirs, &[("reason", "Complaint 1")]).await;
    let page = one.answer(&mine, &[("reason", "Complaint 2")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.text("[data-kept]"), "Complaint 2");
    assert!(page.text(".app-timeline").contains("Complaint 1"));
    let theirs = other.get(&path).await;
    one.answer(&page, &[("reason", "Settled")]).await;
    let page = other.answer(&theirs, &[("reason", "Over")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.text("[data-kept]"), "Over");
    app.stop().await;
}
