//! What several letters share: head and end, the signs, where to get help, how to reach the team.

use domain::correspondence::{Block, Part};
use domain::explanation::SignWords;
use domain::pathway::Verdict;

use super::{SentBy, View, heading, hospital, paragraph, quote};

pub(super) fn from(view: &View<'_>) -> Vec<String> {
    let phone = view.phone.map(|phone| format!("Telephone: {phone}"));
    let team = "Admissions team".to_owned();
    [hospital(), team].into_iter().chain(phone).collect()
}

pub(super) fn about(view: &View<'_>) -> Vec<String> {
    let person = &view.person;
    if view.is_plain() {
        return vec![format!("Your reference: {}", view.reference)];
    }
    let born = person.born.map(|born| format!("Date of birth: {born}"));
    let number = person.nhs_number;
    let number = number.map(|number| format!("NHS number: {number}"));
    let name = format!("Patient: {}", person.name);
    let reference = format!("Our reference: {}", view.reference);
    let lines = [Some(name), born, number, Some(reference)];
    lines.into_iter().flatten().collect()
}

pub(super) fn signed(view: &View<'_>) -> Vec<String> {
    let lines = ["Yours sincerely", view.author, view.role];
    let lines = lines.map(str::to_owned).into_iter();
    lines.chain([hospital()]).collect()
}

/// The signs that match, word for word; nothing where none was worked out.
pub(super) fn met(view: &View<'_>) -> Vec<Block> {
    let (met, all) = (view.count(Verdict::Met), view.signs.len());
    if all == 0 {
        return Vec::new();
    }
    let unclear = view.count(Verdict::Unclear);
    let clinical = format!("{met}/{all} published considerations met; {unclear} unclear.");
    let plain = if met == 0 {
        format!(
            "This hospital publishes {all} signs that a hospital stay may help. None match the answers that we have. This does not mean that your symptoms are not real."
        )
    } else {
        format!(
            "This hospital publishes {all} signs that a hospital stay may help. {met} of them match. Here they are, word for word."
        )
    };
    let title = view.words("Published considerations", "The signs that match");
    quoted(view, title, view.words(&clinical, &plain), Verdict::Met)
}

/// The signs that are not clear, with what would tell; nothing where there is none.
pub(super) fn unclear(view: &View<'_>) -> Vec<Block> {
    if view.count(Verdict::Unclear) == 0 {
        return Vec::new();
    }
    let title = view.words(
        "Considerations that are unclear",
        "Signs that are not clear",
    );
    let intro = view.words(
        "On the information given, these published considerations cannot be worked out.",
        "We cannot tell yet if these signs match. Here they are, word for word.",
    );
    quoted(view, title, intro, Verdict::Unclear)
}

/// Every sign with what was found, for a no.
pub(super) fn all(view: &View<'_>) -> Vec<Block> {
    if view.signs.is_empty() {
        return Vec::new();
    }
    let (met, all) = (view.count(Verdict::Met), view.signs.len());
    let unclear = view.count(Verdict::Unclear);
    let clinical = format!("{met}/{all} published considerations met; {unclear} unclear.");
    let plain = format!(
        "This hospital publishes {all} signs that a hospital stay may help. {met} of them match. Here they all are, word for word."
    );
    let title = view.words("Published considerations", "The signs that we looked at");
    let mut blocks = vec![heading(title), paragraph(view.words(&clinical, &plain))];
    blocks.extend(whose_words(view));
    blocks.extend(view.signs.iter().map(quote));
    blocks
}

fn quoted(view: &View<'_>, title: String, intro: String, verdict: Verdict) -> Vec<Block> {
    let wanted: Vec<&SignWords> = view
        .signs
        .iter()
        .filter(|sign| sign.result == verdict)
        .collect();
    let mut blocks = vec![heading(title), paragraph(intro)];
    if !wanted.is_empty() {
        blocks.extend(whose_words(view));
    }
    blocks.extend(wanted.into_iter().map(quote));
    blocks
}

/// The reasons say "you told us", also where somebody else did.
fn whose_words(view: &View<'_>) -> Option<Block> {
    let who = match view.sent_by {
        _ if !view.is_plain() => return None,
        SentBy::Person => return None,
        SentBy::SomeoneElse => "Somebody answered our questions for you.",
        SentBy::Practice => "Your practice answered our questions for you.",
    };
    Some(paragraph(format!(
        "{who} Where it says “you told us”, it means what they told us."
    )))
}

/// Where to get help at once, which no letter replaces; to whoever referred, what of the case may need it.
pub(super) fn help(view: &View<'_>) -> Vec<Block> {
    if !view.is_plain() && view.safety.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![heading(
        view.words("Safety note", "If you need help sooner"),
    )];
    if view.is_plain() {
        blocks.push(paragraph(
            "In an emergency call 999 or go to A&E. For urgent help call 111. Do not wait for us.",
        ));
    }
    for safety in view.safety {
        blocks.push(paragraph(&safety.text));
        for (what, signs) in &safety.lists {
            let items = signs.clone();
            blocks.extend([paragraph(what), Block::List { items }]);
        }
    }
    blocks
}

/// What the author may add.
pub(super) fn extra(view: &View<'_>) -> Block {
    view.part(Part::Extra, String::new())
}

/// How the team is reached, as the proposed end.
pub(super) fn closing(view: &View<'_>, clinical: &str) -> Block {
    let way = match view.phone {
        Some(phone) => format!("call us on {phone}"),
        None => "contact us".to_owned(),
    };
    let clinical = format!("{clinical} To speak to us, {way} and give the reference above.");
    let plain = format!("If you have a question, {way}. Tell us your reference.");
    view.part(Part::Closing, view.words(&clinical, &plain))
}
