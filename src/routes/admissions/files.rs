//! `/admissions/files/{id}`: a file that came with a referral: saved, or looked at where it is a picture or a PDF. Nothing in it can
//! run: a PDF is drawn by a script of ours, and a Word file is saved only.

use actix_web::{HttpResponse, web::Path};
use domain::attachment::MediaType;
use sqlx::{Connection as _, PgConnection};
use templates::admissions::files::{self as page, Shown};
use templates::admissions::sent_along::Sent;
use uuid::Uuid;

use super::guard::Staff;
use super::referral::record;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::files::{drawn, lines as lines_of_files, response, shown};
use crate::security::permissions::Action;
use crate::store::attachments::{self, Attachment};
use crate::store::referrals::{self, Case};
use crate::store::{StoreError, access};
use crate::uploads::kind_of;

/// Before the id of a file.
const BASE: &str = "/admissions/files/";

/// The files of a case as its page lists them.
pub fn lines(files: &[Attachment]) -> Vec<Sent> {
    let lines = lines_of_files(files, BASE, |_| None);
    let view = |file: &Attachment| {
        let is_seen = is_picture(file.kind) || file.kind == MediaType::Pdf;
        is_seen.then(|| format!("{BASE}{}/view", file.id))
    };
    let files = lines.into_iter().zip(files);
    files
        .map(|(line, file)| Sent {
            line,
            view: view(file),
        })
        .collect()
}

const fn is_picture(kind: MediaType) -> bool {
    matches!(kind, MediaType::Jpeg | MediaType::Png)
}

/// Sends a file to be saved. Without the line in the access log nothing is sent.
pub async fn download(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let (keyring, now) = (&context.app.keyring, context.now);
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let (file, case) = match find(&mut tx, &context, &staff, *id).await? {
                Ok(found) => found,
                Err(error) => return Ok(Err(error)),
            };
            access::downloaded(&mut tx, staff.actor.account, Some(case.id), now).await?;
            let bytes = attachments::content(&mut tx, keyring, file.id).await?;
            tx.commit().await?;
            Ok(Ok(response(&file, bytes)))
        })
        .await?
}

/// The page around a picture or a PDF; of a Word file it says why it is not shown. Opening it is noted like opening the case.
pub async fn view(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let found = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let found = find(&mut tx, &context, &staff, *id).await?;
            if let Ok((_, case)) = &found {
                access::opened(&mut tx, staff.actor.account, case.id, context.now).await?;
            }
            tx.commit().await?;
            Ok(found)
        })
        .await?;
    let (file, case) = found?;
    let line = lines(std::slice::from_ref(&file)).remove(0).line;
    let (picture, pdf) = (
        format!("{BASE}{}/picture", file.id),
        format!("{BASE}{}/pdf", file.id),
    );
    let shown = match file.kind {
        MediaType::Jpeg | MediaType::Png => Shown::Picture(&picture),
        MediaType::Pdf => Shown::Pdf(&pdf),
        MediaType::Docx => Shown::Nothing,
    };
    Ok(respond::page(page::page(&page::View {
        frame: staff.frame(&context),
        reference: &case.reference.to_string(),
        line: &line,
        shown,
    })))
}

/// A picture, to be shown. Its content says what it is; what is none is not found. Each look is noted.
pub async fn picture(
    context: Context,
    staff: Staff,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let (kind, bytes) = look(&context, &staff, *id, is_picture).await?;
    Ok(shown(kind, bytes))
}

/// A PDF, for the script of its page. Its content says what it is; what is none is not found. Each look is noted.
pub async fn pdf(context: Context, staff: Staff, id: Path<Uuid>) -> Result<HttpResponse, AppError> {
    let is_pdf = |kind| kind == MediaType::Pdf;
    let (_, bytes) = look(&context, &staff, *id, is_pdf).await?;
    Ok(drawn(bytes))
}

/// What is in a file, if that is of a wanted kind, with the line in the access log; without that line nothing is given.
async fn look(
    context: &Context,
    staff: &Staff,
    id: Uuid,
    is_wanted: impl Fn(MediaType) -> bool,
) -> Result<(MediaType, Vec<u8>), AppError> {
    let (keyring, now) = (&context.app.keyring, context.now);
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let (file, case) = match find(&mut tx, context, staff, id).await? {
                Ok(found) => found,
                Err(error) => return Ok(Err(error)),
            };
            let bytes = attachments::content(&mut tx, keyring, file.id).await?;
            let Some(kind) = kind_of(&bytes).filter(|kind| is_wanted(*kind)) else {
                return Ok(Err(AppError::NotFound));
            };
            access::viewed(&mut tx, staff.actor.account, case.id, now).await?;
            tx.commit().await?;
            Ok(Ok((kind, bytes)))
        })
        .await?
}

/// A file of a case that they may open; not found where it was never sent, and so is the practice's alone.
async fn find(
    conn: &mut PgConnection,
    context: &Context,
    staff: &Staff,
    id: Uuid,
) -> Result<Result<(Attachment, Case), AppError>, StoreError> {
    let keyring = &context.app.keyring;
    let Some(file) = attachments::find(conn, keyring, id).await? else {
        return Ok(Err(AppError::NotFound));
    };
    let Some(referral) = file.referral else {
        return Ok(Err(AppError::NotFound));
    };
    let reference = referrals::reference(conn, referral).await?;
    let case = referrals::open(conn, keyring, reference).await?;
    if !staff.can(Action::Open(record(&case))) {
        return Ok(Err(AppError::Forbidden));
    }
    Ok(Ok((file, case)))
}
