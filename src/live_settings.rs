//! What administrators may change while the service runs: targets, periods and texts of the hospital.
//!
//! Values are read from memory, never from the database in a request. A change on this node is there at once; those of other nodes come
//! within five seconds (`jobs::settings`). While the database is away the last known values are used, and before the first look those
//! with which the program was started.

mod setting;

pub use setting::{Form, Setting, Unfit};

use std::sync::{Arc, PoisonError, RwLock};

use domain::referral::Targets;
use serde_json::Value;
use sqlx::PgConnection;

use crate::config::Hospital;
use crate::store::StoreError;
use crate::store::settings::{self, Stored};

/// The shortest lawful periods, in years: of an adult's record, and of a referral that was not accepted. The function that deletes
/// cases knows them too.
const RECORD_YEARS: u32 = 8;
const DECLINED_YEARS: u32 = 2;

/// The values that hold now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values {
    /// Working days until something that was sent is acknowledged.
    pub acknowledge_days: u32,
    /// Working days until it is triaged.
    pub triage_days: u32,
    /// Working days until an assessment is offered.
    pub assessment_days: u32,
    /// The share of declines that a second reader reads, in percent.
    pub second_read_percent: u32,
    /// Years for which the record of somebody who was admitted is kept.
    pub record_years: u32,
    /// Years for which a referral that was not accepted is kept.
    pub declined_years: u32,
    /// Telephone of the admissions team.
    pub phone: Option<String>,
    /// When it is answered.
    pub opening_hours: Option<String>,
    /// The hospital's address, in lines.
    pub address: Option<String>,
}

impl Values {
    /// Those with which the program was started.
    pub fn configured(hospital: &Hospital) -> Self {
        Self {
            acknowledge_days: hospital.acknowledge_days,
            triage_days: hospital.triage_days,
            assessment_days: hospital.assessment_days,
            second_read_percent: hospital.second_read_percent,
            record_years: hospital.record_years.max(RECORD_YEARS),
            declined_years: hospital.declined_years.max(DECLINED_YEARS),
            phone: hospital.phone.clone(),
            opening_hours: None,
            address: None,
        }
    }

    /// With what was set. A stored value that this program cannot use leaves the one that was there.
    #[must_use]
    pub fn with(mut self, stored: &Stored) -> Self {
        for setting in Setting::ALL {
            let value = stored.get(setting.code()).cloned();
            if let Some(Ok(value)) = value.map(|value| setting.sound(value)) {
                self.set(setting, &value);
            }
        }
        self
    }

    fn set(&mut self, setting: Setting, value: &Value) {
        let number = value
            .as_u64()
            .and_then(|number| u32::try_from(number).ok())
            .unwrap_or_default();
        let text = value.as_str().map(str::to_owned);
        match setting {
            Setting::AcknowledgeDays => self.acknowledge_days = number,
            Setting::TriageDays => self.triage_days = number,
            Setting::AssessmentDays => self.assessment_days = number,
            Setting::SecondReadPercent => self.second_read_percent = number,
            Setting::RecordYears => self.record_years = number,
            Setting::DeclinedYears => self.declined_years = number,
            Setting::Phone => self.phone = text,
            Setting::OpeningHours => self.opening_hours = text,
            Setting::Address => self.address = text,
        }
    }

    /// The value of one setting, as it is stored.
    pub fn get(&self, setting: Setting) -> Value {
        match setting {
            Setting::AcknowledgeDays => self.acknowledge_days.into(),
            Setting::TriageDays => self.triage_days.into(),
            Setting::AssessmentDays => self.assessment_days.into(),
            Setting::SecondReadPercent => self.second_read_percent.into(),
            Setting::RecordYears => self.record_years.into(),
            Setting::DeclinedYears => self.declined_years.into(),
            Setting::Phone => self.phone.clone().into(),
            Setting::OpeningHours => self.opening_hours.clone().into(),
            Setting::Address => self.address.clone().into(),
        }
    }

