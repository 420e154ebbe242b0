//! Files: what is taken, who sees them, and how they are sent to a browser.

mod download;
mod later;
mod scanning;
mod upload;

use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

use super::practice::{Referrer, draft, practice, referrer};
use crate::admissions::team;
use crate::harness::app::TestApp;
use crate::harness::http::Page;

const PDF: &[u8] = b"%PDF-1.7\nClinic letter about cervical dystonia\n%%EOF\n";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\nnot much of a picture";

/// A practice with a referrer and a draft.
struct Desk {
    app: TestApp,
    anna: Referrer,
    draft: Uuid,
}

async fn desk() -> Desk {
    desk_of(team::start().await).await
}

async fn desk_of(app: TestApp) -> Desk {
    let ours = practice(&app, "K81001").await;
    let anna = referrer(&app, "Anna Gray", ours).await;
    let draft = draft(&app, &anna, &json!({ "red_flags": "none" })).await.id;
    Desk { app, anna, draft }
}

impl Desk {
    fn address(&self) -> String {
        format!("/refer/drafts/{}/files", self.draft)
    }

    async fn page(&self) -> Page {
        self.anna.browser.get(&self.address()).await
    }

    async fn upload(&self, files: &[(&str, &[u8])]) -> Page {
        let form = self.page().await.form_to(&self.address());
        self.anna.browser.upload(&form, "files", files).await
    }

    /// Adds one PDF; returns its download address.
    async fn with_pdf(&self) -> String {
        let page = self.upload(&[("letter.pdf", PDF)]).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        page.attributes("[data-files] a", "href").remove(0)
    }

    async fn count(&self) -> i64 {
        self.app.count("attachments").await
    }
}
