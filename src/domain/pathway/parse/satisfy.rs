//! Whether conditions can hold together: finds branches that no case can reach.
//!
//! A small search (analytic tableau) over what each answer may still be. It never calls something
//! impossible that is possible: what it does not follow in detail (numbers, dates) counts as free,
//! and after too many steps, or too deep down, it gives up with "possible". All searches of one file share
//! an allowance, so that no file can keep a machine busy.

use std::cell::Cell as Counter;
use std::collections::{BTreeMap, BTreeSet};

use super::formula::{ABSENT, Cell, Formula, formula};
use super::question::Questions;
use crate::pathway::{Choice, Condition, Kind, OptionSet, QuestionIx, Range};

/// Steps after which a search ends with "possible".
const STEPS: u32 = 50_000;
/// Steps that all searches of one file may take: some seconds. The built-in pathway takes a thousandth of it.
const ALL_STEPS: u32 = 2_000_000;
/// Choices within choices after which a search ends with "possible", long before the stack does.
const DEPTH: u32 = 200;
/// Combinations of options whose trial counts as one step.
const TRIALS: u32 = 64;
/// Most options of a multi-choice question whose combinations are all tried.
const COMBINATIONS: usize = 16;

/// Steps that the searches of one file have left.
pub(super) struct Allowance(Counter<u32>);

impl Default for Allowance {
    fn default() -> Self {
        Self(Counter::new(ALL_STEPS))
    }
}

/// A condition that is taken to hold, or not to.
#[derive(Clone, Copy)]
pub(super) struct Assumption<'c> {
    pub(super) condition: &'c Condition,
    pub(super) holds: bool,
}

/// Whether some answers make all assumptions true. `signs` is how many signs there are.
pub(super) fn satisfiable(
    questions: &Questions,
    assumptions: &[Assumption<'_>],
    signs: usize,
) -> bool {
    let goals = assumptions
        .iter()
        .map(|assumption| formula(questions, assumption.condition, assumption.holds));
    let left = questions.allowance.0.get();
    let mut search = Search {
        questions,
        signs,
        left: left.min(STEPS),
        depth: 0,
    };
    let given = search.left;
    let possible = search.run(goals.collect(), &State::default());
    questions.allowance.0.set(left - (given - search.left));
    possible
}

/// What is known so far on one path of the search.
#[derive(Clone, Default)]
struct State {
    domains: BTreeMap<Cell, u64>,
    asked: BTreeSet<QuestionIx>,
    tests: Vec<(Condition, bool)>,
}

struct Search<'q> {
    questions: &'q Questions,
    signs: usize,
    /// Steps left.
    left: u32,
    /// Choices within which it is.
    depth: u32,
}

