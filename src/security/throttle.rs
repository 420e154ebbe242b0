//! How many wrong guesses are allowed, and why nobody can lock somebody else out.
//!
//! An attempt is counted before the password or code is looked at (so that attempts made at the
//! same time are all counted) and given back when it was right. Counters are in Postgres, where
//! every node sees them, under keyed hashes: no address or account can be read from the table.
//!
//! From a device where the account's owner has signed in before (it holds a signed cookie) only
//! that device's own counter applies. So an attack on the account from elsewhere, or from the
//! same address, never keeps the owner out (OWASP, "Slow down online guessing attacks with
//! device cookies").

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

/// What an attempt aims at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Signing in with a password.
    Password,
    /// The second factor, after the password was right.
    Code,
}

/// One counter: how many attempts within how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The counter's name, part of its key.
    pub name: &'static str,
    /// Attempts allowed in one window.
    pub limit: i32,
    /// Length of the window, from its first attempt.
    pub window: TimeDelta,
}

/// A counter and the key to count under, before hashing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// The rule.
    pub rule: Rule,
    /// What is counted: joined with the rule's name and hashed with the keyring.
    pub key: String,
}

/// There were too many attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many attempts")]
pub struct TooMany {
    /// When the next attempt is allowed.
    pub until: DateTime<Utc>,
}

/// Who tries, and at what.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// Password or code.
    pub purpose: Purpose,
    /// The account's blind index, whether or not there is such an account.
    pub account: &'a str,
    /// Where the request comes from: the subscriber's network, as `security::address` gives it.
    pub address: IpAddr,
    /// The known device it comes from.
    pub device: Option<&'a str>,
}

impl Attempt<'_> {
    /// The counters of this attempt, narrow ones first: counting stops at the first that is
    /// full, so that somebody who is held back uses up nothing of the wider ones.
    pub fn counters(&self) -> Vec<Counter> {
        let account = self.account;
        if let Some(device) = self.device {
            return vec![self.counter("device", 10, 15, &format!("{account} {device}"))];
        }
        let address = self.address.to_string();
        let pair = self.counter("account+address", 5, 15, &format!("{account} {address}"));
        let strangers = self.counter("account", 20, 60, account);
        match self.purpose {
            Purpose::Password => {
                let anybody = self.counter("address", 50, 15, &address);
                vec![pair, anybody, strangers]
            }
            // The password was right: other people's codes from this address are no matter.
            Purpose::Code => vec![pair, strangers],
        }
    }

    fn counter(&self, name: &'static str, limit: i32, minutes: i64, key: &str) -> Counter {
        let purpose = match self.purpose {
            Purpose::Password => "password",
            Purpose::Code => "code",
        };
        let window = TimeDelta::minutes(minutes);
        Counter {
            rule: Rule {
                name,
                limit,
                window,
            },
            key: format!("{purpose} {key}"),
        }
    }
}

/// The counters of a message that somebody asks to be sent to a mailbox which may not be theirs:
/// 3 an hour to one mailbox, 10 an hour from one address. They are not given back.
pub fn of_mail(mailbox: &str, address: IpAddr) -> Vec<Counter> {
    let rule = |name, limit| Rule {
        name,
        limit,
        window: TimeDelta::hours(1),
    };
    vec![
        Counter {
            rule: rule("mail from address", 10),
            key: address.to_string(),
        },
        Counter {
            rule: rule("mail to mailbox", 3),
            key: mailbox.to_owned(),
        },
    ]
}

/// The counters of a client's attempts to prove itself: 20 wrong ones in a quarter of an hour from one address for one client, 60 for
/// any. Right ones are given back, and nothing counts against a client wherever it asks from: its secret is far too long to be
/// guessed, so that nobody can lock it out.
pub fn of_client(client: &str, address: IpAddr) -> Vec<Counter> {
    let counter = |name, limit, key| Counter {
        rule: Rule {
            name,
            limit,
            window: TimeDelta::minutes(15),
        },
        key,
    };
    vec![
        counter("client+address", 20, format!("{client} {address}")),
        counter("clients from address", 60, address.to_string()),
    ]
}

/// The counter of referrals sent, each of which also sends a receipt by mail: 20 an hour from one address, which leaves
/// room for a clinic behind one network. Not given back.
pub fn of_sends(address: IpAddr) -> Counter {
    let rule = Rule {
        name: "sends from address",
        limit: 20,
        window: TimeDelta::hours(1),
    };
    let key = address.to_string();
    Counter { rule, key }
}

/// The counter of referrals that one referrer sends: 60 an hour, more than any clinic needs. Not given back.
pub fn of_referrals(account: Uuid) -> Counter {
    let rule = Rule {
        name: "referrals of account",
        limit: 60,
        window: TimeDelta::hours(1),
    };
    let key = account.to_string();
    Counter { rule, key }
}

/// The counters of attempts to take over what a patient said: 10 an hour by one account, 10 an hour from one address. Not given
/// back: whoever has one right code must not be able to try out others with it.
pub fn of_handovers(account: &str, address: IpAddr) -> Vec<Counter> {
    let counter = |name, key| Counter {
        rule: Rule {
            name,
            limit: 10,
            window: TimeDelta::hours(1),
        },
        key,
    };
    vec![
        counter("handover by account", account.to_owned()),
        counter("handover from address", address.to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(purpose: Purpose, device: Option<&str>) -> Vec<&'static str> {
        let address = IpAddr::from([192, 0, 2, 1]);
        let account = "account";
        let attempt = Attempt {
            purpose,
            account,
            address,
            device,
        };
        attempt
            .counters()
            .iter()
            .map(|counter| counter.rule.name)
            .collect()
    }

    #[test]
    fn a_stranger_is_counted_by_pair_then_address_then_account() {
        let order = ["account+address", "address", "account"];
        assert_eq!(names(Purpose::Password, None), order);
        assert_eq!(names(Purpose::Code, None), ["account+address", "account"]);
    }

    #[test]
    fn a_known_device_is_counted_alone() {
        assert_eq!(names(Purpose::Password, Some("device")), ["device"]);
        assert_eq!(names(Purpose::Code, Some("device")), ["device"]);
    }

    #[test]
    fn sends_are_counted_by_address_for_an_hour() {
        let counter = of_sends(IpAddr::from([192, 0, 2, 1]));
        assert_eq!(counter.rule.limit, 20);
        assert_eq!(counter.rule.window, TimeDelta::hours(1));
        assert_eq!(counter.key, "192.0.2.1");
        let mail = of_mail("mailbox", IpAddr::from([192, 0, 2, 1]));
        assert!(
            mail.iter()
                .all(|other| other.rule.name != counter.rule.name)
        );
    }

    #[test]
    fn referrals_are_counted_by_account_for_an_hour() {
        let (one, other) = (
            of_referrals(Uuid::from_u128(1)),
            of_referrals(Uuid::from_u128(2)),
        );
        assert_eq!((one.rule.limit, one.rule.window), (60, TimeDelta::hours(1)));
        assert_ne!(one.key, other.key);
        let patients = of_sends(IpAddr::from([192, 0, 2, 1]));
        assert_ne!(one.rule.name, patients.rule.name);
    }

    #[test]
    fn passwords_and_codes_have_counters_of_their_own() {
        let address = IpAddr::from([192, 0, 2, 1]);
        let keys = |purpose| {
            let attempt = Attempt {
                purpose,
                account: "a",
                address,
                device: None,
            };
            attempt.counters().remove(0).key
        };
        assert_ne!(keys(Purpose::Password), keys(Purpose::Code));
    }
}
