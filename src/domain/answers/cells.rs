//! The chosen options of a grid or table.

/// The chosen options of a grid or table, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    columns: usize,
    options: Vec<Option<u8>>,
}

impl Cells {
    /// Nothing chosen yet.
    pub fn empty(rows: usize, columns: usize) -> Self {
        Self {
            columns,
            options: vec![None; rows * columns],
        }
    }

    /// The option chosen in a cell.
    pub fn get(&self, row: usize, column: usize) -> Option<usize> {
        let place = (column < self.columns).then_some(row * self.columns + column)?;
        self.options.get(place).copied().flatten().map(usize::from)
    }

    /// Chooses, or takes back, the option of a cell that exists.
    pub(crate) fn set(&mut self, row: usize, column: usize, option: Option<usize>) {
        if let Some(cell) = self.options.get_mut(row * self.columns + column) {
            *cell = option.and_then(|option| u8::try_from(option).ok());
        }
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.options.iter().all(Option::is_none)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.options.len().checked_div(self.columns).unwrap_or(0)
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.columns
    }
}
