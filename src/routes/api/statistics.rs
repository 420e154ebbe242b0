//! `/api/statistics/{table}.csv`: a table of the statistics page as a file, for a hospital's own reports. Small counts are kept back.

use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use templates::admissions::statistics::{Fault, Kind};

use super::client;
use super::refusal::{Refusal, answer};
use crate::context::Context;
use crate::routes::admissions::statistics::filter::Asked;
use crate::routes::admissions::statistics::saved;
use crate::routes::admissions::statistics::small::Small;
use crate::security::scopes::Scope;
use crate::store::audit::By;

/// Sends a table; the audit log says which client saved it.
pub async fn download(
    context: Context,
    request: HttpRequest,
    table: Path<String>,
    asked: Query<Asked>,
) -> HttpResponse {
    answer(read(&context, &request, &table, &asked).await)
}

async fn read(
    context: &Context,
    request: &HttpRequest,
    table: &str,
    asked: &Asked,
) -> Result<HttpResponse, Refusal> {
    let client = client::with(context, request, Scope::ReadStatistics).await?;
    let kind = Kind::from_code(table).ok_or(Refusal::NotFound)?;
    let slice = asked
        .read(context.today())
        .map_err(|faults| Refusal::Parameters(names(&faults)))?;
    let by = (By::ApiClient, "api_client", Some(client));
    Ok(saved(context, by, (kind, &slice), Small::Hidden).await?)
}

fn name(fault: Fault) -> &'static str {
    match fault {
        Fault::From => "from",
        Fault::To | Fault::Order | Fault::Future | Fault::Long => "to",
        Fault::Source => "source",
    }
}

/// The parameters at fault, each once.
fn names(faults: &[Fault]) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = faults.iter().copied().map(name).collect();
    names.dedup();
    names
}
