//! What the figures are made of, read from the store.

use chrono::NaiveDate;
use domain::Audience;
use futures_util::future::try_join;
use sqlx::PgConnection;
use templates::admissions::statistics::Kind;

use crate::context::Context;
use crate::error::AppError;
use crate::store::StoreError;
use crate::store::statistics::{
    self, Arrivals, Exit, Given, Occupancy, Said, SecondReads, Slice, Steps, Waiting,
};
use crate::store::submissions::Source;
use crate::store::validation_faults::{self, Faults};

/// The most frequent faults that are shown.
const FAULTS: i64 = 15;

/// All numbers, or those that one figure needs.
#[derive(Debug, Default)]
pub struct Numbers {
    /// What was received.
    pub arrivals: Vec<Arrivals>,
    /// How long the first steps took.
    pub steps: Steps,
    /// What the rules said.
    pub signs: Vec<Said>,
    /// Opinions of clinicians.
    pub opinions: Vec<Given>,
    /// Second readings.
    pub second_reads: SecondReads,
    /// Declined and redirected.
    pub exits: Vec<(Exit, u64)>,
    /// The waiting list.
    pub waiting: Waiting,
    /// Answers that could not be taken.
    pub faults: Vec<Faults>,
    /// Beds.
    pub occupancy: Vec<Occupancy>,
}

impl Numbers {
    /// All of them. What takes longest is counted on a connection of its own, beside the rest.
    pub async fn of_all(context: &Context, slice: &Slice) -> Result<Self, AppError> {
        let (first, rest): (Vec<Kind>, Vec<Kind>) =
            Kind::ALL.into_iter().partition(|kind| *kind == Kind::Times);
        let (first, rest) = try_join(
            Self::read(context, slice, &first),
            Self::read(context, slice, &rest),
        )
        .await?;
        Ok(Self {
            steps: first.steps,
            ..rest
        })
    }

    /// Those of one figure.
    pub async fn of(context: &Context, slice: &Slice, kind: Kind) -> Result<Self, AppError> {
        Self::read(context, slice, &[kind]).await
    }

    async fn read(context: &Context, slice: &Slice, kinds: &[Kind]) -> Result<Self, AppError> {
        let today = context.today();
        let numbers = context.db(async |conn| {
            let mut tx = statistics::reading(conn).await?;
            let mut all = Self::default();
            for kind in kinds {
                all.add(&mut tx, slice, *kind, today).await?;
            }
            tx.commit().await?;
            Ok(all)
        });
        numbers.await
    }

    async fn add(
        &mut self,
        conn: &mut PgConnection,
        slice: &Slice,
        kind: Kind,
        today: NaiveDate,
    ) -> Result<(), StoreError> {
        match kind {
            Kind::Arrivals => self.arrivals = statistics::arrivals(conn, slice).await?,
            Kind::Times => self.steps = statistics::steps(conn, slice, today).await?,
            Kind::Signs => self.signs = statistics::signs(conn, slice).await?,
            Kind::Opinions => self.opinions = statistics::opinions(conn, slice).await?,
            Kind::SecondReads => self.second_reads = statistics::second_reads(conn, slice).await?,
            Kind::Exits => self.exits = statistics::exits(conn, slice).await?,
            Kind::Waiting => self.waiting = statistics::waiting(conn, slice.source, today).await?,
            Kind::Occupancy => self.occupancy = statistics::occupancy(conn, slice).await?,
            Kind::Faults => {
                let (period, audience) = ((slice.from, slice.to), audience(slice));
                self.faults =
                    validation_faults::most_frequent(conn, period, audience, FAULTS).await?;
            }
        }
        Ok(())
    }
}

/// Who answers questions when these senders send.
fn audience(slice: &Slice) -> Option<Audience> {
    slice.source.map(|source| match source {
        Source::Patient | Source::SomeoneElse => Audience::Patient,
        Source::Gp => Audience::Gp,
    })
}
