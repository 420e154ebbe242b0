//! The stored result in the words of a letter's reader.

use domain::Audience;
use domain::correspondence::Reader;
use domain::explanation::{FlagWords, SignWords};
use domain::pathway::{Level, Pathway, SafetyList};
use templates::letters::Safety;

use super::opened::Opened;

/// The stored signs in the words of this reader: those that were shown to the sender, or else those that the same branch of the same
/// version of the rules has for the other audience.
pub fn signs(opened: &Opened, pathway: Option<&Pathway>, reader: Reader) -> Vec<SignWords> {
    let explanation = &opened.sent.explanation;
    let audience = audience(reader);
    let same = |one: &&Pathway| {
        one.version() == explanation.version && one.hash() == opened.sent.snapshot.hash
    };
    let rules = pathway.filter(same);
    let stored = explanation.signs.iter();
    let other = explanation.audience != audience;
    let in_words = |sign: &SignWords| match rules.filter(|_| other) {
        Some(rules) => reworded(sign, rules, audience),
        None => sign.clone(),
    };
    stored.map(in_words).collect()
}

/// Flags that press, in the words of this reader; to the person with the signs for getting help.
pub fn safety(opened: &Opened, pathway: Option<&Pathway>, reader: Reader) -> Vec<Safety> {
    let audience = audience(reader);
    let flags = opened.sent.explanation.flags.iter();
    let pressing = flags.filter(|flag| matches!(flag.level, Level::Urgent | Level::Emergency));
    let safety = |flag: &FlagWords| {
        let known = pathway.and_then(|pathway| pathway.flag(&flag.id));
        let text = known.map_or(&*flag.text, |flag| flag.text.get(audience));
        let lists = known.iter().flat_map(|flag| &flag.lists);
        let lists = lists.filter_map(|id| pathway?.safety_list(id));
        // A referrer has lists of what to act on before referring; that is past.
        let lists = lists.filter(|list| reader == Reader::Patient && list.is_for(audience));
        let words = |list: &SafetyList| {
            let items = list.items.iter().map(|item| item.get(audience).to_owned());
            (list.heading.get(audience).to_owned(), items.collect())
        };
        Safety {
            text: text.to_owned(),
            lists: lists.map(words).collect(),
        }
    };
    pressing.map(safety).collect()
}

fn audience(reader: Reader) -> Audience {
    match reader {
        Reader::Referrer => Audience::Gp,
        Reader::Patient => Audience::Patient,
    }
}

fn reworded(sign: &SignWords, rules: &Pathway, audience: Audience) -> SignWords {
    let rule = rules.signs().iter().find(|rule| rule.id == sign.id);
    let leaf = rule.and_then(|rule| rule.leaf(&sign.branch));
    leaf.map_or_else(
        || sign.clone(),
        |leaf| SignWords {
            because: leaf.because.get(audience).to_owned(),
            change: leaf
                .change
                .as_ref()
                .map(|change| change.get(audience).to_owned()),
            ..sign.clone()
        },
    )
}
