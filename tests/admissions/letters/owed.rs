use inpatient_referral::security::permissions::Role;

use super::{declined, keep};
use crate::admissions::team::{self, signed_in};
use crate::referrer::practice::{practice, referrer};
use crate::referrer::worklist::sent;

#[tokio::test]
async fn a_refusal_names_its_letters_until_both_are_written() {
    let app = team::start().await;
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let reference = sent(&app, &anna, "Grace Hopper").await;
    let case = format!("/admissions/referrals/{reference}");
    let (_, clinician) = signed_in(&app, "Ada Okafor", Role::Clinician).await;
    keep(&clinician, reference, "acknowledgement/patient", &[]).await;
    assert!(!clinician.get(&case).await.has("[data-owed]"));
    declined(&app, reference).await;
    let page = clinician.get(&case).await;
    assert_eq!(
        page.attributes("[data-owed] a", "href"),
        ["referrer", "patient"].map(|reader| format!("{case}/letters/new/decline/{reader}"))
    );
    assert!(page.text(".app-facts").contains("Why declined"));
    // A coordinator reads that they are missing, and is not led to what is refused.
    let (_, coordinator) = signed_in(&app, "Ben Ortiz", Role::Coordinator).await;
    let theirs = coordinator.get(&case).await;
    assert!(
        theirs
            .text("[data-owed]")
            .contains("by a clinician or a lead")
    );
    assert!(!theirs.has("[data-owed] a"));
    keep(&clinician, reference, "decline/referrer", &[]).await;
    let page = clinician.get(&case).await;
    assert_eq!(
        page.attributes("[data-owed] a", "href"),
        [format!("{case}/letters/new/decline/patient")]
    );
    keep(&clinician, reference, "decline/patient", &[]).await;
    assert!(!clinician.get(&case).await.has("[data-owed]"));
    let list = clinician.get(&format!("{case}/letters")).await;
    assert!(
        list.text("main")
            .contains("Decline, to the patient – written before")
    );
    app.stop().await;
}
