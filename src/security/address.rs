//! Where a request comes from, for rate limits. Never logged, never stored unhashed.

use std::net::{IpAddr, Ipv6Addr};

use actix_web::{HttpRequest, http::header::HeaderName, web};

use crate::app::App;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The client's address: the peer's, or, where the peer is one of `TRUSTED_PROXIES`, the last
/// address of `X-Forwarded-For` that is not. An IPv6 address counts as its /64, which one household shares.
pub fn of(request: &HttpRequest) -> IpAddr {
    let trusted = request
        .app_data::<web::Data<App>>()
        .map_or(&[][..], |app| &app.config.trusted_proxies);
    let peer = request
        .peer_addr()
        .map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| peer.ip());
    let forwarded = request
        .headers()
        .get_all(FORWARDED_FOR)
        .filter_map(|value| value.to_str().ok());
    network(client(peer, forwarded, trusted))
}

fn client<'a>(
    peer: IpAddr,
    forwarded: impl Iterator<Item = &'a str>,
    trusted: &[IpAddr],
) -> IpAddr {
    if !trusted.contains(&peer) {
        return peer;
    }
    let hops: Vec<&str> = forwarded.flat_map(|value| value.split(',')).collect();
    let mut nearest_first = hops.iter().rev().map_while(|hop| hop.trim().parse().ok());
    nearest_first
        .find(|address| !trusted.contains(address))
        .unwrap_or(peer)
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) if !v6.is_loopback() => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{client, network};
    use std::net::IpAddr;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_stranger_cannot_choose_its_address() {
        let seen = client(
            ip("203.0.113.9"),
            ["198.51.100.1"].into_iter(),
            &[ip("10.0.0.1")],
        );
        assert_eq!(seen, ip("203.0.113.9"));
    }

    #[test]
    fn a_proxy_of_ours_is_believed_up_to_the_first_stranger() {
        let header = "198.51.100.1, 203.0.113.9, 10.0.0.2";
        let ours = [ip("10.0.0.1"), ip("10.0.0.2")];
        let seen = client(ip("10.0.0.1"), [header].into_iter(), &ours);
        assert_eq!(seen, ip("203.0.113.9"));
    }

    #[test]
    fn nonsense_falls_back_to_the_peer() {
        let seen = client(ip("10.0.0.1"), ["unknown"].into_iter(), &[ip("10.0.0.1")]);
        assert_eq!(seen, ip("10.0.0.1"));
    }

    #[test]
    fn an_ipv6_household_is_one_address() {
        assert_eq!(network(ip("2001:db8:1:2:3:4:5:6")), ip("2001:db8:1:2::"));
        assert_eq!(network(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
    }
}