impl Search<'_> {
    fn run(&mut self, mut goals: Vec<Formula>, state: &State) -> bool {
        let mut state = state.clone();
        let mut choices = Vec::new();
        while let Some(goal) = goals.pop() {
            if !self.take(1) {
                return true;
            }
            match goal {
                Formula::All(members) => goals.extend(members),
                Formula::Any(members) => choices.push(members),
                Formula::Asked(question) => {
                    let ask_if = self.questions.asked(question);
                    if let Some(ask_if) = ask_if.filter(|_| state.asked.insert(question)) {
                        goals.push(formula(self.questions, ask_if, true));
                    }
                }
                Formula::Domain { key, options } => {
                    let left = state
                        .domains
                        .entry(key)
                        .or_insert_with(|| self.all_options(key));
                    *left &= options;
                    if *left == 0 {
                        return false;
                    }
                }
                Formula::Test { condition, holds } => {
                    state.tests.push((condition, holds));
                    if !self.consistent(&state.tests) {
                        return false;
                    }
                }
            }
        }
        let Some(members) = choices.pop() else {
            return true;
        };
        if self.depth == DEPTH {
            return true;
        }
        self.depth += 1;
        let rest = choices.into_iter().map(Formula::Any).collect::<Vec<_>>();
        let possible = members.into_iter().any(|member| {
            let goals = rest.iter().cloned().chain([member]).collect();
            self.run(goals, &state)
        });
        self.depth -= 1;
        possible
    }

    /// Takes so many steps; `false` where there are not so many left, which ends the search.
    fn take(&mut self, steps: u32) -> bool {
        let left = self.left.checked_sub(steps);
        self.left = left.unwrap_or(0);
        left.is_some()
    }

    /// Every option of an answer or cell, and none.
    fn all_options(&self, (question, _, column): Cell) -> u64 {
        let question = &self.questions.list[question.get()];
        let count = match &question.kind {
            Kind::Choice { options } => options.len(),
            _ => question.column_options(column).len(),
        };
        (0..count.min(60)).fold(ABSENT, |all, position| all | 1 << position)
    }

    /// Whether the last test can hold together with those before.
    fn consistent(&mut self, tests: &[(Condition, bool)]) -> bool {
        let Some((last, holds)) = tests.last() else {
            return true;
        };
        if tests
            .iter()
            .any(|(condition, held)| condition == last && held != holds)
        {
            return false;
        }
        match last {
            Condition::SignsMet(_) | Condition::SignsUnclear(_) => self.signs_consistent(tests),
            Condition::Sum { questions, range } if *holds => self.sum_possible(questions, *range),
            _ => read_by(last).is_none_or(|question| self.set_possible(question, tests)),
        }
    }

    fn signs_consistent(&self, tests: &[(Condition, bool)]) -> bool {
        let fits = |met: usize, unclear: usize| {
            let number = |count| i32::try_from(count).unwrap_or(i32::MAX);
            tests.iter().all(|(condition, holds)| match condition {
                Condition::SignsMet(range) => range.has(number(met)) == *holds,
                Condition::SignsUnclear(range) => range.has(number(unclear)) == *holds,
                _ => true,
            })
        };
        (0..=self.signs).any(|met| (0..=self.signs - met).any(|unclear| fits(met, unclear)))
    }

    fn sum_possible(&self, questions: &[QuestionIx], range: Range) -> bool {
        let ends =
            questions
                .iter()
                .map(|question| match self.questions.list[question.get()].kind {
                    Kind::Number { min, max, .. } => (min, max),
                    _ => (i32::MIN, i32::MAX),
                });
        let (low, high) = ends.fold((0i32, 0i32), |(low, high), (min, max)| {
            (low.saturating_add(min), high.saturating_add(max))
        });
        range.at_least <= high && range.at_most >= low && range.at_least <= range.at_most
    }

    /// Whether some set of options of a multi-choice question passes all its tests.
    fn set_possible(&mut self, question: QuestionIx, tests: &[(Condition, bool)]) -> bool {
        let Kind::Choices { options } = &self.questions.list[question.get()].kind else {
            return true;
        };
        if options.len() > COMBINATIONS || !self.take((1 << options.len()) / TRIALS) {
            return true;
        }
        let tests = tests
            .iter()
            .filter(|(test, _)| read_by(test) == Some(question));
        let tests = tests.collect::<Vec<_>>();
        (0..1u64 << options.len())
            .map(OptionSet)
            .filter(|set| allowed(options, *set))
            .any(|set| {
                tests
                    .iter()
                    .all(|(condition, holds)| set_passes(options, set, condition) == *holds)
            })
    }
}

/// The question that a test of a multi-choice answer reads.
fn read_by(condition: &Condition) -> Option<QuestionIx> {
    match condition {
        Condition::In { question, .. }
        | Condition::Only { question, .. }
        | Condition::Count { question, .. }
        | Condition::Answered { question } => Some(*question),
        _ => None,
    }
}

/// An exclusive option stands alone.
fn allowed(options: &[Choice], set: OptionSet) -> bool {
    set.count() < 2 || set.positions().all(|position| !options[position].exclusive)
}

fn set_passes(options: &[Choice], set: OptionSet, condition: &Condition) -> bool {
    match condition {
        Condition::In {
            options, or_absent, ..
        } => set.meets(*options) || (*or_absent && set.is_empty()),
        Condition::Only { options, .. } => set == *options,
        Condition::Answered { .. } => !set.is_empty(),
        Condition::Count { count, .. } => {
            let real = set
                .positions()
                .filter(|position| options[*position].is_real())
                .count();
            !set.is_empty() && count.has(i32::try_from(real).unwrap_or(i32::MAX))
        }
        _ => true,
    }
}