    /// The targets, for promised dates.
    pub fn targets(&self) -> Targets {
        Targets {
            acknowledge: self.acknowledge_days,
            triage: self.triage_days,
            assessment: self.assessment_days,
        }
    }
}

/// The values that hold now, as this node knows them.
#[derive(Debug)]
pub struct LiveSettings {
    configured: Values,
    now: RwLock<Arc<Values>>,
}

impl LiveSettings {
    /// Those with which the program was started.
    pub fn new(hospital: &Hospital) -> Self {
        let configured = Values::configured(hospital);
        let now = RwLock::new(Arc::new(configured.clone()));
        Self { configured, now }
    }

    /// The values that hold now.
    pub fn get(&self) -> Arc<Values> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The targets that hold now.
    pub fn targets(&self) -> Targets {
        self.get().targets()
    }

    /// Takes over what was stored.
    pub fn take_over(&self, stored: &Stored) {
        let values = Arc::new(self.configured.clone().with(stored));
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = values;
    }

    /// Looks at what is stored and takes it over.
    ///
    /// # Errors
    /// What the store says; the values stay as they were.
    pub async fn refresh(&self, conn: &mut PgConnection) -> Result<(), StoreError> {
        self.take_over(&settings::load(conn).await?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn hospital() -> Hospital {
        Hospital {
            phone: Some("01296 000000".to_owned()),
            acknowledge_days: 1,
            triage_days: 2,
            assessment_days: 5,
            second_read_percent: 10,
            record_years: 5,
            declined_years: 3,
        }
    }

    #[test]
    fn what_is_typed_is_read_within_its_limits() {
        assert_eq!(Setting::TriageDays.read(" 3 "), Ok(json!(3)));
        for typed in ["", "0", "61", "-1", "2.5", "two"] {
            assert_eq!(Setting::TriageDays.read(typed), Err(Unfit), "{typed}");
        }
        assert_eq!(Setting::SecondReadPercent.read("0"), Ok(json!(0)));
        assert_eq!(Setting::SecondReadPercent.read("101"), Err(Unfit));
        assert_eq!(Setting::RecordYears.read("7"), Err(Unfit));
        assert_eq!(Setting::DeclinedYears.read("1"), Err(Unfit));
        assert_eq!(Setting::Phone.read("  "), Ok(Value::Null));
        assert_eq!(Setting::Phone.read("one\ntwo"), Err(Unfit));
        assert_eq!(
            Setting::Address.read(" one \r\n\r\n two"),
            Ok(json!("one\ntwo"))
        );
        assert_eq!(Setting::Address.read(&"x".repeat(401)), Err(Unfit));
    }

    #[test]
    fn periods_are_never_shorter_than_the_lawful_ones() {
        let values = Values::configured(&hospital());
        assert_eq!((values.record_years, values.declined_years), (8, 3));
    }

    #[test]
    fn what_is_stored_replaces_what_was_configured_and_nonsense_does_not() {
        let mut stored = Stored::default();
        stored.set("triage_days", json!(4));
        stored.set("acknowledge_days", json!("soon"));
        stored.set("phone", Value::Null);
        let live = LiveSettings::new(&hospital());
        live.take_over(&stored);
        let values = live.get();
        assert_eq!((values.acknowledge_days, values.triage_days), (1, 4));
        assert_eq!(values.phone, None);
        assert_eq!(live.targets().triage, 4);
        live.take_over(&Stored::default());
        assert_eq!(*live.get(), Values::configured(&hospital()));
    }

    #[test]
    fn every_setting_is_set_and_read_back() {
        for setting in Setting::ALL {
            let value = match setting.form() {
                Form::Number { max, .. } => json!(max),
                Form::Text { .. } => json!("words"),
            };
            let mut stored = Stored::default();
            stored.set(setting.code(), value.clone());
            let values = Values::configured(&hospital()).with(&stored);
            assert_eq!(values.get(setting), value, "{setting:?}");
        }
    }
}
