//! The stylesheet, the scripts and the icon, built into the binary by `build.rs`.

/// One file that a page refers to. Its name holds a hash of its content, so that a
/// browser may keep it for ever.
#[derive(Debug)]
pub struct Asset {
    /// File name with hash, such as `app-0123456789abcdef.css`.
    pub name: &'static str,
    /// Where it is served: `/assets/` and the name.
    pub path: &'static str,
    /// Value of the `Content-Type` header.
    pub content_type: &'static str,
    /// The file itself.
    pub bytes: &'static [u8],
    /// The file in gzip.
    pub gzip: &'static [u8],
    /// The file in brotli.
    pub brotli: &'static [u8],
}

static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Every asset, for those who write them out or count them.
pub fn all() -> &'static [Asset] {
    ASSETS
}

/// The asset with this file name (the part after `/assets/`).
pub fn get(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

/// Path of the stylesheet.
pub fn stylesheet_path() -> &'static str {
    ASSETS[0].path
}

/// Path of the script.
pub fn script_path() -> &'static str {
    ASSETS[1].path
}

/// Path of the script that shows a PDF.
pub fn pdf_script_path() -> &'static str {
    ASSETS[3].path
}

/// Path of the script that reads a PDF for [`pdf_script_path`], in a worker.
pub fn pdf_worker_path() -> &'static str {
    ASSETS[4].path
}

/// Path of the fonts that [`pdf_script_path`] loads for a file that does not bring its own.
pub fn pdf_fonts_path() -> &'static str {
    ASSETS[5].path
}

/// Path of the icon.
pub fn icon_path() -> &'static str {
    ASSETS[2].path
}
