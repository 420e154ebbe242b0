//! Each action tried with each role, and with records that are held by nobody, oneself and others.

use super::*;

const ME: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);

fn allowed(action: Action) -> Vec<&'static str> {
    let may = |role: &Role| {
        may(
            Actor {
                account: ME,
                role: *role,
            },
            action,
        )
        .is_ok()
    };
    Role::ALL
        .iter()
        .filter(|role| may(role))
        .map(|role| role.code())
        .collect()
}

fn held_by(owner: Option<Uuid>) -> Record {
    Record { owner }
}

#[test]
fn all_staff_see_the_numbers_and_nobody_else_does() {
    let all = ["coordinator", "clinician", "lead", "admin", "reporting"];
    assert_eq!(allowed(Action::SeeCounts), all);
}

#[test]
fn reporting_sees_no_record_whoever_holds_it() {
    let readers = ["coordinator", "clinician", "lead", "admin"];
    assert_eq!(allowed(Action::SeeList), readers);
    assert_eq!(allowed(Action::Search), readers);
    for owner in [None, Some(ME), Some(OTHER)] {
        assert_eq!(allowed(Action::Open(held_by(owner))), readers);
    }
}

fn workers(verb: Verb, owner: Option<Uuid>) -> Vec<&'static str> {
    allowed(Action::Work(verb, held_by(owner)))
}

const TEAM: [&str; 3] = ["coordinator", "clinician", "lead"];

#[test]
fn only_the_team_claims_and_only_what_nobody_holds() {
    assert_eq!(workers(Verb::Claim, None), TEAM);
    assert!(workers(Verb::Claim, Some(ME)).is_empty());
    assert!(workers(Verb::Claim, Some(OTHER)).is_empty());
}

#[test]
fn one_releases_ones_own_and_a_lead_anybodys() {
    assert_eq!(workers(Verb::Release, Some(ME)), TEAM);
    assert_eq!(workers(Verb::Release, Some(OTHER)), ["lead"]);
    assert!(workers(Verb::Release, None).is_empty());
}

#[test]
fn a_clinician_hands_over_what_is_theirs_and_others_share_out_everything() {
    assert_eq!(workers(Verb::Assign, Some(ME)), TEAM);
    assert_eq!(workers(Verb::Assign, Some(OTHER)), ["coordinator", "lead"]);
    assert_eq!(workers(Verb::Assign, None), ["coordinator", "lead"]);
}

#[test]
fn every_other_verb_has_its_roles_whoever_holds_the_record() {
    let mixed = [Verb::Claim, Verb::Release, Verb::Assign];
    for verb in Verb::ALL.into_iter().filter(|verb| !mixed.contains(verb)) {
        let roles = workers(verb, None);
        assert_eq!(workers(verb, Some(ME)), roles, "{verb:?}");
        assert_eq!(workers(verb, Some(OTHER)), roles, "{verb:?}");
        let expected: &[&str] = match verb {
            Verb::AssessSigns | Verb::SetPriority | Verb::RecordAssessment | Verb::Measure => {
                &["clinician"]
            }
            Verb::StartTriage
            | Verb::SendToMdt
            | Verb::RecordMeeting
            | Verb::Decline
            | Verb::Redirect
            | Verb::Reopen => &["clinician", "lead"],
            Verb::SetFunding
            | Verb::MarkRtt
            | Verb::ConfirmFunding
            | Verb::MoveOnList
            | Verb::Book
            | Verb::CancelBooking
            | Verb::Admit
            | Verb::PlanDischarge
            | Verb::Discharge
            | Verb::CloseWithoutAdmission => &["coordinator", "lead"],
            _ => &TEAM,
        };
        assert_eq!(roles, expected, "{verb:?}");
    }
}

#[test]
fn nobody_reads_their_own_decline_a_second_time() {
    let read = |declined_by, seen| allowed(Action::SecondRead { declined_by, seen });
    assert_eq!(read(OTHER, false), ["clinician"]);
    assert!(read(ME, false).is_empty());
    assert!(
        read(OTHER, true).is_empty(),
        "who knows the decision is not blind"
    );
}

#[test]
fn both_judgements_are_for_those_who_made_them_and_for_leads() {
    let compare = |declined_by, reader| {
        allowed(Action::CompareSecondRead {
            declined_by,
            reader,
        })
    };
    assert_eq!(compare(ME, OTHER), ["clinician", "lead"]);
    assert_eq!(compare(OTHER, ME), ["clinician", "lead"]);
    assert_eq!(compare(OTHER, OTHER), ["lead"]);
    assert_eq!(allowed(Action::SeeSecondReads), ["clinician", "lead"]);
    assert_eq!(allowed(Action::SeeDisagreements), ["lead"]);
}

#[test]
fn names_leave_the_service_with_those_who_work_with_them() {
    let all = ["coordinator", "clinician", "lead", "admin", "reporting"];
    assert_eq!(allowed(Action::Export), all);
    assert_eq!(allowed(Action::ExportNames), ["coordinator", "lead"]);
    assert_eq!(allowed(Action::WorkOnMany), ["coordinator", "lead"]);
    assert_eq!(allowed(Action::ManageBeds), ["coordinator", "lead"]);
    assert_eq!(allowed(Action::SeeBeds), all[..4]);
}

#[test]
fn administrators_alone_look_after_accounts_and_practices() {
    assert_eq!(allowed(Action::ManageAccounts), ["admin"]);
    assert_eq!(allowed(Action::ManagePractices), ["admin"]);
    assert_eq!(allowed(Action::ChangeAccount(OTHER)), ["admin"]);
    assert!(allowed(Action::ChangeAccount(ME)).is_empty());
}

#[test]
fn the_team_writes_letters_and_clinicians_those_that_say_no() {
    for owner in [None, Some(ME), Some(OTHER)] {
        let record = held_by(owner);
        let readers = ["coordinator", "clinician", "lead", "admin"];
        assert_eq!(allowed(Action::ReadLetters(record)), readers);
        let team = ["coordinator", "clinician", "lead"];
        assert_eq!(allowed(Action::WriteLetter(record)), team);
        assert_eq!(allowed(Action::WriteRefusal(record)), ["clinician", "lead"]);
    }
}

#[test]
fn all_staff_see_statistics_and_small_numbers_only_who_may_see_records() {
    let all = ["coordinator", "clinician", "lead", "admin", "reporting"];
    assert_eq!(allowed(Action::SeeStatistics), all);
    assert_eq!(allowed(Action::SeeSmallNumbers), all[..4]);
}

#[test]
fn administrators_alone_read_logs_and_look_after_settings_pathways_and_retention() {
    for action in [
        Action::ReadLogs,
        Action::ChangeSettings,
        Action::ManagePathways,
        Action::ReplayRules,
        Action::ManageRetention,
    ] {
        assert_eq!(allowed(action), ["admin"], "{action:?}");
    }
}

#[test]
fn a_role_is_read_by_its_code_alone() {
    for role in Role::ALL {
        assert_eq!(role.code().parse(), Ok(role));
    }
    assert_eq!("Admin".parse::<Role>(), Err(UnknownRole));
    assert_eq!("".parse::<Role>(), Err(UnknownRole));
}
