//! `/assets/{name}`: styles and scripts, compressed beforehand, under names that hold their hash.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{self, ServiceConfig},
};
use templates::assets::{self, Asset};

use crate::error::AppError;
use crate::security::headers::ALONE;

/// A name changes with its content, so a browser may keep it for good.
const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// The addresses of assets.
pub fn table(config: &mut ServiceConfig) {
    config.service(web::resource("/assets/{name}").get(asset));
}

async fn asset(request: HttpRequest, name: web::Path<String>) -> Result<HttpResponse, AppError> {
    let asset = assets::get(&name).ok_or(AppError::NotFound)?;
    let mut response = HttpResponse::Ok();
    response
        .content_type(asset.content_type)
        .insert_header((header::CACHE_CONTROL, FOR_GOOD))
        .insert_header((header::CONTENT_SECURITY_POLICY, ALONE))
        .insert_header((header::VARY, "accept-encoding"));
    let (encoding, bytes) = best(asset, &request);
    if let Some(encoding) = encoding {
        response.insert_header((header::CONTENT_ENCODING, encoding));
    }
    Ok(response.body(web::Bytes::from_static(bytes)))
}

fn best(asset: &'static Asset, request: &HttpRequest) -> (Option<&'static str>, &'static [u8]) {
    let accepted = request
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let accepts = |name: &str| {
        accepted.split(',').any(|part| {
            part.split(';')
                .next()
                .is_some_and(|coding| coding.trim() == name)
        })
    };
    if accepts("br") {
        (Some("br"), asset.brotli)
    } else if accepts("gzip") {
        (Some("gzip"), asset.gzip)
    } else {
        (None, asset.bytes)
    }
}
