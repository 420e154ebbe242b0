//! The page of a section: its questions in groups, with what stands in them.

use domain::answers::FieldError;
use domain::outcome;
use domain::pathway::{Condition, Question, QuestionIx, Rows, Section};
use maud::Markup;
use templates::components::{Problem, Values};
use templates::question::{Asked, problems};
use templates::referrer::clinical::section::{self, Block, Opened};

use super::super::super::draft::{AUDIENCE, Draft, address};
use super::super::super::guard::Referrer;
use super::super::questions;
use super::saving;
use crate::context::Context;

/// What stands in a form.
#[derive(Clone, Copy)]
pub struct Filled<'a> {
    /// The values of its controls.
    pub values: &'a [(String, String)],
    /// What is wrong with them.
    pub errors: &'a [FieldError],
}

/// The page.
pub fn page(
    context: &Context,
    referrer: &Referrer,
    draft: &Draft<'_>,
    section: &Section,
    form: Filled<'_>,
) -> Markup {
    let shown = questions::of_section(draft.journey(), section);
    let faults: Vec<Vec<Problem>> = shown.iter().map(|one| faults(one, form.errors)).collect();
    let hidden: Vec<Vec<usize>> = shown.iter().map(|one| hidden_rows(draft, one)).collect();
    let asked = shown.iter().zip(&faults).zip(&hidden);
    let asked = asked.map(|((question, problems), hidden_rows)| Asked {
        pathway: draft.pathway,
        question,
        audience: AUDIENCE,
        values: Values(form.values),
        problems,
        hidden_rows,
    });
    let id = draft.stored.id;
    let prompts = outcome::prompts(draft.pathway, draft.answers(), AUDIENCE, context.today());
    let prompts: Vec<_> = prompts
        .into_iter()
        .filter(|prompt| prompt.looks_at(&shown))
        .collect();
    let stored = |draft: &Draft<'_>| saving::stored(draft, section);
    let words = saving::words(&shown, context.today());
    let version = saving::form(section, &stored, &words).version(context, draft);
    section::page(&section::View {
        frame: referrer.frame(context, Some(&draft.saved_at())),
        nonce: &context.nonce,
        version: &version,
        back: &address(id, ""),
        action: &address(id, &format!("section/{}", section.id)),
        title: section.title.get(AUDIENCE),
        blocks: &blocks(draft, asked.collect()),
        problems: &faults.concat(),
        opened: &opened(draft, section, &shown),
        prompts: &prompts,
    })
}

fn faults(question: &Question, errors: &[FieldError]) -> Vec<Problem> {
    let own = errors.iter().filter(|error| error.question == question.id);
    problems(question, AUDIENCE, &own.cloned().collect::<Vec<_>>())
}

/// The positions of rows that earlier answers leave out.
fn hidden_rows(draft: &Draft<'_>, question: &Question) -> Vec<usize> {
    let Some(question) = draft.pathway.question(&question.id) else {
        return Vec::new();
    };
    let shown: Vec<usize> = draft.journey().rows(question).map(|(at, _)| at).collect();
    (0..question.rows().len())
        .filter(|at| !shown.contains(at))
        .collect()
}

/// Questions one after the other; details of the same rows of a table form a group under the names of those rows.
fn blocks<'a>(draft: &Draft<'_>, asked: Vec<Asked<'a>>) -> Vec<Block<'a>> {
    let mut blocks: Vec<(Option<(QuestionIx, Rows)>, Block<'a>)> = Vec::new();
    for one in asked {
        let about = one.question.ask_if.as_ref().and_then(Condition::rows_of);
        match blocks.last_mut().filter(|(last, _)| *last == about) {
            Some((_, block)) => block.asked.push(one),
            None => blocks.push((
                about,
                Block {
                    legend: about.map(|about| legend(draft, about)),
                    asked: vec![one],
                },
            )),
        }
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}

fn legend(draft: &Draft<'_>, (question, rows): (QuestionIx, Rows)) -> String {
    let all = draft.pathway.at(question).rows().iter().enumerate();
    let names = all
        .filter(|(at, _)| rows.has(*at))
        .map(|(_, row)| row.text.get(AUDIENCE));
    format!("Evidence: {}", names.collect::<Vec<_>>().join(", "))
}

/// What is still open on a page of which something has been answered already.
fn opened<'a>(draft: &Draft<'a>, section: &Section, shown: &[&'a Question]) -> Vec<Opened<'a>> {
    let open = questions::open_in(draft.journey(), section);
    if open.len() == shown.len() {
        return Vec::new();
    }
    open.iter()
        .filter(|question| question.ask_if.is_some())
        .map(|question| Opened {
            id: &question.id,
            title: question.short.get(AUDIENCE),
        })
        .collect()
}
