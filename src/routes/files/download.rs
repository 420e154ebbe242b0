//! A file as it is sent to a browser: to be saved, never shown.

use actix_web::HttpResponse;
use actix_web::http::header::{
    self, Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue,
};

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
