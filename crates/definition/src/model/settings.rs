//! Where a téléservice stands in the catalogue, who answers, under which rules.

use jiff::civil::Date;
use kernel::Slug;
use serde::{Deserialize, Serialize};

/// All that is neither asked nor processed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Themes of the catalogue.
    pub themes: Vec<Slug>,
    /// Life events of the catalogue.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub life_events: Vec<Slug>,
    /// For whom it is; everybody when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Audience>,
    /// Other words by which people look for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Who answers, as the citizen reads it.
    pub responder: String,
    /// Which authority is competent.
    pub competence: Competence,
    /// Whether one must sign in.
    pub sign_in: SignIn,
    /// When it is open; always, unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opening: Option<Opening>,
    /// What to prepare before starting.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<String>,
    /// How long it takes, in minutes.
    pub minutes: u8,
    /// What it costs, in words; free when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fees: Option<String>,
    /// What happens after sending, step by step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// The record of processing (GDPR, articles 13 and 30).
    pub processing: Processing,
    /// Days after which an unsent draft is erased.
    #[serde(default = "usual_drafts_days", skip_serializing_if = "is_usual_drafts_days")]
    pub drafts_days: u16,
}

fn usual_drafts_days() -> u16 {
    30
}

fn is_usual_drafts_days(days: &u16) -> bool {
    *days == usual_drafts_days()
}

/// For whom a téléservice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// People.
    Individuals,
    /// Associations.
    Associations,
    /// Companies and the self-employed.
    Companies,
}

/// Which authority is competent for a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Competence {
    /// The one that publishes the téléservice.
    Instance {},
    /// The one that territory names for a category and a place, both answered in the form.
    ByPlace {
        /// The field that holds the category.
        category: String,
        /// The field that holds the place: an address, a commune or a point.
        place: String,
    },
}

/// Whether one must sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignIn {
    /// No; one may.
    None,
    /// With an account.
    Account,
    /// With an identity certified by FranceConnect.
    Certified,
}

/// The days between which requests are taken, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// What the citizen must be told of the use of her data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Processing {
    /// What the data are used for.
    pub purpose: String,
    /// By what right (GDPR, article 6).
    pub legal_basis: String,
    /// Who receives them.
    pub recipients: Vec<String>,
    /// How long they are kept after the case is closed, in months.
    pub retention_months: u16,
    /// Days after the case is closed when sensitive answers are erased, before
    /// the rest: 0 at once; 90, or as the rest if it is shorter, unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitive_days: Option<u16>,
    /// Who is responsible; the authority that publishes, unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controller: Option<String>,
}

/// Days for which sensitive answers are kept after the end, unless told: the
/// two months of an appeal (code de justice administrative, R421-1), and one more.
const USUAL_SENSITIVE_DAYS: u16 = 90;

impl Processing {
    /// Days for which sensitive answers are kept after the end.
    pub fn sensitive_days(&self) -> u16 {
        self.sensitive_days.unwrap_or_else(|| USUAL_SENSITIVE_DAYS.min(self.days()))
    }

    /// Days for which the rest is kept, at least.
    pub(crate) const fn days(&self) -> u16 {
        self.retention_months.saturating_mul(28)
    }
}
