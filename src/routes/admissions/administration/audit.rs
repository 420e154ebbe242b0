//! `/admissions/audit`: who changed what, and who looked at whose record.

use actix_web::HttpResponse;
use actix_web::web::Query;
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::people::Reference;
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::Connection as _;
use templates::admissions::administration::audit::{
    self as pages, Fault, Filters, Line, Log, View,
};
use uuid::Uuid;

use crate::clock::england;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::words;
use crate::security::permissions::Action;
use crate::store::audit::{self, By, Entry};
use crate::store::logs::{self, Codes, Cursor, Filter, Person};

pub const PATH: &str = "/admissions/audit";

/// What is looked for. Ids, codes and references; no person is in it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Place {
    list: String,
    account: String,
    action: String,
    kind: String,
    reference: String,
    from: String,
    to: String,
    beyond: String,
}

/// The filters, read.
struct Wanted {
    log: Log,
    account: Option<Uuid>,
    reference: Option<Reference>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    beyond: Option<Cursor>,
}

/// What is shown.
#[derive(Default)]
struct Found {
    part: logs::Page,
    codes: Codes,
    people: Vec<Person>,
    no_case: bool,
}

/// Shows a part of one log. That somebody did is noted with it.
pub async fn show(
    context: Context,
    staff: Staff,
    place: Query<Place>,
) -> Result<HttpResponse, AppError> {
    staff.may(Action::ReadLogs)?;
    let (wanted, mut faults) = read(&place);
    let found = find(&context, &staff, &place, &wanted, faults.is_empty()).await?;
    faults.extend(found.no_case.then_some(Fault::Reference));
    let page = page(&context, &staff, &place, &wanted, &found, &faults);
    Ok(if faults.is_empty() {
        respond::page(page)
    } else {
        respond::invalid(page)
    })
}

fn read(place: &Place) -> (Wanted, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut day = |text: &str, fault: Fault| {
        let text = text.trim();
        let day = (!text.is_empty()).then(|| domain::answers::iso_date(text));
        if day == Some(None) {
            faults.push(fault);
        }
        day.flatten()
    };
    let (from, to) = (day(&place.from, Fault::From), day(&place.to, Fault::To));
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        faults.push(Fault::To);
    }
    let reference = place.reference.trim();
    let parsed = Reference::parse(reference).ok();
    if !reference.is_empty() && parsed.is_none() {
        faults.push(Fault::Reference);
    }
    let next = |day: NaiveDate| day.checked_add_days(Days::new(1));
    let wanted = Wanted {
        log: if place.list == Log::Looks.code() {
            Log::Looks
        } else {
            Log::Changes
        },
        account: place.account.parse().ok(),
        reference: parsed,
        from: from
            .and_then(england::start_of)
            .unwrap_or(DateTime::UNIX_EPOCH),
        to: to.and_then(next).and_then(england::start_of).unwrap_or(END),
        beyond: place.beyond.parse().ok(),
    };
    (wanted, faults)
}

/// After everything: the end of the year 9999.
const END: DateTime<Utc> = DateTime::from_timestamp(253_402_300_799, 0)
    .expect("the last second of the year 9999 is a time");

async fn find(
    context: &Context,
    staff: &Staff,
    place: &Place,
    wanted: &Wanted,
    sound: bool,
) -> Result<Found, AppError> {
    let given = |text: &'static str, code: &str| (!code.is_empty()).then_some(text);
    let filters: Vec<&str> = [
        given("who", &place.account),
        given("what", &place.action),
        given("kind", &place.kind),
        given("case", &place.reference),
        given("from", &place.from),
        given("to", &place.to),
    ]
    .into_iter()
    .flatten()
    .collect();
    let data = json!({ "log": wanted.log.code(), "filters": filters });
    context
        .db(async |conn| {
            let mut tx = conn.begin().await?;
            let mut found = Found {
                codes: logs::codes(&mut tx).await?,
                people: logs::people(&mut tx, wanted.account).await?,
                ..Found::default()
            };
            let referral = match wanted.reference {
                Some(reference) => logs::referral(&mut tx, reference).await?,
                None => None,
            };
            found.no_case = sound && wanted.reference.is_some() && referral.is_none();
            if sound && !found.no_case {
                let entry = Entry {
                    by: By::Staff(staff.actor.account),
                    action: "audit.looked",
                    subject: "log",
                    subject_id: None,
                    data,
                };
                audit::record(&mut tx, entry, context.now).await?;
                let filter = filter(place, wanted, referral);
                found.part = match wanted.log {
                    Log::Changes => logs::changes(&mut tx, filter, wanted.beyond).await?,
                    Log::Looks => logs::looks(&mut tx, filter, wanted.beyond).await?,
                };
            }
            tx.commit().await?;
            Ok(found)
        })
        .await
}

