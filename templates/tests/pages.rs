//! Every page from its samples: no markup that the content security policy forbids, the
//! habits that every page keeps, and snapshots of the main ones.

mod letters;
mod samples;

use std::collections::HashSet;

/// What the policy forbids, or what nobody should find in a page.
const FORBIDDEN: [&str; 6] = [
    " style=",
    "<style",
    "javascript:",
    "<script>",
    "<iframe",
    "http-equiv",
];

#[test]
fn no_page_holds_inline_style_script_or_handler() {
    for page in samples::all() {
        let html = page.markup.into_string();
        for forbidden in FORBIDDEN {
            assert!(!html.contains(forbidden), "{}: {forbidden}", page.name);
        }
        // The page of a PDF has the script that draws it besides.
        let scripts = 1 + html.matches(" data-pdf=").count();
        assert_eq!(html.matches("<script").count(), scripts, "{}", page.name);
        assert!(
            !attributes(&html).any(|name| name.starts_with("on")),
            "{}: an event handler",
            page.name
        );
    }
}

#[test]
fn every_page_has_one_main_heading_a_title_and_a_way_past_the_header() {
    for page in samples::all() {
        let html = page.markup.into_string();
        assert_eq!(html.matches("<h1").count(), 1, "{}: h1", page.name);
        assert_eq!(html.matches("<main").count(), 1, "{}: main", page.name);
        assert!(
            html.contains("<html lang=\"en-GB\">"),
            "{}: language",
            page.name
        );
        assert!(
            html.contains("href=\"#maincontent\""),
            "{}: skip link",
            page.name
        );
        assert!(
            html.contains("href=\"/get-help\""),
            "{}: urgent help",
            page.name
        );
    }
}

#[test]
fn ids_are_unique_and_whatever_is_referred_to_is_there() {
    for page in samples::all() {
        let html = page.markup.into_string();
        let ids: Vec<&str> = values(&html, " id=\"").collect();
        let unique: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(
            ids.len(),
            unique.len(),
            "{}: an id stands twice in {ids:?}",
            page.name
        );
        let referred = [
            " for=\"",
            " aria-describedby=\"",
            " aria-labelledby=\"",
            " href=\"#",
            " data-shown-by=\"",
            " data-copy=\"",
        ];
        for id in referred
            .iter()
            .flat_map(|attribute| values(&html, attribute))
            .flat_map(str::split_whitespace)
        {
            assert!(
                unique.contains(id),
                "{}: {id} is referred to and not there",
                page.name
            );
        }
    }
}

#[test]
fn a_question_page_has_one_form_and_says_when_there_is_an_error() {
    for page in samples::all()
        .into_iter()
        .filter(|page| page.name.starts_with("question-"))
    {
        let html = page.markup.into_string();
        assert_eq!(
            html.matches("<form method=\"post\"").count(),
            1,
            "{}: form",
            page.name
        );
        assert_eq!(
            html.matches("type=\"submit\"").count(),
            1,
            "{}: submit",
            page.name
        );
        let error = page.name.ends_with("-error");
        assert_eq!(
            html.contains("<title>Error: "),
            error,
            "{}: title",
            page.name
        );
        assert_eq!(
            html.contains("nhsuk-error-summary"),
            error,
            "{}: summary",
            page.name
        );
    }
}

#[test]
fn a_kept_form_leaves_out_secrets() {
    let page = samples::all()
        .into_iter()
        .find(|page| page.name == "error-503-kept")
        .expect("the sample is there");
    let html = page.markup.into_string();
    assert!(html.contains("name=\"goals\"") && html.contains("name=\"nonce\" value=\"n\""));
    assert!(!html.contains("secret") && !html.contains("value=\"x\""));
}

#[test]
fn the_first_page_weighs_less_than_60_kilobytes() {
    let page = samples::all()
        .into_iter()
        .find(|page| page.name == "home")
        .expect("the sample is there");
    let html = page.markup.into_string();
    let assets: usize = templates::assets::all()
        .iter()
        .filter(|asset| html.contains(asset.path))
        .map(|asset| asset.gzip.len())
        .sum();
    assert!(assets > 0, "the page names its assets");
    let weight = html.len() + assets;
    assert!(weight < 60 * 1024, "{weight} bytes");
}

#[test]
fn assets_are_found_by_name_and_hold_no_foreign_address() {
    for asset in templates::assets::all() {
        assert!(std::ptr::eq(
            templates::assets::get(asset.name).expect("found"),
            asset
        ));
        let text = String::from_utf8_lossy(asset.bytes);
        let foreign =
            text.match_indices("url(http").count() + text.match_indices("@import").count();
        assert_eq!(foreign, 0, "{}", asset.name);
    }
}

#[test]
fn main_pages_keep_their_markup() {
    let main = [
        "home",
        "start",
        "question-red_flags",
        "question-symptoms",
        "question-treatments-filled",
        "question-posture",
        "question-date_of_birth-error",
        "stop-crisis",
        "result-strong",
        "result-vague",
        "answers-strong",
        "contact-error",
        "send",
        "sent",
        "copy-strong",
        "error-503-kept",
        "dashboard-three",
    ];
    for page in samples::all()
        .into_iter()
        .filter(|page| main.contains(&page.name.as_str()))
    {
        let html = page.markup.into_string().replace('>', ">\n");
        let html = templates::assets::all()
            .iter()
            .fold(html, |html, asset| html.replace(asset.name, "asset"));
        insta::assert_snapshot!(page.name, html);
    }
}

/// The values of an attribute, given with its quote: ` id="`.
fn values<'a>(html: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(attribute)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}

/// The names of all attributes.
fn attributes(html: &str) -> impl Iterator<Item = &str> {
    html.split("=\"")
        .filter_map(|before| before.rsplit([' ', '<']).next())
}
