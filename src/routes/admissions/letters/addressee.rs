//! Whom a letter goes to.

use domain::correspondence::Reader;

use super::opened::Opened;
use crate::reach;

/// Who reads a letter, and where it goes.
pub struct Addressee {
    /// Whom it greets.
    pub name: String,
    /// Name and address, line by line.
    pub lines: Vec<String>,
    /// Whether there is an address below the name.
    pub addressed: bool,
}

/// Whom a letter goes to. The person's address is the one that was last amended.
pub fn addressee(opened: &Opened, reader: Reader) -> Addressee {
    let referrer = opened.referrer.as_ref();
    let referrer = referrer.filter(|_| reader == Reader::Referrer);
    let (names, address) = referrer.map_or_else(
        || person(opened),
        |(card, practice)| {
            let lines = practice.address.lines().map(str::trim);
            let lines = lines.filter(|line| !line.is_empty()).map(str::to_owned);
            let names = vec![card.name.clone(), practice.name.clone()];
            (names, lines.collect())
        },
    );
    Addressee {
        name: names.first().cloned().unwrap_or_default(),
        addressed: !address.is_empty(),
        lines: names.into_iter().chain(address).collect(),
    }
}

fn person(opened: &Opened) -> (Vec<String>, Vec<String>) {
    let contact = reach::contact(&opened.case, &opened.sent);
    let postcode = contact.postcode.map(|code| code.as_str().to_owned());
    let lines = [contact.address_line_1, contact.address_line_2, contact.town];
    let address = lines.into_iter().chain([postcode]).flatten();
    (vec![contact.name.as_str().to_owned()], address.collect())
}
