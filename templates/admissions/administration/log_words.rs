//! Codes of the logs in words. One that is not listed is read as it is written.

/// What was changed.
const CHANGES: [(&str, &str); 94] = [
    ("access_request.approved", "Request for an account approved"),
    (
        "access_request.confirmed",
        "Request for an account confirmed",
    ),
    (
        "access_request.turned_down",
        "Request for an account turned down",
    ),
    ("account.created", "Account made"),
    ("account.disabled", "Account disabled"),
    ("account.invited", "Invitation sent"),
    ("account.password_reset", "Password replaced"),
    ("account.password_set", "Password changed"),
    ("account.practice_set", "Moved to another practice"),
    ("account.recovery_codes_set", "Recovery codes made"),
    ("account.role_set", "Role changed"),
    ("account.second_factor_reset", "Second step taken away"),
    ("account.second_factor_set", "Second step set up"),
    ("api_client.changed", "API client changed"),
    ("api_client.disabled", "API client disabled"),
    ("api_client.made", "API client made"),
    (
        "api_client.secret_ended",
        "Earlier secret of an API client ended",
    ),
    ("api_client.secret_made", "New secret of an API client made"),
    ("attachment.added", "File added"),
    ("attachment.deleted", "File deleted"),
    ("attachment.refused", "File refused by the virus scanner"),
    ("audit.looked", "Looked at the logs"),
    ("draft.begun", "Draft begun"),
    ("draft.deleted", "Draft deleted"),
    ("draft.opened", "Draft opened"),
    ("draft.saved", "Draft saved"),
    ("drafts.listed", "Drafts listed"),
    ("duplicates.looked_up", "Looked for duplicates"),
    ("handover.made", "Code for a referrer made"),
    ("handover.taken", "Patient’s answers taken over"),
    ("letter.sent", "Letter written"),
    ("list.exported", "List downloaded"),
    ("legal_hold.lifted", "Legal hold lifted"),
    ("legal_hold.set", "Legal hold set"),
    ("pathway.approved", "Approval of a pathway recorded"),
    ("pathway.live", "Pathway version went live"),
    ("pathway.replayed", "Draft rules replayed over past cases"),
    ("pathway.withdrawn", "Pathway no longer offered"),
    ("practice.closed", "Practice closed"),
    ("practice.reopened", "Practice opened again"),
    ("practice.set", "Practice added or brought up to date"),
    ("practices.imported", "Practices imported"),
    ("referral.received", "Referral received"),
    ("referral.accept", "Accepted by the team"),
    ("referral.claim", "Claimed"),
    ("referral.release", "Released"),
    ("referral.assign", "Given to a colleague"),
    ("referral.decline", "Declined"),
    ("referral.redirect", "Redirected"),
    ("referral.withdraw", "Withdrawn"),
    ("referral.reopen", "Reopened"),
    ("referral.acknowledge", "Receipt acknowledged"),
    ("referral.acknowledge_amendment", "Amendment read"),
    ("referral.admit", "Admitted"),
    ("referral.amend", "Amended by the referrer"),
    ("referral.assess_signs", "Signs assessed"),
    ("referral.book_admission", "Admission booked"),
    ("referral.cancel_booking", "Booking cancelled"),
    (
        "referral.close_without_admission",
        "Closed without admission",
    ),
    ("referral.confirm_funding", "Funding confirmed"),
    ("referral.defer", "Not decided by the team yet"),
    ("referral.hold", "Put on hold"),
    ("referral.link", "Linked to another referral"),
    ("referral.mark_read", "News read"),
    ("referral.mark_rtt", "18-week clock marked"),
    ("referral.merge", "Joined to another referral"),
    ("referral.message", "Message sent to the referrer"),
    ("referral.move_on_list", "Moved on the waiting list"),
    ("referral.note", "Note added"),
    ("referral.note_overdue", "Answer noted as overdue"),
    ("referral.offer_assessment", "Assessment offered"),
    ("referral.receive_info", "Answer received"),
    ("referral.record_assessment", "Assessment recorded"),
    ("referral.record_measure", "Measure recorded"),
    ("referral.remind", "Reminder sent"),
    ("referral.reply", "Message received from the referrer"),
    ("referral.request_info", "Information asked for"),
    ("referral.resume", "Resumed"),
    ("referral.send_to_mdt", "Sent to the team for a decision"),
    ("referral.set_funding", "Funding noted"),
    ("referral.set_priority", "Priority set"),
    ("referral.start_triage", "Triage begun"),
    ("referral.turn_down", "Not accepted by the team"),
    ("referral.unlink", "Link to another referral removed"),
    ("referral.unmerge", "Taken apart from another referral"),
    ("referral.deleted", "Deleted, since its retention had ended"),
    ("screenings.expired", "Expired drafts deleted"),
    ("second_read.drawn", "Drawn for a second reader"),
    ("second_read.recorded", "Second read recorded"),
    ("setting.changed", "Setting changed"),
    ("sign_in.code_refused", "Code refused"),
    ("sign_in.completed", "Signed in"),
    ("sign_in.refused", "Password refused"),
    ("statistics.exported", "Table of the statistics saved"),
];

/// What was looked at.
const LOOKS: [(&str, &str); 8] = [
    ("opened", "Opened the record"),
    ("listed", "Read a part of the list"),
    ("downloaded", "Downloaded a file"),
    ("exported", "Downloaded a list"),
    ("related", "Shown beside another record"),
    ("searched", "Found by a search"),
    ("viewed", "Looked at a file"),
    ("replayed", "Shown by a replay of draft rules"),
];

/// A change.
pub(super) fn change(code: &str) -> String {
    known(&CHANGES, code)
}

/// A look.
pub(super) fn look(code: &str) -> String {
    known(&LOOKS, code)
}

/// A kind of thing, such as `access_request`.
pub(super) fn kind(code: &str) -> String {
    plain(code)
}

fn known(words: &[(&str, &str)], code: &str) -> String {
    let found = words.iter().find(|(known, _)| *known == code);
    found.map_or_else(|| plain(code), |(_, words)| (*words).to_owned())
}

/// `bed.closure_added` as "Bed: closure added".
fn plain(code: &str) -> String {
    let words = code.replace('.', ": ").replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_in_words_and_unknown_ones_as_they_are_written() {
        assert_eq!(change("account.role_set"), "Role changed");
        assert_eq!(change("referral.new_step"), "Referral: new step");
        assert_eq!(look("opened"), "Opened the record");
        assert_eq!(kind("access_request"), "Access request");
        assert_eq!(kind(""), "");
    }
}
