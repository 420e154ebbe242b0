//! The dashboard with a million referrals, of which a hundred thousand are open: the first page of each queue.
//!
//! The referrals are copies of one that was really sent, for one patient, so that they can be opened like any other.

use std::time::Instant;

use inpatient_referral::clock::{Clock as _, System};
use inpatient_referral::security::keyring::{KeySource, Keyring};
use inpatient_referral::security::passwords::NewPassword;
use inpatient_referral::security::permissions::Role;
use inpatient_referral::security::sessions::Stage;
use inpatient_referral::store::accounts::{self, NewAccount};
use inpatient_referral::store::sessions;
use sqlx::{Executor as _, PgConnection};

use crate::driver::journey;
use crate::driver::program::Program;
use crate::driver::visitor::Visitor;
use crate::driver::wire::{self, Connection};
use crate::figures::{median, percentile, verdict};
use crate::{Fault, ROUNDS};

/// How often each page is asked for in a round.
const EACH: usize = 40;

/// Longest median of a first page, in milliseconds.
const AIM: f64 = 10.0;

/// The queues, by their codes; the usual order of each, and two filters of which one is rare.
const LISTS: [&str; 10] = [
    "needs_action",
    "mine",
    "unassigned",
    "waiting_on_others",
    "waiting_list",
    "overdue",
    "closed",
    "all",
    "all&source=gp",
    "all&priority=urgent",
];

/// A million of everything that a list looks at.
const SUBMISSIONS: &str = "INSERT INTO submissions
    SELECT (jsonb_populate_record(s, jsonb_build_object('id', k.id, 'screening_id', k.id, 'flags', k.flags,
        'nonce', '\\x' || encode(sha256(k.id::bytea), 'hex'), 'snapshot_enc', '\\x00', 'explanation_enc', '\\x00',
        'private_enc', NULL, 'answers', '{}'::jsonb))).*
    FROM submissions s,
        (SELECT ('20000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::text AS id,
            CASE WHEN n % 1000 = 0 THEN ARRAY['dx_first'] WHEN n % 3 = 0 THEN ARRAY['gait_safety_note'] ELSE '{}' END AS flags
         FROM generate_series(1, 1000000) n) k
    WHERE s.id = (SELECT id FROM submissions LIMIT 1)";

/// Some few less, where earlier parts of the measurement drew the same references.
const REFERRALS: &str = "INSERT INTO referrals (id, reference, submission_id, patient_id, state, state_since, owner_id, received_at,
        flagged, source, priority, closed_at, attention, due_on, funding, handed, folded_version)
    SELECT ('30000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, reference,
        ('20000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, (SELECT id FROM patients LIMIT 1), state,
        now() - n * interval '3 minutes', CASE WHEN n % 10 < 7 THEN $1 END, now() - n * interval '3 minutes', n % 5 < 2,
        CASE WHEN n % 3 = 0 THEN 'someone_else' ELSE 'patient' END,
        CASE WHEN n % 2000 = 7 THEN 'urgent' WHEN n % 50 = 3 THEN 'soon' WHEN n % 20 = 4 THEN 'routine' END,
        CASE WHEN n > 100000 THEN now() END, n % CASE WHEN n <= 100000 THEN 33 ELSE 1000 END = 1,
        CASE WHEN state IN ('received', 'in_triage', 'info_requested') THEN CURRENT_DATE + (n % 60)::int - 4 END,
        (ARRAY['nhs', 'self_pay', 'insurer', 'unknown'])[1 + n % 4], n <= 100000 AND n % 330 = 1, 1
    FROM (SELECT n::int AS n, reference, (ARRAY['received', 'in_triage', 'pre_admission_assessment', 'mdt_decision', 'funding',
            'waiting_for_bed', 'admission_booked', 'info_requested', 'on_hold', 'received', 'declined', 'redirected',
            'withdrawn', 'admitted', 'not_admitted'])[CASE WHEN n <= 100000 THEN 1 + n::int % 10 ELSE 11 + n::int % 5 END] AS state
          FROM unnest($2::text[]) WITH ORDINALITY AS drawn (reference, n)) x
    ON CONFLICT (reference) DO NOTHING";

const WAITING: &str =
    "INSERT INTO waiting_list SELECT id, row_number() OVER (ORDER BY received_at), received_at
    FROM referrals WHERE state = 'waiting_for_bed'";

/// Measures the first page of each list.
pub async fn measure(program: &Program) -> Result<(), Fault> {
    let mut visitor = Visitor::new(program.address, std::time::Duration::ZERO);
    let form = journey::fill_in(&mut visitor).await?;
    journey::send(&mut visitor, &form).await?;
    let mut database = program.database().await?;
    let cookie = prepare(program, &mut database).await?;
    for list in LISTS {
        let path = format!("/admissions?queue={list}");
        let request = wire::get(program.address, &path, &cookie);
        let mut connection = Connection::open(program.address).await?;
        let mut times = Vec::with_capacity(ROUNDS * EACH);
        for _ in 0..ROUNDS * EACH {
            let begun = Instant::now();
            let answer = connection.exchange(&request).await?;
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
            if answer.status != 200 {
                return Err(format!("{} at {path}", answer.status).into());
            }
        }
        let (middle, late) = (median(&times), percentile(&times, 99));
        // The aim is that of a queue's first page; what is filtered may have to look further.
        let aim = if list.contains('&') {
            String::new()
        } else {
            format!(" (aim {AIM}{})", verdict(middle < AIM))
        };
        println!(
            "dashboard of a million, {list}: median {middle:.1} ms, 99th percentile {late:.1} ms{aim}"
        );
    }
    Ok(())
}

/// Makes the referrals, and a lead who is signed in; returns the lead's cookie.
async fn prepare(program: &Program, database: &mut PgConnection) -> Result<String, Fault> {
    let keyring = Keyring::load(&KeySource::File(program.data().join("keys.json")))?;
    let now = System.now();
    let new = NewAccount {
        email: &domain::people::Email::parse("lead@clinic.example")?,
        name: "Lea Dorn",
        role: Role::Lead,
        password: NewPassword::parse("orchid tram wobble nine", &[])?,
        place: None,
    };
    let lead = accounts::create(database, &keyring, new, now).await?;
    database.execute(SUBMISSIONS).await?;
    let references = references();
    sqlx::query(REFERRALS)
        .bind(lead)
        .bind(references)
        .execute(&mut *database)
        .await?;
    database.execute(WAITING).await?;
    database.execute("VACUUM ANALYZE").await?;
    let key = sessions::begin(database, lead, Stage::Full, "measurement", now).await?;
    Ok(format!("Cookie: staff={}\r\n", key.to_cookie()))
}

/// A million references, each another.
fn references() -> Vec<String> {
    let reference = |n: u64| domain::people::Reference::from_random(n.to_le_bytes()).to_string();
    (1..=1_000_000).map(reference).collect()
}
