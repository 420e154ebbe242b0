//! Pages of administrators: logs, settings, pathways, the simulator, retention.

use templates::admissions::administration::{
    api_client, api_clients, audit, home, pathway, pathways, retention, settings, simulator,
};
use templates::components::Values;

use super::{Page, STAFF, long, page, pairs};

pub fn pages() -> Vec<Page> {
    let mut pages = vec![page("administration", home::page(&STAFF))];
    pages.extend(logs());
    pages.extend(of_api_clients());
    pages.extend(of_settings());
    pages.extend(of_pathways());
    pages.extend(of_simulator());
    pages.extend(of_retention());
    pages
}

fn of_api_clients() -> Vec<Page> {
    let line = |name: &str, disabled: bool| api_clients::Line {
        id: "1".to_owned(),
        name: name.to_owned(),
        scopes: vec!["statistics.read"],
        secret_made: "3 November 2026".to_owned(),
        last_used: (!disabled).then(|| "24 November 2026 at 6:02am".to_owned()),
        disabled,
    };
    let clients = [
        line("Trust reporting", false),
        line(&"Warehouse ".repeat(8), true),
    ];
    let values = pairs(&[("name", "Trust reporting"), ("contact", "reports@example")]);
    let list = api_clients::View {
        frame: STAFF,
        nonce: "n",
        clients: &clients,
        values: Values(&[]),
        faults: &[],
    };
    let faulty = api_clients::View {
        clients: &[],
        values: Values(&values),
        faults: &[
            api_clients::Fault::Name,
            api_clients::Fault::Contact,
            api_clients::Fault::Scopes,
        ],
        ..list
    };
    let client = client();
    let one = api_client::View {
        frame: STAFF,
        nonce: "n",
        client: &client,
        values: Values(&values),
        faults: &[],
        told: Some(api_client::Told::Stale),
    };
    let ended = api_client::Client {
        disabled: Some("24 November 2026 at 3:42pm".to_owned()),
        last_used: None,
        previous_until: None,
        ..client.clone()
    };
    let secret = api_client::Secret {
        frame: STAFF,
        name: "Trust reporting",
        id: &client.id,
        secret: "inpatient_referral_Zm9yIHRlc3RzIG9ubHksIG5vdGhpbmcgZWxzZSAhISE",
        token_address: "https://referrals.example/oauth2/token",
        previous_until: Some("1 December 2026 at 3:42pm"),
    };
    vec![
        page("api-clients", api_clients::page(&list)),
        page("api-clients-error", api_clients::page(&faulty)),
        page("api-client", api_client::page(&one)),
        page(
            "api-client-disabled",
            api_client::page(&api_client::View {
                client: &ended,
                told: Some(api_client::Told::MadeBefore),
                ..one
            }),
        ),
        page("api-client-secret", api_client::secret(&secret)),
    ]
}

fn client() -> api_client::Client {
    api_client::Client {
        id: "019318f2-7c50-7000-8000-000000000007".to_owned(),
        name: "Trust reporting".to_owned(),
        contact: "reports@trust.example".to_owned(),
        scopes: vec!["statistics.read"],
        version: 3,
        made: "3 November 2026 at 9:10am by Amara Okafor".to_owned(),
        secret_made: "24 November 2026 at 3:42pm".to_owned(),
        previous_until: Some("1 December 2026 at 3:42pm".to_owned()),
        last_used: Some("24 November 2026 at 6:02am".to_owned()),
        disabled: None,
    }
}

fn logs() -> Vec<Page> {
    let accounts = [
        ("1".to_owned(), "Amara Okafor (Administrator)".to_owned()),
        ("2".to_owned(), "Dr Gita Gray (Referrer)".to_owned()),
    ];
    let codes =
        |codes: &[&str]| -> Vec<String> { codes.iter().map(|code| (*code).to_owned()).collect() };
    let actions = codes(&[
        "account.role_set",
        "referral.claim",
        "referral.offer_assessment",
    ]);
    let kinds = codes(&["account", "referral"]);
    let lines = lines();
    let changes = audit::View {
        frame: STAFF,
        log: audit::Log::Changes,
        filters: audit::Filters {
            account: "2",
            from: "2026-11-01",
            ..audit::Filters::default()
        },
        accounts: &accounts,
        actions: &actions,
        kinds: &kinds,
        lines: &lines,
        older: Some("/admissions/audit?beyond=1.1"),
        newest: Some("/admissions/audit"),
        cut: Some(10_000),
        faults: &[],
    };
    let looks = audit::View {
        log: audit::Log::Looks,
        filters: audit::Filters::default(),
        lines: &[],
        older: None,
        newest: None,
        cut: None,
        ..changes
    };
    let faulty = audit::View {
        faults: &[
            audit::Fault::From,
            audit::Fault::To,
            audit::Fault::Reference,
        ],
        ..looks
    };
    vec![
        page("audit", audit::page(&changes)),
        page("audit-empty", audit::page(&looks)),
        page("audit-error", audit::page(&faulty)),
    ]
}

