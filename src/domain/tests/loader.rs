//! Every fault of a definition is told with its line; all of them at once.

#[path = "support/faults.rs"]
mod faults_of;

use domain::pathway::Pathway;
use faults_of::{KNEE, expect, faults};
use proptest::prelude::*;

/// The built-in definition.
const NECK: &str = include_str!("../pathways/cervical-dystonia.toml");

#[test]
fn a_sound_definition_has_no_fault() {
    assert_eq!(faults(KNEE), []);
    assert_eq!(faults(NECK), []);
}

#[test]
fn text_that_is_no_toml() {
    expect("id = \"knee", "\"knee-pain\"", "\"knee", "id = \"knee", "");
    assert_eq!(faults("= 3")[0].line, 1);
    assert_eq!(
        faults("= 3")[0].to_string().split(' ').next(),
        Some("x.toml:1:1:")
    );
}

#[test]
fn an_empty_definition_says_what_is_missing() {
    let found = faults("");
    for key in ["id", "version", "date", "name", "notice", "sign"] {
        let message = format!("`{key}` is missing");
        assert!(
            found.iter().any(|fault| fault.message == message),
            "{message}"
        );
    }
}

#[test]
fn keys() {
    expect(
        "id = \"born\"",
        "private",
        "privat",
        "privat = true",
        "`privat` is not known here",
    );
    expect(
        "id = \"born\"",
        "private = true",
        "private = 1",
        "private = 1",
        "true or false",
    );
    expect(
        "id = \"stairs\"",
        "min = 0",
        "min = \"a\"",
        "min = ",
        "a whole number",
    );
    expect(
        "id = \"stairs\"",
        "\"number\"",
        "\"numbers\"",
        "kind",
        "`kind` must be one of",
    );
    expect(
        "id = \"stairs\"",
        "standard",
        "rumour",
        "source",
        "`source` must be one of",
    );
    expect(
        "id = \"stairs\"",
        "\"stairs\"",
        "\"Stairs\"",
        "\"Stairs\"",
        "lower case letters",
    );
    expect(
        "date = ",
        "2026-11-22",
        "22 November",
        "date = ",
        "YYYY-MM-DD",
    );
    expect(
        "id = \"stairs\"",
        "max = 20",
        "max = -1",
        "max = -1",
        "must not be under",
    );
}

#[test]
fn names_of_nothing() {
    expect(
        "id = \"born\"",
        "\"first\"",
        "\"last\"",
        "section = ",
        "no section `last`",
    );
    expect(
        "id = \"danger\"",
        "[\"hot\"]",
        "[\"cold\"]",
        "lists",
        "no safety list `cold`",
    );
    expect(
        "id = \"helped\"",
        "question = \"danger\"",
        "question = \"dang\"",
        "ask_if",
        "no question `dang`",
    );
    expect(
        "id = \"helped\"",
        "in = [\"yes\"]",
        "in = [\"maybe\"]",
        "ask_if",
        "no option `maybe`",
    );
    expect(
        "id = \"aids\"",
        "\"right\"]",
        "\"middle\"]",
        "ask_if",
        "no row `middle`",
    );
    expect(
        "id = \"limited\"",
        "\"walk\"",
        "\"run\"",
        "when",
        "no question `run`",
    );
    expect(
        "id = \"limited\"",
        "\"walk\"",
        "\"born\"",
        "when",
        "`born` is not a number",
    );
    expect(
        "id = \"born\"",
        "\"date_of_birth\"",
        "\"shoe_size\"",
        "role",
        "`role` must be one of",
    );
}

#[test]
fn columns_that_are_not_there() {
    let start = NECK.find("id = \"toxin_product\"").expect("a question");
    let changed = format!(
        "{}{}",
        &NECK[..start],
        NECK[start..].replacen("\"status\"", "\"stat\"", 1)
    );
    let found = faults(&changed);
    assert!(
        found
            .iter()
            .any(|fault| fault.message.contains("no column `stat`")),
        "{found:#?}"
    );
}

#[test]
fn things_that_are_there_twice() {
    expect(
        "id = \"walk\"",
        "\"walk\"",
        "\"stairs\"",
        "id = ",
        "question `stairs` is there twice",
    );
    expect(
        "id = \"sides\"",
        "\"right\"",
        "\"left\"",
        "id = \"left\", text = \"Right\"",
        "row `left`",
    );
    expect(
        "id = \"aids\"",
        "\"frame\"",
        "\"stick\"",
        "code = \"stick\", text = \"A frame\"",
        "option `stick`",
    );
    expect(
        "id = \"knee\"\n",
        "\"knee\"",
        "\"first\"",
        "id = ",
        "section `first`",
    );
    expect(
        "id = \"both_knees\"",
        "\"both_knees\"",
        "\"mobility\"",
        "id = ",
        "sign `mobility`",
    );
    expect(
        "id = \"told\"",
        "\"told\"",
        "\"limited\"",
        "id = ",
        "branch `limited`",
    );
    expect(
        "id = \"too_old\"",
        "\"too_old\"",
        "\"stop\"",
        "id = ",
        "outcome `stop`",
    );
}

#[test]
fn all_faults_are_told_in_the_order_of_the_file() {
    let changed = KNEE
        .replacen("title = \"First\"", "title = 1", 1)
        .replacen("section = \"knee\"", "section = \"elbow\"", 1)
        .replacen("in = [\"frame\"]", "in = [\"crutch\"]", 1);
    let found = faults(&changed);
    let lines = found.iter().map(|fault| fault.line).collect::<Vec<_>>();
    assert!(found.len() >= 3 && lines.is_sorted(), "{found:#?}");
    let all = found
        .iter()
        .map(|fault| fault.message.as_str())
        .collect::<Vec<_>>()
        .join("\n");
    assert!(all.contains("elbow") && all.contains("crutch") && all.contains("`title` must be"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn changed_definitions_never_panic(
        place: prop::sample::Index, length in 0usize..40, junk in "[\\[\\]{}=\",.a-z0-9_ \n-]{0,12}", neck: bool,
    ) {
        let text = if neck { NECK } else { KNEE };
        let start = text.floor_char_boundary(place.index(text.len()));
        let end = text.floor_char_boundary((start + length).min(text.len()));
        let changed = format!("{}{junk}{}", &text[..start], &text[end.max(start)..]);
        if let Err(faults) = Pathway::parse("x.toml", &changed) {
            prop_assert!(!faults.0.is_empty());
        }
    }

    #[test]
    fn a_missing_line_never_panics(line in 0usize..1540) {
        let lines = NECK.lines().enumerate().filter(|(number, _)| *number != line);
        let changed = lines.map(|(_, text)| text).collect::<Vec<_>>().join("\n");
        let _ = Pathway::parse("x.toml", &changed);
    }
}
