//! What every letter says and what none may say.

use domain::correspondence::{Block, Letter, Reader};

use crate::samples::letters::all;

/// Words that nothing shown may have: the service does none of this.
const BANNED: [&str; 7] = [
    "detect",
    "monitor",
    "calculat",
    "risk score",
    "score",
    "percent",
    "%",
];

/// The text of a letter without the note at its end.
fn text(letter: &Letter) -> String {
    let mut text = vec![letter.title.clone(), letter.greeting.clone()];
    for block in &letter.blocks {
        match block {
            Block::Heading { text: one }
            | Block::Paragraph { text: one }
            | Block::Part { text: one, .. } => text.push(one.clone()),
            Block::List { items } => text.extend(items.clone()),
            Block::Quote {
                sentence,
                result,
                because,
            } => text.extend(
                [sentence.clone(), result.clone()]
                    .into_iter()
                    .chain(because.clone()),
            ),
        }
    }
    text.join("\n")
}

#[test]
fn every_letter_keeps_its_words() {
    for (name, _, letter) in all() {
        insta::assert_snapshot!(name, render(&letter));
    }
}

/// As plain text, so that a change of a word is seen as that.
fn render(letter: &Letter) -> String {
    let mut lines = vec![letter.from.join(" | "), letter.to.join(" | ")];
    lines.extend([letter.date.clone(), letter.about.join(" | ")]);
    lines.push(letter.greeting.clone());
    lines.push(format!("# {}", letter.title));
    for block in &letter.blocks {
        lines.push(match block {
            Block::Heading { text } => format!("## {text}"),
            Block::Paragraph { text } => text.clone(),
            Block::List { items } => format!("- {}", items.join("\n- ")),
            Block::Quote {
                sentence,
                result,
                because,
            } => format!("> “{sentence}”\n> {result}\n> {}", because.join("\n> ")),
            Block::Part { part, text } => format!("[{}] {text}", part.code()),
        });
    }
    lines.push(letter.signed.join(" | "));
    lines.push(letter.notice.join("\n"));
    lines.join("\n\n")
}

#[test]
fn every_letter_says_what_the_service_is_and_by_which_version() {
    for (name, _, letter) in all() {
        assert!(
            letter.notice[0].starts_with("This service compares your answers with the signs"),
            "{name}"
        );
        assert!(
            letter.notice[0].ends_with("It is not monitored for emergencies."),
            "{name}"
        );
        assert_eq!(
            letter.notice[1], "Questions and rules: cervical-dystonia, version 1.0.0.",
            "{name}"
        );
    }
}

#[test]
fn no_letter_claims_what_the_service_does_not_do_or_promises_what_a_stay_may_lack() {
    for (name, _, letter) in all() {
        // The published sentence of the fourth sign names psychology; nothing else may.
        let text = text(&letter).to_lowercase();
        let text = text.replace(
            "you need coordinated input from multiple specialists (physio, ot, psychology)",
            "",
        );
        for word in BANNED.into_iter().chain(["psycholog"]) {
            assert!(!text.contains(word), "{name}: {word}");
        }
    }
}

#[test]
fn a_no_quotes_every_sign_and_says_why_and_where_to_turn() {
    let refusals = all();
    let refusals = refusals
        .iter()
        .filter(|(name, ..)| name.contains("decline") || name.contains("redirect"));
    let mut count = 0;
    for (name, _, letter) in refusals {
        let quotes = letter.blocks.iter();
        let quotes = quotes.filter(|block| matches!(block, Block::Quote { .. }));
        assert_eq!(quotes.count(), 4, "{name}");
        let text = text(letter);
        for result in ["Matches", "Does not match", "Not clear yet"] {
            assert!(text.contains(result), "{name}: {result}");
        }
        assert!(text.contains("GP"), "{name}: where to turn to");
        count += 1;
    }
    assert_eq!(count, 4);
}

#[test]
fn plain_letters_are_for_readers_of_nine_to_eleven() {
    for (name, reader, letter) in all() {
        if reader == Reader::Referrer {
            continue;
        }
        // What is quoted from the hospital's page and from the rules has words of its own.
        let own: Vec<String> = letter
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Paragraph { text } | Block::Part { text, .. } => Some(text.clone()),
                _ => None,
            })
            .collect();
        let own = own.join(". ");
        let sentences: Vec<usize> = own
            .split(['.', '?', '!', ':'])
            .map(|sentence| sentence.split_whitespace().count())
            .filter(|words| *words > 0)
            .collect();
        let longest = sentences.iter().max().copied().unwrap_or_default();
        assert!(longest <= 25, "{name}: a sentence of {longest} words");
        let age = age(&own, sentences.len());
        assert!(age <= 11.0, "{name}: reading age {age:.1}");
    }
}

/// The reading age by Flesch and Kincaid's grade: the age at which that grade begins in the United States.
fn age(text: &str, sentences: usize) -> f64 {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphabetic() && letter != '’')
        .filter(|word| !word.is_empty())
        .collect();
    let count = |number: usize| f64::from(u32::try_from(number).expect("a letter is short"));
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let (words, sentences) = (count(words.len()), count(sentences));
    0.39 * words / sentences + 11.8 * count(syllables) / words - 15.59 + 5.0
}

/// Groups of vowels, without an e that is not heard at the end.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let vowel = |letter: char| "aeiouy".contains(letter);
    let groups = word
        .split(|letter| !vowel(letter))
        .filter(|group| !group.is_empty());
    let silent = word.ends_with('e') && !word.ends_with("le");
    (groups.count() - usize::from(silent && word.len() > 3)).max(1)
}
