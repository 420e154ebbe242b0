//! The picture of two months, and looking after units, beds and closures.

use domain::referral::{Action, StateCode};
use inpatient_referral::security::permissions::Role;
use reqwest::StatusCode;

use super::stages::{act, booking, case_in, closed, day, unit};
use super::team::{self, conn, looks, signed_in};

const PATH: &str = "/admissions/beds";

#[tokio::test]
async fn the_picture_has_a_cell_for_every_day_and_says_all_of_it_in_words() {
    let app = team::start().await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1", "Bed 2", "Bed 10"]).await;
    let in_bed = case_in(&app, "Grace Hopper", StateCode::WaitingForBed).await;
    let booked = case_in(&app, "Ada Lovelace", StateCode::WaitingForBed).await;
    act(&app, in_bed, booking(beds[0], day(1, 10), day(1, 20)))
        .await
        .unwrap();
    act(&app, in_bed, Action::Admit { on: day(1, 10) })
        .await
        .unwrap();
    act(&app, booked, booking(beds[0], day(2, 20), day(3, 20)))
        .await
        .unwrap();
    closed(&app, beds[1], day(1, 15), day(1, 16)).await;
    let (member, browser) = signed_in(&app, "Cleo Marsh", Role::Clinician).await;
    let before = looks(&mut *conn(&app).await, member.id, "listed").await;
    let page = browser.get(PATH).await;
    assert_eq!(
        looks(&mut *conn(&app).await, member.id, "listed").await,
        before + 1
    );
    assert_eq!(page.text("#months"), "January and February 2031");
    assert_eq!(page.texts("tr[data-bed] th"), ["Bed 1", "Bed 2", "Bed 10"]);
    // January and February have 59 days.
    for row in ["Bed 1", "Bed 2", "Bed 10"] {
        let cells = format!("tr[data-bed='{row}'] td");
        let wide: usize = page
            .attributes(&cells, "colspan")
            .iter()
            .map(|days| days.parse::<usize>().unwrap())
            .sum();
        let single = page.texts(&format!("{cells}:not([colspan])")).len();
        assert_eq!(wide + single, 59, "{row}");
    }
    let first = "tr[data-bed='Bed 1'] td[colspan]";
    assert_eq!(
        page.attributes(first, "colspan"),
        ["10", "9"],
        "the second goes on in March"
    );
    let told = page.texts(first);
    assert_eq!(
        told[0],
        format!("{in_bed} Grace Hopper , admitted, 10 January 2031 to 20 January 2031")
    );
    assert_eq!(
        told[1],
        format!("{booked} Ada Lovelace , booked, 20 February 2031 to 20 March 2031")
    );
    let links = page.attributes(&format!("{first} a"), "href");
    assert_eq!(links[0], format!("/admissions/referrals/{in_bed}"));
    let closure = page.text("tr[data-bed='Bed 2'] td[colspan='2']");
    assert_eq!(
        closure,
        "Closed: New flooring , 15 January 2031 to 16 January 2031"
    );
    assert_eq!(
        page.text("th[aria-current=date] .nhsuk-u-visually-hidden"),
        "Wednesday 15 January 2031, today"
    );
    let numbers = |name: &str| page.texts(&format!("tr[data-numbers='{name}'] td"));
    let at = |name: &str, day: usize| numbers(name)[day - 1].clone();
    assert_eq!(
        (at("Taken", 9), at("Free", 9)),
        ("0".to_owned(), "3".to_owned())
    );
    assert_eq!(
        (at("Taken", 10), at("Free", 10)),
        ("1".to_owned(), "2".to_owned())
    );
    assert_eq!(
        (at("Taken", 15), at("Free", 15)),
        ("1".to_owned(), "1".to_owned())
    );
    assert_eq!(
        (at("Taken", 20), at("Free", 20)),
        ("0".to_owned(), "3".to_owned())
    );
    assert_eq!(page.texts("tr[data-spell]").len(), 3);
    let next = page.attributes("a[rel=next]", "href").remove(0);
    let page = browser.get(&next).await;
    assert_eq!(page.text("#months"), "February and March 2031");
    assert_eq!(page.attributes(first, "colspan"), ["28"]);
    assert!(!page.has("[aria-current=date]") && !page.html.contains("Hopper"));
    app.stop().await;
}

#[tokio::test]
async fn each_role_sees_and_changes_what_it_may() {
    let app = team::start().await;
    let (unit_id, beds) = unit(&app, "Garden unit", &["Bed 1"]).await;
    let case = case_in(&app, "Grace Hopper", StateCode::WaitingForBed).await;
    act(&app, case, booking(beds[0], day(1, 20), day(2, 20)))
        .await
        .unwrap();
    let managing = [
        format!("{PATH}/units"),
        format!("{PATH}/units/{unit_id}"),
        format!("{PATH}/{}", beds[0]),
    ];
    let changing = [
        format!("{PATH}/units/{unit_id}/beds"),
        format!("{PATH}/units/{unit_id}/close"),
        format!("{PATH}/units/{unit_id}/reopen"),
        format!("{PATH}/{}/close", beds[0]),
        format!("{PATH}/{}/reopen", beds[0]),
        format!("{PATH}/{}/closures", beds[0]),
        format!("{PATH}/{}/closures/{}/remove", beds[0], unit_id),
    ];
    for (role, sees, manages) in [
        (Role::Coordinator, true, true),
        (Role::Clinician, true, false),
        (Role::Lead, true, true),
        (Role::Admin, true, false),
        (Role::Reporting, false, false),
    ] {
        let (_, browser) = signed_in(&app, &format!("Ann {role:?}"), role).await;
        let status = |may| {
            if may {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            }
        };
        let page = browser.get(PATH).await;
        assert_eq!(page.status, status(sees), "{role:?}");
        assert_eq!(page.html.contains("Hopper"), sees, "{role:?}");
        assert_eq!(
            page.html.contains("/admissions/beds/units"),
            manages,
            "{role:?}"
        );
        for path in &managing {
            assert_eq!(
                browser.get(path).await.status,
                status(manages),
                "{role:?} {path}"
            );
        }
        if manages {
            continue;
        }
        let account = browser.get("/admissions/account").await;
        let mut fields = account.form_to("/admissions/account/password").fields;
        fields.extend(
            [("name", "X"), ("seen", "Bed 1"), ("bed", "Y")]
                .map(|(name, value)| (name.to_owned(), value.to_owned())),
        );
        for path in managing.iter().chain(&changing) {
            let page = browser.post(path, &fields).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{role:?} {path}");
        }
    }
    assert_eq!(
        app.count_where("beds", "name = 'Bed 1' AND closed_at IS NULL")
            .await,
        1
    );
    assert_eq!(app.count("beds").await + app.count("units").await, 2);
    app.stop().await;
}

