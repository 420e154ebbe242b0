//! What comes to a case, is said about it, or is handed over.

use domain::referral::measure::{Measure, Scale};
use domain::referral::{Action, Actor, Refusal};
use uuid::Uuid;

use super::{REFERRER, STAFF, ask, decline, does, done, on, received};

#[test]
fn what_is_handed_over_waits_for_its_new_owner_until_they_do_something() {
    let (me, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let give = |to| Action::Assign { to, note: None };
    let note = || Action::Note {
        text: "Called".to_owned(),
    };
    let triage = done(&received(), 24, Action::StartTriage);
    assert!(!triage.needs_attention());
    let own = done(&triage, 24, give(me));
    assert!(!own.is_handed(), "who takes it has it in hand");
    let given = done(&own, 24, give(other));
    assert!(given.is_handed() && given.needs_attention());
    let noted = done(&given, 25, note());
    assert!(
        noted.is_handed(),
        "that others go on tells their owner nothing"
    );
    for action in [note(), Action::MarkRead, Action::Claim { by: other }] {
        let taken = does(&noted, Actor::Staff(other), 25, action).expect("taken up");
        assert!(!taken.is_handed() && !taken.needs_attention());
        assert_eq!(taken.owner(), Some(other));
    }
    let nothing = does(&noted, STAFF, 25, Action::MarkRead);
    assert_eq!(nothing, Err(Refusal::NoNews), "only its owner has seen it");
    assert!(!done(&noted, 25, Action::Release).is_handed());
    let back = does(&noted, Actor::Staff(other), 25, give(me)).expect("given back");
    assert!(back.is_handed());
    let withdrawn = does(&noted, REFERRER, 25, Action::Withdraw { reason: None });
    assert!(!withdrawn.expect("withdrawn").needs_attention());
}

#[test]
fn news_is_what_comes_from_outside_until_staff_have_read_it() {
    let reply = Action::Reply {
        text: "She moved".to_owned(),
    };
    let news = does(&received(), REFERRER, 24, reply).expect("a word");
    assert_eq!(news.news_at(), Some(on(24)));
    let noted = done(
        &news,
        24,
        Action::Note {
            text: "Seen on paper".to_owned(),
        },
    );
    assert_eq!(
        noted.news_at(),
        Some(on(24)),
        "a note is no answer to the news"
    );
    let read = done(&noted, 25, Action::MarkRead);
    assert_eq!(read.news_at(), None);
    assert_eq!(
        does(&read, STAFF, 25, Action::MarkRead),
        Err(Refusal::NoNews)
    );
    let asked = done(&read, 25, ask());
    let answer = Action::ReceiveInfo {
        answer: Some("40 units".to_owned()),
    };
    let by_phone = done(&asked, 26, answer.clone());
    assert_eq!(by_phone.news_at(), None, "staff wrote it down themselves");
    let answered = does(&asked, REFERRER, 26, answer).expect("an answer");
    assert_eq!(answered.news_at(), Some(on(26)));
    assert_eq!(done(&answered, 26, Action::StartTriage).news_at(), None);
}

#[test]
fn remarks_contradict_nothing() {
    let measure = Action::RecordMeasure {
        measure: Measure::Total {
            scale: Scale::Tsui,
            value: 9,
        },
        on: on(23).date_naive(),
    };
    let text = || "A word".to_owned();
    let closed = done(&received(), 23, Action::Withdraw { reason: None });
    for remark in [
        Action::Note { text: text() },
        Action::Message { text: text() },
        measure,
    ] {
        assert!(remark.is_remark());
        let after = done(&closed, 24, remark);
        assert_eq!(after.state(), closed.state());
    }
    assert!(!ask().is_remark() && !decline().is_remark() && !Action::MarkRead.is_remark());
}
