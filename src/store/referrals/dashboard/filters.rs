//! What a list is narrowed by. Each filter is a condition on a referral `r`, or on its submission `s`.

use chrono::NaiveDate;
use domain::people::OdsCode;
use domain::referral::StateCode;
use domain::referral::casework::{Payer, Priority};
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::queue::Standpoint;
use crate::clock::england;
use crate::store::submissions::Source;

/// Whose cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Those of whoever looks.
    Me,
    /// Those that nobody holds.
    Nobody,
    /// Those of a colleague.
    Account(Uuid),
}

/// Filters; all that are set must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Where it stands.
    pub state: Option<StateCode>,
    /// Who sent it.
    pub source: Option<Source>,
    /// Whether its outcome asks for attention.
    pub flagged: Option<bool>,
    /// Id of a sign that is met.
    pub sign: Option<String>,
    /// Id of a flag that it has.
    pub flag: Option<String>,
    /// Who pays.
    pub funding: Option<Payer>,
    /// Who holds it.
    pub owner: Option<Owner>,
    /// How soon it matters.
    pub priority: Option<Priority>,
    /// The practice that referred.
    pub practice: Option<OdsCode>,
    /// Received on this day in England or later.
    pub received_from: Option<NaiveDate>,
    /// Received on this day in England or earlier.
    pub received_to: Option<NaiveDate>,
    /// Id of the questionnaire.
    pub pathway: Option<String>,
}

impl Filters {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the submission has to be looked at.
    pub(super) fn look_at_submission(&self) -> bool {
        self.sign.is_some() || self.flag.is_some() || self.pathway.is_some()
    }

    /// Writes the conditions, each after an `AND`.
    pub(super) fn push(&self, from: Standpoint, sql: &mut QueryBuilder<Postgres>) {
        if let Some(state) = self.state {
            sql.push(" AND r.state = ").push_bind(state.code());
        }
        if let Some(source) = self.source {
            sql.push(" AND r.source = ").push_bind(source.code());
        }
        if let Some(flagged) = self.flagged {
            sql.push(" AND r.flagged = ").push_bind(flagged);
        }
        if let Some(payer) = self.funding {
            sql.push(" AND r.funding = ").push_bind(payer.code());
        }
        if let Some(priority) = self.priority {
            sql.push(" AND r.priority = ").push_bind(priority.code());
        }
        if let Some(code) = &self.practice {
            sql.push(" AND r.practice_id = (SELECT id FROM practices WHERE ods_code = ")
                .push_bind(code.as_str().to_owned())
                .push(")");
        }
        self.push_owner(from, sql);
        self.push_period(sql);
        self.push_submission(sql);
    }

    fn push_owner(&self, from: Standpoint, sql: &mut QueryBuilder<Postgres>) {
        match self.owner {
            None => {}
            Some(Owner::Nobody) => {
                sql.push(" AND r.owner_id IS NULL");
            }
            Some(Owner::Me) => {
                sql.push(" AND r.owner_id = ").push_bind(from.account);
            }
            Some(Owner::Account(id)) => {
                sql.push(" AND r.owner_id = ").push_bind(id);
            }
        }
    }

    fn push_period(&self, sql: &mut QueryBuilder<Postgres>) {
        if let Some(begin) = self.received_from.and_then(england::start_of) {
            sql.push(" AND r.received_at >= ").push_bind(begin);
        }
        let next = self.received_to.and_then(|day| day.succ_opt());
        if let Some(end) = next.and_then(england::start_of) {
            sql.push(" AND r.received_at < ").push_bind(end);
        }
    }

    fn push_submission(&self, sql: &mut QueryBuilder<Postgres>) {
        if let Some(sign) = &self.sign {
            let met = serde_json::json!({ sign.as_str(): "met" });
            sql.push(" AND s.signs @> ").push_bind(met);
        }
        if let Some(flag) = &self.flag {
            sql.push(" AND s.flags @> ").push_bind(vec![flag.clone()]);
        }
        if let Some(pathway) = &self.pathway {
            sql.push(" AND s.pathway_id = ").push_bind(pathway.clone());
        }
    }
}
