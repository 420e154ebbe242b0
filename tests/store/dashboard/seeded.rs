//! Five dozen cases that differ in everything that a list looks at.

use domain::people::Reference;
use domain::referral::StateCode;
use uuid::Uuid;

use super::model::{Case, read};
use crate::store::{Bench, four_signs};

/// Whoever looks; one of three who hold cases.
pub const ME: Uuid = Uuid::from_u128(0xA1);
const OTHERS: [Uuid; 2] = [Uuid::from_u128(0xA2), Uuid::from_u128(0xA3)];

/// The day on which they are looked at.
pub const TODAY: &str = "2031-01-15";

const COUNT: usize = 60;

/// Accounts, a practice, and the cases as copies of one that was really sent, so that they can be opened.
pub async fn seed(bench: &Bench) -> Vec<Case> {
    let origin = bench.case("Grace Hopper", &four_signs()).await;
    let mut conn = bench.database.superuser().await;
    for (at, id) in [ME].into_iter().chain(OTHERS).enumerate() {
        let insert = "INSERT INTO accounts (id, email_enc, email_bidx, display_name, role, password_hash, created_at)
                      VALUES ($1, '', sha256($2::text::bytea), $2, 'coordinator', 'x', now())";
        let insert = sqlx::query(insert).bind(id).bind(format!("Person {at}"));
        insert.execute(&mut conn).await.unwrap();
    }
    let practice = Uuid::from_u128(0xB1);
    sqlx::query("INSERT INTO practices (id, ods_code, name, updated_at) VALUES ($1, 'B12345', 'St Mary’s Surgery', now())")
        .bind(practice)
        .execute(&mut conn)
        .await
        .unwrap();
    for number in 0..COUNT {
        copy(&mut conn, &origin.to_string(), number, practice).await;
    }
    sqlx::query(
        "UPDATE referrals SET merged_into = (SELECT id FROM referrals WHERE reference = $1)
         WHERE reference <> $1 AND (extract(minute FROM received_at)::int % 11 = 3 OR reference IN
             (SELECT reference FROM referrals WHERE state = 'waiting_for_bed' ORDER BY received_at OFFSET 1 LIMIT 1))",
    )
    .bind(origin.to_string())
    .execute(&mut conn)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO waiting_list (referral_id, place, joined_at)
         SELECT id, (extract(minute FROM received_at)::int % 5) * 1.5, received_at FROM referrals
         WHERE state IN ('waiting_for_bed', 'on_hold')",
    )
    .execute(&mut conn)
    .await
    .unwrap();
    read(&mut conn).await
}

/// One of three values, or none.
fn one_of<T: Copy>(number: usize, values: [T; 3]) -> Option<T> {
    values.get(number % 4).copied()
}

/// The moduli have no common factors with each other, so that values meet in many ways.
async fn copy(conn: &mut sqlx::PgConnection, origin: &str, number: usize, practice: Uuid) {
    let reference = Reference::from_random((number as u64 * 7919).to_le_bytes()).to_string();
    let state = StateCode::all().nth(number % 14).unwrap();
    let open = !matches!(
        state.code(),
        "admitted" | "declined" | "redirected" | "withdrawn" | "not_admitted"
    );
    let daily_life = ["met", "not_met", "unclear"][number % 3];
    let signs = serde_json::json!({ "daily_life": daily_life, "treatment_relief": "met" });
    let flags: &[&str] = [
        &["gait_safety_note"][..],
        &[],
        &["dx_first", "gait_safety_note"],
    ][number % 3];
    let days = i32::try_from(number % 9).unwrap() - 4;
    let received = format!(
        "2031-01-{:02} 0{}:{:02}:00+00",
        1 + number % 13,
        number % 2,
        number % 59
    );
    let submission = Uuid::new_v4();
    sqlx::query(
        "INSERT INTO submissions SELECT (jsonb_populate_record(s, jsonb_build_object('id', $2::uuid, 'screening_id', $2::uuid,
             'nonce', '\\x' || encode(sha256($2::text::bytea), 'hex'), 'signs', $3::jsonb, 'flags', $4::text[],
             'pathway_id', CASE WHEN $5 % 7 = 2 THEN 'another' ELSE s.pathway_id END))).*
         FROM submissions s JOIN referrals r ON r.submission_id = s.id WHERE r.reference = $1",
    )
    .bind(origin)
    .bind(submission)
    .bind(signs)
    .bind(flags)
    .bind(i32::try_from(number).unwrap())
    .execute(&mut *conn)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO referrals (id, reference, submission_id, patient_id, state, state_since, owner_id, received_at, flagged, source,
             priority, closed_at, practice_id, account_id, attention, due_on, funding, handed)
         SELECT gen_random_uuid(), $2, $3, patient_id, $4, $5::timestamptz + interval '1 day' * $6, $7, $5::timestamptz, $8, $9, $10,
             CASE WHEN $11 THEN NULL ELSE now() END, $12, CASE WHEN $12 IS NULL THEN NULL ELSE $13 END, $14,
             CASE WHEN $11 AND $6 <> 3 THEN $15::date + $6 END, $16, $17
         FROM referrals WHERE reference = $1",
    )
    .bind(origin)
    .bind(reference)
    .bind(submission)
    .bind(state.code())
    .bind(received)
    .bind(days)
    .bind(one_of(number / 2, [ME, OTHERS[0], OTHERS[1]]))
    .bind(number % 5 < 2)
    .bind(["patient", "gp", "someone_else"][number % 3])
    .bind(one_of(number / 3, ["urgent", "soon", "routine"]))
    .bind(open)
    .bind((number % 3 == 1).then_some(practice))
    .bind(ME)
    .bind(number % 4 == 1)
    .bind(TODAY)
    .bind(one_of(number, ["nhs", "self_pay", "insurer"]))
    .bind(number % 7 < 3)
    .execute(conn)
    .await
    .unwrap();
}
