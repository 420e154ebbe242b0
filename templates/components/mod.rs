//! The pieces that pages are made of. Each takes plain values and returns markup.

pub mod button;
pub mod care_card;
pub mod changes;
pub mod choice;
pub mod comparison;
pub mod date_input;
pub mod error_summary;
pub mod field;
pub mod files;
pub mod form;
pub mod four_marks;
pub mod panels;
pub mod plot;
pub mod safety;
pub mod select;
pub mod summary_list;
pub mod text_input;
pub mod values;

pub use button::{button_link, buttons, copy_button, print_button, submit};
pub use care_card::{Care, care_card};
pub use changes::{ChangeLine, changes};
pub use choice::{Item, checkboxes, radios};
pub use date_input::{DateParts, date_input, month_input};
pub use error_summary::{Problem, error_summary};
pub use field::{Field, Level};
pub use form::form;
pub use four_marks::{Mark, four_marks, mark};
pub use panels::{back_link, details, inset, notice, pagination, panel, progress, tag, warning};
pub use safety::{safety_card, safety_cards};
pub use select::{SelectItem, select};
pub use summary_list::{Row, summary_list};
pub use text_input::{Input, text_input, textarea};
pub use values::Values;
