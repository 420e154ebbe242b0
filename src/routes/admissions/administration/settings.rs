//! `/admissions/settings`: targets, periods and texts of the hospital.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Query;
use serde::Deserialize;
use serde_json::Value;
use templates::admissions::administration::settings::{self as pages, Clash, Shape, View};
use templates::components::Values as Typed;

use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form as Sent;
use crate::live_settings::{Form, Setting, Values};
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::security::permissions::Action;
use crate::store::StoreError;
use crate::store::settings::{self, Change, Stored};

pub const PATH: &str = "/admissions/settings";

/// Whether they were just saved.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Place {
    saved: bool,
}

/// Shows the settings as they are stored.
pub async fn show(
    context: Context,
    staff: Staff,
    place: Query<Place>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ChangeSettings)?;
    let (stored, now) = present(&context).await?;
    let values = pairs(&now);
    let page = Page {
        values: &values,
        opened: &values,
        revision: stored.revision,
        saved: place.saved,
        ..Page::default()
    };
    Ok(respond::page(page.view(&context, &staff)))
}

/// Saves what differs, or nothing where somebody else saved meanwhile.
pub async fn submit(context: Context, staff: Staff, form: Sent) -> Result<HttpResponse, AppError> {
    staff.may(Action::ChangeSettings)?;
    let seen: i64 = form
        .get("revision")
        .and_then(|text| text.parse().ok())
        .ok_or(AppError::BadRequest)?;
    let (stored, now) = present(&context).await?;
    let (changes, faults) = read(&form, &now);
    if !faults.is_empty() {
        let page = Page {
            values: form.pairs(),
            opened: &opened(&form),
            revision: seen,
            faults: &faults,
            ..Page::default()
        };
        return Ok(respond::invalid(page.view(&context, &staff)));
    }
    if stored.revision != seen {
        return Ok(stale(&context, &staff, &form, (&stored, &now)));
    }
    if changes.is_empty() {
        return Ok(respond::see_other(&format!("{PATH}?saved=true")));
    }
    let by = staff.actor.account;
    let saved = context
        .db(
            async |conn| match settings::change(conn, by, seen, &changes, context.now).await {
                Err(StoreError::Conflict) => Ok(None),
                saved => saved.map(Some),
            },
        )
        .await?;
    if let Some(stored) = saved {
        context.app.live.take_over(&stored);
        return Ok(respond::see_other(&format!("{PATH}?saved=true")));
    }
    // Somebody was faster between the two looks.
    let (stored, now) = present(&context).await?;
    Ok(stale(&context, &staff, &form, (&stored, &now)))
}

/// What is stored, and what holds by it.
async fn present(context: &Context) -> Result<(Stored, Values), AppError> {
    let stored = context.db(async |conn| settings::load(conn).await).await?;
    let now = Values::configured(&context.app.config.hospital).with(&stored);
    Ok((stored, now))
}

/// Both sides, and the form with what was changed on it; what was left as it was follows what is stored. The form now is about that, so
/// that saving again replaces it.
fn stale(
    context: &Context,
    staff: &Staff,
    form: &Sent,
    (stored, now): (&Stored, &Values),
) -> HttpResponse {
    let (present, was) = (pairs(now), opened(form));
    let (mut values, mut clashes) = (Vec::new(), Vec::new());
    for (setting, (code, theirs)) in Setting::ALL.into_iter().zip(&present) {
        let typed = setting.read(form.get(code).unwrap_or_default());
        let yours = typed.as_ref().map(text).unwrap_or_default();
        let changed = typed != setting.read(Typed(&was).get(code));
        if changed && yours != *theirs {
            clashes.push(Clash {
                code: setting.code(),
                theirs: theirs.clone(),
                yours: yours.clone(),
            });
        }
        values.push((code.clone(), if changed { yours } else { theirs.clone() }));
    }
    let page = Page {
        values: &values,
        opened: &present,
        revision: stored.revision,
        clashes: Some(&clashes),
        ..Page::default()
    };
    respond::with_status(StatusCode::CONFLICT, page.view(context, staff))
}

/// What is to change, and the settings that cannot have what was typed.
fn read(form: &Sent, now: &Values) -> (Vec<Change<'static>>, Vec<&'static str>) {
    let (mut changes, mut faults) = (Vec::new(), Vec::new());
    for setting in Setting::ALL {
        let before = now.get(setting);
        match setting.read(form.get(setting.code()).unwrap_or_default()) {
            Ok(after) if after != before => changes.push(Change {
                key: setting.code(),
                before,
                after,
            }),
            Ok(_) => {}
            Err(_) => faults.push(setting.code()),
        }
    }
    (changes, faults)
}

fn pairs(values: &Values) -> Vec<(String, String)> {
    let pair = |setting: &Setting| (setting.code().to_owned(), text(&values.get(*setting)));
    Setting::ALL.iter().map(pair).collect()
}

/// What the values were when the form was opened.
fn opened(form: &Sent) -> Vec<(String, String)> {
    let was = |(name, value): &(String, String)| {
        Some((name.strip_prefix("was.")?.to_owned(), value.clone()))
    };
    form.pairs().iter().filter_map(was).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What one showing of the page needs.
#[derive(Default)]
struct Page<'a> {
    values: &'a [(String, String)],
    opened: &'a [(String, String)],
    revision: i64,
    faults: &'a [&'static str],
    clashes: Option<&'a [Clash]>,
    saved: bool,
}

impl Page<'_> {
    fn view(&self, context: &Context, staff: &Staff) -> maud::Markup {
        let shape = |setting: Setting| match setting.form() {
            Form::Number { min, max } => Shape::Number(min, max),
            Form::Text { max, lines: false } => Shape::Line(max),
            Form::Text { max, lines: true } => Shape::Lines(max),
        };
        pages::page(&View {
            frame: staff.frame(context),
            nonce: &context.nonce,
            values: Typed(self.values),
            opened: Typed(self.opened),
            revision: self.revision,
            settings: &Setting::ALL.map(|setting| (setting.code(), shape(setting))),
            faults: self.faults,
            clashes: self.clashes,
            saved: self.saved,
        })
    }
}
