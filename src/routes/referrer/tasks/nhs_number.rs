//! `/refer/drafts/{id}/nhs-number`: who it is about, and whether the person was referred already, before more is typed.

use actix_web::{HttpResponse, web::Path};
use domain::letter::Identifier;
use domain::people::{NhsNumber, TestRange};
use maud::Markup;
use templates::components::Values;
use templates::referrer::tasks::nhs_number::{self as page, Duplicates, Fault};
use uuid::Uuid;

use super::super::conflict::{DraftForm, Pairs};
use super::super::draft::{self, Draft, address};
use super::super::guard::Referrer;
use super::checks::given;
use crate::context::Context;
use crate::error::AppError;
use crate::forms::Form;
use crate::respond;
use crate::store::duplicates::{self, Found};
use crate::store::referrer_drafts::{self, Holder};

/// Longest reason, in characters.
const WHY: usize = 200;

/// Most drafts of a practice that are looked through for the same number.
const DRAFTS: i64 = 200;

/// The form.
pub async fn show(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
) -> Result<HttpResponse, AppError> {
    let draft = draft::open(&context, &referrer, *id).await?;
    let seen = Seen::new(&context, &referrer, &draft);
    Ok(respond::page(seen.page(&stored(&draft), &[], None)))
}

/// Keeps the number, once it was looked up and whoever refers has seen what was found.
pub async fn take(
    context: Context,
    referrer: Referrer,
    id: Path<Uuid>,
    form: Form,
) -> Result<HttpResponse, AppError> {
    let mut draft = draft::open(&context, &referrer, *id).await?;
    if let Some(conflict) = FORM.conflict(&context, &referrer, &draft, &form) {
        return Ok(conflict);
    }
    let seen = Seen::new(&context, &referrer, &draft);
    let identifier = match identifier(&form, context.app.config.demo) {
        Ok(identifier) => identifier,
        Err(fault) => return Ok(respond::invalid(seen.page(form.pairs(), &[fault], None))),
    };
    if let Some(number) = &identifier.nhs_number
        && let Some(found) = look_up(&context, &referrer, &draft, number).await?
        && !(form.get("checked") == Some("yes") && form.get("told") == Some(number.digits()))
    {
        let told_before = form.get("told") == Some(number.digits());
        let faults = [("checked", Fault::Missing)];
        let faults = if told_before { &faults[..] } else { &[] };
        let hospital = context.app.live.get();
        let shown = found.as_shown(number, hospital.phone.as_deref());
        let page = seen.page(form.pairs(), faults, Some(&shown));
        return Ok(if told_before {
            respond::invalid(page)
        } else {
            respond::page(page)
        });
    }
    draft.stored.letter.identify(identifier);
    let answers = draft.answers().clone();
    let next = address(*id, "patient");
    FORM.save(&context, &referrer, (&draft, &answers), &form, &next)
        .await
}

/// This form, for conflicts.
const FORM: DraftForm<'static> = DraftForm {
    page: std::borrow::Cow::Borrowed("nhs-number"),
    title: "NHS number",
    stored: &stored,
    words: &words,
};

fn stored(draft: &Draft<'_>) -> Pairs {
    let identifier = draft.stored.letter.identifier().unwrap_or_default();
    let number = identifier.nhs_number.map(|number| number.to_string());
    let ticked = identifier.unknown.as_ref().map(|_| "yes".to_owned());
    let fields = [
        ("nhs_number", number),
        ("nhs_number_unknown", ticked),
        ("why", identifier.unknown),
    ];
    let pair = |(name, value): (&str, Option<String>)| Some((name.to_owned(), value?));
    fields.into_iter().filter_map(pair).collect()
}

fn words(pairs: &[(String, String)]) -> Vec<(String, String)> {
    let values = Values(pairs);
    let digits = values.get("nhs_number").replace([' ', '-'], "");
    [
        ("NHS number", digits.as_str()),
        ("Why it is not known", values.get("why")),
    ]
    .map(|(label, value)| (label.to_owned(), value.to_owned()))
    .to_vec()
}

