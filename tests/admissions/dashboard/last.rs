use inpatient_referral::security::permissions::Role;

use crate::admissions::team::{self, refer, sender, signed_in};
use crate::harness::http::Page;

fn back(page: &Page) -> String {
    page.attributes(".nhsuk-back-link", "href").remove(0)
}

#[tokio::test]
async fn a_referral_leads_back_to_its_line_in_the_list_that_one_came_from() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let case = format!("/admissions/referrals/{reference}");
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let line = format!("#case-{reference}");
    let list = "/admissions?queue=all&flagged=yes&sort=oldest";
    let page = browser.get(list).await;
    assert!(page.has(&format!("a[id=\"case-{reference}\"]")));
    assert_eq!(back(&browser.get(&case).await), format!("{list}{line}"));
    // What a script reads to keep a list up to date is no list that somebody looked at.
    browser.ask("/admissions?queue=mine").await;
    assert_eq!(back(&browser.get(&case).await), format!("{list}{line}"));
    // After a step the way back is the same.
    let note = browser.get(&format!("{case}/note")).await;
    let done = browser.answer(&note, &[("text", "Called her.")]).await;
    assert_eq!(back(&done), format!("{list}{line}"));
    app.stop().await;
}

#[tokio::test]
async fn a_search_is_led_back_to_by_whoever_searched_and_by_nobody_else() {
    let app = team::start().await;
    let reference = refer(&app, sender("Grace Hopper")).await;
    let case = format!("/admissions/referrals/{reference}");
    let (_, ada) = signed_in(&app, "Ada Okafor", Role::Coordinator).await;
    let dashboard = ada.get("/admissions").await;
    let search = dashboard.form_to("/admissions/search");
    let found = ada.send(&search.with(&[("query", "Hopper")])).await;
    assert_eq!(found.text(".app-dashboard__head h2"), "Search results");
    assert!(back(&ada.get(&case).await).starts_with(&found.path));
    let (_, ben) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    ben.set_cookie("list", &ada.cookie("list").unwrap());
    assert_eq!(
        back(&ben.get(&case).await),
        format!("/admissions?queue=all#case-{reference}")
    );
    for foreign in ["https://evil.example", "queue=none&x=<script>", "%ff"] {
        ben.set_cookie("list", foreign);
        let address = back(&ben.get(&case).await);
        let (list, _) = address.split_once('#').unwrap();
        let ours = ["/admissions", "/admissions?queue=needs_action"];
        assert!(ours.contains(&list), "{address}");
    }
    app.stop().await;
}
