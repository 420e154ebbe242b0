//! Referrals as numbers: rows without people, made at once.

use chrono::{DateTime, Utc};

use crate::admissions::team;
use crate::harness::app::TestApp;

/// What some referrals have in common. Times are moments of SQL.
pub struct Sent<'a> {
    pub at: &'a str,
    pub source: &'a str,
    pub signs: &'a str,
    pub state: &'a str,
    /// Further columns and their values.
    pub columns: &'a str,
    pub values: &'a str,
}

impl Default for Sent<'_> {
    fn default() -> Self {
        Self {
            at: "2026-11-10T10:00:00Z",
            source: "patient",
            signs: r#"{"daily_life": "met", "treatment_relief": "not_met", "secondary_symptoms": "unclear", "coordinated_input": "met"}"#,
            state: "received",
            columns: "priority",
            values: "NULL",
        }
    }
}

/// An application on the morning of Wednesday, 25 November 2026.
pub async fn start() -> TestApp {
    let app = team::start().await;
    let nine: DateTime<Utc> = "2026-11-25T09:00:00Z".parse().unwrap();
    app.clock.advance(nine - app.now());
    app
}

/// So many referrals.
pub async fn sent(app: &TestApp, count: u32, sent: &Sent<'_>) {
    let Sent {
        at,
        source,
        signs,
        state,
        columns,
        values,
    } = sent;
    app.execute(&format!(
        "WITH new AS (SELECT gen_random_uuid() AS id, n FROM generate_series(1, {count}) AS n),
              patient AS (INSERT INTO patients (id, name_enc, name_tokens, contact_enc, created_at)
                          SELECT id, '', '{{}}', '', '{at}' FROM new),
              submission AS (
                  INSERT INTO submissions (id, nonce, screening_id, patient_id, audience, pathway_id, pathway_version, pathway_hash,
                      outcome, flagged, signs, met, unclear, flags, answers, snapshot_enc, explanation_enc, decided_on, sent_at)
                  SELECT id, uuid_send(id), id, id, 'patient', 'cervical-dystonia', '1', repeat('a', 64), 'match_some', true,
                      '{signs}', 2, 1, '{{}}', '{{}}', '', '', '{at}', '{at}' FROM new)
         INSERT INTO referrals (id, reference, submission_id, patient_id, state, state_since, received_at, flagged, source, folded_version, {columns})
         SELECT id, id::text, id, id, '{state}', '{at}', '{at}', true, '{source}', 1, {values} FROM new"
    ))
    .await;
}

/// An opinion on a sign of every referral that there is.
pub async fn opinions(app: &TestApp, sign: &str, verdict: &str, opinion: &str) {
    app.execute(&format!(
        "INSERT INTO sign_opinions (referral_id, version, sign, verdict, opinion, at, account_id)
         SELECT r.id, (SELECT count(*) FROM sign_opinions), '{sign}', '{verdict}', '{opinion}', r.received_at, a.id
         FROM referrals r, (SELECT id FROM accounts LIMIT 1) AS a"
    ))
    .await;
}

/// Something for each figure. Needs nobody to be signed in before.
pub async fn everything(app: &TestApp) {
    team::newcomer(
        app,
        "Cleo Reader",
        inpatient_referral::security::permissions::Role::Clinician,
    )
    .await;
    sent(app, 7, &Sent::default()).await;
    sent(
        app,
        2,
        &Sent {
            source: "gp",
            state: "declined",
            columns: "exit_reason, closed_at, decided_at, acknowledged_at, triaged_at, acknowledge_by, triage_by, assess_by",
            values: "'no_funding', '2026-11-12T10:00:00Z', '2026-11-12T10:00:00Z', '2026-11-10T12:00:00Z', '2026-11-11T12:00:00Z',
                     '2026-11-11', '2026-11-12', '2026-11-17'",
            ..Sent::default()
        },
    )
    .await;
    opinions(app, "daily_life", "met", "agree").await;
    opinions(app, "daily_life", "not_met", "disagree").await;
    app.execute(
        "INSERT INTO second_reads (id, referral_id, version, declined_by, drawn_at, reader_id, read_at, opinion)
         SELECT gen_random_uuid(), r.id, 2, a.id, '2026-11-12T10:00:00Z', a.id, '2026-11-13T10:00:00Z', 'decline'
         FROM referrals r, (SELECT id FROM accounts LIMIT 1) AS a WHERE r.state = 'declined'",
    )
    .await;
    app.execute(
        "INSERT INTO waiting_list (referral_id, place, joined_at)
         SELECT id, 1, '2026-11-15T10:00:00Z' FROM referrals WHERE state = 'received'",
    )
    .await;
    app.execute(
        "INSERT INTO validation_faults (day, audience, question, kind, count)
         VALUES ('2026-11-20', 'patient', 'date_of_birth', 'not_a_date', 6), ('2026-11-21', 'gp', 'pain_average', 'not_a_number', 2)",
    )
    .await;
    beds(app).await;
}

/// Two beds, of which one is closed for two nights and taken for three; the other was given up in October.
pub async fn beds(app: &TestApp) {
    app.execute(
        "WITH unit AS (INSERT INTO units (id, name) VALUES (gen_random_uuid(), 'Ward') RETURNING id),
              bed AS (INSERT INTO beds (id, unit_id, name, closed_at)
                      SELECT gen_random_uuid(), id, name, closed FROM unit,
                          (VALUES ('1', NULL), ('2', '2026-10-01T08:00:00Z'::timestamptz)) AS b (name, closed) RETURNING id, name),
              closure AS (INSERT INTO bed_closures (id, bed_id, from_day, to_day, reason)
                          SELECT gen_random_uuid(), id, '2026-11-16', '2026-11-17', 'Paint' FROM bed WHERE name = '1')
         INSERT INTO stays (referral_id, bed_id, from_day, until_day)
         SELECT (SELECT id FROM referrals LIMIT 1), id, '2026-11-18', '2026-11-21' FROM bed WHERE name = '1'",
    )
    .await;
}
