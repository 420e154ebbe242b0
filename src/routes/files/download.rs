//! A file as it is sent to a browser: to be saved, a picture to be shown as a picture, or a PDF to be drawn by a script of ours.

use actix_web::HttpResponse;
use actix_web::http::header::{
    self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};

use domain::attachment::MediaType;

use crate::security::headers::SANDBOX;
use crate::store::attachments::Attachment;

/// The file. The headers that keep browsers from guessing and caching are those of every response.
pub fn response(file: &Attachment, content: Vec<u8>) -> HttpResponse {
    let name = ExtendedValue {
        charset: Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: file.name.saved_as(file.kind).into_bytes(),
    };
    HttpResponse::Ok()
        .content_type(file.kind.code())
        .insert_header((header::CONTENT_SECURITY_POLICY, SANDBOX))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(ContentDisposition {
            disposition: DispositionType::Attachment,
            parameters: vec![DispositionParam::FilenameExt(name)],
        })
        .body(content)
}

/// A picture inside a page of ours. Opened by itself, it can do nothing either.
pub fn shown(kind: MediaType, content: Vec<u8>) -> HttpResponse {
    inside(kind, DispositionType::Inline, content)
}

/// A PDF for the script that draws it. A browser that is led here saves it and never shows it by itself.
pub fn drawn(content: Vec<u8>) -> HttpResponse {
    inside(MediaType::Pdf, DispositionType::Attachment, content)
}

fn inside(kind: MediaType, disposition: DispositionType, content: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind.code())
        .insert_header((header::CONTENT_SECURITY_POLICY, SANDBOX))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(ContentDisposition {
            disposition,
            parameters: Vec::new(),
        })
        .body(content)
}
