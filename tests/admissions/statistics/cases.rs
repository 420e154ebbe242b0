use inpatient_referral::security::permissions::Role;

use super::seed::{self, Sent, start};
use super::{PATH, rows, signed_in};

#[tokio::test]
async fn each_sign_has_its_verdicts_and_what_clinicians_think_of_them() {
    let app = start().await;
    seed::everything(&app).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    let page = browser.get(PATH).await;
    let signs = rows(&page, "signs");
    assert_eq!(signs.len(), 4);
    assert!(signs[0].contains("Pain or involuntary movement is impacting your daily life"));
    assert!(
        signs[0].ends_with("Matches 9 Does not match 0 Not clear yet 0"),
        "{signs:?}"
    );
    assert!(
        signs[2].ends_with("Matches 0 Does not match 0 Not clear yet 9"),
        "{signs:?}"
    );
    let opinions = rows(&page, "opinions");
    assert_eq!(opinions.len(), 2);
    assert!(
        opinions[0].ends_with(
            "The rules said Matches Agree 9 Disagree 0 Cannot tell 0 Disagree, of all 0 of 9 (0%)"
        ),
        "{opinions:?}"
    );
    assert!(
        opinions[1].ends_with("The rules said Does not match Agree 0 Disagree 9 Cannot tell 0 Disagree, of all 9 of 9 (100%)"),
        "{opinions:?}"
    );
    let of_gps = browser.get(&format!("{PATH}?source=gp")).await;
    assert!(rows(&of_gps, "opinions")[1].ends_with("2 of 2 (100%)"));
    app.stop().await;
}

#[tokio::test]
async fn reasons_are_told_with_how_the_case_ended() {
    let app = start().await;
    let ended = |state, values| Sent {
        state,
        columns: "exit_reason, closed_at",
        values,
        ..Sent::default()
    };
    let (first, second) = (
        "'other', '2026-11-20T10:00:00Z'",
        "'under18', '2026-11-20T10:00:00Z'",
    );
    seed::sent(&app, 1, &ended("declined", first)).await;
    seed::sent(&app, 3, &ended("redirected", second)).await;
    seed::sent(&app, 2, &ended("redirected", first)).await;
    // Reopened: it has not ended.
    seed::sent(&app, 5, &ended("in_triage", first)).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    assert_eq!(
        rows(&browser.get(PATH).await, "reasons"),
        [
            "How it ended Redirected Reason Under 18 Referrals 3",
            "How it ended Redirected Reason Another reason Referrals 2",
            "How it ended Declined Reason Another reason Referrals 1",
        ]
    );
    app.stop().await;
}

#[tokio::test]
async fn second_readers_agree_or_not() {
    let app = start().await;
    seed::everything(&app).await;
    app.execute(
        "UPDATE second_reads SET opinion = 'go_on' WHERE id = (SELECT id FROM second_reads LIMIT 1)",
    )
    .await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    let reads = rows(&browser.get(PATH).await, "second-readers");
    assert!(
        reads[0].ends_with("Would have declined too Declines 1 Of those read 1 of 2 (50%)"),
        "{reads:?}"
    );
    assert!(
        reads[1].ends_with("Would have gone on Declines 1 Of those read 1 of 2 (50%)"),
        "{reads:?}"
    );
    assert!(
        reads[3].ends_with("Not read yet Declines 0 Of those read –"),
        "{reads:?}"
    );
    app.stop().await;
}

#[tokio::test]
async fn the_waiting_list_is_todays_whatever_the_period() {
    let app = start().await;
    seed::everything(&app).await;
    // On the list still, but booked.
    app.execute(
        "UPDATE referrals SET state = 'admission_booked' WHERE id = (SELECT referral_id FROM waiting_list LIMIT 1)",
    )
    .await;
    app.execute(
        "UPDATE waiting_list SET joined_at = '2026-06-01T10:00:00Z' WHERE referral_id =
             (SELECT id FROM referrals WHERE state = 'received' LIMIT 1)",
    )
    .await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    let page = browser
        .get(&format!("{PATH}?from=2026-01-05&to=2026-01-11"))
        .await;
    let waiting = rows(&page, "waiting-list");
    assert_eq!(
        waiting,
        [
            "Waiting for Up to 2 weeks People 5",
            "Waiting for 2 to 4 weeks People 0",
            "Waiting for 4 to 8 weeks People 0",
            "Waiting for 8 to 18 weeks People 0",
            "Waiting for Over 18 weeks People 1",
            "Waiting for All People 6",
            "Waiting for Median wait People 10 days",
            "Waiting for Longest wait People 177 days",
        ]
    );
    app.stop().await;
}

#[tokio::test]
async fn beds_are_counted_by_night_without_closures() {
    let app = start().await;
    seed::sent(&app, 1, &Sent::default()).await;
    seed::beds(&app).await;
    let (_, browser) = signed_in(&app, "Ada Okafor", Role::Lead).await;
    let page = browser
        .get(&format!("{PATH}?from=2026-09-28&to=2026-10-04"))
        .await;
    // The second bed was there for three nights, until its closing on 1 October.
    assert_eq!(
        rows(&page, "beds"),
        ["Week from 28 September 2026 Nights taken 0 Nights there 10 In use 0%"]
    );
    let page = browser
        .get(&format!("{PATH}?from=2026-11-16&to=2026-11-25"))
        .await;
    assert_eq!(
        rows(&page, "beds"),
        [
            "Week from 16 November 2026 Nights taken 3 Nights there 5 In use 60%",
            "Week from 23 November 2026 Nights taken 0 Nights there 3 In use 0%",
        ]
    );
    app.stop().await;
}
