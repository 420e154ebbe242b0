//! What waits for a second reader, and what the leads have to look at again.

use actix_web::HttpResponse;
use sqlx::Connection as _;
use templates::admissions::second_reads as page;

use super::LIST;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::words;
use crate::security::permissions::{Action, Role};
use crate::store::access;
use crate::store::second_reads::{self, Line};

/// The list: references and days alone, noted like any list.
pub async fn show(context: Context, staff: Staff) -> Result<HttpResponse, AppError> {
    staff.may(Action::SeeSecondReads)?;
    let (me, reads) = (staff.actor.account, staff.actor.role == Role::Clinician);
    let leads = staff.can(Action::SeeDisagreements);
    let (waiting, done, disagreements, unreadable) = context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            access::listed(&mut tx, me, context.now).await?;
            let mut lists = (None, None, None, None);
            if reads {
                lists.0 = Some(second_reads::waiting(&mut tx, me).await?);
                lists.1 = Some(second_reads::done(&mut tx, me).await?);
            }
            if leads {
                lists.2 = Some(second_reads::disagreements(&mut tx).await?);
                lists.3 = Some(second_reads::without_reader(&mut tx).await?);
            }
            tx.commit().await?;
            Ok(lists)
        })
        .await?;
    let [waiting, done, disagreements, unreadable] = [waiting, done, disagreements, unreadable]
        .map(|part| part.map(|lines| lines.iter().map(line).collect::<Vec<_>>()));
    Ok(respond::page(page::list(&page::List {
        frame: staff.frame(&context),
        waiting: waiting.as_deref(),
        done: done.as_deref(),
        disagreements: disagreements.as_deref(),
        unreadable: unreadable.as_deref(),
    })))
}

fn line(line: &Line) -> page::Line {
    page::Line {
        reference: line.reference.to_string(),
        href: format!("{LIST}/{}", line.id),
        at: words::day(line.at),
    }
}
