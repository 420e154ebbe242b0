//! The controls of one question, by its kind, in the register of its reader.
//! Pages of patients and of GPs are made of the same ones.

mod grid;
pub mod heads;
mod number;
mod options;
mod table;
mod words;

use domain::Audience;
use domain::answers::FieldError;
use domain::pathway::{DateRules, Kind, Need, Pathway, Question, SafetyList};
use maud::{Markup, html};

use crate::components::care_card::safety_list;
use crate::components::error_summary::message_for;
use crate::components::{
    DateParts, Field, Input, Level, Problem, Values, date_input, month_input, text_input, textarea,
};

/// One question as it is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The pathway, for the danger lists that some questions show.
    pub pathway: &'a Pathway,
    /// The question.
    pub question: &'a Question,
    /// Whose words are shown.
    pub audience: Audience,
    /// What stands in the controls: `Answer::to_form`, or what was just sent.
    pub values: Values<'a>,
    /// What is wrong, from [`problems`].
    pub problems: &'a [Problem],
    /// Positions of the rows that are left out of a grid or table.
    pub hidden_rows: &'a [usize],
}

/// The errors of a question in words, each with the control to go to.
pub fn problems(question: &Question, audience: Audience, errors: &[FieldError]) -> Vec<Problem> {
    errors
        .iter()
        .map(|error| Problem {
            control: error.control.clone(),
            message: words::of(question, audience, error),
        })
        .collect()
}

/// The controls, with the question as their legend or label at this level.
pub fn control(asked: &Asked<'_>, level: Level) -> Markup {
    let question = asked.question;
    let label = asked.label();
    let intro = asked.intro();
    let field = Field {
        name: &question.id,
        label: &label,
        hint: question.hint.as_ref().map(|hint| hint.get(asked.audience)),
        intro: intro.as_ref(),
        error: asked.error(),
        level,
    };
    let typed = asked.values.get(&question.id);
    match &question.kind {
        Kind::Choice { options } => options::one(asked, &field, options),
        Kind::Choices { options } => options::any(asked, &field, options),
        Kind::Grid { options, .. } => grid::grid(asked, &field, options),
        Kind::Table { columns, .. } => table::table(asked, &field, columns),
        Kind::Date { rules } => date(asked, &field, *rules),
        Kind::Month => month(asked, &field),
        Kind::Number { min, max, labels } => number::number(asked, &field, *min..=*max, labels),
        Kind::Text { lines: 0 | 1, .. } => {
            let input = Input {
                value: typed,
                spellcheck: true,
                ..Input::default()
            };
            text_input(&field, &input)
        }
        Kind::Text { max, lines } => textarea(&field, typed, u32::from(*max), *lines),
        Kind::Confirm => options::confirm(asked, &field),
    }
}

impl<'a> Asked<'a> {
    fn label(&self) -> String {
        let title = self.question.title.get(self.audience);
        if self.question.need == Need::Optional && !title.contains("(optional)") {
            format!("{title} (optional)")
        } else {
            title.to_owned()
        }
    }

    /// The message for the question as a whole. Rows of a grid or table have their own.
    fn error(&self) -> Option<&'a str> {
        let whole = message_for(self.problems, &self.question.id);
        let rows = !self.question.rows().is_empty();
        whole.or_else(|| {
            self.problems
                .first()
                .filter(|_| !rows)
                .map(|problem| problem.message.as_str())
        })
    }

    /// The danger lists of the question, plain: the coloured cards are for other pages.
    fn intro(&self) -> Option<Markup> {
        let lists: Vec<&SafetyList> = self
            .question
            .lists
            .iter()
            .filter_map(|id| self.pathway.safety_list(id))
            .filter(|list| list.is_for(self.audience))
            .collect();
        (!lists.is_empty()).then(|| html! { @for list in &lists { (self.list(list)) } })
    }

    fn list(&self, list: &SafetyList) -> Markup {
        let items = list.items.iter().map(|item| item.get(self.audience));
        html! {
            (safety_list(list.heading.get(self.audience), items))
            @if let Some(inset) = &list.inset { p class="app-safety__inset" { (inset.get(self.audience)) } }
        }
    }

    /// The positions of the rows that are shown.
    fn rows(&self) -> impl Iterator<Item = &'a domain::pathway::Row> {
        let hidden = self.hidden_rows;
        let rows = self.question.rows().iter().enumerate();
        rows.filter(move |(at, _)| !hidden.contains(at))
            .map(|(_, row)| row)
    }
}

/// A private date that may lie a whole life back is a date of birth.
fn date(asked: &Asked<'_>, field: &Field<'_>, rules: DateRules) -> Markup {
    let part = |key| asked.values.get_part(field.name, key);
    let birthday =
        asked.question.private && rules.years_back >= 100 && asked.audience == Audience::Patient;
    let parts = DateParts {
        day: part("day"),
        month: part("month"),
        year: part("year"),
        birthday,
    };
    date_input(field, &parts)
}

fn month(asked: &Asked<'_>, field: &Field<'_>) -> Markup {
    let part = |key| asked.values.get_part(field.name, key);
    month_input(
        field,
        &DateParts {
            month: part("month"),
            year: part("year"),
            ..DateParts::default()
        },
    )
}
