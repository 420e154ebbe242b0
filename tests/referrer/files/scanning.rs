use std::sync::{Arc, Mutex};

use reqwest::StatusCode;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::{Desk, PDF, desk_of};
use crate::harness::app::TestApp;

/// A scanner that gives one answer to whatever it is sent; returns its address and what it was sent.
async fn scanner(answer: &'static [u8]) -> (String, Arc<Mutex<Vec<u8>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let scanned = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&scanned);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut command = [0; 10];
            stream.read_exact(&mut command).await.unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            loop {
                let length = stream.read_u32().await.unwrap();
                if length == 0 {
                    break;
                }
                let mut chunk = vec![0; length as usize];
                stream.read_exact(&mut chunk).await.unwrap();
                seen.lock().unwrap().extend(chunk);
            }
            stream.write_all(answer).await.unwrap();
        }
    });
    (address, scanned)
}

async fn desk_with(clamd: &str) -> Desk {
    desk_of(TestApp::start_with(&["--demo", "--clamd", clamd]).await).await
}

#[tokio::test]
async fn a_clean_file_is_stored_and_marked_as_scanned() {
    let (address, scanned) = scanner(b"stream: OK\0").await;
    let desk = desk_with(&address).await;
    let page = desk.upload(&[("letter.pdf", PDF)]).await;
    let list = page.text("[data-files]");
    assert!(
        list.contains("Scanned") && !list.contains("Not scanned"),
        "{list}"
    );
    assert_eq!(*scanned.lock().unwrap(), PDF);
}

#[tokio::test]
async fn an_infected_file_is_refused_and_audited_and_nothing_is_stored() {
    let (address, _) = scanner(b"stream: Eicar FOUND\0").await;
    let desk = desk_with(&address).await;
    let page = desk.upload(&[("letter.pdf", PDF)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let summary = page.text(".nhsuk-error-summary");
    assert!(
        summary.contains("refused by the virus scanner"),
        "{summary}"
    );
    assert_eq!(desk.count().await, 0);
    let refused = format!(
        "action = 'attachment.refused' AND subject_id = '{}'",
        desk.draft
    );
    assert_eq!(desk.app.count_where("audit_log", &refused).await, 1);
}

#[tokio::test]
async fn while_the_scanner_is_away_or_unwell_nothing_is_stored_and_the_draft_stays() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let away = closed.local_addr().unwrap().to_string();
    drop(closed);
    let (unwell, _) = scanner(b"INSTREAM size limit exceeded. ERROR\0").await;
    for clamd in [away, unwell] {
        let desk = desk_with(&clamd).await;
        let page = desk.upload(&[("letter.pdf", PDF)]).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(desk.count().await, 0);
        assert_eq!(desk.page().await.status, StatusCode::OK);
    }
}
