//! What every form control shares: name, label, hint and error, and how they are tied together.

use maud::{Markup, html};

/// How large the label or legend is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// The label is the heading of the page.
    Page,
    /// A section of a page with several questions.
    Section,
    /// One control among others.
    #[default]
    Plain,
    /// Seen by screen readers only, where a table says the same.
    Hidden,
}

/// A control's name and words. Its `name` is also its id.
#[derive(Debug, Clone, Copy, Default)]
pub struct Field<'a> {
    /// Name and id of the control.
    pub name: &'a str,
    /// Label or legend.
    pub label: &'a str,
    /// Help under the label.
    pub hint: Option<&'a str>,
    /// Lists or notes under the hint, before the error message.
    pub intro: Option<&'a Markup>,
    /// Error message under the hint.
    pub error: Option<&'a str>,
    /// Size of the label.
    pub level: Level,
}

impl Field<'_> {
    /// Value of `aria-describedby`, if there is anything to describe.
    pub fn described_by(&self) -> Option<String> {
        let ids: Vec<String> = [(self.hint, "hint"), (self.error, "error")]
            .into_iter()
            .filter_map(|(text, kind)| text.map(|_| format!("{}-{kind}", self.name)))
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// Hint and error message, in the order in which they are read.
    pub fn help(&self) -> Markup {
        html! {
            @if let Some(hint) = self.hint { div class="nhsuk-hint" id={ (self.name) "-hint" } { (hint) } }
            @if let Some(intro) = self.intro { (intro) }
            @if let Some(error) = self.error { (error_message(self.name, error)) }
        }
    }

    /// A label tied to the control.
    pub fn label(&self) -> Markup {
        let label = html! { label class=(self.class("label")) for=(self.name) { (self.label) } };
        html! {
            @if self.level == Level::Page { h1 class="nhsuk-label-wrapper" { (label) } } @else { (label) }
        }
    }

    /// A fieldset with the label as its legend. Error summaries link to the first control.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "the controls are made for this fieldset alone"
    )]
    pub fn fieldset(&self, controls: Markup) -> Markup {
        html! {
            fieldset class="nhsuk-fieldset" aria-describedby=[self.described_by()] {
                legend class=(self.class("fieldset__legend")) {
                    @if self.level == Level::Page { h1 class="nhsuk-fieldset__heading" { (self.label) } } @else { (self.label) }
                }
                (self.help())
                (controls)
            }
        }
    }

    /// The group around one control, marked when there is an error.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "the content is made for this group alone"
    )]
    pub fn group(&self, content: Markup) -> Markup {
        let error = if self.error.is_some() {
            " nhsuk-form-group--error"
        } else {
            ""
        };
        html! { div class={ "nhsuk-form-group" (error) } { (content) } }
    }

    fn class(&self, part: &str) -> String {
        let size = match self.level {
            Level::Page => format!(" nhsuk-{part}--l"),
            Level::Section => format!(" nhsuk-{part}--m"),
            Level::Plain => format!(" nhsuk-{part}--s"),
            Level::Hidden => " nhsuk-u-visually-hidden".to_owned(),
        };
        format!("nhsuk-{part}{size}")
    }
}

/// The message under a control, with the id that `aria-describedby` names.
pub fn error_message(name: &str, message: &str) -> Markup {
    html! {
        span class="nhsuk-error-message" id={ (name) "-error" } {
            span class="nhsuk-u-visually-hidden" { "Error: " } (message)
        }
    }
}
