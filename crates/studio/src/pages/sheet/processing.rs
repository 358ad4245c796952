//! What the citizen is told of the use of her data (GDPR, articles 13 and 30).

use authoring::{Edit, SettingsEdit};
use definition::{Definition, Processing};
use ui::{FormState, Label, Markup, TextKind, html};

use super::{
    Sheet,
    reading::{count, lines, needed, optional},
};
use crate::pages::shell::Part;

pub(super) struct ProcessingSheet;

impl Sheet for ProcessingSheet {
    fn title(&self, _: &Definition) -> String {
        "Données personnelles".to_owned()
    }

    fn part(&self) -> Part {
        Part::Settings
    }

    fn typed(&self, of: &Definition) -> FormState {
        let Processing { purpose, legal_basis, recipients, retention_months, sensitive_days, controller } = &of.settings.processing;
        FormState::from_pairs([
            ("but", purpose.as_str()),
            ("base", legal_basis),
            ("destinataires", &recipients.join("\n")),
            ("mois", &retention_months.to_string()),
            ("jours", &sensitive_days.map(|days| days.to_string()).unwrap_or_default()),
            ("responsable", controller.as_deref().unwrap_or_default()),
        ])
    }

    fn inputs(&self, _: &Definition, state: &FormState) -> Markup {
        html! {
            (ui::textarea(&Label::new("but", "À quoi servent les données").state(state), state.value("but"), 2, None))
            (ui::textarea(&Label::new("base", "De quel droit").hint("Exemple : Mission d’intérêt public (RGPD, article 6, 1, e).").state(state), state.value("base"), 2, None))
            (ui::textarea(&Label::new("destinataires", "Qui les reçoit").hint("Un par ligne.").state(state), state.value("destinataires"), 3, None))
            (ui::text_input(&Label::new("mois", "Mois de conservation").hint("Après la fin de la demande.").state(state), state.value("mois"), TextKind::Number, Some(4)))
            (ui::text_input(&Label::new("jours", "Jours de conservation des réponses sensibles").hint("Après la fin de la demande. 0\u{a0}: dès la fin. Vide\u{a0}: 90 jours.").optional().state(state), state.value("jours"), TextKind::Number, Some(4)))
            (ui::text_input(&Label::new("responsable", "Qui en est responsable").hint("Vide : la collectivité qui publie la démarche.").optional().state(state), state.value("responsable"), TextKind::Text, None))
        }
    }

    fn read(&self, _: &Definition, typed: &FormState, state: &mut FormState) -> Option<Vec<Edit>> {
        let recipients = lines(typed, "destinataires");
        if recipients.is_empty() {
            state.add_error("destinataires", "Écrivez qui reçoit les données.");
        }
        let months = count(typed, "mois", 1..=1200_u16, state);
        if months.is_none() && state.error("mois").is_none() {
            state.add_error("mois", "Écrivez combien de mois on les garde.");
        }
        let sensitive_days = count(typed, "jours", 0..=3650_u16, state);
        let processing = Processing {
            purpose: needed(typed, "but", "Écrivez à quoi servent les données.", state),
            legal_basis: needed(typed, "base", "Écrivez de quel droit.", state),
            recipients,
            retention_months: months?,
            sensitive_days,
            controller: optional(typed, "responsable"),
        };
        (!state.has_errors()).then(|| vec![SettingsEdit::Processing { processing }.into()])
    }
}
