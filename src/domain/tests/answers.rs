//! Answers from forms and JSON, by kind of question.

use chrono::NaiveDate;
use domain::Audience;
use domain::answers::{Answer, Answers, FieldErrorKind};
use domain::pathway::{Pathway, Pathways};
use serde_json::{Value, json};

fn pathways() -> Pathways {
    Pathways::embedded().expect("the built-in pathways are sound")
}

fn day() -> NaiveDate {
    "2026-11-22".parse().expect("a day")
}

fn form(id: &str, pairs: &[(&str, &str)]) -> Result<Answer, Vec<(String, FieldErrorKind)>> {
    let pathways = pathways();
    let question = pathways.default().question(id).expect("a question");
    let pairs = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let answer = Answer::from_form(question, &pairs.collect::<Vec<_>>(), day());
    answer.map_err(|errors| {
        assert!(errors.iter().all(|error| error.question == id));
        errors
            .into_iter()
            .map(|error| (error.control, error.kind))
            .collect()
    })
}

#[track_caller]
fn refused(id: &str, pairs: &[(&str, &str)], control: &str, kind: FieldErrorKind) {
    assert_eq!(form(id, pairs), Err(vec![(control.to_owned(), kind)]));
}

#[test]
fn a_choice_is_one_known_option() {
    let id = "pain_impact";
    assert_eq!(
        form(id, &[(id, "a_lot"), ("csrf", "x")]),
        Ok(Answer::Choice(2))
    );
    refused(id, &[], id, FieldErrorKind::Required);
    refused(id, &[(id, "")], id, FieldErrorKind::Required);
    refused(id, &[(id, "lots")], id, FieldErrorKind::UnknownOption);
    refused(
        id,
        &[(id, "a_lot"), (id, "a_little")],
        id,
        FieldErrorKind::Repeated,
    );
}

#[test]
fn none_excludes_the_others_and_not_sure_does_not() {
    let id = "help_needed";
    refused(
        id,
        &[(id, "none"), (id, "psychology")],
        id,
        FieldErrorKind::Exclusive,
    );
    refused(
        id,
        &[(id, "none"), (id, "not_sure")],
        id,
        FieldErrorKind::Exclusive,
    );
    assert!(form(id, &[(id, "not_sure"), (id, "psychology")]).is_ok());
    assert!(form(id, &[(id, "none")]).is_ok());
    refused(id, &[], id, FieldErrorKind::Required);
}

#[test]
fn a_table_may_have_blank_rows_but_not_only_blank_ones() {
    let id = "treatments";
    refused(
        id,
        &[],
        "treatments.botulinum_toxin.status",
        FieldErrorKind::Required,
    );
    let one = form(id, &[("treatments.psychology.status", "not_had")]).expect("an answer");
    let Answer::Cells(cells) = one else {
        panic!("cells")
    };
    assert_eq!(
        (cells.get(4, 0), cells.get(4, 1), cells.get(0, 0)),
        (Some(4), None, None)
    );
    let wrong = [("treatments.psychology.benefit", "lots")];
    refused(
        id,
        &wrong,
        "treatments.psychology.benefit",
        FieldErrorKind::UnknownOption,
    );
    refused(
        "symptoms",
        &[],
        "symptoms.head_movement",
        FieldErrorKind::Required,
    );
    assert!(form("symptoms", &[("symptoms.balance", "yes")]).is_ok());
}

#[test]
fn dates_are_real_days_not_in_the_future_and_not_too_old() {
    let (d, m, y) = (
        "date_of_birth.day",
        "date_of_birth.month",
        "date_of_birth.year",
    );
    let date = |day, month, year| form("date_of_birth", &[(d, day), (m, month), (y, year)]);
    let born = "1974-03-04".parse().expect("a day");
    assert_eq!(date("4", "03", " 1974 "), Ok(Answer::Date(born)));
    let refused = |day, month, year, control: &str, kind| {
        assert_eq!(
            date(day, month, year),
            Err(vec![(control.to_owned(), kind)])
        );
    };
    refused("", "", "", d, FieldErrorKind::Required);
    refused("4", "", "1974", m, FieldErrorKind::DateIncomplete);
    refused("30", "2", "1974", d, FieldErrorKind::NotADate);
    refused("4", "March", "1974", m, FieldErrorKind::NotADate);
    refused("4", "3", "74", y, FieldErrorKind::NotADate);
    refused("23", "11", "2026", d, FieldErrorKind::DateInFuture);
    refused(
        "21",
        "11",
        "1906",
        d,
        FieldErrorKind::DateTooLongAgo { years: 120 },
    );
    assert!(date("22", "11", "2026").is_ok() && date("22", "11", "1906").is_ok());
    let both = date("", "", "1974").expect_err("incomplete");
    assert_eq!(
        both.iter()
            .map(|(control, _)| control.as_str())
            .collect::<Vec<_>>(),
        [d, m]
    );
}

