//! A form saved over what somebody else saved since it was shown: both sides are shown, and nothing is lost.
//!
//! Every form of a draft carries the version of the part that it shows. A change of another part is no conflict.

use std::borrow::Cow;

use actix_web::{HttpResponse, http::StatusCode};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::answers::Answers;
use templates::referrer::conflict::{self, Line};

use super::draft::{self, Draft, address};
use super::guard::Referrer;
use crate::{context::Context, error::AppError, forms::Form, respond};

/// Name of the control that carries the version.
pub(super) const VERSION: &str = "version";

/// Controls that are no part of what was typed.
const NOT_TYPED: [&str; 3] = ["csrf", "nonce", VERSION];

/// Controls and values, as a form sends them.
pub(super) type Pairs = Vec<(String, String)>;

/// A form of a draft, by what a conflict needs to know of it.
pub(super) struct DraftForm<'a> {
    /// Its page within the draft: `consent`.
    pub page: Cow<'a, str>,
    /// The page's heading.
    pub title: &'a str,
    /// What the form shows of a draft as it is stored.
    pub stored: &'a (dyn Fn(&Draft<'_>) -> Pairs + Sync),
    /// Each label with the words of its value: as many for any values.
    pub words: &'a (dyn Fn(&[(String, String)]) -> Vec<(String, String)> + Sync),
}

impl DraftForm<'_> {
    /// The version of what the form shows of a draft.
    pub fn version(&self, context: &Context, draft: &Draft<'_>) -> String {
        let shown = serde_json::json!([self.page, (self.stored)(draft)]);
        let hash = context.app.keyring.token_hash(&shown.to_string());
        URL_SAFE_NO_PAD.encode(&hash[..16])
    }

    /// The page of a conflict, where what is stored is neither what the form showed nor what was typed.
    pub fn conflict(
        &self,
        context: &Context,
        referrer: &Referrer,
        draft: &Draft<'_>,
        form: &Form,
    ) -> Option<HttpResponse> {
        let version = self.version(context, draft);
        if form.get(VERSION) == Some(&version) {
            return None;
        }
        let lines = self.lines(draft, form.pairs());
        if lines.is_empty() {
            return None;
        }
        let typed = form.pairs().iter();
        let typed: Pairs = typed
            .filter(|(name, _)| !NOT_TYPED.contains(&name.as_str()))
            .cloned()
            .collect();
        let saved_at = draft.saved_at();
        let page = conflict::page(&conflict::View {
            frame: referrer.frame(context, Some(&saved_at)),
            nonce: &context.nonce,
            title: self.title,
            address: &address(draft.stored.id, &self.page),
            saved_at: &saved_at,
            version: &version,
            lines: &lines,
            typed: &typed,
        });
        Some(respond::with_status(StatusCode::CONFLICT, page))
    }

    /// Where the two sides differ.
    fn lines(&self, draft: &Draft<'_>, typed: &[(String, String)]) -> Vec<Line> {
        let stored = (self.words)(&(self.stored)(draft));
        let both = stored.into_iter().zip((self.words)(typed));
        let lines = both.map(|((label, stored), (_, typed))| Line {
            label,
            stored,
            typed: typed.replace("\r\n", "\n").trim().to_owned(),
        });
        lines.filter(|line| line.stored != line.typed).collect()
    }

    /// Saves the draft with these answers and goes on to `next`. Where somebody saved between opening and saving, their
    /// side is shown, as if it had been there before.
    pub async fn save(
        &self,
        context: &Context,
        referrer: &Referrer,
        (draft, answers): (&Draft<'_>, &Answers),
        form: &Form,
        next: &str,
    ) -> Result<HttpResponse, AppError> {
        match draft.save(context, answers).await {
            Ok(()) => Ok(respond::see_other(next)),
            Err(AppError::Conflict) => {
                let newer = draft::open(context, referrer, draft.stored.id).await?;
                let page = self.conflict(context, referrer, &newer, form);
                page.ok_or(AppError::Conflict)
            }
            Err(error) => Err(error),
        }
    }
}
