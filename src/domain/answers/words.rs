//! Answers in words.

use std::borrow::Cow;

use super::{Answer, AnswerLine, Cells};
use crate::Audience;
use crate::pathway::{Kind, Question};

/// How dates are written for people.
const DAY: &str = "%-d %B %Y";
const MONTH: &str = "%B %Y";

impl Answer {
    /// The answer in words. One line, but a grid or table has one for each answered cell, and a
    /// blank answer has none.
    pub fn words(&self, question: &Question, audience: Audience) -> Vec<AnswerLine> {
        if let Self::Cells(cells) = self {
            return cell_lines(question, cells, audience);
        }
        let words = self.phrase(question, audience);
        words
            .map(|words| AnswerLine {
                label: None,
                words: words.into_owned(),
            })
            .into_iter()
            .collect()
    }

    /// The words of an answer that has no cells.
    pub(crate) fn phrase<'q>(
        &self,
        question: &'q Question,
        audience: Audience,
    ) -> Option<Cow<'q, str>> {
        let option = |at: usize| question.options().get(at).map(|o| o.text.get(audience));
        Some(match self {
            Self::Blank | Self::Cells(_) => return None,
            Self::Choice(position) => Cow::Borrowed(option(*position)?),
            Self::Choices(set) if set.count() == 1 => {
                Cow::Borrowed(set.positions().next().and_then(option)?)
            }
            Self::Choices(set) => Cow::Owned(
                set.positions()
                    .filter_map(option)
                    .collect::<Vec<_>>()
                    .join("; "),
            ),
            Self::Date(date) => Cow::Owned(date.format(DAY).to_string()),
            Self::Month(month) => Cow::Owned(month.format(MONTH).to_string()),
            Self::Number(number) => number_words(question, *number, audience),
            Self::Text(words) => Cow::Owned(words.clone()),
            Self::Confirmed => Cow::Borrowed("Yes"),
        })
    }
}

fn number_words(question: &Question, number: i32, audience: Audience) -> Cow<'_, str> {
    let Kind::Number { labels, .. } = &question.kind else {
        return Cow::Borrowed("");
    };
    match labels.iter().find(|label| label.value == number) {
        Some(label) => Cow::Owned(format!("{number} ({})", label.text.get(audience))),
        None => Cow::Owned(number.to_string()),
    }
}

fn cell_lines(question: &Question, cells: &Cells, audience: Audience) -> Vec<AnswerLine> {
    let mut lines = Vec::new();
    for row in 0..question.rows().len() {
        for column in 0..question.columns() {
            if let Some(words) = cell_phrase(question, cells, (row, column), audience) {
                let label = question.cell_label(row, column, audience).to_owned();
                lines.push(AnswerLine {
                    label: Some(label),
                    words: words.to_owned(),
                });
            }
        }
    }
    lines
}

/// The words of one cell.
pub(crate) fn cell_phrase<'q>(
    question: &'q Question,
    cells: &Cells,
    (row, column): (usize, usize),
    audience: Audience,
) -> Option<&'q str> {
    let option = cells.get(row, column)?;
    question
        .column_options(column)
        .get(option)
        .map(|option| option.text.get(audience))
}
