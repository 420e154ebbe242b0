//! Rows of stays and closures.

use chrono::NaiveDate;
use domain::beds::Days;
use domain::people::Reference;
use domain::referral::StateCode;
use uuid::Uuid;

use super::{Stay, Taken, What};
use crate::security::keyring::Keyring;
use crate::store::StoreError;
use crate::store::submissions::NAME;

pub(super) struct StayRow {
    pub bed_id: Uuid,
    pub from_day: NaiveDate,
    pub until_day: NaiveDate,
    pub referral_id: Uuid,
    pub reference: String,
    pub state: String,
    pub patient_id: Uuid,
    pub name_enc: Vec<u8>,
}

impl StayRow {
    pub(super) fn open(self, names: Option<&Keyring>) -> Result<Taken, StoreError> {
        let name = |keyring: &Keyring| keyring.open_text(NAME, self.patient_id, &self.name_enc);
        let stay = Stay {
            referral: self.referral_id,
            reference: Reference::parse(&self.reference)
                .map_err(|_| StoreError::Corrupt("referrals.reference"))?,
            name: names.map(name).transpose()?,
            admitted: StateCode::from_code(&self.state) == Some(StateCode::Admitted),
        };
        let days = Days::new(self.from_day, self.until_day);
        Ok(Taken {
            days: days.ok_or(StoreError::Corrupt("stays.until_day"))?,
            what: What::Stay(stay),
        })
    }
}

pub(super) struct ClosureRow {
    pub id: Uuid,
    pub bed_id: Uuid,
    pub from_day: NaiveDate,
    pub to_day: NaiveDate,
    pub reason: String,
}

impl ClosureRow {
    pub(super) fn open(self) -> Result<Taken, StoreError> {
        let days = Days::inclusive(self.from_day, self.to_day);
        Ok(Taken {
            days: days.ok_or(StoreError::Corrupt("bed_closures.to_day"))?,
            what: What::Closure {
                id: self.id,
                reason: self.reason,
            },
        })
    }
}
