//! Faults of rules: what is never asked, never reached, never met, or has no end.

#[path = "support/faults.rs"]
mod faults_of;

use faults_of::{KNEE, expect, faults};

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

/// The small definition with these questions before the first one about stairs.
fn with_questions(questions: &str) -> String {
    let place = "[[question]]\nid = \"stairs\"";
    KNEE.replacen(place, &format!("{questions}{place}"), 1)
}

fn choice(id: &str, ask_if: &str) -> String {
    format!(
        "[[question]]\nid = \"{id}\"\nsection = \"first\"\nkind = \"choice\"\nsource = \"ours\"\nask_if = {{ {ask_if} }}\ntitle = \"{id}?\"\n\
         options = [{{ code = \"a\", text = \"A\" }}, {{ code = \"b\", text = \"B\" }}]\n\n"
    )
}

#[test]
fn a_chain_of_questions_costs_no_more_than_its_length() {
    let mut chain = choice("c0", "question = \"danger\", in = [\"no\"]");
    for number in 1..200 {
        let before = number - 1;
        chain += &choice(
            &format!("c{number}"),
            &format!(
                "any = [{{ question = \"c{before}\", in = [\"a\"] }}, {{ question = \"c{before}\", in = [\"b\"] }}]"
            ),
        );
    }
    assert_eq!(faults(&with_questions(&chain)), []);
    let never = choice(
        "last",
        "all = [{ question = \"c8\", in = [\"a\"] }, { question = \"danger\", in = [\"yes\"] }]",
    );
    let found = faults(&with_questions(&(chain + &never)));
    assert!(
        found
            .iter()
            .any(|fault| fault.message.contains("never asked")),
        "seen through eight of them: {found:?}"
    );
}

#[test]
fn choices_within_choices_end_the_search_and_not_the_program() {
    let either = "{ any = [{ question = \"danger\", in = [\"no\"] }, { question = \"danger\", in = [\"yes\"] }] }";
    let many = vec![either; 20_000].join(", ");
    let wide = choice("wide", &format!("all = [{many}]"));
    assert_eq!(faults(&with_questions(&wide)), []);
}
