//! `/admissions/simulator`: a draft of the rules, replayed over past submissions without touching them.

mod replaying;
mod words;

use actix_web::HttpResponse;
use actix_web::web;
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::answers::iso_date;
use domain::pathway::{self, Pathway};
use serde_json::json;
use sqlx::Connection as _;
use templates::admissions::administration::simulator::{self as pages, Fault, View};

use self::replaying::Tally;
use crate::clock::england;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::security::permissions::Action;
use crate::store::access;
use crate::store::audit::{self, By, Entry};
use crate::uploads::Upload;

pub const PATH: &str = "/admissions/simulator";
/// Longest definition, in bytes.
const LONGEST: usize = 1024 * 1024;

/// Shows the form.
pub async fn show(context: Context, staff: Staff) -> Result<HttpResponse, AppError> {
    staff.may(Action::ReplayRules)?;
    Ok(respond::page(Typed::default().page(
        &context,
        &staff,
        &[],
        None,
    )))
}

/// Replays the draft. Nothing of it is kept but what the audit log says of it: its pathway, version and hash.
pub async fn submit(
    context: Context,
    staff: Staff,
    upload: Upload,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ReplayRules)?;
    let (typed, mut faults) = Typed::read(&upload);
    let turn = replaying::turn().await;
    faults.extend(turn.is_none().then_some(Fault::Busy));
    let period = period(&upload.form).map_err(|fault| faults.push(fault));
    let draft = if faults.is_empty() {
        parse(&typed.definition).await?
    } else {
        Err(Vec::new())
    };
    let (draft, period) = match (draft, period) {
        (Ok(draft), Ok(period)) => (draft, period),
        (draft, _) => {
            faults.extend(draft.err().unwrap_or_default());
            return Ok(respond::invalid(
                typed.page(&context, &staff, &faults, None),
            ));
        }
    };
    let draft = web::Data::new(draft);
    let tally = replaying::run(&context, &draft, period).await?;
    note(&context, &staff, &draft, &tally).await?;
    let found = words::found(&context, &draft, &tally);
    Ok(respond::page(typed.page(
        &context,
        &staff,
        &[],
        Some(&found),
    )))
}

/// Checks a draft as one that goes live is checked, beside the requests.
async fn parse(text: &str) -> Result<Result<Pathway, Vec<Fault>>, AppError> {
    let text = text.to_owned();
    let parsed = web::block(move || Pathway::parse("draft", &text)).await;
    let parsed = parsed.map_err(|_| AppError::Internal)?;
    let fault = |fault: pathway::Fault| Fault::Unsound(fault.line, fault.column, fault.message);
    Ok(parsed.map_err(|faults| faults.0.into_iter().map(fault).collect()))
}

/// From the first day to the end of the last. Everything, where they are left blank.
fn period(form: &Form) -> Result<(DateTime<Utc>, DateTime<Utc>), Fault> {
    let day = |name, fault| match form.get(name) {
        None => Ok(None),
        Some(text) => iso_date(text).map(Some).ok_or(fault),
    };
    let (from, to) = (day("from", Fault::From)?, day("to", Fault::To)?);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        return Err(Fault::To);
    }
    let next = |day: NaiveDate| day.checked_add_days(Days::new(1));
    let end = DateTime::from_timestamp(253_402_300_799, 0).unwrap_or(DateTime::UNIX_EPOCH);
    Ok((
        from.and_then(england::start_of)
            .unwrap_or(DateTime::UNIX_EPOCH),
        to.and_then(next).and_then(england::start_of).unwrap_or(end),
    ))
}

/// Notes the replay, and the cases that it is about to show.
async fn note(
    context: &Context,
    staff: &Staff,
    draft: &Pathway,
    tally: &Tally,
) -> Result<(), AppError> {
    let told: Vec<_> = tally.cases.iter().map(|case| case.referral).collect();
    let account = staff.actor.account;
    let entry = Entry {
        by: By::Staff(account),
        action: "pathway.replayed",
        subject: "pathway",
        subject_id: None,
        data: json!({
            "pathway": draft.id(), "version": draft.version(), "hash": draft.hash(),
            "looked_at": tally.looked_at, "changed": tally.changed,
        }),
    };
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            audit::record(&mut tx, entry, context.now).await?;
            if !told.is_empty() {
                access::replayed(&mut tx, account, &told, context.now).await?;
            }
            Ok(tx.commit().await?)
        })
        .await
}

/// What stands in the form.
#[derive(Default)]
struct Typed {
    definition: String,
    from: String,
    to: String,
}

impl Typed {
    /// What was sent; the file goes before what was pasted.
    fn read(upload: &Upload) -> (Self, Vec<Fault>) {
        let form = &upload.form;
        let text = |name| form.get(name).unwrap_or_default().to_owned();
        let mut typed = Self {
            definition: text("definition").replace("\r\n", "\n"),
            from: text("from"),
            to: text("to"),
        };
        let mut faults = Vec::new();
        if let Some(file) = upload.files.first() {
            match std::str::from_utf8(&file.content) {
                Ok(text) if text.len() <= LONGEST && !text.contains('\0') => {
                    text.clone_into(&mut typed.definition);
                }
                _ => faults.push(Fault::NotText),
            }
        } else if typed.definition.len() > LONGEST {
            faults.push(Fault::NotText);
        } else if typed.definition.is_empty() {
            faults.push(Fault::Missing);
        }
        (typed, faults)
    }

    fn page(
        &self,
        context: &Context,
        staff: &Staff,
        faults: &[Fault],
        found: Option<&pages::Found>,
    ) -> maud::Markup {
        pages::page(&View {
            frame: staff.frame(context),
            nonce: &context.nonce,
            definition: &self.definition,
            from: &self.from,
            to: &self.to,
            most: replaying::MOST,
            faults,
            found,
        })
    }
}
