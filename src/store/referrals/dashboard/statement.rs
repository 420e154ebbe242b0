//! The one place that writes the SQL of a list: fixed fragments, and values that are bound.

use sqlx::{Postgres, QueryBuilder};

use super::part::{Part, URGENT};
use super::{Cursor, List};

/// What a list shows of each case, beside the key of its order.
const COLUMNS: &str = "r.id, r.reference, r.patient_id, p.name_enc, p.date_of_birth_enc, p.nhs_number_enc, r.state,
    r.state_since, r.source, r.received_at, r.flagged, a.display_name AS owner, r.priority, r.funding, r.due_on, r.version,
    r.attention, r.amended_at, r.news_at, r.letters_owed, r.handed, m.reference AS merged_into,
    o.ods_code AS practice, w.place, w.joined_at, s.pathway_id, s.outcome, s.signs, s.flags";

const JOINS: &str = "JOIN referrals r ON r.id = k.id
    JOIN submissions s ON s.id = r.submission_id
    JOIN patients p ON p.id = r.patient_id
    LEFT JOIN accounts a ON a.id = r.owner_id
    LEFT JOIN practices o ON o.id = r.practice_id
    LEFT JOIN referrals m ON m.id = r.merged_into
    LEFT JOIN waiting_list w ON w.referral_id = r.id";

/// The statement of a page: at most `most` lines, beyond the cursor. First the keys are found, along an index for each
/// condition of the queue, then what is shown of these lines.
///
/// How many lines stands in the text as a number: of a limit that is a parameter the planner knows nothing, and reads the whole
/// table for what it takes to be a tenth of it.
pub(super) fn page(
    list: &List<'_>,
    cursor: Option<&Cursor>,
    most: usize,
) -> QueryBuilder<Postgres> {
    let back = cursor.is_some_and(|cursor| cursor.back);
    let way = if list.sort.descends() == back {
        "ASC"
    } else {
        "DESC"
    };
    let width = list.sort.key().len();
    let order: Vec<String> = (1..=width).map(|at| format!("k.k{at} {way}")).collect();
    let order = order.join(", ");
    let mut sql = QueryBuilder::new(format!("SELECT {COLUMNS} FROM (SELECT * FROM ("));
    let branches = 0..list.queue.branches();
    let parts = Part::of(list);
    let each = branches.flat_map(|branch| parts.iter().map(move |part| (branch, *part)));
    for (at, (branch, part)) in each.enumerate() {
        if at > 0 {
            sql.push(" UNION ALL ");
        }
        sql.push("(");
        keys(list, (branch, part), cursor, &mut sql);
        let expressions = list.sort.key().iter().filter(|key| **key != URGENT);
        let by: Vec<String> = expressions.map(|key| format!("{key} {way}")).collect();
        sql.push(format_args!(" ORDER BY {} LIMIT {most})", by.join(", ")));
    }
    sql.push(format_args!(
        ") AS k ORDER BY {order} LIMIT {most}) AS k {JOINS} ORDER BY {order}"
    ));
    sql
}

/// The keys of the cases that one condition of the queue holds, urgent ones and others apart where they come first.
fn keys(
    list: &List<'_>,
    (branch, part): (usize, Part),
    cursor: Option<&Cursor>,
    sql: &mut QueryBuilder<Postgres>,
) {
    sql.push("SELECT r.id");
    for (at, key) in list.sort.key().iter().enumerate() {
        let key = part.expression(key);
        sql.push(format_args!(", {key} AS k{}", at + 1));
    }
    conditions(list, branch, sql);
    part.push(sql);
    if let Some(cursor) = cursor {
        cursor.push(list.sort, part, sql);
    }
}

/// What the cases are taken from, and what holds of them.
fn conditions(list: &List<'_>, branch: usize, sql: &mut QueryBuilder<Postgres>) {
    sql.push(format_args!(" FROM {}", list.queue.source()));
    if list.filters.look_at_submission() {
        sql.push(" JOIN submissions s ON s.id = r.submission_id");
    }
    sql.push(" WHERE ");
    list.queue.push(branch, list.from, sql);
    list.filters.push(list.from, sql);
    if let Some(search) = list.search {
        search.push(sql);
    }
}

/// Writes a subquery that counts the cases of a list, and stops at `most`.
pub(super) fn count(list: &List<'_>, most: i64, sql: &mut QueryBuilder<Postgres>) {
    sql.push("(SELECT count(*) FROM (SELECT FROM (");
    for branch in 0..list.queue.branches() {
        if branch > 0 {
            sql.push(" UNION ALL ");
        }
        sql.push("(SELECT");
        conditions(list, branch, sql);
        sql.push(format_args!(" LIMIT {most})"));
    }
    sql.push(format_args!(") AS one LIMIT {most}) AS found)"));
}
