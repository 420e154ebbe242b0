//! `/admissions/referrals/{reference}/letters`: the letters of a case, and those that can be written now.

mod addressee;
mod compose;
mod opened;
mod read;
mod result;
mod write;

use actix_web::web::{ServiceConfig, get, post, resource};
use actix_web::{HttpResponse, web::Path};
use domain::correspondence::{Kind, Reader};
use templates::admissions::case::notices::Owed;
use templates::admissions::letters::{self, Choice, Line};
use templates::letters::words;

use super::guard::Staff;
use super::referral::record;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::admissions::words::{capitalised, moment};
use crate::security::permissions::{Action, Record};
use crate::store::letters::{MOST, Sent};
use crate::store::referrals::Case;

const LETTERS: &str = "/admissions/referrals/{reference}/letters";

/// Addresses of this part.
pub fn table(config: &mut ServiceConfig) {
    let page = |page: &str| resource(format!("{LETTERS}{page}"));
    config
        .service(page("").route(get().to(show)))
        .service(
            page("/new/{kind}/{reader}")
                .route(get().to(write::show))
                .route(post().to(write::submit)),
        )
        .service(page("/{id}").route(get().to(read::show)))
        .service(page("/{id}/pdf").route(get().to(read::pdf)));
}

/// Shows the letters of a case.
pub async fn show(
    context: Context,
    staff: Staff,
    path: Path<String>,
) -> Result<HttpResponse, AppError> {
    let (case, letters) = opened::letters(&context, &staff, &path).await?;
    let reference = case.reference.to_string();
    let lines: Vec<Line> = letters.iter().map(|one| line(&reference, one)).collect();
    let full = i64::try_from(lines.len()).is_ok_and(|count| count >= MOST);
    let page = letters::page(&letters::View {
        frame: staff.frame(&context),
        reference: &reference,
        lines: &lines,
        most: full.then_some(MOST),
        choices: &choices(&staff, &case, &letters),
        main: case.merged_into.map(|main| main.to_string()).as_deref(),
    });
    Ok(respond::page(page))
}

fn line(reference: &str, one: &Sent) -> Line {
    Line {
        what: what(one),
        written: written(one),
        href: format!("/admissions/referrals/{reference}/letters/{}", one.id),
    }
}

/// What a letter is and who it is written to.
pub fn what(one: &Sent) -> String {
    format!("{}, {}", words::kind(one.kind), words::reader(one.reader))
}

/// When it was written and by whom.
pub fn written(one: &Sent) -> String {
    format!("{} by {}", capitalised(&moment(one.at)), one.by)
}

/// Whether this person may write such a letter about a record, whatever its state.
fn permission(kind: Kind, record: Record) -> Action {
    if kind.is_refusal() {
        Action::WriteRefusal(record)
    } else {
        Action::WriteLetter(record)
    }
}

/// The letters that a refusal still owes, in words, and the way to each for who may write it.
pub fn owed(staff: &Staff, case: &Case, letters: &[(Kind, Reader)]) -> Vec<Owed> {
    let may = |kind| staff.can(permission(kind, record(case)));
    let one = |&(kind, reader): &(Kind, Reader)| Owed {
        what: format!("{}, {}", words::kind(kind), words::reader(reader)),
        href: may(kind).then(|| address(case, kind, reader)),
    };
    letters.iter().map(one).collect()
}

/// Where a letter is written.
fn address(case: &Case, kind: Kind, reader: Reader) -> String {
    format!(
        "/admissions/referrals/{}/letters/new/{}/{}",
        case.reference,
        kind.code(),
        reader.code()
    )
}

fn choices(staff: &Staff, case: &Case, letters: &[Sent]) -> Vec<Choice> {
    let referrer = case.referrer.is_some();
    let mine = |kind: &Kind| staff.can(permission(*kind, record(case)));
    let kinds = Kind::ALL.into_iter().filter(mine);
    let both = kinds.flat_map(|kind| Reader::ALL.map(|reader| (kind, reader)));
    // That nobody referred is said by there being no letter to a referrer.
    let there = both.filter(|(_, reader)| referrer || *reader == Reader::Patient);
    let choice = |(kind, reader): (Kind, Reader)| Choice {
        kind: words::kind(kind),
        to: words::reader(reader),
        href: address(case, kind, reader),
        again: letters
            .iter()
            .any(|one| one.kind == kind && one.reader == reader),
        why_not: kind
            .may_be_written(reader, &case.referral, referrer)
            .err()
            .map(words::refusal),
    };
    there.map(choice).collect()
}
