//! A form that brings files along (`multipart/form-data`, RFC 7578): read once, within limits, and only from our own pages.

mod kind;

pub use kind::kind_of;

use std::time::Duration;

use actix_multipart::{Field, Multipart};
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, dev::Payload, web::Bytes};
use domain::attachment::FileName;
use futures_util::{StreamExt as _, future::LocalBoxFuture};

use crate::error::AppError;
use crate::forms::{self, Form, Kept};

/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;
/// Files and fields of one form together, in bytes.
pub const LARGEST_FORM: usize = 25 * 1024 * 1024;
/// The most files in one form.
pub const MOST_FILES: usize = 10;
/// The most parts in one form, files and fields.
const MOST_PARTS: usize = 200;
/// How long a slow connection may take to send one: 25 MB at 2 Mbit a second.
const PATIENCE: Duration = Duration::from_mins(2);

/// A form with the files that came along: its token and origin are checked as those of any [`Form`]. The same form sent
/// without files, by an error page that offers it again, is read too.
#[derive(Debug)]
pub struct Upload {
    /// The fields.
    pub form: Form,
    /// The files, in order.
    pub files: Vec<Received>,
}

/// A file as it came. Nothing about it is checked but its size.
#[derive(Debug, Clone)]
pub struct Received {
    /// Its name, cleaned.
    pub name: FileName,
    /// What is in it; may be empty.
    pub content: Bytes,
}

impl FromRequest for Upload {
    type Error = AppError;
    type Future = LocalBoxFuture<'static, Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if request.content_type() != "multipart/form-data" {
            let form = Form::from_request(request, payload);
            return Box::pin(async move {
                let (form, files) = (form.await?, Vec::new());
                Ok(Self { form, files })
            });
        }
        let request = request.clone();
        let parts = Multipart::new(request.headers(), payload.take());
        Box::pin(async move {
            let reading = tokio::time::timeout(PATIENCE, read(parts));
            let read = reading.await.map_err(|_| AppError::BadRequest)??;
            let form = Form::of(read.pairs)?;
            forms::check_origin(&request, &form)?;
            forget_if_bare(&request);
            let files = read.files;
            Ok(Self { form, files })
        })
    }
}

/// An error page offers a form again with what was typed. One that held files alone would come without them.
fn forget_if_bare(request: &HttpRequest) {
    let mut extensions = request.extensions_mut();
    let typed = |kept: &Kept| kept.0.iter().any(|(name, _)| name != "nonce");
    if !extensions.get::<Kept>().is_some_and(typed) {
        extensions.insert(Kept::default());
    }
}

/// What has been read so far.
#[derive(Default)]
struct Parts {
    pairs: Vec<(String, String)>,
    files: Vec<Received>,
    bytes: usize,
    too_large: bool,
}

/// Reads every part. What is too large is read to its end but not kept: a browser that is cut off while it sends shows no page.
async fn read(mut parts: Multipart) -> Result<Parts, AppError> {
    let mut read = Parts::default();
    let mut count = 0;
    while let Some(field) = parts.next().await {
        let field = field.map_err(|_| AppError::BadRequest)?;
        count += 1;
        read.too_large |= count > MOST_PARTS || read.files.len() > MOST_FILES;
        read.take(field).await?;
    }
    if read.too_large || read.files.len() > MOST_FILES {
        return Err(AppError::TooLarge);
    }
    Ok(read)
}

impl Parts {
    async fn take(&mut self, mut field: Field) -> Result<(), AppError> {
        let room = if self.too_large {
            0
        } else {
            LARGEST_FILE.min(LARGEST_FORM - self.bytes)
        };
        let Ok(content) = field.bytes(room).await else {
            self.too_large = true;
            return Ok(());
        };
        let content = content.map_err(|_| AppError::BadRequest)?;
        self.bytes += content.len();
        let disposition = field.content_disposition().ok_or(AppError::BadRequest)?;
        match disposition.get_filename() {
            // A control in which nothing was chosen.
            Some("") if content.is_empty() => {}
            Some(name) => self.files.push(Received {
                name: FileName::clean(name),
                content,
            }),
            None => {
                let name = disposition.get_name().ok_or(AppError::BadRequest)?;
                let value = String::from_utf8(content.to_vec());
                let value = value.map_err(|_| AppError::BadRequest)?;
                self.pairs.push((name.to_owned(), value));
            }
        }
        Ok(())
    }
}
