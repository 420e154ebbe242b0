//! The page of a verb, and the page of somebody who was not first.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use domain::referral::Refusal;
use maud::Markup;
use templates::admissions::casework::{self, Since, View};
use templates::admissions::referral::Moment;
use templates::components::{Problem, Values};

use super::{Form, Scene, Work};
use crate::context::Context;
use crate::respond;
use crate::routes::admissions::guard::Staff;
use crate::routes::admissions::referral::moments;
use crate::routes::admissions::words;
use crate::store::referrals::Case;

/// A form as it is shown to somebody.
pub(super) struct Shown<'a> {
    context: &'a Context,
    staff: &'a Staff,
    work: &'static Work,
    scene: &'a Scene<'a>,
    form: &'a Form,
}

impl<'a> Shown<'a> {
    pub(super) fn new(
        context: &'a Context,
        staff: &'a Staff,
        work: &'static Work,
        scene: &'a Scene<'a>,
        form: &'a Form,
    ) -> Self {
        Self {
            context,
            staff,
            work,
            scene,
            form,
        }
    }

    /// The form with these values in it.
    pub(super) fn page(&self, values: &[(String, String)], problems: &[Problem]) -> Markup {
        self.with(values, problems, None)
    }

    /// 409: what others did since that version, and what was to be done, with nothing of it lost.
    pub(super) fn changed(
        &self,
        values: &[(String, String)],
        seen: i32,
        refusal: Option<Refusal>,
    ) -> HttpResponse {
        let case = &self.scene.case;
        let later: Vec<Moment> = moments(self.staff, case)
            .into_iter()
            .zip(case.events.iter().rev())
            .take_while(|(_, event)| event.version > seen)
            .map(|(moment, _)| moment)
            .collect();
        let refused = refusal.map(|refusal| words::capitalised(&format!("{refusal}.")));
        let since = Since {
            moments: &later,
            now: &now(self.staff, case),
            refused: refused.as_deref(),
        };
        respond::with_status(StatusCode::CONFLICT, self.with(values, &[], Some(since)))
    }

    fn with(
        &self,
        values: &[(String, String)],
        problems: &[Problem],
        since: Option<Since<'_>>,
    ) -> Markup {
        let case = &self.scene.case;
        let born = self.scene.person.1;
        let born = born.map(|born| format!("born {}", born.format("%-d %B %Y")));
        casework::page(&View {
            frame: self.staff.frame(self.context),
            nonce: &self.context.nonce,
            reference: &case.reference.to_string(),
            person: &self.scene.person.0,
            born: born.as_deref(),
            state: &words::state(case.referral.state().code()),
            version: case.referral.version(),
            code: self.work.code,
            title: &self.form.title,
            intro: &self.form.intro,
            about: self.form.about.as_ref(),
            asks: &self.form.asks,
            values: Values(values),
            problems,
            button: &self.form.button,
            since,
        })
    }
}

/// Who has it, and where it stands: "Ben Ortiz has it now, and it stands at: in triage."
fn now(staff: &Staff, case: &Case) -> String {
    let who = match case.referral.owner() {
        Some(owner) if owner == staff.actor.account => "It is yours now".to_owned(),
        Some(owner) => format!(
            "{} has it now",
            case.name_of(owner).unwrap_or("A colleague")
        ),
        None => "Nobody has it now".to_owned(),
    };
    let state = case.referral.state().code().words();
    format!("{who}, and it stands at: {state}.")
}
