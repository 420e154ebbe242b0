//! Reads one table of a definition, noting what is missing, wrong or not known.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::log::{Log, Span};

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

/// A table being read. `finish` notes the keys that nobody asked for.
pub(super) struct Table<'s> {
    map: &'s DeTable<'s>,
    pub(super) span: Span,
    pub(super) log: &'s Log<'s>,
    read: BTreeSet<&'static str>,
}

impl<'s> Table<'s> {
    pub(super) fn new(map: &'s DeTable<'s>, span: Span, log: &'s Log<'s>) -> Self {
        Self {
            map,
            span,
            log,
            read: BTreeSet::new(),
        }
    }

    /// Whether it has a key; the key does not count as read.
    pub(super) fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    pub(super) fn value(&mut self, key: &'static str) -> Option<&'s Spanned<DeValue<'s>>> {
        self.read.insert(key);
        self.map.get(key)
    }

    pub(super) fn wrong(&self, key: &str, span: &Span, wanted: &str) {
        self.log.at(span, format!("`{key}` must be {wanted}"));
    }

    /// Notes that a key is missing.
    pub(super) fn missing(&self, key: &str) {
        self.log.at(&self.span, format!("`{key}` is missing"));
    }

    /// The place of a key's value, or of the table.
    pub(super) fn span_of(&self, key: &str) -> Span {
        self.map
            .get(key)
            .map_or_else(|| self.span.clone(), Spanned::span)
    }

    /// A string, if there is one.
    pub(super) fn maybe_string(&mut self, key: &'static str) -> Option<At<&'s str>> {
        let found = self.value(key)?;
        let string = found
            .get_ref()
            .as_str()
            .filter(|text| !text.trim().is_empty());
        if string.is_none() {
            self.wrong(key, &found.span(), "a string with words in it");
        }
        string.map(|value| At {
            value,
            span: found.span(),
        })
    }

    /// A string that must be there.
    pub(super) fn string(&mut self, key: &'static str) -> Option<At<&'s str>> {
        if !self.has(key) {
            self.missing(key);
        }
        self.maybe_string(key)
    }

    /// A name: lower case letters, digits, `_` and `-`, beginning with a letter.
    pub(super) fn name(&mut self, key: &'static str) -> Option<At<&'s str>> {
        let name = self.string(key)?;
        let fits = name
            .value
            .starts_with(|first: char| first.is_ascii_lowercase())
            && name
                .value
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-".contains(&b));
        if !fits {
            self.wrong(
                key,
                &name.span,
                "a name of lower case letters, digits, `_` and `-`",
            );
        }
        fits.then_some(name)
    }

    /// `true` or `false`; `false` if absent.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        self.maybe_bool(key).unwrap_or(false)
    }

    /// `true` or `false`, if there is one.
    pub(super) fn maybe_bool(&mut self, key: &'static str) -> Option<bool> {
        let found = self.value(key)?;
        let value = found.get_ref().as_bool();
        if value.is_none() {
            self.wrong(key, &found.span(), "true or false");
        }
        value
    }

    /// A whole number in a range, if there is one.
    pub(super) fn maybe_number<N: TryFrom<i64>>(&mut self, key: &'static str) -> Option<N> {
        let found = self.value(key)?;
        let number = found.get_ref().as_integer().and_then(|integer| {
            let digits = integer.as_str().replace('_', "");
            i64::from_str_radix(&digits, integer.radix()).ok()
        });
        let number = number.and_then(|number| N::try_from(number).ok());
        if number.is_none() {
            self.wrong(key, &found.span(), "a whole number that fits");
        }
        number
    }

    /// A whole number that must be there.
    pub(super) fn number<N: TryFrom<i64>>(&mut self, key: &'static str) -> Option<N> {
        if !self.has(key) {
            self.missing(key);
        }
        self.maybe_number(key)
    }

    /// A list of strings, if there is one.
    pub(super) fn maybe_strings(&mut self, key: &'static str) -> Option<Vec<At<&'s str>>> {
        let found = self.value(key)?;
        let items = found.get_ref().as_array().map(|list| list.iter());
        let Some(items) = items else {
            self.wrong(key, &found.span(), "a list of strings");
            return None;
        };
        let string = |item: &'s Spanned<DeValue<'s>>| {
            let value = item.get_ref().as_str();
            if value.is_none() {
                self.wrong(key, &item.span(), "a list of strings");
            }
            value.map(|value| At {
                value,
                span: item.span(),
            })
        };
        Some(items.filter_map(string).collect())
    }

    /// A list of tables; none if absent.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<Table<'s>> {
        let Some(found) = self.value(key) else {
            return Vec::new();
        };
        let Some(items) = found.get_ref().as_array() else {
            self.wrong(key, &found.span(), "a list of tables");
            return Vec::new();
        };
        let table = |item: &'s Spanned<DeValue<'s>>| {
            let map = item.get_ref().as_table();
            if map.is_none() {
                self.wrong(key, &item.span(), "a list of tables");
            }
            map.map(|map| Table::new(map, item.span(), self.log))
        };
        items.iter().filter_map(table).collect()
    }

    /// A table, if there is one.
    pub(super) fn maybe_table(&mut self, key: &'static str) -> Option<Table<'s>> {
        let found = self.value(key)?;
        let map = found.get_ref().as_table();
        if map.is_none() {
            self.wrong(key, &found.span(), "a table");
        }
        map.map(|map| Table::new(map, found.span(), self.log))
    }

    /// Whether a key holds a string.
    pub(super) fn is_string(&self, key: &str) -> bool {
        self.map
            .get(key)
            .is_some_and(|found| found.get_ref().is_str())
    }

    /// All keys with lists of strings, for tests of cells by column.
    pub(super) fn string_lists(self) -> Vec<(At<&'s str>, Vec<At<&'s str>>)> {
        let mut lists = Vec::new();
        for (key, value) in self.map {
            let items = value.get_ref().as_array();
            if items.is_none() {
                self.wrong(key.get_ref(), &value.span(), "a list of options");
            }
            let strings = items
                .into_iter()
                .flat_map(|list| list.iter())
                .filter_map(|item| {
                    item.get_ref().as_str().map(|value| At {
                        value,
                        span: item.span(),
                    })
                });
            let column = At {
                value: key.get_ref().as_ref(),
                span: key.span(),
            };
            lists.push((column, strings.collect()));
        }
        lists
    }

    /// Chooses by a word.
    pub(super) fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let found = self.maybe_string(key)?;
        let chosen = words
            .iter()
            .find(|(word, _)| *word == found.value)
            .map(|(_, value)| *value);
        if chosen.is_none() {
            let known = words
                .iter()
                .map(|(word, _)| format!("`{word}`"))
                .collect::<Vec<_>>();
            self.wrong(key, &found.span, &format!("one of {}", known.join(", ")));
        }
        chosen
    }

    /// Notes every key that was not read.
    pub(super) fn finish(self) {
        for key in self
            .map
            .keys()
            .filter(|key| !self.read.contains(key.get_ref().as_ref()))
        {
            self.log.at(
                &key.span(),
                format!("`{}` is not known here", key.get_ref()),
            );
        }
    }
}

/// Notes every id that an earlier item of a list has too.
pub(super) fn no_duplicates<'n>(
    log: &Log<'_>,
    what: &str,
    ids: impl IntoIterator<Item = &'n At<String>>,
) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(&id.value) {
            log.at(
                &id.span,
                format!("the {what} `{}` is there twice", id.value),
            );
        }
    }
}
