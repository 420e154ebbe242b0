//! The same actix server with one page from memory and nothing else: what the machine can do.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, Command, Stdio};

use actix_web::web::{self, Bytes};
use actix_web::{App, HttpResponse, HttpServer};

use crate::Fault;

/// What this program is called with to be that server.
pub const COMMAND: &str = "plain-server";

/// Where its page is.
pub const PATH: &str = "/page";

/// The server as a process of its own, gone when this is dropped.
pub struct Plain {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Plain {
    /// Starts it with these bytes as its page.
    pub fn start(page: &[u8]) -> Result<Self, Fault> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(COMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        child.stdin.take().ok_or("no way in")?.write_all(page)?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no way out")?).read_line(&mut line)?;
        let address = line.trim().parse()?;
        Ok(Self { child, address })
    }
}

impl Drop for Plain {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Is the server: reads the page to its end, prints its address and serves.
pub fn serve() -> Result<(), Fault> {
    let mut page = Vec::new();
    std::io::stdin().read_to_end(&mut page)?;
    let page = Bytes::from(page);
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || {
            let page = page.clone();
            App::new().route(
                PATH,
                web::get().to(move || {
                    let page = page.clone();
                    async move {
                        HttpResponse::Ok()
                            .content_type("text/html; charset=utf-8")
                            .body(page)
                    }
                }),
            )
        })
        .workers(std::thread::available_parallelism()?.get())
        .bind((Ipv4Addr::LOCALHOST, 0))?;
        println!("{}", server.addrs()[0]);
        Ok::<_, Fault>(server.run().await?)
    })
}
