//! Killing the program and its database while people send: what was acknowledged is there, once.

use std::collections::BTreeSet;
use std::io::{ErrorKind, Result};

use sqlx::Executor as _;

use crate::crowd::Crowd;
use crate::driver::program::{self, Program};
use crate::ledger::{Case, Fault, Told, cases, faults};

const SETTINGS: &[(&str, &str)] = &[
    ("DEMO", "true"),
    ("REQUESTS_PER_SECOND", "100000"),
    ("RUST_LOG", "warn"),
];
const PEOPLE: usize = 8;

/// Whom to kill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Victim {
    Program,
    Database,
    Both,
}

#[tokio::test]
async fn no_acknowledged_case_is_lost_or_doubled() {
    let mut program = Program::start(SETTINGS).unwrap();
    program.ready().await.unwrap();
    let before = stored(&program).await;
    let (mut told, mut tried_again) = (Vec::new(), 0);
    // Early in the rush, in the middle and right after it; the last is what the control below does too.
    let rounds = [
        (Victim::Program, 1),
        (Victim::Database, 1),
        (Victim::Both, 3),
        (Victim::Program, 5),
        (Victim::Database, 5),
        (Victim::Both, PEOPLE),
    ];
    for (victim, after) in rounds {
        let (round, tries) = rush(&mut program, victim, after).await.unwrap();
        tried_again += tries;
        let round: Result<Vec<_>> = round.into_iter().collect();
        told.extend(
            round.unwrap_or_else(|error| panic!("{victim:?} {after}: {error}\n{}", program.log())),
        );
        let found = faults(&told, &new_since(&before, stored(&program).await));
        assert_eq!(
            found,
            [],
            "after killing {victim:?} at {after}\n{}",
            program.log()
        );
    }
    assert_eq!(told.len(), rounds.len() * PEOPLE);
    assert!(tried_again > 0, "nobody noticed the kills");
    assert!(program.stop().unwrap().success());
}

#[tokio::test]
async fn a_database_that_forgets_what_it_acknowledged_is_caught() {
    let mut program = Program::start(SETTINGS).unwrap();
    program.ready().await.unwrap();
    acknowledge_without_writing(&program).await.unwrap();
    let (told, _) = rush(&mut program, Victim::Both, PEOPLE).await.unwrap();
    let told: Vec<Told> = told.into_iter().filter_map(Result::ok).collect();
    assert!(!told.is_empty());
    let found = faults(&told, &stored(&program).await);
    let lost = found.iter().filter(|fault| matches!(fault, Fault::Lost(_)));
    assert_eq!(lost.count(), told.len(), "this test cannot see a loss");
}

/// People fill in and send; once so many have their confirmation, the victim is killed and everything comes up again.
/// Returns what they were told, and how often they had to try again.
async fn rush(
    program: &mut Program,
    victim: Victim,
    after: usize,
) -> Result<(Vec<Result<Told>>, usize)> {
    let crowd = Crowd::fill_in(program.address, PEOPLE).await?;
    let count = crowd.count();
    let killing = async {
        count.reaches(after).await;
        if victim != Victim::Program {
            program::signal("KILL", program.database_pid().ok_or(ErrorKind::NotFound)?)?;
        }
        if victim != Victim::Database {
            program.kill()?;
            program.start_again()?;
        }
        program.ready().await
    };
    let (told, killed) = tokio::join!(crowd.send(), killing);
    killed?;
    Ok((told, count.tried_again()))
}

/// Makes the database commit cases without writing them to its log, so that it forgets them when it is killed: the control
/// for the test above.
async fn acknowledge_without_writing(program: &Program) -> std::result::Result<(), sqlx::Error> {
    let mut database = program.database().await?;
    // A logged table may not refer to one that is not.
    let free = "DO $$
        DECLARE key record;
        BEGIN
            FOR key IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
                       WHERE contype = 'f' AND confrelid = 'referrals'::regclass LOOP
                EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', key.of, key.conname);
            END LOOP;
        END $$";
    database.execute(free).await?;
    for table in ["referral_events", "referrals"] {
        let unlogged = format!("ALTER TABLE {table} SET UNLOGGED");
        database.execute(sqlx::AssertSqlSafe(unlogged)).await?;
    }
    Ok(())
}

async fn stored(program: &Program) -> Vec<Case> {
    let mut database = program.database().await.expect("the database is ready");
    cases(&mut database).await.expect("the tables are there")
}

fn new_since(before: &[Case], now: Vec<Case>) -> Vec<Case> {
    let old: BTreeSet<_> = before.iter().map(|case| &case.reference).collect();
    now.into_iter()
        .filter(|case| !old.contains(&case.reference))
        .collect()
}