fn lines() -> Vec<audit::Line> {
    let line = |action: &str, kind: &str| audit::Line {
        at: "24 November 2026, 15:42:07".to_owned(),
        who: "Amara Okafor".to_owned(),
        action: action.to_owned(),
        kind: kind.to_owned(),
        ..audit::Line::default()
    };
    vec![
        audit::Line {
            reference: Some("7K4M-29XQ".to_owned()),
            ..line("referral.claim", "referral")
        },
        audit::Line {
            thing: Some("Wolfeschlegelsteinhausenbergerdorff Alexandrina".to_owned()),
            more: vec![
                ("from".to_owned(), "coordinator".to_owned()),
                ("to".to_owned(), "lead".to_owned()),
            ],
            ..line("account.role_set", "account")
        },
        audit::Line {
            who: "The service".to_owned(),
            more: vec![("hash".to_owned(), "0123456789abcdef".repeat(4))],
            ..line("pathway.live", "pathway")
        },
    ]
}

fn of_settings() -> Vec<Page> {
    use settings::Shape::{Line, Lines, Number};
    let shapes = [
        ("acknowledge_days", Number(1, 60)),
        ("triage_days", Number(1, 60)),
        ("assessment_days", Number(1, 60)),
        ("second_read_percent", Number(0, 100)),
        ("record_years", Number(8, 100)),
        ("declined_years", Number(2, 100)),
        ("phone", Line(30)),
        ("opening_hours", Line(120)),
        ("address", Lines(400)),
    ];
    let values = pairs(&[
        ("acknowledge_days", "1"),
        ("triage_days", "2"),
        ("assessment_days", "5"),
        ("second_read_percent", "10"),
        ("record_years", "8"),
        ("declined_years", "2"),
        ("phone", "01296 000 000"),
        ("opening_hours", "Monday to Friday, 9am to 5pm."),
        ("address", "Buckingham Road\nAylesbury\nHP19 9AB"),
    ]);
    let view = settings::View {
        frame: STAFF,
        nonce: "n",
        values: Values(&values),
        opened: Values(&values),
        revision: 3,
        settings: &shapes,
        faults: &[],
        clashes: None,
        saved: true,
    };
    let clashes = [
        settings::Clash {
            code: "triage_days",
            theirs: "4".to_owned(),
            yours: "3".to_owned(),
        },
        settings::Clash {
            code: "address",
            theirs: String::new(),
            yours: long(),
        },
    ];
    vec![
        page("settings", settings::page(&view)),
        page(
            "settings-error",
            settings::page(&settings::View {
                faults: &["triage_days", "phone", "address"],
                saved: false,
                ..view
            }),
        ),
        page(
            "settings-clash",
            settings::page(&settings::View {
                clashes: Some(&clashes),
                saved: false,
                ..view
            }),
        ),
    ]
}

fn version(live: bool) -> pathways::Version {
    let until = (!live).then(|| "24 November 2026 at 9:00am".to_owned());
    pathways::Version {
        hash: "0123456789abcdef".repeat(4),
        pathway: "cervical-dystonia".to_owned(),
        version: if live { "1.1.0" } else { "1.0.0" }.to_owned(),
        title: "Cervical dystonia (spasmodic torticollis)".to_owned(),
        dated: "22 November 2026".to_owned(),
        live: vec![("22 November 2026 at 3:42pm".to_owned(), until)],
        approvals: if live {
            Vec::new()
        } else {
            vec![pathways::Approval {
                approver: "Dr May Wong".to_owned(),
                role: "Clinical lead".to_owned(),
                on: "21 November 2026".to_owned(),
                recorded: "Recorded by Amara Okafor on 22 November 2026 at 3:42pm".to_owned(),
            }]
        },
        sent: if live { "0" } else { "100000 or more" }.to_owned(),
    }
}

fn of_pathways() -> Vec<Page> {
    let old = version(false);
    let one = pathway::View {
        frame: STAFF,
        nonce: "n",
        version: &old,
        definition: "id = \"cervical-dystonia\"\nversion = \"1.0.0\"\nname = { patient = \"Cervical dystonia\", gp = \"Cervical dystonia (spasmodic torticollis)\" }\n",
        values: Values(&[]),
        faults: &[
            pathway::Fault::Approver,
            pathway::Fault::Role,
            pathway::Fault::Day,
        ],
        recorded: false,
    };
    vec![
        page(
            "pathways",
            pathways::page(&STAFF, &[version(true), version(false)]),
        ),
        page("pathways-empty", pathways::page(&STAFF, &[])),
        page("pathway-error", pathway::page(&one)),
        page(
            "pathway",
            pathway::page(&pathway::View {
                faults: &[],
                recorded: true,
                ..one
            }),
        ),
    ]
}

