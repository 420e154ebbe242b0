//! Where the bell is rung: in one place, after every form by which a case comes or changes was taken.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, StatusCode},
    middleware::Next,
    web,
};

use crate::app::App;

/// Middleware: rings after a form was taken (303) at an address where cases are sent or worked on. A ring too many does no harm:
/// whoever hears it asks what has changed.
pub async fn ring<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let may = *request.method() == Method::POST && may_change_a_case(request.path());
    let app = request
        .app_data::<web::Data<App>>()
        .filter(|_| may)
        .cloned();
    let response = next.call(request).await?;
    if let Some(app) = app.filter(|_| response.status() == StatusCode::SEE_OTHER) {
        app.bell.ring();
    }
    Ok(response)
}

/// Sending, and everything that is done to what was sent.
fn may_change_a_case(path: &str) -> bool {
    match path.strip_prefix("/refer/drafts/") {
        Some(draft) => draft.ends_with("/send"),
        None => {
            path == "/check/send"
                || path.starts_with("/refer/referrals/")
                || (path.starts_with("/admissions/") && !path.starts_with("/admissions/sign-"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::may_change_a_case;

    #[test]
    fn answers_and_drafts_ring_nothing_until_they_are_sent() {
        for path in [
            "/check/send",
            "/refer/drafts/1/send",
            "/refer/referrals/7K4M-29XQ/answer",
            "/admissions/referrals/7K4M-29XQ/claim",
        ] {
            assert!(may_change_a_case(path), "{path}");
        }
        for path in [
            "/check/pain_impact",
            "/check/contact",
            "/refer/drafts/1/letter",
            "/refer/sign-in",
            "/admissions/sign-in",
            "/admissions/sign-out",
            "/demo",
        ] {
            assert!(!may_change_a_case(path), "{path}");
        }
    }
}