fn filter<'a>(place: &'a Place, wanted: &Wanted, referral: Option<Uuid>) -> Filter<'a> {
    let code = |text: &'a str| (!text.is_empty()).then_some(text);
    let kind = code(&place.kind).filter(|_| wanted.log == Log::Changes);
    Filter {
        account: wanted.account,
        action: code(&place.action),
        kind,
        referral,
        from: wanted.from,
        to: wanted.to,
    }
}

fn page(
    context: &Context,
    staff: &Staff,
    place: &Place,
    wanted: &Wanted,
    found: &Found,
    faults: &[Fault],
) -> maud::Markup {
    let people = found.people.iter().map(|one| {
        let role = one.role.parse().map_or("", words::role);
        (one.id.to_string(), format!("{} ({role})", one.name))
    });
    let actions = match wanted.log {
        Log::Changes => &found.codes.changes,
        Log::Looks => &found.codes.looks,
    };
    let lines: Vec<Line> = found.part.lines.iter().map(line).collect();
    let older = found
        .part
        .older
        .map(|beyond| address(place, wanted.log, Some(beyond)));
    let newest = wanted.beyond.map(|_| address(place, wanted.log, None));
    pages::page(&View {
        frame: staff.frame(context),
        log: wanted.log,
        filters: Filters {
            account: &place.account,
            action: &place.action,
            kind: &place.kind,
            reference: &place.reference,
            from: &place.from,
            to: &place.to,
        },
        accounts: &people.collect::<Vec<_>>(),
        actions,
        kinds: &found.codes.kinds,
        lines: &lines,
        older: older.as_deref(),
        newest: newest.as_deref(),
        cut: found.part.cut.then_some(logs::MOST_LOOKED_AT),
        faults,
    })
}

/// The same filters, at another place.
fn address(place: &Place, log: Log, beyond: Option<Cursor>) -> String {
    let beyond = beyond.map(|beyond| beyond.to_string());
    let pairs = [
        ("list", log.code()),
        ("account", &place.account),
        ("action", &place.action),
        ("kind", &place.kind),
        ("reference", place.reference.trim()),
        ("from", &place.from),
        ("to", &place.to),
        ("beyond", beyond.as_deref().unwrap_or_default()),
    ];
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query = serde_html_form::to_string(given.collect::<Vec<_>>()).unwrap_or_default();
    format!("{PATH}?{query}")
}

fn line(line: &logs::Line) -> Line {
    let at = england::local(line.at).format("%-d %B %Y, %H:%M:%S");
    let who = line
        .name
        .clone()
        .unwrap_or_else(|| match line.actor.as_str() {
            "patient" => "A patient, or somebody for them".to_owned(),
            "api_client" => "An API client".to_owned(),
            "system" => "The service".to_owned(),
            _ => "Unknown".to_owned(),
        });
    Line {
        at: at.to_string(),
        who,
        action: line.action.clone(),
        kind: line.subject.clone(),
        reference: line.reference.clone(),
        thing: line.thing.clone(),
        more: more(&line.data),
    }
}

/// The codes of a line as pairs; what is nested is told as it is written.
fn more(data: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| match value {
        Value::String(text) => text.replace('_', " "),
        Value::Array(items) => {
            let items = items.iter().map(|item| {
                item.as_str()
                    .map_or_else(|| item.to_string(), str::to_owned)
            });
            items.collect::<Vec<_>>().join(" and ")
        }
        other => other.to_string(),
    };
    let entries = data.as_object().into_iter().flatten();
    let mut pairs: Vec<(String, String)> = entries
        .map(|(key, value)| (key.replace('_', " "), text(value)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    // What it is about, then as it was, then as it is: the database keeps no order.
    pairs.sort_by_key(|(key, _)| match key.as_str() {
        "before" | "from" => 1,
        "after" | "to" => 2,
        _ => 0,
    });
    pairs
}