#[tokio::test]
async fn units_and_beds_are_added_renamed_closed_and_opened_again_with_an_audit_line_each() {
    let app = team::start().await;
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let page = ben.get(&format!("{PATH}/units")).await;
    let nameless = ben.answer(&page, &[]).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.text("title").starts_with("Error: "));
    let form = page.form().with(&[("name", "Garden unit")]);
    let unit = ben.send(&form).await;
    assert!(unit.text("[role=status]").contains("added"));
    assert_eq!(
        ben.send(&form).await.path,
        unit.path,
        "the same form adds it once"
    );
    let page = ben.get(&format!("{PATH}/units")).await;
    let twice = ben.answer(&page, &[("name", "Garden unit")]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let address = unit.path.split('?').next().unwrap().to_owned();
    let add = unit
        .form_to(&format!("{address}/beds"))
        .with(&[("bed", "Bed 1")]);
    let with_bed = ben.send(&add).await;
    assert_eq!(ben.send(&add).await.status, StatusCode::OK);
    assert_eq!(app.count("beds").await, 1);
    let bed = with_bed.attributes(".app-places a", "href").remove(0);
    let page = ben.get(&bed).await;
    let (renamed, stale) = (page.form_to(&bed), page.form_to(&bed));
    let page = ben.send(&renamed.with(&[("name", "Bed A")])).await;
    assert!(page.text("h1").contains("Garden unit, Bed A"));
    let conflict = ben.send(&stale.with(&[("name", "Bed B")])).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.text(".nhsuk-error-summary").contains("“Bed A”"));
    assert_eq!(conflict.form_to(&bed).value("name"), Some("Bed B"));
    let page = ben.send(&page.form_to(&format!("{bed}/close"))).await;
    let page = ben.send(&page.form_to(&format!("{bed}/reopen"))).await;
    assert!(page.text("[role=status]").contains("open again"));
    for action in [
        "unit.added",
        "bed.added",
        "bed.renamed",
        "bed.closed",
        "bed.reopened",
    ] {
        let line = format!("action = '{action}' AND actor = 'staff'");
        assert_eq!(app.count_where("audit_log", &line).await, 1, "{action}");
    }
    app.stop().await;
}

#[tokio::test]
async fn a_closure_is_added_once_not_over_a_stay_and_removed() {
    let app = team::start().await;
    let (_, beds) = unit(&app, "Garden unit", &["Bed 1"]).await;
    let case = case_in(&app, "Grace Hopper", StateCode::WaitingForBed).await;
    act(&app, case, booking(beds[0], day(2, 1), day(2, 20)))
        .await
        .unwrap();
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let bed = format!("{PATH}/{}", beds[0]);
    let page = ben.get(&bed).await;
    assert!(page.text("main").contains(&format!(
        "Kept for {case}, 1 February 2031 to 20 February 2031"
    )));
    let form = page.form_to(&format!("{bed}/closures"));
    let with = |from: &'static str, to: &'static str| {
        form.clone().with(&[
            ("from.day", from),
            ("from.month", "2"),
            ("from.year", "2031"),
            ("to.day", to),
            ("to.month", "2"),
            ("to.year", "2031"),
            ("reason", "Deep clean"),
        ])
    };
    let over = ben.send(&with("19", "22")).await;
    assert_eq!(over.status, StatusCode::CONFLICT);
    assert!(
        over.text(".nhsuk-error-summary")
            .contains(&format!("It is kept for {case}"))
    );
    assert_eq!(
        over.form_to(&format!("{bed}/closures")).value("reason"),
        Some("Deep clean")
    );
    let backwards = ben.send(&with("22", "21")).await;
    assert_eq!(
        backwards.attributes(".nhsuk-error-summary a", "href"),
        ["#to.day"]
    );
    let page = ben.send(&with("20", "22")).await;
    ben.send(&with("20", "22")).await;
    assert_eq!(app.count("bed_closures").await, 1);
    assert!(
        page.text(".app-places")
            .contains("20 February 2031 to 22 February 2031: Deep clean")
    );
    let remove = page.forms(".app-places form").remove(0);
    for _ in 0..2 {
        assert_eq!(ben.send(&remove).await.status, StatusCode::OK);
    }
    assert_eq!(app.count("bed_closures").await, 0);
    for action in ["bed.closure_added", "bed.closure_removed"] {
        let line = format!("action = '{action}'");
        assert_eq!(app.count_where("audit_log", &line).await, 1, "{action}");
    }
    app.stop().await;
}
