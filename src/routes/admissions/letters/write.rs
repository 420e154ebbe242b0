//! `/admissions/referrals/{reference}/letters/new/{kind}/{reader}`: writes a letter, shows it as it will be, and keeps it as it was agreed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web::Path};
use domain::correspondence::{Block, Kind, Letter, Part, Reader};
use templates::admissions::letters::refused;
use templates::admissions::letters::write::{self, Fault, Step};
use templates::emails;
use templates::letters::words;
use uuid::Uuid;

use super::super::guard::Staff;
use super::addressee::addressee;
use super::opened::{self, Opened};
use super::{compose, permission};
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::store::letters::{self, NewLetter};
use crate::store::outbox::{Message, Outgoing};
use crate::store::referrals;

/// Reference, kind, reader.
type Address = Path<(String, String, String)>;
type Typed = Vec<(Part, String)>;

/// Shows the letter as it is proposed, or why it cannot be written.
pub async fn show(context: Context, staff: Staff, path: Address) -> Result<HttpResponse, AppError> {
    let (opened, which) = open(&context, &staff, &path).await?;
    let Some(letter) = letter(&context, &staff, &opened, which, &[])? else {
        return Ok(refusal(&context, &staff, &opened, which));
    };
    let page = Writing::new(&letter, which, Step::Edit);
    Ok(respond::page(page.page(&context, &staff, &opened)))
}

/// Takes what was typed: back to be changed, on to be looked at, or kept.
pub async fn submit(
    context: Context,
    staff: Staff,
    path: Address,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let seen = form.get("version").and_then(|version| version.parse().ok());
    let seen: i32 = seen.ok_or(AppError::BadRequest)?;
    let (opened, which) = open(&context, &staff, &path).await?;
    let typed = typed(&form);
    let Some(letter) = letter(&context, &staff, &opened, which, &typed)? else {
        return Ok(refusal(&context, &staff, &opened, which));
    };
    let writing = Writing::new(&letter, which, Step::Edit);
    if opened.case.referral.version() != seen {
        return Ok(writing.changed(&context, &staff, &opened));
    }
    let faults = faults(&letter);
    if !faults.is_empty() {
        let page = Writing { faults, ..writing }.page(&context, &staff, &opened);
        return Ok(respond::invalid(page));
    }
    if form.get("change").is_some() {
        return Ok(respond::page(writing.page(&context, &staff, &opened)));
    }
    if form.get("agreed").is_none() {
        let writing = Writing::new(&letter, which, Step::Agree);
        return Ok(respond::page(writing.page(&context, &staff, &opened)));
    }
    match keep(&context, &staff, &opened, &writing, &form).await {
        Ok(id) => Ok(respond::see_other(&format!(
            "/admissions/referrals/{}/letters/{id}?done=kept",
            opened.case.reference
        ))),
        Err(AppError::Conflict) => again(&context, &staff, &path, &typed).await,
        Err(error) => Err(error),
    }
}

/// Somebody changed the case while this request ran: the letter as the case stands by now, with what was typed.
async fn again(
    context: &Context,
    staff: &Staff,
    path: &Address,
    typed: &[(Part, String)],
) -> Result<HttpResponse, AppError> {
    let (opened, which) = open(context, staff, path).await?;
    Ok(match letter(context, staff, &opened, which, typed)? {
        Some(letter) => Writing::new(&letter, which, Step::Edit).changed(context, staff, &opened),
        None => refusal(context, staff, &opened, which),
    })
}

/// The case for somebody who may write such a letter about it, and which letter.
async fn open(
    context: &Context,
    staff: &Staff,
    path: &Address,
) -> Result<(Opened, (Kind, Reader)), AppError> {
    let (reference, kind, reader) = &**path;
    let kind = Kind::from_code(kind).ok_or(AppError::NotFound)?;
    let reader = Reader::from_code(reader).ok_or(AppError::NotFound)?;
    let may = |record| permission(kind, record);
    let opened = opened::to_write(context, staff, reference, may).await?;
    Ok((opened, (kind, reader)))
}

/// The letter; nothing where the case does not allow it.
fn letter(
    context: &Context,
    staff: &Staff,
    opened: &Opened,
    which: (Kind, Reader),
    typed: &[(Part, String)],
) -> Result<Option<Letter>, AppError> {
    let (kind, reader) = which;
    let (case, referrer) = (&opened.case.referral, opened.referrer.is_some());
    if kind.may_be_written(reader, case, referrer).is_err() {
        return Ok(None);
    }
    let letter = compose::letter(context, staff, opened, which, typed);
    letter.map(Some).ok_or(AppError::Internal)
}

