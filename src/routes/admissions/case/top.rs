//! The words of the top of the page.

use domain::referral::casework::Priority;
use templates::admissions::case::head::{Due, Fact, View};

use super::{evidence, head};
use crate::context::Context;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::letter::Referrer;
use crate::routes::admissions::referral::Loaded;
use crate::routes::admissions::{lines, words};
use crate::store::submissions::Submission;

/// The words of the top of the page.
pub struct Top {
    state: String,
    owner: Option<String>,
    priority: Option<(&'static str, bool)>,
    born: Option<String>,
    nhs_number: Option<String>,
    due: Option<Due>,
    facts: Vec<Fact>,
    needs: Vec<String>,
}

impl Top {
    /// Of a case for a member of staff.
    pub fn new(context: &Context, staff: &Staff, loaded: &Loaded) -> Self {
        let (case, sent) = (&loaded.opened.case, &loaded.opened.submission);
        let pathway = context.app.pathways.get(&sent.snapshot.pathway);
        let practice = loaded.referrer.as_ref().map(Referrer::practice);
        let priority = case.referral.priority();
        Self {
            state: words::stands(case.referral.state()),
            owner: case.referral.owner().map(|owner| {
                let name = case.name_of(owner).unwrap_or("A colleague");
                if owner == staff.actor.account {
                    format!("{name} (you)")
                } else {
                    name.to_owned()
                }
            }),
            priority: priority.map(|one| (one.words(), one != Priority::Routine)),
            born: born(context, sent),
            nhs_number: sent.contact.nhs_number.as_ref().map(ToString::to_string),
            // Of a joined case nothing is due here: work goes on in the other one.
            due: head::due(context, case).filter(|_| case.merged_into.is_none()),
            facts: head::facts(context, case, practice),
            needs: pathway.map_or_else(Vec::new, |one| evidence::needs(one, &sent.snapshot)),
        }
    }

    /// As the page shows it. `flags` are ids and titles.
    pub fn view<'a>(
        &'a self,
        reference: &'a str,
        sent: &'a Submission,
        flags: &'a [(&'a str, &'a str)],
    ) -> View<'a> {
        View {
            reference,
            name: sent.contact.name.as_str(),
            born: self.born.as_deref(),
            nhs_number: self.nhs_number.as_deref(),
            flagged: sent.explanation.outcome.flagged,
            state: &self.state,
            priority: self.priority,
            flags,
            owner: self.owner.as_deref(),
            due: self.due.as_ref(),
            facts: &self.facts,
            needs: &self.needs,
        }
    }
}

/// Age first: it is what is looked for.
fn born(context: &Context, sent: &Submission) -> Option<String> {
    let born = sent.date_of_birth?;
    let day = born.format("%-d %B %Y");
    Some(match lines::age(context, born) {
        Some(age) => format!("Age {age}, born {day}"),
        None => format!("Born {day}"),
    })
}
