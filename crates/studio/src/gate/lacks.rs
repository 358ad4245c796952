//! What a space lacks for a document, in words.

use cases::{Lack, ListName};
use db::Stage;
use definition::Needed;
use workflow::Finding;

/// What a space of this stage lacks, as findings that lead to where the document
/// needs it. Without its list, a question cannot be answered: nothing is
/// published. The team of a function is asked when publishing: it is not told here.
pub(crate) fn lacking(lacks: &[Lack], stage: Stage, names: &[ListName]) -> Vec<Finding> {
    let there = match stage {
        Stage::Test => "dans l’espace de test",
        Stage::Production => "en production",
    };
    lacks.iter().filter_map(|lack| one(lack, there, names)).collect()
}

fn one(lack: &Lack, there: &str, names: &[ListName]) -> Option<Finding> {
    let path = &lack.need.path;
    Some(match (&lack.need.what, &lack.private) {
        (Needed::Function { .. }, _) => return None,
        (Needed::List { .. }, Some(label)) => Finding::error(
            path,
            format!(
                "La liste «\u{a0}{label}\u{a0}» n’est pas proposée aux usagers {there}\u{a0}: ils ne pourraient pas y choisir. Ouvrez-la dans «\u{a0}Listes\u{a0}» et proposez-la aux usagers."
            ),
        ),
        (Needed::List { name, .. }, None) => {
            let label = names.iter().find(|list| list.slug == **name).map_or(name, |list| &list.label);
            let sentence = format!(
                "La liste «\u{a0}{label}\u{a0}» n’existe pas {there}. Créez-la dans «\u{a0}Listes\u{a0}», ou choisissez-en une autre."
            );
            Finding::error(path, sentence)
        }
        (Needed::Team(team), _) => Finding::warning(
            path,
            format!("L’équipe «\u{a0}{}\u{a0}» n’existe pas {there}. Créez-la, ou choisissez-en une autre.", words(team.as_str())),
        ),
        (Needed::Connector { label, .. }, _) => {
            let sentence = format!("Aucun logiciel n’est relié à «\u{a0}{label}\u{a0}» {there}. Reliez-le dans «\u{a0}Connecteurs\u{a0}».");
            Finding::warning(path, sentence)
        }
        (Needed::Teleservice(slug), _) => Finding::warning(
            path,
            format!("La démarche «\u{a0}{}\u{a0}» n’est pas publiée {there}. Publiez-la aussi.", words(slug.as_str())),
        ),
    })
}

/// A name that nothing bears here: its words.
fn words(name: &str) -> String {
    name.replace(['-', '_'], " ")
}
