//! What stands in a form: pairs of control name and value, as a browser sends them.

/// Pairs of a form, whether they come from a stored answer or from what was just typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Values<'a>(pub &'a [(String, String)]);

impl<'a> Values<'a> {
    /// The first value with this name, or nothing typed.
    pub fn get(&self, name: &str) -> &'a str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// Whether this name was sent with this value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.0
            .iter()
            .any(|(key, sent)| key == name && sent == value)
    }
}

impl<'a> Values<'a> {
    /// The value of one part of a date: the control `name.part`.
    pub fn get_part(&self, name: &str, part: &str) -> &'a str {
        let same = |key: &str| {
            key.strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('.'))
                == Some(part)
        };
        self.0
            .iter()
            .find(|(key, _)| same(key))
            .map_or("", |(_, value)| value)
    }
}
