//! How fast one address may ask, on this node. Sign-in and mail have limits of their own that all nodes share.

use std::{net::IpAddr, num::NonZeroU32, time::Duration};

use actix_web::{
    Error,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web,
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};

use super::address;
use crate::{app::App, error::AppError};

/// How many seconds' worth of requests may come at once.
const BURST_SECONDS: u32 = 4;

/// Counts requests by address.
pub struct Limits {
    by_address: DefaultKeyedRateLimiter<IpAddr>,
}

impl Limits {
    /// Lets each address make `per_second` requests a second, and four seconds' worth at once.
    pub fn new(per_second: NonZeroU32) -> Self {
        let burst = per_second.saturating_mul(NonZeroU32::MIN.saturating_add(BURST_SECONDS - 1));
        let quota = Quota::per_second(per_second).allow_burst(burst);
        Self {
            by_address: RateLimiter::keyed(quota),
        }
    }

    /// Forgets addresses that have been quiet; call it now and then to bound memory.
    pub fn tidy(&self) {
        self.by_address.retain_recent();
        self.by_address.shrink_to_fit();
    }

    fn check(&self, address: IpAddr) -> Result<(), Duration> {
        self.by_address.check_key(&address).map_err(|refusal| {
            refusal.wait_time_from(governor::clock::DefaultClock::default().now())
        })
    }
}

/// Whether an address is counted: on one's own machine a demonstration may be driven by programs.
pub fn apply_to(app: &App, address: IpAddr) -> bool {
    !(app.config.demo && address.is_loopback())
}

/// Middleware: refuses with 429 what comes too fast.
pub async fn apply<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let address = address::of(request.request());
    let checked = request
        .app_data::<web::Data<App>>()
        .filter(|app| apply_to(app, address))
        .map_or(Ok(()), |app| app.limits.check(address));
    match checked {
        Ok(()) => Ok(next.call(request).await?.map_into_left_body()),
        Err(wait) => {
            let refusal = request.error_response(AppError::TooMany(wait));
            Ok(refusal.map_into_right_body())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Limits;
    use std::{net::IpAddr, num::NonZeroU32};

    #[test]
    fn a_burst_passes_and_a_flood_does_not() {
        let limits = Limits::new(NonZeroU32::MIN);
        let one: IpAddr = "192.0.2.1".parse().unwrap();
        let other: IpAddr = "192.0.2.2".parse().unwrap();
        let passed = (0..20).filter(|_| limits.check(one).is_ok()).count();
        assert_eq!(passed, 4);
        assert!(limits.check(one).is_err_and(|wait| !wait.is_zero()));
        assert!(limits.check(other).is_ok());
    }
}
