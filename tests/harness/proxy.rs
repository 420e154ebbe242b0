//! Stands between a client and the database server and counts how often the client speaks and waits for an answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use sqlx::postgres::PgConnectOptions;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, split};
use tokio::net::{TcpStream, UnixListener, UnixStream};

/// A running proxy.
pub struct Proxy {
    folder: tempfile::TempDir,
    upstream: PgConnectOptions,
    count: Arc<Count>,
}

#[derive(Default)]
struct Count {
    exchanges: AtomicUsize,
    client_spoke_last: AtomicBool,
}

impl Proxy {
    /// Starts one before a server.
    pub fn start(upstream: PgConnectOptions) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let name = format!(".s.PGSQL.{}", upstream.get_port());
        let listener = UnixListener::bind(folder.path().join(name)).unwrap();
        let count = Arc::new(Count::default());
        let proxy = Self {
            folder,
            upstream: upstream.clone(),
            count: Arc::clone(&count),
        };
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(serve(client, upstream.clone(), Arc::clone(&count)));
            }
        });
        proxy
    }

    /// How to connect through it.
    pub fn options(&self) -> PgConnectOptions {
        self.upstream.clone().socket(self.folder.path())
    }

    /// How often a client has spoken and waited since the start.
    pub fn exchanges(&self) -> usize {
        self.count.exchanges.load(Ordering::SeqCst)
    }
}

async fn serve(client: UnixStream, upstream: PgConnectOptions, count: Arc<Count>) {
    let port = upstream.get_port();
    if let Some(folder) = upstream.get_socket() {
        let path = folder.join(format!(".s.PGSQL.{port}"));
        join(client, UnixStream::connect(path).await.unwrap(), count).await;
    } else {
        let server = TcpStream::connect((upstream.get_host(), port)).await;
        join(client, server.unwrap(), count).await;
    }
}

async fn join(client: UnixStream, server: impl AsyncRead + AsyncWrite + Unpin, count: Arc<Count>) {
    let (from_client, to_client) = split(client);
    let (from_server, to_server) = split(server);
    tokio::join!(
        copy(from_client, to_server, &count, true),
        copy(from_server, to_client, &count, false)
    );
}

async fn copy(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    count: &Count,
    is_client: bool,
) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(length @ 1..) = from.read(&mut bytes).await {
        let before = count.client_spoke_last.swap(is_client, Ordering::SeqCst);
        if is_client && !before {
            count.exchanges.fetch_add(1, Ordering::SeqCst);
        }
        if to.write_all(&bytes[..length]).await.is_err() {
            return;
        }
    }
    let _ = to.shutdown().await;
}
