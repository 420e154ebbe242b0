//! Made-up units and beds, and a closure.

use chrono::Days as Count;
use domain::beds::Days;
use sqlx::PgConnection;
use uuid::Uuid;

use super::DemoError;
use crate::app::App;
use crate::clock::england;
use crate::store::audit::By;
use crate::store::beds::{self, NewClosure};

/// The end of an id, and a name.
type Named = (u128, &'static str);

/// Units with their beds; the made-up bookings name these.
const UNITS: [(Named, &[Named]); 2] = [
    (
        (0x10, "Garden unit"),
        &[
            (0x11, "Bed 1"),
            (0x12, "Bed 2"),
            (0x13, "Bed 3"),
            (0x14, "Bed 4"),
        ],
    ),
    (
        (0x20, "Hill unit"),
        &[(0x21, "Bed 1"), (0x22, "Bed 2"), (0x23, "Bed 3")],
    ),
];
/// The bed that is closed for some days, and its closure.
const CLOSED: (u128, u128) = (0x14, 0x31);

/// Makes the units, beds and the closure, unless they were made before.
pub(super) async fn seed(conn: &mut PgConnection, app: &App) -> Result<(), DemoError> {
    let by = (By::System, app.clock.now());
    let known = beds::units(conn).await?;
    if known.iter().any(|unit| unit.id == id(UNITS[0].0.0)) {
        return Ok(());
    }
    for ((unit, name), own) in UNITS {
        beds::add_unit(conn, id(unit), name, by).await?;
        for (bed, name) in own {
            beds::add_bed(conn, id(*bed), id(unit), name, by).await?;
        }
    }
    let first = england::date(by.1) + Count::new(9);
    let days = Days::inclusive(first, first + Count::new(4));
    let closure = NewClosure {
        id: id(CLOSED.1),
        bed: id(CLOSED.0),
        days: days.ok_or_else(|| DemoError::Unsound("closure".to_owned()))?,
        reason: "New flooring",
    };
    beds::add_closure(conn, closure, by).await?;
    Ok(())
}

fn id(end: u128) -> Uuid {
    Uuid::from_u128(0x5ed0_0000_0000_4000_8000_0000_0000_0000 | end)
}