/// 409: why it cannot be written. It shows no personal data.
fn refusal(
    context: &Context,
    staff: &Staff,
    opened: &Opened,
    (kind, reader): (Kind, Reader),
) -> HttpResponse {
    let (case, referrer) = (&opened.case.referral, opened.referrer.is_some());
    let why = kind.may_be_written(reader, case, referrer);
    let what = format!("{}, {}", words::kind(kind), words::reader(reader));
    let page = refused::page(&refused::View {
        frame: staff.frame(context),
        reference: &opened.case.reference.to_string(),
        kind: &what,
        why: why.err().map(words::refusal).unwrap_or_default(),
        main: opened
            .case
            .merged_into
            .map(|main| main.to_string())
            .as_deref(),
    });
    respond::with_status(StatusCode::CONFLICT, page)
}

/// What was typed in each part that the form has, blank ones too. Line ends are those of text and not of forms.
fn typed(form: &Form) -> Typed {
    let text = |part: Part| {
        let sent = form.pairs().iter().find(|(name, _)| name == part.code());
        sent.map(|(_, text)| (part, text.replace("\r\n", "\n").trim().to_owned()))
    };
    Part::ALL.into_iter().filter_map(text).collect()
}

fn faults(letter: &Letter) -> Vec<Fault> {
    let parts = letter.blocks.iter().filter_map(|block| match block {
        Block::Part { part, text } => Some((*part, text)),
        _ => None,
    });
    let fault = |(part, text): (Part, &String)| {
        if text.trim().is_empty() && !part.is_optional() {
            Some(Fault::Blank(part))
        } else if text.chars().count() > Part::LONGEST {
            Some(Fault::TooLong(part))
        } else {
            None
        }
    };
    parts.filter_map(fault).collect()
}

async fn keep(
    context: &Context,
    staff: &Staff,
    opened: &Opened,
    writing: &Writing<'_>,
    form: &Form,
) -> Result<Uuid, AppError> {
    let (kind, reader) = writing.which;
    let keyring = &context.app.keyring;
    let new = NewLetter {
        case: &opened.case,
        kind,
        reader,
        letter: writing.letter,
        author: staff.actor.account,
        nonce: form.nonce()?,
    };
    context
        .db(async |conn| {
            let mailbox = match reader {
                Reader::Referrer => referrals::mailbox(conn, keyring, &opened.case).await?,
                Reader::Patient => None,
            };
            let mail: Vec<Outgoing> = mailbox
                .map(|to| mail(context, opened, to))
                .into_iter()
                .collect();
            letters::send(conn, keyring, new, &mail, context.now).await
        })
        .await
}

fn mail(context: &Context, opened: &Opened, to: String) -> Outgoing {
    let reference = opened.case.reference.to_string();
    let path = format!("/refer/referrals/{reference}");
    let email = emails::letter_written(&reference, &context.app.config.link(&path));
    Outgoing {
        kind: "letter_written",
        message: Message {
            to,
            subject: email.subject,
            text: email.text,
            html: email.html,
        },
    }
}

/// A letter that is being written.
struct Writing<'a> {
    letter: &'a Letter,
    which: (Kind, Reader),
    step: Step,
    faults: Vec<Fault>,
    changed: bool,
}

impl<'a> Writing<'a> {
    fn new(letter: &'a Letter, which: (Kind, Reader), step: Step) -> Self {
        Self {
            letter,
            which,
            step,
            faults: Vec::new(),
            changed: false,
        }
    }

    /// 409: the letter as the case stands now, with what was typed.
    fn changed(&self, context: &Context, staff: &Staff, opened: &Opened) -> HttpResponse {
        let changed = Self {
            faults: Vec::new(),
            changed: true,
            ..*self
        };
        let page = changed.page(context, staff, opened);
        respond::with_status(StatusCode::CONFLICT, page)
    }

    fn page(&self, context: &Context, staff: &Staff, opened: &Opened) -> maud::Markup {
        let (kind, reader) = self.which;
        write::page(&write::View {
            frame: staff.frame(context),
            nonce: &context.nonce,
            reference: &opened.case.reference.to_string(),
            version: opened.case.referral.version(),
            kind,
            reader,
            letter: self.letter,
            step: self.step,
            faults: &self.faults,
            addressed: addressee(opened, reader).addressed,
            reached: opened.reached,
            missing: &pdf::missing(self.letter),
            changed: self.changed,
        })
    }
}
