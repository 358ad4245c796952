//! What can be done, to choose from: the most usual first, with a line each.

use ui::{Choice, ChoiceGroup};
use workflow::EFFECTS;

/// Titles, and under each the effects with what they do.
const GROUPS: [(&str, &[(&str, &str)]); 4] = [
    (
        "Prévenir",
        &[
            ("message", "À l’usager, à un agent ou à une équipe. Le texte s’écrit dans «\u{a0}Messages et documents\u{a0}»."),
            ("request_completion", "L’usager reçoit la liste et répond sur sa page de suivi."),
            ("request_opinion", "Un autre rôle donne son avis, puis la demande continue."),
            ("journal", "Une phrase de plus dans le suivi de la demande."),
        ],
    ),
    (
        "Décider",
        &[
            ("document", "Un PDF joint à la demande. Exemple\u{a0}: un arrêté."),
            ("assign", "Un agent la suit."),
            ("dispatch", "Exemple\u{a0}: l’équipe du quartier qui est choisi."),
            ("transfer", "À une autre équipe, ou à une autre collectivité."),
            ("set_priority", "La demande passe avant les autres, ou après."),
            ("declare_complete", "Le délai légal commence à courir."),
            ("extend_deadline", "Une fois, avec la raison."),
        ],
    ),
    (
        "Données",
        &[
            ("set_data", "Exemple\u{a0}: le numéro d’un arrêté."),
            ("tag", "Un mot pour retrouver la demande."),
            ("untag", "Le mot n’est plus sur la demande."),
            ("create_record", "Une ligne de plus dans une liste."),
            ("update_record", "Une ligne d’une liste change."),
            ("anonymise", "Le nom et les coordonnées sont effacés pour toujours."),
        ],
    ),
    (
        "Autres logiciels",
        &[("call_connector", "Il reçoit la demande, et sa réponse est lue."), ("start_case", "Une démarche en ouvre une autre.")],
    ),
];

/// The effects, in groups.
pub(super) fn groups() -> Vec<ChoiceGroup<'static>> {
    let label = |name: &str| EFFECTS.iter().find(|kind| kind.name == name).map_or("", |kind| kind.label);
    let choices = |kinds: &'static [(&'static str, &'static str)]| -> Vec<Choice<'static>> {
        kinds.iter().map(|(name, told)| Choice::new(name, label(name)).hint(*told)).collect()
    };
    GROUPS.iter().map(|(title, kinds)| ChoiceGroup { title, choices: choices(kinds) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_effect_stands_once_in_a_group() {
        let mut offered: Vec<&str> = groups().iter().flat_map(|group| &group.choices).map(|choice| choice.value).collect();
        let mut known: Vec<&str> = EFFECTS.iter().map(|kind| kind.name).collect();
        offered.sort_unstable();
        known.sort_unstable();
        assert_eq!(offered, known);
    }
}