#[test]
fn months_numbers_texts_and_confirmations() {
    let (month, year) = ("symptom_onset.month", "symptom_onset.year");
    assert_eq!(form("symptom_onset", &[]), Ok(Answer::Blank));
    assert!(form("symptom_onset", &[(month, "11"), (year, "2026")]).is_ok());
    refused(
        "symptom_onset",
        &[(month, "12"), (year, "2026")],
        month,
        FieldErrorKind::DateInFuture,
    );
    refused(
        "symptom_onset",
        &[(month, "13"), (year, "2020")],
        month,
        FieldErrorKind::NotADate,
    );

    let phq = "phq2_down";
    assert_eq!(form(phq, &[(phq, "3")]), Ok(Answer::Number(3)));
    assert_eq!(form(phq, &[]), Ok(Answer::Blank));
    refused(
        phq,
        &[(phq, "4")],
        phq,
        FieldErrorKind::OutOfRange { min: 0, max: 3 },
    );
    refused(phq, &[(phq, "1.5")], phq, FieldErrorKind::NotANumber);

    let words = form("goals", &[("goals", " Play\r\nthe piano\u{301} ")]);
    assert_eq!(words, Ok(Answer::Text("Play\nthe pianó".to_owned())));
    refused(
        "goals",
        &[("goals", "a\u{0}b")],
        "goals",
        FieldErrorKind::ControlCharacters,
    );
    refused(
        "goals",
        &[("goals", &"a".repeat(2001))],
        "goals",
        FieldErrorKind::TooLong { max: 2000 },
    );
    refused(
        "proxy_name",
        &[("proxy_name", "a\nb")],
        "proxy_name",
        FieldErrorKind::ControlCharacters,
    );

    let id = "red_flags_resolved";
    assert_eq!(form(id, &[(id, "yes")]), Ok(Answer::Confirmed));
    refused(id, &[], id, FieldErrorKind::Required);
    refused(id, &[(id, "no")], id, FieldErrorKind::UnknownOption);
}

/// One answer of every kind.
fn full() -> Value {
    json!({
        "red_flags": "urgent", "red_flags_resolved": true, "completed_by": "someone_else",
        "proxy_name": "Ann Example", "date_of_birth": "1974-03-14", "symptom_onset": "2020-06",
        "symptoms": {"balance": "yes", "tremor": "not_sure"}, "posture": ["turns_left", "back"],
        "pain_average": 7, "goals": null,
        "treatments": {"physiotherapy": {"status": "had_before", "benefit": "some"}},
    })
}

fn read(pathway: &Pathway, json: &Value) -> Answers {
    Answers::from_json(pathway, json, day()).expect("valid answers")
}

#[test]
fn json_and_forms_go_there_and_back() {
    let pathways = pathways();
    let pathway = pathways.default();
    let answers = read(pathway, &full());
    assert_eq!(answers.to_json(pathway), full());
    for (question, answer) in answers.given(pathway).filter(|(_, a)| **a != Answer::Blank) {
        let again = Answer::from_form(question, &answer.to_form(question), day());
        assert_eq!(again.as_ref(), Ok(answer), "{}", question.id);
    }
}

#[test]
fn names_births_and_free_text_are_kept_apart() {
    let pathways = pathways();
    let pathway = pathways.default();
    let answers = read(pathway, &full());
    let (coded, private) = answers.split_private(pathway);
    let keys = |value: &Value| {
        value
            .as_object()
            .map(|map| map.keys().cloned().collect::<Vec<_>>())
    };
    let expected = ["date_of_birth", "goals", "proxy_name"]
        .map(String::from)
        .to_vec();
    assert_eq!(keys(&private), Some(expected));
    assert_eq!(coded.get("proxy_name"), None);
    assert_eq!(
        Answers::join_private(pathway, &coded.to_string(), &private, day()),
        answers
    );
}

#[test]
fn stored_answers_that_are_not_known_any_more_are_left_out() {
    let pathways = pathways();
    let pathway = pathways.default();
    let old =
        json!({"red_flags": "none", "gone": 1, "pain_impact": "terribly", "cause": ["stroke"]});
    let restored = Answers::restore(pathway, &old, day());
    assert_eq!(
        restored.to_json(pathway),
        json!({"red_flags": "none", "cause": ["stroke"]})
    );
}

#[test]
fn faults_of_json_are_all_told() {
    let pathways = pathways();
    let json = json!({
        "red_flags": 1, "gone": "x", "symptoms": {"nose": "yes"}, "phq2_down": 0.5,
        "treatments": {"physiotherapy": {"colour": "x"}, "psychology": "not_had"},
        "cause": ["stroke", 3], "symptom_onset": "2020-6", "help_needed": [], "goals": "",
    });
    let errors = Answers::from_json(pathways.default(), &json, day()).expect_err("faults");
    let mut found = errors
        .iter()
        .map(|e| (e.question.as_str(), e.kind))
        .collect::<Vec<_>>();
    found.sort_by_key(|(question, kind)| (*question, kind.code()));
    let expected = [
        ("cause", FieldErrorKind::WrongType),
        ("gone", FieldErrorKind::UnknownQuestion),
        ("phq2_down", FieldErrorKind::NotANumber),
        ("red_flags", FieldErrorKind::WrongType),
        ("symptom_onset", FieldErrorKind::NotADate),
        ("symptoms", FieldErrorKind::UnknownRow),
        ("treatments", FieldErrorKind::UnknownColumn),
        ("treatments", FieldErrorKind::WrongType),
    ];
    assert_eq!(found, expected);
}

#[test]
fn answers_read_in_words() {
    let pathways = pathways();
    let pathway = pathways.default();
    let answers = read(pathway, &full());
    let words = |id: &str, audience| {
        let question = pathway.question(id).expect("a question");
        let lines = answers
            .get(question)
            .expect("an answer")
            .words(question, audience);
        let line = |line: domain::answers::AnswerLine| match line.label {
            Some(label) => format!("{label} = {}", line.words),
            None => line.words,
        };
        lines.into_iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(words("date_of_birth", Audience::Patient), ["14 March 1974"]);
    assert_eq!(words("symptom_onset", Audience::Patient), ["June 2020"]);
    assert_eq!(
        words("posture", Audience::Gp),
        ["Torticollis, left; Retrocollis"]
    );
    assert_eq!(words("goals", Audience::Gp), Vec::<String>::new());
    let treatment = [
        "Physiotherapy: Status = Previous",
        "Physiotherapy: Benefit = Partial, insufficient",
    ];
    assert_eq!(words("treatments", Audience::Gp), treatment);
}
