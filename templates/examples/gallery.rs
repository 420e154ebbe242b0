//! Writes every sample page as HTML with its assets beside it, to be looked at:
//! `cargo run -p templates --example gallery -- OUTDIR`.

#[path = "../tests/samples/mod.rs"]
mod samples;

use std::path::Path;
use std::{env, fs, io, process};

fn main() {
    let Some(folder) = env::args_os().nth(1) else {
        eprintln!("usage: gallery OUTDIR");
        process::exit(2);
    };
    match write(Path::new(&folder)) {
        Ok(count) => println!("{count} pages in {}", folder.display()),
        Err(error) => {
            eprintln!("{error}");
            process::exit(1);
        }
    }
}

/// Addresses in the pages are absolute; in the folder they are made relative.
fn write(folder: &Path) -> io::Result<usize> {
    fs::create_dir_all(folder.join("assets"))?;
    for asset in templates::assets::all() {
        fs::write(folder.join("assets").join(asset.name), asset.bytes)?;
    }
    let pages = samples::all();
    for page in &pages {
        let html = page.markup.0.replace("\"/assets/", "\"assets/");
        fs::write(folder.join(format!("{}.html", page.name)), html)?;
    }
    Ok(pages.len())
}
