//! What becomes of personal data, said in short (GDPR, article 13).

use definition::Compiled;
use ui::{Markup, Row, details, html, summary_list};

use crate::erasing::asks_sensitive;

/// The notice of a téléservice, unfolded on demand.
pub(super) fn data_notice(compiled: &Compiled, authority: &str) -> Markup {
    let settings = &compiled.about().settings;
    let processing = &settings.processing;
    let months = processing.retention_months;
    let kept = if months.is_multiple_of(12) { kernel::text::count(u64::from(months / 12), "an") } else { format!("{months} mois") };
    let mut rows = vec![
        Row::text("À quoi elles servent", &processing.purpose),
        Row::text("De quel droit", &processing.legal_basis),
        Row::text("Qui en est responsable", processing.controller.as_deref().unwrap_or(authority)),
        Row::text("Qui les reçoit", &processing.recipients.join(", ")),
        Row::text(
            "Combien de temps",
            &format!("{kept} après la fin de votre demande. Un brouillon\u{a0}: {} jours.", settings.drafts_days),
        ),
    ];
    if asks_sensitive(compiled) {
        let days = match processing.sensitive_days() {
            0 => "Dès la fin de votre demande, elles sont effacées.".to_owned(),
            days => format!("Elles sont effacées {} après la fin de votre demande.", kernel::text::count(u64::from(days), "jour")),
        };
        rows.push(Row::text("Vos réponses sensibles", &format!("Elles sont chiffrées. {days}")));
    }
    details(
        "Vos données personnelles",
        html! {
            (summary_list(&rows))
            p { "Vous pouvez voir vos données, les corriger ou les faire effacer. " a href="/donnees-personnelles" { "Comment faire\u{a0}?" } }
        },
    )
}
