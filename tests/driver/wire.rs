//! A light HTTP/1.1 client: one connection that stays open, whole responses by their length.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::str::from_utf8;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// The longest wait for a response: longer than the service itself waits for its database.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection that stays open.
pub struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
}

/// A whole response.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    head: String,
    /// What came after its head.
    pub body: Vec<u8>,
}

impl Answer {
    /// The values of a header; `name` in lower case.
    pub fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let fields = self.head.lines().filter_map(|line| line.split_once(':'));
        fields
            .filter(move |(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }

    /// The body as text.
    pub fn text(&self) -> Result<&str> {
        from_utf8(&self.body).map_err(|_| odd("a page that is not UTF-8"))
    }

    /// What stands between `before` and the next quotation mark on the page.
    pub fn quoted_after(&self, before: &str) -> Option<&str> {
        let (_, rest) = self.text().ok()?.split_once(before)?;
        Some(rest.split_once('"')?.0)
    }
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            received: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a request and reads its response, within ten seconds.
    pub async fn exchange(&mut self, request: &[u8]) -> Result<Answer> {
        timeout(PATIENCE, self.exchange_without_limit(request))
            .await
            .map_err(|_| Error::from(ErrorKind::TimedOut))?
    }

    async fn exchange_without_limit(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request).await?;
        self.received.clear();
        let head = loop {
            if let Some(at) = find(&self.received, b"\r\n\r\n") {
                break at;
            }
            self.receive().await?;
        };
        let head_text =
            from_utf8(&self.received[..head]).map_err(|_| odd("a head that is not text"))?;
        let mut answer = Answer {
            status: status(head_text)?,
            head: head_text.to_owned(),
            body: Vec::new(),
        };
        let length = length(&answer)?;
        while self.received.len() < head + 4 + length {
            self.receive().await?;
        }
        answer.body = self.received[head + 4..].to_vec();
        Ok(answer)
    }

    async fn receive(&mut self) -> Result<()> {
        match self.stream.read_buf(&mut self.received).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

/// A GET request.
pub fn get(host: SocketAddr, path: &str, more: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n").into_bytes()
}

/// Tells the posts of many people apart.
static POSTS: AtomicU32 = AtomicU32::new(0);

/// A form as a browser posts it from a page of the same site; each from an address of its own, which a program believes
/// that is told to trust this machine as a proxy.
pub fn post(host: SocketAddr, path: &str, cookies: &str, form: &str) -> Vec<u8> {
    let [_, a, b, c] = POSTS.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nSec-Fetch-Site: same-origin\r\n\
         X-Forwarded-For: 10.{a}.{b}.{c}\r\nCookie: {cookies}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    )
    .into_bytes()
}

/// A response that is not what it should be.
pub fn odd(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what.to_owned())
}

fn status(head: &str) -> Result<u16> {
    let code = head.get(9..12).and_then(|code| code.parse().ok());
    code.ok_or_else(|| odd("a head without status"))
}

fn length(answer: &Answer) -> Result<usize> {
    let length = answer
        .headers("content-length")
        .next()
        .and_then(|length| length.parse().ok());
    length.ok_or_else(|| odd("a response without length"))
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}
