//! Made-up referrals of the demonstration's practices, from `referrals.json` and `referrals/later.json`. Each is drafted, decided, explained and sent as a
//! real one is, and what was done since is done to it by the same rules.

mod letters;
mod steps;

use chrono::{DateTime, Duration, Utc};
use domain::Audience;
use domain::answers::Answers;
use domain::explanation::Explanation;
use domain::letter::Letter;
use domain::outcome::decide;
use domain::people::Reference;
use domain::snapshot::Snapshot;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{DemoError, beds, cases};
use crate::app::App;
use crate::clock::england;
use crate::store::referrer_drafts::{self, Holder, ReferrerDraft};
use crate::store::screenings::Moment;
use crate::store::submissions::{self, Referring, Sending, Source};
use letters::Case;

/// The cases, each list with the beginning of its nonces. The first is about what comes after triage: it needs beds.
const LISTS: [(&str, &str); 2] = [
    (
        "demonstration later referral",
        include_str!("referrals/later.json"),
    ),
    ("demonstration referral", include_str!("referrals.json")),
];

/// Makes the referrals and drafts that were not made before, for referrers as (account, practice): the cases name them by
/// their place in the list, which begins again at its end.
pub async fn seed(
    conn: &mut PgConnection,
    app: &App,
    referrers: &[(Uuid, Uuid)],
) -> Result<(), DemoError> {
    if referrers.is_empty() {
        return Ok(());
    }
    let team = steps::team(conn, app).await?;
    beds::seed(conn, app).await?;
    for (name, list) in LISTS {
        let cases: Vec<Case> = serde_json::from_str(list)
            .map_err(|fault| DemoError::Unsound(format!("list of referrals ({fault})")))?;
        if submissions::is_known(conn, &nonce(name, 0)).await? {
            continue;
        }
        for (number, case) in cases.iter().enumerate() {
            let (account, practice) = referrers[case.referrer % referrers.len()];
            let at = app.clock.now() - Duration::hours(case.hours_ago);
            let draft = draft(conn, app, case, Holder { practice, account }, at).await?;
            if !case.draft {
                let reference = send(conn, app, case, &draft, &nonce(name, number), at).await?;
                steps::take(conn, app, case, reference, (&team, account), at).await?;
            }
        }
    }
    Ok(())
}

fn nonce(list: &str, number: usize) -> String {
    format!("{list} {number}")
}

fn unsound(case: &Case) -> DemoError {
    DemoError::Unsound(format!("referral of {}", case.patient.name.as_str()))
}

/// The draft as a referrer would have saved it.
async fn draft(
    conn: &mut PgConnection,
    app: &App,
    case: &Case,
    holder: Holder,
    now: DateTime<Utc>,
) -> Result<ReferrerDraft, DemoError> {
    let pathway = app.pathways.default();
    let moment = Moment {
        now,
        today: england::date(now),
        periods: app.config.periods,
    };
    let answers = Answers::from_json(pathway, &case.answers, moment.today);
    let answers = answers.map_err(|_| unsound(case))?;
    let id = referrer_drafts::create(conn, pathway, holder, moment).await?;
    let load = async |conn: &mut PgConnection| {
        let found = referrer_drafts::load(conn, &app.keyring, id, now).await?;
        found.ok_or_else(|| unsound(case))
    };
    let mut draft = load(conn).await?;
    draft.letter = case.letter();
    referrer_drafts::save(conn, &app.keyring, &draft, pathway, &answers, moment).await?;
    load(conn).await
}

async fn send(
    conn: &mut PgConnection,
    app: &App,
    case: &Case,
    draft: &ReferrerDraft,
    nonce: &str,
    now: DateTime<Utc>,
) -> Result<Reference, DemoError> {
    let (pathway, on) = (app.pathways.default(), england::date(now));
    let answers = draft.answers(pathway, on);
    let decision = decide(pathway, &answers, on);
    if !decision.can_send() {
        return Err(unsound(case));
    }
    let audience = Audience::Gp;
    let sending = Sending {
        draft: draft.id,
        version: draft.version,
        nonce,
        pathway,
        answers: &answers,
        decision: &decision,
        explanation: &Explanation::new(pathway, &answers, &decision, audience, on),
        snapshot: &Snapshot::new(pathway, &answers, audience),
        reason: None,
        contact: &letters::contact(&case.patient),
        date_of_birth: cases::date_of_birth(pathway, &answers),
        source: Source::Gp,
        referrer: Some(referring(draft, &draft.letter)),
        counter: None,
        on,
        targets: app.live.targets(),
        now,
    };
    let receipt = submissions::send(conn, &app.keyring, sending, |_| Vec::new()).await?;
    Ok(receipt.reference)
}

fn referring<'a>(draft: &ReferrerDraft, letter: &'a Letter) -> Referring<'a> {
    Referring {
        practice: draft.practice,
        account: draft.account,
        letter,
        patient_said: None,
    }
}
