//! `/refer`: the worklist of the practice.

use actix_web::{HttpResponse, web::Query};
use domain::people::DateOfBirth;
use serde::Deserialize;
use templates::referrer::worklist::list::{self, Line, Tab};

use super::words;
use crate::context::Context;
use crate::error::AppError;
use crate::respond;
use crate::routes::admissions::words::day;
use crate::routes::referrer::HOME;
use crate::routes::referrer::guard::Referrer;
use crate::store::access;
use crate::store::referrals::worklist::{self, After, Counts, Part, Referred, Show, Whose};

/// Referrals on one page.
const SIZE: u16 = 25;
/// The code of one's own referrals in addresses.
const MINE: &str = "mine";

/// A place in the worklist. It names no person.
#[derive(Deserialize)]
pub struct Place {
    show: Option<String>,
    by: Option<String>,
    from: Option<String>,
}

/// Shows a part of the worklist: what needs the practice first, if there is anything.
pub async fn show(
    context: Context,
    referrer: Referrer,
    place: Query<Place>,
) -> Result<HttpResponse, AppError> {
    let after = after(&place)?;
    let mine = place.by.as_deref() == Some(MINE);
    let whose = Whose {
        practice: referrer.member.practice,
        account: mine.then_some(referrer.member.account),
    };
    let asked = place.show.as_deref().and_then(Show::from_code);
    let keyring = &context.app.keyring;
    let (counts, show, part) = context
        .db(async |conn| {
            access::listed(conn, referrer.member.account, context.now).await?;
            let counts = worklist::counts(conn, whose, context.now).await?;
            let show = asked.unwrap_or_else(|| first(counts));
            let part = worklist::part(conn, keyring, whose, show, after, SIZE).await?;
            Ok((counts, show, part))
        })
        .await?;
    let here = Here {
        show,
        mine,
        begins: after.is_none(),
    };
    Ok(respond::page(page(
        &context, &referrer, counts, here, &part,
    )))
}

/// An address that somebody cut short leads back to the first part.
fn after(place: &Place) -> Result<Option<After>, AppError> {
    let start = || AppError::Elsewhere(HOME.to_owned());
    let text = place.from.as_deref();
    text.map(|text| text.parse().map_err(|_| start()))
        .transpose()
}

fn first(counts: Counts) -> Show {
    if counts.needs_you > 0 {
        Show::NeedsYou
    } else {
        Show::WithHospital
    }
}

/// Which part is shown.
#[derive(Clone, Copy)]
struct Here {
    show: Show,
    mine: bool,
    begins: bool,
}

impl Here {
    fn address(self) -> String {
        let by = if self.mine { "&by=mine" } else { "" };
        format!("{HOME}?show={}{by}", self.show.code())
    }
}

fn page(
    context: &Context,
    referrer: &Referrer,
    counts: Counts,
    here: Here,
    part: &Part,
) -> maud::Markup {
    let newest = (!here.begins).then(|| here.address());
    let older = part
        .older
        .map(|after| format!("{}&from={after}", here.address()));
    let lines: Vec<Line> = part.lines.iter().map(|one| line(context, one)).collect();
    list::page(&list::View {
        frame: referrer.frame(context, None),
        nonce: &context.nonce,
        tabs: &tabs(counts, here),
        filters: &filters(here),
        most: Counts::MOST,
        drafts: counts.drafts,
        lines: &lines,
        newest: newest.as_deref(),
        older: older.as_deref(),
    })
}

fn tabs(counts: Counts, here: Here) -> Vec<Tab> {
    let label = |show| match show {
        Show::NeedsYou => "Needs you",
        Show::WithHospital => "With the hospital",
        Show::Closed => "Closed",
    };
    let tab = |show| Tab {
        label: label(show),
        count: Some(counts.of(show)),
        href: Here { show, ..here }.address(),
        current: show == here.show,
    };
    Show::ALL.into_iter().map(tab).collect()
}

fn filters(here: Here) -> Vec<Tab> {
    let filter = |(label, mine)| Tab {
        label,
        count: None,
        href: Here { mine, ..here }.address(),
        current: mine == here.mine,
    };
    [("All of the practice", false), ("Referred by me", true)]
        .into_iter()
        .map(filter)
        .collect()
}

fn line(context: &Context, one: &Referred) -> Line {
    let born = one.date_of_birth;
    let born = born.and_then(|born| DateOfBirth::new(born, context.today()).ok());
    let asked = words::Asked::told(one.asked_patient, one.joined);
    Line {
        reference: one.reference.to_string(),
        person: one.name.clone(),
        age: born.map(|born| born.age_on(context.today())),
        holder: words::holder(one.state.holder(), asked),
        since: day(one.since),
        promised: words::promised(one.promised, one.answer_due),
        state: words::state(one.state, asked),
        joined: one.joined,
        referrer: one.referrer.clone().unwrap_or_default(),
        received: day(one.received_at),
    }
}
