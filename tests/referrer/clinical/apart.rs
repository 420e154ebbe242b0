//! Whatever a practice opens, nothing of another's patients is on it.

use domain::letter::{Heading, Letter};
use domain::people::PersonName;
use serde_json::json;
use uuid::Uuid;

use super::super::practice::{self, Referrer, draft, referrer, save};
use super::{four_signs, letter, open, start};
use crate::harness::app::TestApp;

const PAGES: [&str; 9] = [
    "section/safety",
    "section/about",
    "section/treatment",
    "section/help",
    "section/practical",
    "section/sharing",
    "result",
    "answers",
    "send",
];

/// A draft that says `word` wherever something can be written.
async fn marked(app: &TestApp, of: &Referrer, word: &str) -> Uuid {
    let mut draft = draft(app, of, &json!({})).await;
    let mut letter = Letter {
        rationale: Some(word.to_owned()),
        authorisation: Some(word.to_owned()),
        ..letter()
    };
    for heading in Heading::ALL {
        letter.headings.insert(heading, word.to_owned());
    }
    let patient = letter.patient.as_mut().unwrap();
    patient.name = PersonName::parse(word).unwrap();
    draft.letter = letter;
    let mut answers = four_signs();
    for text in ["goals", "help_rationale", "toxin_clinic"] {
        answers[text] = json!(word);
    }
    save(app, &draft, &answers).await.id
}

#[tokio::test]
async fn every_page_holds_what_its_own_practice_wrote_and_nothing_of_the_other() {
    let (app, anna) = start().await;
    let theirs = practice::practice(&app, "K81002").await;
    let ben = referrer(&app, "Ben Ode", theirs).await;
    let (ours, other) = ("Quillwort", "Zymurgist");
    let places = [
        (&anna, marked(&app, &anna, ours).await, ours, other),
        (&ben, marked(&app, &ben, other).await, other, ours),
    ];
    for (referrer, id, own, foreign) in places {
        let mut seen = 0;
        for part in PAGES {
            let page = open(referrer, id, part).await;
            assert!(!page.html.contains(foreign), "{part}");
            assert!(!page.text("title").contains(own), "{part}: title");
            seen += usize::from(page.html.contains(own));
        }
        assert!(seen >= 4, "its own words are shown");
        let last = open(referrer, id, "send").await;
        let sent = referrer.browser.answer(&last, &[]).await;
        assert!(sent.html.contains(own) && !sent.html.contains(foreign));
    }
    app.stop().await;
}
