//! How often answers could not be taken, by question and what was wrong. Counts alone: no value, no browser, no case.

use chrono::NaiveDate;
use domain::Audience;
use sqlx::PgConnection;

use super::StoreError;

/// Counts faults of one refused form: question and code of what was wrong, each pair once.
pub async fn count(
    conn: &mut PgConnection,
    day: NaiveDate,
    audience: Audience,
    faults: &[(String, &'static str)],
) -> Result<(), StoreError> {
    let (questions, kinds): (Vec<String>, Vec<String>) = faults
        .iter()
        .map(|(question, kind)| (question.clone(), (*kind).to_owned()))
        .unzip();
    // In one order, so that two forms that count the same pairs wait for each other and never each for the other.
    sqlx::query!(
        "INSERT INTO validation_faults (day, audience, question, kind, count)
         SELECT DISTINCT $1::date, $2, question, kind, 1 FROM UNNEST($3::text[], $4::text[]) AS one (question, kind)
         ORDER BY question, kind
         ON CONFLICT (day, audience, question, kind) DO UPDATE SET count = validation_faults.count + 1",
        day,
        audience.code(),
        &questions,
        &kinds,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was wrong with answers to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    /// Who was asked.
    pub audience: Audience,
    /// Id of the question.
    pub question: String,
    /// Code of what was wrong.
    pub kind: String,
    /// How often.
    pub count: u64,
}

/// The most frequent faults of a period, at most so many.
pub async fn most_frequent(
    conn: &mut PgConnection,
    (from, to): (NaiveDate, NaiveDate),
    audience: Option<Audience>,
    most: i64,
) -> Result<Vec<Faults>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT audience, question, kind, sum(count)::bigint AS "count!" FROM validation_faults
           WHERE day BETWEEN $1 AND $2 AND ($3::text IS NULL OR audience = $3)
           GROUP BY audience, question, kind ORDER BY sum(count) DESC, audience, question, kind LIMIT $4"#,
        from,
        to,
        audience.map(Audience::code),
        most,
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            let audience = Audience::from_code(&row.audience);
            Ok(Faults {
                audience: audience.ok_or(StoreError::Corrupt("validation_faults.audience"))?,
                question: row.question,
                kind: row.kind,
                count: u64::try_from(row.count).unwrap_or(0),
            })
        })
        .collect()
}
