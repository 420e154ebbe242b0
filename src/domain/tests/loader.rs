//! Every fault of a definition is told with its line; all of them at once.

use domain::pathway::{Fault, Pathway};
use proptest::prelude::*;

const KNEE: &str = include_str!("pathways/knee-pain.toml");
const NECK: &str = include_str!("../pathways/cervical-dystonia.toml");

fn faults(text: &str) -> Vec<Fault> {
    Pathway::parse("x.toml", text).map_or_else(|faults| faults.0, |_| Vec::new())
}

/// Replaces the first `old` after `after`, and expects a fault with `words` on the line where
/// `at` stands in the new text (first place after `after`).
#[track_caller]
fn expect(after: &str, old: &str, new: &str, at: &str, words: &str) {
    let start = KNEE.find(after).expect("the place to change");
    let (before, rest) = KNEE.split_at(start);
    assert!(rest.contains(old), "{old} is not there");
    let changed = format!("{before}{}", rest.replacen(old, new, 1));
    let line = changed[..start + changed[start..].find(at).expect("the place of the fault")]
        .matches('\n')
        .count()
        + 1;
    let found = faults(&changed);
    let fits = |fault: &Fault| fault.message.contains(words) && fault.line == line;
    assert!(
        found.iter().any(fits),
        "wanted line {line}: {words}\nfound {found:#?}"
    );
}

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
fn questions_that_are_never_asked_or_go_in_a_circle() {
    let later = "question = \"aids\", in = [\"stick\"]";
    expect(
        "id = \"helped\"",
        "question = \"danger\", in = [\"yes\"]",
        later,
        "ask_if",
        "does not come before",
    );
    let own = "question = \"helped\", answered = true";
    expect(
        "id = \"helped\"",
        "question = \"danger\", in = [\"yes\"]",
        own,
        "ask_if",
        "does not come before",
    );
    let never = "all = [{ question = \"danger\", in = [\"yes\"] }, { question = \"danger\", in = [\"no\"] }]";
    expect(
        "id = \"helped\"",
        "question = \"danger\", in = [\"yes\"]",
        never,
        "ask_if",
        "never asked",
    );
    let unasked = "all = [{ question = \"danger\", in = [\"no\"] }, { question = \"helped\", answered = true }]";
    expect(
        "id = \"aids\"",
        "question = \"sides\", rows = [\"left\", \"right\"], in = [\"yes\"]",
        unasked,
        "ask_if",
        "never asked",
    );
}

#[test]
fn wording_that_is_missing() {
    expect(
        "id = \"aids\"",
        "patient = \"What do you use?\", ",
        "",
        "title",
        "no wording for patients",
    );
    expect(
        "id = \"too_old\"",
        "\"Not for you\"",
        "\" \"",
        "title",
        "words in it",
    );
    expect(
        "id = \"yes\"\nkind",
        "{n}",
        "{number}",
        "text",
        "placeholders are",
    );
}

#[test]
fn what_is_missing_is_told_at_the_header_of_its_table() {
    for (gone, header, key) in [
        (
            "sentence = \"Both knees hurt\"\n",
            "[[sign]]\nid = \"both",
            "sentence",
        ),
        (
            "because = \"Both hurt.\"\n",
            "[[sign.branch]]\nid = \"both",
            "because",
        ),
        (
            "title = \"How many steps can you climb?\"\n",
            "[[question]]\nid = \"stairs",
            "title",
        ),
        ("min = 0\nmax = 20\n", "[[question]]\nid = \"stairs", "min"),
        ("text = \"Uses a frame.\"\n", "[[flag]]", "text"),
    ] {
        let changed = KNEE.replacen(gone, "", 1);
        let found = faults(&changed);
        let start = changed.find(header).expect("the header");
        let line = changed[..start].matches('\n').count() + 1;
        let message = format!("`{key}` is missing");
        let fault = found.iter().find(|fault| fault.message == message);
        assert_eq!(
            fault.map(|fault| fault.line),
            Some(line),
            "{key}: {found:#?}"
        );
    }
}

#[test]
fn branches_that_no_case_reaches() {
    let all = "sum = [\"stairs\", \"walk\"], at_least = 900";
    expect(
        "id = \"mobility\"",
        "sum = [\"stairs\", \"walk\"], at_most = 30",
        all,
        "[[sign.branch]]",
        "no case comes here",
    );
    let again = "sum = [\"stairs\", \"walk\"], at_most = 30";
    let told = "all = [{ question = \"stairs\", answered = true }, { question = \"walk\", answered = true }]";
    expect(
        "because = \"You climb",
        told,
        again,
        "[[sign.branch]]",
        "no case comes here",
    );
    expect(
        "id = \"mobility\"",
        "when = { sum = [\"stairs\", \"walk\"], at_most = 30 }\n",
        "",
        "[[sign.branch]]\nid = \"told\"",
        "no case comes here",
    );
}

#[test]
fn trees_without_an_end() {
    let told = |changed: &str, words: &str| {
        let found = faults(changed);
        assert!(
            found.iter().any(|fault| fault.message.contains(words)),
            "{words}: {found:#?}"
        );
    };
    let when = "id = \"otherwise\"\nwhen = { question = \"stairs\", answered = true }";
    told(
        &KNEE.replacen("id = \"otherwise\"", when, 1),
        "the last branch must have no `when`",
    );
    told(
        &KNEE.replacen("result = \"met\"\nbecause = \"Both", "because = \"Both", 1),
        "needs a `result`",
    );
    told(
        &KNEE.replacen(
            "change = \"If the other hurts too, this matches.\"\n",
            "",
            1,
        ),
        "`change` is missing",
    );
    let never = KNEE.replacen(
        "result = \"met\"\nbecause = \"Both hurt.\"",
        "result = \"unclear\"\nbecause = \"x\"\nchange = \"x\"",
        1,
    );
    told(&never, "this sign can never be met");
    let last = "id = \"no\"\nkind = \"result\"\nwhen = { signs_unclear = { at_least = 1 } }";
    told(
        &KNEE.replacen("id = \"no\"\nkind = \"result\"", last, 1),
        "the last outcome must be",
    );
}

#[test]
fn rules_of_options_outcomes_and_first_questions() {
    expect(
        "id = \"danger\"",
        "text = \"Yes\" }",
        "text = \"Yes\", exclusive = true }",
        "options",
        "cannot be exclusive",
    );
    expect(
        "id = \"yes\"\nkind",
        "at_least = 1",
        "at_least = 3",
        "when",
        "in this range",
    );
    expect(
        "id = \"too_old\"",
        "\"outside\"",
        "\"exit\"",
        "kind",
        "one of",
    );
    expect(
        "id = \"frame\"\nsource",
        "in = [\"frame\"]",
        "in = []",
        "when",
        "at least one option",
    );
    expect(
        "id = \"helped\"",
        "resolves = \"danger\"",
        "resolves = \"walk\"",
        "resolves",
        "only a later question",
    );
    let first = KNEE.replacen("safety = true\n", "", 1);
    assert!(
        faults(&first)
            .iter()
            .any(|fault| fault.message.contains("first question must be"))
    );
    let order = KNEE.replacen("kind = \"stop\"", "kind = \"result\"", 1);
    assert!(
        faults(&order)
            .iter()
            .any(|fault| fault.message.contains("in the order"))
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
