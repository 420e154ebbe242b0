//! Messages about accounts.

use super::{Email, compose};

/// An invitation to make an account.
pub fn invitation(link: &str) -> Email {
    compose(
        "Your invitation",
        &[
            "You are invited to make an account.",
            "The link works once, for 7 days. Do not pass it on.",
            "If you did not expect this, you can ignore this message.",
        ],
        Some(("Make your account", link)),
    )
}

/// A request for an account is to be confirmed.
pub fn confirm_request(link: &str) -> Email {
    compose(
        "Confirm your request for an account",
        &[
            "You asked for an account to refer people to us. Confirm that this is your address. The link works for 7 days.",
            "If you did not ask for this, you can ignore this message.",
        ],
        Some(("Confirm your request", link)),
    )
}

/// Somebody asked for an account under an address that has one.
pub fn has_account(sign_in: &str) -> Email {
    compose(
        "You have an account",
        &[
            "Somebody, perhaps you, asked for an account with this address. There is one already.",
            "If you have forgotten your password, you can choose a new one from the page where you sign in.",
        ],
        Some(("Sign in", sign_in)),
    )
}

/// A request was turned down.
pub fn turned_down() -> Email {
    compose(
        "Your request for an account",
        &[
            "We cannot give you an account on what you told us. If you think that this is a mistake, call us.",
        ],
        None,
    )
}

/// A link to choose a new password.
pub fn password_reset(link: &str) -> Email {
    compose(
        "Choose a new password",
        &[
            "You asked for a link to choose a new password. It works once, for 60 minutes. Do not pass it on.",
            "If you did not ask for this, you can ignore this message: your password stays as it is.",
        ],
        Some(("Choose a new password", link)),
    )
}