fn of_simulator() -> Vec<Page> {
    let view = simulator::View {
        frame: STAFF,
        nonce: "n",
        definition: "",
        from: "",
        to: "",
        most: 10_000,
        faults: &[],
        found: None,
    };
    let faults = [
        simulator::Fault::Unsound(
            12,
            8,
            "`kind` must be one of choice, choices, grid, table".to_owned(),
        ),
        simulator::Fault::Unsound(940, 1, "there is no question `pain_impct`".to_owned()),
        simulator::Fault::To,
    ];
    let found = found();
    let none = simulator::Found {
        changed: 0,
        counts: Vec::new(),
        cases: Vec::new(),
        gone: Vec::new(),
        new: Vec::new(),
        left_out: Vec::new(),
        stopped: None,
        ..found.clone()
    };
    vec![
        page("simulator", simulator::page(&view)),
        page(
            "simulator-error",
            simulator::page(&simulator::View {
                definition: "id = \"cervical-dystonia\"\n",
                faults: &faults,
                ..view
            }),
        ),
        page(
            "simulator-found",
            simulator::page(&simulator::View {
                definition: "id = \"cervical-dystonia\"\n",
                from: "2026-01-01",
                found: Some(&found),
                ..view
            }),
        ),
        page(
            "simulator-none",
            simulator::page(&simulator::View {
                found: Some(&none),
                ..view
            }),
        ),
    ]
}

fn found() -> simulator::Found {
    let text = |text: &str| text.to_owned();
    let sign = simulator::Flip {
        what: text("Impact on daily life"),
        from: text("Matches"),
        to: text("Not clear yet"),
        because: Some(text(
            "Pain or movement has an impact, but no limited activity is recorded.",
        )),
    };
    let outcome = simulator::Flip {
        what: text("Outcome"),
        from: text("Match stronger"),
        to: text("Match some"),
        because: None,
    };
    let count = |flip: &simulator::Flip, count| simulator::Count {
        what: flip.what.clone(),
        from: flip.from.clone(),
        to: flip.to.clone(),
        count,
    };
    simulator::Found {
        draft: (text("cervical-dystonia"), text("1.2.0-draft")),
        looked_at: 10_000,
        oldest: Some(text("3 March 2025")),
        stopped: Some(simulator::Stopped::Most),
        changed: 214,
        flagged: 3,
        unflagged: 17,
        counts: vec![count(&outcome, 31), count(&sign, 214)],
        cases: vec![simulator::Case {
            reference: text("7K4M-29XQ"),
            flips: vec![outcome, sign],
        }],
        gone: vec![text("goals")],
        new: vec![text("aims"), text("sleep_quality")],
        left_out: vec![(text("goals"), 8123), (text("posture"), 1)],
    }
}

fn of_retention() -> Vec<Page> {
    let due = retention::Line {
        reference: "7K4M-29XQ".to_owned(),
        state: "Closed without admission".to_owned(),
        closed: Some("24 November 2024".to_owned()),
        until: Some("24 November 2026".to_owned()),
        ended: true,
        ..retention::Line::default()
    };
    let held = retention::Line {
        reference: "M2P8-QT5V".to_owned(),
        held: true,
        joined_to: Some("7K4M-29XQ".to_owned()),
        ..due.clone()
    };
    let lines = [due.clone(), held.clone()];
    let list = retention::View {
        frame: STAFF,
        group: retention::Group::Others,
        years: (8, 2),
        ahead: 90,
        lines: &lines,
        next: Some("/admissions/retention?beyond=1.1"),
        not_found: None,
    };
    let holds = [
        retention::Hold {
            id: "1".to_owned(),
            reason: long(),
            set: "on 24 November 2026 at 3:42pm by Amara Okafor".to_owned(),
            lifted: None,
        },
        retention::Hold {
            id: "2".to_owned(),
            reason: "Complaint 12/2025".to_owned(),
            set: "on 3 March 2025 at 9:00am by Bea Small".to_owned(),
            lifted: Some((
                "on 4 April 2025 at 10:15am by Amara Okafor".to_owned(),
                "The complaint was settled.".to_owned(),
            )),
        },
    ];
    let one = retention::Case {
        frame: STAFF,
        nonce: "n",
        line: &held,
        holds: &holds,
        reason: "",
        told: Some(retention::Told::Done),
    };
    let fresh = retention::Case {
        line: &due,
        holds: &[],
        told: Some(retention::Told::NoReason),
        ..one
    };
    vec![
        page("retention", retention::page(&list)),
        page(
            "retention-error",
            retention::page(&retention::View {
                group: retention::Group::Held,
                lines: &[],
                next: None,
                not_found: Some("nonsense"),
                ..list
            }),
        ),
        page("retention-case", retention::case(&one)),
        page("retention-case-error", retention::case(&fresh)),
        page(
            "retention-case-late",
            retention::case(&retention::Case {
                told: Some(retention::Told::TooLate("Claim 7, asked for by Smith & Co")),
                ..one
            }),
        ),
    ]
}
