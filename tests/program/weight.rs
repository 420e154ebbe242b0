//! How soon the program serves, and how little a first visit takes.

use std::collections::BTreeSet;
use std::io::Result;
use std::time::Duration;

use scraper::{Html, Selector};

use crate::driver::program::Program;
use crate::driver::wire::{self, Answer, Connection};

/// Bytes of a first visit, everything included.
const MOST_BYTES: usize = 60_000;

/// A start on an existing data folder, in a build without optimisation on a busy machine.
const LONGEST_START: Duration = Duration::from_secs(10);

#[tokio::test]
async fn it_serves_soon_and_sends_little() {
    let mut program = Program::start(&[("DEMO", "true")]).unwrap();
    let first = program.ready().await.unwrap();
    for path in ["/", "/check", "/check/red_flags", "/admissions/sign-in"] {
        let bytes = first_visit(&program, path).await.unwrap();
        println!("{path}: {bytes} bytes with styles, scripts and icon");
        assert!(bytes < MOST_BYTES, "{path} takes {bytes} bytes");
    }
    assert!(program.stop().unwrap().success());
    program.start_again().unwrap();
    let again = program.ready().await.unwrap();
    println!("ready after {first:?} in a new data folder, after {again:?} in one that exists");
    assert!(again < LONGEST_START, "{again:?}");
}

/// Bytes of the bodies of a page and of all that it asks for, as a browser that knows Brotli gets them.
async fn first_visit(program: &Program, path: &str) -> Result<usize> {
    let page = fetch(program, path).await?;
    let mut bytes = page.body.len();
    let parts = parts(&readable(program, path).await?);
    assert!(parts.iter().any(|part| part.contains(".css")), "{parts:?}");
    for part in parts {
        bytes += fetch(program, &part).await?.body.len();
    }
    Ok(bytes)
}

async fn fetch(program: &Program, path: &str) -> Result<Answer> {
    ask(
        program,
        path,
        "Accept-Encoding: gzip, deflate, br, zstd\r\n",
    )
    .await
}

async fn readable(program: &Program, path: &str) -> Result<String> {
    Ok(ask(program, path, "").await?.text()?.to_owned())
}

async fn ask(program: &Program, path: &str, headers: &str) -> Result<Answer> {
    let mut connection = Connection::open(program.address).await?;
    let answer = connection
        .exchange(&wire::get(program.address, path, headers))
        .await?;
    assert_eq!(answer.status, 200, "{path}");
    Ok(answer)
}

/// Everything of ours that the page makes a browser fetch.
fn parts(page: &str) -> BTreeSet<String> {
    let document = Html::parse_document(page);
    let fetched =
        Selector::parse("link[href], script[src], img[src], use[href]").expect("a selector");
    document
        .select(&fetched)
        .filter_map(|element| element.attr("href").or(element.attr("src")))
        .map(|address| address.split('#').next().unwrap_or_default().to_owned())
        .filter(|address| address.starts_with('/'))
        .collect()
}
