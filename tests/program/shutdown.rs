//! Told to stop, the program finishes what is being sent, and ends well.

use std::error::Error;
use std::time::Duration;

use inpatient_referral::clock::{Clock as _, System};
use inpatient_referral::security::sessions::Stage;
use inpatient_referral::store::sessions;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};

use crate::driver::journey;
use crate::driver::program::Program;
use crate::driver::visitor::Visitor;
use crate::driver::wire;

/// How long a slow connection takes for its last bytes.
const SLOW: Duration = Duration::from_millis(400);

async fn submissions(program: &Program) -> Result<i64, sqlx::Error> {
    let mut database = program.database().await?;
    let count = sqlx::query_scalar("SELECT count(*) FROM submissions");
    count.fetch_one(&mut database).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_being_sent_is_finished_before_the_program_ends() {
    let mut program = Program::start(&[("DEMO", "true")]).unwrap();
    program.ready().await.unwrap();
    let before = submissions(&program).await.unwrap();
    let mut visitor = Visitor::new(program.address, Duration::from_secs(10));
    let ready = journey::fill_in(&mut visitor).await.unwrap();
    let request = visitor.request("/check/send", ready.form());
    let (most, last) = request.split_at(request.len() - 5);

    let mut slow = TcpStream::connect(program.address).await.unwrap();
    slow.write_all(most).await.unwrap();
    sleep(SLOW).await;
    let stopping = tokio::task::spawn_blocking(move || (program.stop(), program));
    sleep(SLOW).await;
    assert!(!stopping.is_finished(), "it waits for what is under way");
    slow.write_all(last).await.unwrap();
    let mut answer = vec![0; 4096];
    let read = timeout(Duration::from_secs(10), slow.read(&mut answer));
    let length = read.await.unwrap().unwrap();
    let answer = String::from_utf8_lossy(&answer[..length]).to_lowercase();
    if !answer.starts_with("http/1.1 303") {
        let (_, program) = stopping.await.unwrap();
        panic!("{answer}\n{}", program.log());
    }
    assert!(answer.contains("location: /check/sent"), "{answer}");

    // An idle connection of a browser must not hold the end up.
    let (status, mut program) = stopping.await.unwrap();
    assert!(status.unwrap().success());
    program.start_again().unwrap();
    program.ready().await.unwrap();
    assert_eq!(submissions(&program).await.unwrap(), before + 1);
}

/// The cookie of a coordinator of the demonstration who has signed in.
async fn coordinator(program: &Program) -> Result<String, Box<dyn Error>> {
    let mut database = program.database().await?;
    let account = "SELECT id FROM accounts WHERE role = 'coordinator' LIMIT 1";
    let account = sqlx::query_scalar(account).fetch_one(&mut database).await?;
    let (stage, now) = (Stage::Full, System.now());
    let key = sessions::begin(&mut database, account, stage, "Tests", now).await?;
    Ok(format!("Cookie: staff={}\r\n", key.to_cookie()))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_stream_of_events_does_not_hold_the_end_up() {
    let mut program = Program::start(&[("DEMO", "true")]).unwrap();
    program.ready().await.unwrap();
    let cookie = coordinator(&program).await.unwrap();
    let mut stream = TcpStream::connect(program.address).await.unwrap();
    let request = wire::get(program.address, "/admissions/events", &cookie);
    stream.write_all(&request).await.unwrap();
    let mut heard = Vec::new();
    while !String::from_utf8_lossy(&heard).contains("retry: ") {
        let read = timeout(Duration::from_secs(10), stream.read_buf(&mut heard));
        assert_ne!(read.await.unwrap().unwrap(), 0, "{heard:?}");
    }
    let begun = Instant::now();
    let stopping = tokio::task::spawn_blocking(move || program.stop());
    let mut rest = Vec::new();
    let read = timeout(Duration::from_secs(10), stream.read_to_end(&mut rest));
    read.await.expect("it ends").unwrap();
    // The last chunk has no length: the stream was ended, and not cut off.
    assert!(rest.ends_with(b"0\r\n\r\n"), "{rest:?}");
    assert!(stopping.await.unwrap().unwrap().success());
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(15), "{took:?}");
}
