//! Reads words in both registers.

use toml::Spanned;
use toml::de::DeValue;

use super::table::Table;
use crate::Text;

/// Which audiences read a text.
#[derive(Clone, Copy)]
pub(super) struct Readers {
    pub(super) patient: bool,
    pub(super) gp: bool,
}

impl Readers {
    pub(super) const BOTH: Self = Self {
        patient: true,
        gp: true,
    };
    /// Texts that may be written for one audience only.
    pub(super) const ANY: Self = Self {
        patient: false,
        gp: false,
    };
}

impl<'s> Table<'s> {
    /// Words, if there are any: a string for everybody, or one for each audience.
    pub(super) fn maybe_text(&mut self, key: &'static str, readers: Readers) -> Option<Text> {
        if self.is_string(key) {
            return self.maybe_string(key).map(|words| Text::plain(words.value));
        }
        let mut table = self.maybe_table(key)?;
        let patient = table
            .maybe_string("patient")
            .map(|words| words.value.to_owned());
        let gp = table.maybe_string("gp").map(|words| words.value.to_owned());
        if patient.is_none() && readers.patient {
            table
                .log
                .at(&table.span, format!("`{key}` has no wording for patients"));
        } else if patient.is_none() && gp.is_none() {
            table.log.at(&table.span, format!("`{key}` has no wording"));
        }
        table.finish();
        Text::new(patient, gp)
    }

    /// Words that must be there.
    pub(super) fn text(&mut self, key: &'static str, readers: Readers) -> Option<Text> {
        if !self.has(key) {
            self.missing(key);
        }
        self.maybe_text(key, readers)
    }

    /// Lists of words.
    pub(super) fn texts(&mut self, key: &'static str, readers: Readers) -> Vec<Text> {
        let Some(found) = self.value(key) else {
            return Vec::new();
        };
        let Some(items) = found.get_ref().as_array() else {
            self.wrong(key, &found.span(), "a list of texts");
            return Vec::new();
        };
        let text = |item: &'s Spanned<DeValue<'s>>| match item.get_ref() {
            DeValue::String(words) => Some(Text::plain(words.as_ref())),
            DeValue::Table(map) => Table::new(map, item.span(), self.log).audience_words(readers),
            _ => {
                self.wrong(key, &item.span(), "a list of texts");
                None
            }
        };
        items.iter().filter_map(text).collect()
    }

    fn audience_words(mut self, readers: Readers) -> Option<Text> {
        let patient = self
            .maybe_string("patient")
            .map(|words| words.value.to_owned());
        let gp = self.maybe_string("gp").map(|words| words.value.to_owned());
        if patient.is_none() && (readers.patient || gp.is_none()) {
            self.log.at(&self.span, "no wording for patients");
        }
        self.finish();
        Text::new(patient, gp)
    }
}
