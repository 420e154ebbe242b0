//! Pages of accounts, practices and the ways to an account.

use templates::admissions::accounts::{self, Done, Line, Request};
use templates::admissions::{person, practice, practices};
use templates::components::Values;
use templates::doors::professional::Fault;
use templates::doors::{Door, invitation, new_password::Weak, reset};
use templates::referrer::access::register;

use super::{PUBLIC, Page, STAFF, page};

pub fn pages() -> Vec<Page> {
    let mut pages = ways_in();
    pages.extend(administration());
    pages
}

fn ways_in() -> Vec<Page> {
    let door = Door::Referrers;
    let ask = reset::Ask {
        door,
        frame: PUBLIC,
        nonce: "n",
        email: "x",
        invalid: true,
    };
    let choose = reset::Choose {
        frame: PUBLIC,
        nonce: "n",
        action: "/refer/reset/token",
        weak: Some(Weak::Guessable),
    };
    let invited = invitation::View {
        door,
        frame: PUBLIC,
        nonce: "n",
        action: "/refer/invitation/token",
        email: "gita@practice.example",
        practice: Some("K81001 Mill Lane Surgery"),
        values: Values(&[]),
        faults: &[("name", Fault::Missing), ("number", Fault::Invalid)],
        weak: Some(Weak::Short),
    };
    let faults = [
        "name",
        "email",
        "ods_code",
        "profession",
        "register",
        "number",
    ]
    .map(|control| (control, Fault::Missing));
    let asked = register::View {
        frame: PUBLIC,
        nonce: "n",
        values: Values(&[]),
        faults: &faults,
    };
    vec![
        page("reset-error", reset::ask(&ask)),
        page("reset-asked", reset::asked(door, &PUBLIC, "x@y.example")),
        page("reset-choose-error", reset::choose(&choose)),
        page("reset-changed", reset::changed(door, &PUBLIC)),
        page("reset-failed", reset::failed(door, &PUBLIC)),
        page("invitation-error", invitation::page(&invited)),
        page("invitation-made", invitation::made(door, &PUBLIC)),
        page("invitation-failed", invitation::failed(door, &PUBLIC)),
        page("register-error", register::page(&asked)),
        page("register-asked", register::asked(&PUBLIC, "x@y.example")),
        page(
            "register-confirm",
            register::confirm(&PUBLIC, "n", "/refer/register/token"),
        ),
        page("register-confirmed", register::confirmed(&PUBLIC)),
        page("register-failed", register::failed(&PUBLIC)),
    ]
}

fn administration() -> Vec<Page> {
    let accounts = accounts::View {
        frame: STAFF,
        nonce: "n",
        requests: &[request()],
        accounts: &[line(false), line(true)],
        page: 2,
        pages: 3,
        done: Some(Done::Approved),
        values: Values(&[]),
        faults: &[("role", Fault::Missing)],
        taken: true,
    };
    let person = person::View {
        frame: STAFF,
        nonce: "n",
        id: "1",
        name: "Amara Okafor",
        email: "amara@clinic.example",
        role: "lead",
        practice: None,
        profession: None,
        registration: None,
        enrolled: true,
        standing: person::Standing::Live,
        changed: true,
        typed: Values(&[]),
        faults: &[],
    };
    let referrer = person::View {
        name: "Dr Gita Gray",
        email: "gita.gray@demo.example",
        role: "referrer",
        practice: Some("K81001 Mill Lane Surgery"),
        profession: Some("GP"),
        registration: Some("GMC 7012345"),
        changed: false,
        faults: &[("ods_code", Fault::Unknown)],
        ..person
    };
    let listed = [practices::Practice {
        code: "K81001".to_owned(),
        name: "Mill Lane Surgery".to_owned(),
        address: "12 Mill Lane, Aylesbury, HP20 1ZZ".to_owned(),
    }];
    let practices = practices::View {
        frame: STAFF,
        nonce: "n",
        search: "mill",
        practices: &listed,
        page: 1,
        more: true,
        added: true,
        values: Values(&[]),
        faults: &[
            practices::Fault::Code,
            practices::Fault::Name,
            practices::Fault::Address,
        ],
    };
    let people = [false, true].map(|disabled| practice::Person {
        id: "1".to_owned(),
        name: "Dr Gita Gray".to_owned(),
        profession: "GP".to_owned(),
        disabled,
    });
    let closed = practice::View {
        frame: STAFF,
        nonce: "n",
        code: "K81001",
        name: "Mill Lane Surgery",
        closed: Some("24 November 2026"),
        people: &people,
        values: Values(&[]),
        faults: &[practices::Fault::Name],
        changed: false,
    };
    let open = practice::View {
        closed: None,
        people: &[],
        faults: &[],
        changed: true,
        ..closed
    };
    vec![
        page("practice", practice::page(&open)),
        page("practice-closed-error", practice::page(&closed)),
        page("accounts-error", accounts::page(&accounts)),
        page("accounts-person", person::page(&person)),
        page("accounts-person-error", person::page(&referrer)),
        page("practices-error", practices::page(&practices)),
    ]
}

fn request() -> Request {
    Request {
        id: "2".to_owned(),
        name: "Sam Whitlock".to_owned(),
        email: "sam@physio.example".to_owned(),
        practice: "K82002 Bridge Street Practice".to_owned(),
        profession: "Therapist".to_owned(),
        registration: "HCPC PH000004".to_owned(),
        since: "22 November 2026 at 3:42pm".to_owned(),
    }
}

fn line(disabled: bool) -> Line {
    Line {
        id: "3".to_owned(),
        name: "Dr Gita Gray".to_owned(),
        role: "Referrer",
        practice: Some("K81001 Mill Lane Surgery".to_owned()),
        registration: Some("GMC 7000001".to_owned()),
        disabled,
    }
}
