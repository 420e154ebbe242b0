//! Collects faults with their places.

use std::cell::RefCell;
use std::ops::Range;

use crate::pathway::{Fault, Faults};

/// The place of something in the text of a definition, in bytes.
pub(super) type Span = Range<usize>;

/// The faults found so far.
pub(super) struct Log<'s> {
    file: &'s str,
    text: &'s str,
    found: RefCell<Vec<(usize, String)>>,
}

impl<'s> Log<'s> {
    pub(super) fn new(file: &'s str, text: &'s str) -> Self {
        Self {
            file,
            text,
            found: RefCell::default(),
        }
    }

    /// Notes a fault.
    pub(super) fn at(&self, span: &Span, message: impl Into<String>) {
        self.found.borrow_mut().push((span.start, message.into()));
    }

    /// How many faults were found.
    pub(super) fn count(&self) -> usize {
        self.found.borrow().len()
    }

    /// All faults in the order of the text, each once.
    pub(super) fn into_faults(self) -> Faults {
        let mut found = self.found.into_inner();
        found.sort();
        found.dedup();
        let place = |(offset, message)| fault(self.file, self.text, offset, message);
        Faults(found.into_iter().map(place).collect())
    }
}

fn fault(file: &str, text: &str, offset: usize, message: String) -> Fault {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Fault {
        file: file.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        message,
    }
}