/// The number, or why it is not known.
fn identifier(form: &Form, demo: bool) -> Result<Identifier, (&'static str, Fault)> {
    let tests = if demo {
        TestRange::Accepted
    } else {
        TestRange::Refused
    };
    let unknown = form.get("nhs_number_unknown").is_some();
    let why = form.get("why").and_then(given);
    let Some(typed) = form.get("nhs_number") else {
        return match why {
            Some(why) if why.chars().count() > WHY => Err(("why", Fault::TooLong)),
            Some(why) => Ok(Identifier {
                nhs_number: None,
                unknown: Some(why),
            }),
            None if unknown => Err(("why", Fault::Missing)),
            None => Err(("nhs_number", Fault::Missing)),
        };
    };
    if unknown || why.is_some() {
        return Err(("nhs_number", Fault::Both));
    }
    match NhsNumber::parse(typed, tests) {
        Ok(number) => Ok(Identifier {
            nhs_number: Some(number),
            unknown: None,
        }),
        Err(domain::people::ParseError::TestNumber) => Err(("nhs_number", Fault::Reserved)),
        Err(_) => Err(("nhs_number", Fault::Invalid)),
    }
}

/// What there is already of a person.
struct Already {
    cases: Found,
    drafts: Vec<Uuid>,
}

/// Open cases, and other drafts of the practice, with a number; nothing where there is none.
async fn look_up(
    context: &Context,
    referrer: &Referrer,
    draft: &Draft<'_>,
    number: &NhsNumber,
) -> Result<Option<Already>, AppError> {
    let (keyring, now) = (&context.app.keyring, context.now);
    let asks = Holder {
        practice: referrer.member.practice,
        account: referrer.member.account,
    };
    let (cases, drafts) = context
        .db(async |conn| {
            let cases = duplicates::look_up(conn, keyring, number, asks, now).await?;
            let drafts = referrer_drafts::of_practice(conn, keyring, asks.practice, DRAFTS, now);
            Ok((cases, drafts.await?))
        })
        .await?;
    let same = drafts.into_iter().filter(|other| {
        let identifier = other.letter.identifier().unwrap_or_default();
        other.id != draft.stored.id && identifier.nhs_number.as_ref() == Some(number)
    });
    let drafts: Vec<Uuid> = same.map(|other| other.id).collect();
    let nothing = cases == Found::default() && drafts.is_empty();
    Ok((!nothing).then_some(Already { cases, drafts }))
}

impl Already {
    fn as_shown<'a>(&self, number: &'a NhsNumber, phone: Option<&'a str>) -> Duplicates<'a> {
        let own = self.cases.own.iter();
        Duplicates {
            told: number.digits(),
            own: own
                .map(|case| (case.reference.to_string(), case.state.words()))
                .collect(),
            elsewhere: self.cases.elsewhere,
            phone,
            drafts: self.drafts.iter().map(|id| address(*id, "")).collect(),
        }
    }
}

/// What every showing of the form needs.
struct Seen<'a> {
    context: &'a Context,
    referrer: &'a Referrer,
    draft: Uuid,
    saved_at: String,
    version: String,
}

impl<'a> Seen<'a> {
    fn new(context: &'a Context, referrer: &'a Referrer, draft: &Draft<'_>) -> Self {
        Self {
            context,
            referrer,
            draft: draft.stored.id,
            saved_at: draft.saved_at(),
            version: FORM.version(context, draft),
        }
    }

    fn page(
        &self,
        values: &[(String, String)],
        faults: &[(&str, Fault)],
        duplicates: Option<&Duplicates<'_>>,
    ) -> Markup {
        page::page(&page::View {
            frame: self.referrer.frame(self.context, Some(&self.saved_at)),
            nonce: &self.context.nonce,
            version: &self.version,
            back: &address(self.draft, ""),
            action: &address(self.draft, "nhs-number"),
            values: Values(values),
            faults,
            duplicates,
        })
    }
}
