//! Builds what the pages need beside their HTML: compiles the stylesheet, takes the
//! bundles of scripts, gives every file a name with its hash, compresses it, and writes the
//! table that `assets::get` reads.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

/// A file of the table before it has its name.
struct Source {
    stem: &'static str,
    extension: &'static str,
    content_type: &'static str,
    bytes: Vec<u8>,
}

fn main() {
    let assets = PathBuf::from(variable("CARGO_MANIFEST_DIR")).join("assets");
    for part in ["styles", "icons", "dist", "package-lock.json"] {
        println!("cargo::rerun-if-changed={}", assets.join(part).display());
    }
    let out = PathBuf::from(variable("OUT_DIR"));
    match sources(&assets) {
        Ok(sources) => write_table(&out, &sources),
        Err(problem) => fail(&problem),
    }
}

fn variable(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| fail(&format!("cargo did not set {name}")))
}

fn fail(problem: &str) -> ! {
    println!("cargo::error={problem}");
    std::process::exit(1)
}

fn sources(assets: &Path) -> Result<Vec<Source>, String> {
    Ok(vec![
        Source {
            stem: "app",
            extension: "css",
            content_type: "text/css; charset=utf-8",
            bytes: stylesheet(assets)?.into_bytes(),
        },
        script(assets, "app")?,
        Source {
            stem: "icon",
            extension: "svg",
            content_type: "image/svg+xml",
            bytes: read(&assets.join("icons/icon.svg"))?,
        },
        script(assets, "pdf")?,
        script(assets, "pdf-worker")?,
        script(assets, "pdf-fonts")?,
    ])
}

/// A bundle of scripts.
fn script(assets: &Path, stem: &'static str) -> Result<Source, String> {
    Ok(Source {
        stem,
        extension: "js",
        content_type: "text/javascript; charset=utf-8",
        bytes: read(&assets.join(format!("dist/{stem}.js")))?,
    })
}

/// Reads a file that the set-up script makes, or says that it has not been run.
fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|_| {
        format!(
            "{} is missing: run script/setup, which installs the npm packages and builds the scripts",
            path.display()
        )
    })
}

fn stylesheet(assets: &Path) -> Result<String, String> {
    let library = assets.join("node_modules/nhsuk-frontend/dist/nhsuk");
    read(&library.join("index.scss"))?;
    let options = grass::Options::default()
        .style(grass::OutputStyle::Compressed)
        .quiet(true)
        .load_path(assets.join("styles"))
        .load_path(library);
    grass::from_path(assets.join("styles/app.scss"), &options)
        .map_err(|error| format!("the stylesheet does not compile: {error}"))
}

fn write_table(out: &Path, sources: &[Source]) {
    let mut table = String::from("&[\n");
    for source in sources {
        let entry = write_asset(out, source);
        table.push_str(&entry);
    }
    table.push(']');
    save(&out.join("assets.rs"), table.as_bytes());
}

/// Writes the three encodings of one file and returns its line of the table.
fn write_asset(out: &Path, source: &Source) -> String {
    let name = format!(
        "{}-{}.{}",
        source.stem,
        fingerprint(&source.bytes),
        source.extension
    );
    save(&out.join(&name), &source.bytes);
    save(&out.join(format!("{name}.gz")), &gzip(&source.bytes));
    save(&out.join(format!("{name}.br")), &brotli(&source.bytes));
    let mut entry = String::new();
    let include =
        |suffix: &str| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}{suffix}\"))");
    let _ = writeln!(
        entry,
        "    Asset {{ name: {name:?}, path: \"/assets/{name}\", content_type: {:?}, bytes: {}, gzip: {}, brotli: {} }},",
        source.content_type,
        include(""),
        include(".gz"),
        include(".br"),
    );
    entry
}

fn save(path: &Path, bytes: &[u8]) {
    if let Err(error) = fs::write(path, bytes) {
        fail(&format!("cannot write {}: {error}", path.display()));
    }
}

/// The first 64 bits of the content's SHA-256, in hex: enough to tell versions apart.
fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..8]
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .unwrap_or_else(|error| fail(&format!("gzip: {error}")))
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    // The best takes many times as long, and a build for development is made often.
    let quality = if variable("PROFILE") == "release" {
        11
    } else {
        4
    };
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)
        .unwrap_or_else(|error| fail(&format!("brotli: {error}")));
    packed
}
