//! What a referrer wrote beside the answers, and who the referrer is, as the team reads it.

use domain::letter::Letter;
use domain::people::Register;
use sqlx::PgConnection;
use templates::components::Row;

use crate::routes::letter;
use crate::store::StoreError;
use crate::store::accounts::{self, Card, Profession};
use crate::store::practices::{self, Practice};
use crate::store::referrals::Case;

/// Who refers a case.
pub struct Referrer {
    card: Card,
    practice: Practice,
}

/// Who refers a case, where a practice does.
pub async fn referrer(
    conn: &mut PgConnection,
    case: &Case,
) -> Result<Option<Referrer>, StoreError> {
    let Some((account, practice)) = case.referrer.zip(case.practice) else {
        return Ok(None);
    };
    Ok(Some(Referrer {
        card: accounts::card(conn, account).await?,
        practice: practices::get(conn, practice).await?,
    }))
}

impl Referrer {
    /// As rows.
    pub fn rows(&self) -> Vec<Row> {
        let practice = format!("{} ({})", self.practice.name, self.practice.ods_code);
        let profession = self.card.profession.map(profession);
        let number = self.card.registration.as_ref();
        let number = number.map(|one| format!("{} {}", register(one.register()), one.number()));
        vec![
            row("Name", Some(self.card.name.clone())),
            row("Practice (ODS code)", Some(practice)),
            row("Profession", profession.map(str::to_owned)),
            row("Register and number", number),
        ]
    }

    /// The practice's name.
    pub fn practice(&self) -> &str {
        &self.practice.name
    }

    /// Whether there is a number, of which only the form was checked.
    pub fn is_unverified(&self) -> bool {
        self.card.registration.is_some()
    }
}

/// The letter as rows, with what it tells of the person beside name, number and address.
pub fn rows(written: &Letter) -> Vec<Row> {
    let person = written.patient.as_ref().map(letter::particulars);
    letter::letter(written)
        .into_iter()
        .chain(person.into_iter().flatten())
        .collect()
}

fn profession(profession: Profession) -> &'static str {
    match profession {
        Profession::Gp => "General practitioner",
        Profession::Neurologist => "Neurologist",
        Profession::Therapist => "Therapist",
        Profession::Nurse => "Nurse",
        Profession::Other => "Another health professional",
    }
}

fn register(register: Register) -> &'static str {
    match register {
        Register::Gmc => "GMC",
        Register::Nmc => "NMC",
        Register::Hcpc => "HCPC",
    }
}

fn row(key: &str, value: Option<String>) -> Row {
    Row {
        key: key.to_owned(),
        value: value.into_iter().collect(),
        change: None,
    }
}
