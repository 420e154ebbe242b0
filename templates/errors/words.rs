//! What each error page says.

use super::Kind;

/// Title, what happened, and what to do next.
pub struct Words {
    pub title: &'static str,
    pub happened: &'static str,
    pub next: &'static str,
}

const fn say(title: &'static str, happened: &'static str, next: &'static str) -> Words {
    Words {
        title,
        happened,
        next,
    }
}

pub const fn of(kind: Kind) -> Words {
    match kind {
        Kind::BadRequest => say(
            "We could not understand that",
            "Something in what your browser sent was not as we expected.",
            "Go back, reload the page and try again.",
        ),
        Kind::Forbidden => say(
            "You cannot open this page",
            "You may have been signed out, or the page was open for a long time.",
            "Go back, reload the page and try again. If you work here, you may need to sign in again.",
        ),
        Kind::NotForRole => say(
            "Your role does not open this page",
            "You are signed in, but your role, or what became of this meanwhile, does not allow it.",
            "If you need it for your work, ask an administrator.",
        ),
        Kind::NotFound => say(
            "We cannot find that page",
            "The address may have been typed or copied wrongly, or the page has moved.",
            "Check the address, or go on from here.",
        ),
        Kind::MethodNotAllowed => say(
            "That cannot be done here",
            "The page was asked for in a way that it does not answer.",
            "Go back to the page before, and use its buttons and links.",
        ),
        Kind::Conflict => say(
            "Something changed in the meantime",
            "This was changed in another window or by somebody else after you opened it, so we did not save over it.",
            "Open it again to see how it stands now, then make your change.",
        ),
        Kind::TooLarge => say(
            "That is too much to send at once",
            "What you sent is larger than we can take.",
            "Go back, shorten what you wrote and send it again. A file can be up to 10 MB, and at once you can send 10 files of up to 25 MB together: save pictures smaller, or send fewer at a time.",
        ),
        Kind::Unprocessable => say(
            "We could not use what you sent",
            "Some of it was missing or did not fit the question.",
            "Go back and check your answers.",
        ),
        Kind::TooManyRequests => say(
            "Please wait a moment",
            "We have had a lot of requests from your connection in a short time.",
            "Nothing you saved is lost.",
        ),
        Kind::Internal => say(
            "Something went wrong",
            "This is our fault, not yours. We have made a note of it.",
            "What you saved before is still there. What you just sent may not have been saved.",
        ),
        Kind::Unavailable => say(
            "The service is not available just now",
            "It should be back soon.",
            "What you saved before is still there. What you just sent was not saved.",
        ),
    }
}
