//! A person's browser, without scripts: keeps cookies and its connection, and, if told to, tries again like a person who
//! reloads the page.

use std::io::Result;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::wire::{self, Answer, Connection, odd};

/// How long a person waits before pressing the button again.
const PAUSE: Duration = Duration::from_millis(40);

/// One browser.
pub struct Visitor {
    host: SocketAddr,
    connection: Option<Connection>,
    cookies: Vec<(String, String)>,
    patience: Duration,
    /// How many requests got no answer, or one that says to try again.
    pub failures: usize,
}

impl Visitor {
    /// A browser that tries again for so long when it gets no answer, or one that says that the service is away.
    pub fn new(host: SocketAddr, patience: Duration) -> Self {
        Self {
            host,
            connection: None,
            cookies: Vec::new(),
            patience,
            failures: 0,
        }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        let cookies = format!("Cookie: {}\r\n", self.cookie_header());
        self.insist(&wire::get(self.host, path, &cookies)).await
    }

    /// Posts a form; returns where it leads to.
    pub async fn post(&mut self, path: &str, form: &str) -> Result<String> {
        let request = wire::post(self.host, path, &self.cookie_header(), form);
        let answer = self.insist(&request).await?;
        let place = answer
            .headers("location")
            .next()
            .filter(|_| answer.status == 303);
        place.map(str::to_owned).ok_or_else(|| {
            odd(&format!(
                "{} in answer to a form posted to {path}",
                answer.status
            ))
        })
    }

    /// The bytes of a form that this browser would post.
    #[allow(dead_code, reason = "not every program that shares this posts by hand")]
    pub fn request(&self, path: &str, form: &str) -> Vec<u8> {
        wire::post(self.host, path, &self.cookie_header(), form)
    }

    async fn insist(&mut self, request: &[u8]) -> Result<Answer> {
        let until = Instant::now() + self.patience;
        loop {
            match self.try_once(request).await {
                Ok(answer) if answer.status < 500 => return Ok(answer),
                outcome if Instant::now() >= until => return outcome,
                _ => self.failures += 1,
            }
            sleep(PAUSE).await;
        }
    }

    async fn try_once(&mut self, request: &[u8]) -> Result<Answer> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => Connection::open(self.host).await?,
        };
        let answer = connection.exchange(request).await?;
        if !answer.headers("connection").any(|value| value == "close") {
            self.connection = Some(connection);
        }
        for cookie in answer.headers("set-cookie") {
            self.keep(cookie);
        }
        Ok(answer)
    }

    fn keep(&mut self, cookie: &str) {
        let pair = cookie.split(';').next().unwrap_or_default();
        if let Some((name, value)) = pair.split_once('=') {
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    fn cookie_header(&self) -> String {
        let pairs: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }
}
