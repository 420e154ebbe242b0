//! Line drawings of a head, one for each way in which a neck may pull it. They repeat what
//! the words beside them say, so they are hidden from screen readers.

use domain::Audience;
use maud::{Markup, html};

/// How left and right are meant.
pub const fn how_to_read(audience: Audience) -> &'static str {
    match audience {
        Audience::Patient => {
            "The person in the drawings faces you, so their left (L) is on the right side of the drawing. Forward and back are drawn from the side."
        }
        Audience::Gp => {
            "Left and right are the patient’s own. Drawings face the reader; anterocollis and retrocollis are seen from the side."
        }
    }
}

/// The drawing of this name, if there is one.
pub fn drawing(name: &str) -> Option<Markup> {
    let inner = match name {
        "turns_left" => front(&turned(), false),
        "turns_right" => front(&turned(), true),
        "tips_left" => front(&tipped(), false),
        "tips_right" => front(&tipped(), true),
        "shifts_left" => front(&shifted(), false),
        "shifts_right" => front(&shifted(), true),
        "forward" => forward(),
        "back" => back(),
        _ => return None,
    };
    Some(html! {
        svg class="app-head" viewBox="0 0 96 96" width="96" height="96" aria-hidden="true" focusable="false" { (inner) }
    })
}

/// Shoulders seen from the front with letters for the person's own sides. Drawings are made
/// for the left, which is at the right of the picture, and mirrored for the right.
fn front(head: &Markup, mirrored: bool) -> Markup {
    let mirror = mirrored.then_some("matrix(-1 0 0 1 96 0)");
    html! {
        g transform=[mirror] {
            path class="app-head__body" d="M6 94c1-13 10-19 22-21 6-1 9-2 11-4h18c2 2 5 3 11 4 12 2 21 8 22 21" {}
            (head)
        }
        text class="app-head__side" x="13" y="91" { "R" }
        text class="app-head__side" x="76" y="91" { "L" }
    }
}

/// Where the head would be with a straight neck.
fn straight() -> Markup {
    html! { ellipse class="app-head__ghost" cx="48" cy="38" rx="18" ry="22" {} }
}

fn face() -> Markup {
    html! {
        path class="app-head__skin" d="M29 41c-4-2-5 7 1 8M67 41c4-2 5 7-1 8" {}
        ellipse class="app-head__skin" cx="48" cy="38" rx="18.5" ry="22" {}
        path class="app-head__hair" d="M29.500 37C28 22 36 14 48 14s20 8 18.500 23C63 31 60 27 57 25c-8 3-19 3-24 2-2 3-3 6-3.500 10Z" {}
        circle class="app-head__dot" cx="41" cy="39" r="1.900" {}
        circle class="app-head__dot" cx="55" cy="39" r="1.900" {}
        path class="app-head__line" d="M48 40v6M43 52c3 2 7 2 10 0" {}
    }
}

fn tipped() -> Markup {
    html! {
        (straight())
        g transform="rotate(27 48 70)" {
            path class="app-head__skin" d="M41 56v15h14V56" {}
            (face())
        }
        path class="app-head__arrow" d="M46 8c14-1 27 5 35 16M82 14l-.500 10.500-10-1.500" {}
    }
}

fn shifted() -> Markup {
    html! {
        (straight())
        path class="app-head__skin" d="M55 56 41 70l15 1 13-12Z" {}
        g transform="translate(15 0)" { (face()) }
        path class="app-head__arrow" d="M50 7h24M67 1.500 74 7l-7 5.500" {}
    }
}

fn turned() -> Markup {
    html! {
        path class="app-head__skin" d="M40 55v16h17V55" {}
        path class="app-head__skin" d="M47 16c12 0 18 8 18.500 19l4.500 8-4 2c.5 8-3 15-13 15-14 0-24-9-24-23 0-12 7-21 18-21Z" {}
        path class="app-head__hair" d="M29 40c-3-16 6-26 19-26 8 0 14 4 16 11-6 2-13 2-18 1 0 5-2 9-4 12 0-3-5-3-5 2 0 4 3 5 4 5-1 4-3 6-5 7-4-3-6-8-7-12Z" {}
        circle class="app-head__dot" cx="54" cy="37" r="1.900" {}
        circle class="app-head__dot" cx="63" cy="37" r="1.600" {}
        path class="app-head__line" d="M56 52c2 1 5 1 8-1" {}
        path class="app-head__arrow" d="M34 7c13-5 30-3 40 7M75 4l-.500 10.500-10.500-1" {}
    }
}

/// Somebody seen from the side, looking to the right, the head turned about the neck.
fn side(turn: &str, arrow: &str) -> Markup {
    html! {
        path class="app-head__ghost" d="M31 36c0-12 8-20 19-20 10 0 16 7 17 17l5 8-5 2v6c0 5-4 7-10 7" {}
        path class="app-head__body" d="M14 94c0-12 6-19 20-23l18-1c10 4 16 11 16 24" {}
        g transform=(turn) {
            path class="app-head__skin" d="M36 73c1-7 0-11-2-16-3-6-4-12-4-19 0-13 8-21 20-21 11 0 17 8 17.500 18l5 8-5 2v5c0 6-3 8-9 8-3 0-4 0-5 1v14" {}
            path class="app-head__hair" d="M31 47c-5-20 4-32 19-32 9 0 15 5 17 13-5 2-12 2-17 1 0 4-1 8-3 11 0-4-6-3-5 2 0 4 3 5 5 4-1 5-4 8-9 9-3-2-6-4-7-8Z" {}
            circle class="app-head__dot" cx="61" cy="37" r="1.900" {}
            path class="app-head__line" d="M61 51c2 0 4 0 6-1" {}
        }
        path class="app-head__arrow" d=(arrow) {}
    }
}

fn forward() -> Markup {
    side(
        "rotate(38 44 72)",
        "M60 6c13 2 23 11 26 24M91 21l-5 10-9-6.500",
    )
}

fn back() -> Markup {
    side(
        "rotate(-34 46 72)",
        "M38 5C26 5 14 11 8 22M5.500 12 8 22.500l10-3",
    )
}
