//! What people read for anything in a document.

use definition::Definition;
use kernel::Slug;

use crate::{Effects, FieldAt, Group, Home, Place, fields, in_words::inserted, list::Named};

/// « label », in French quotes.
pub(crate) fn quoted(text: impl std::fmt::Display) -> String {
    format!("«\u{a0}{text}\u{a0}»")
}

/// The words by which people know something; its name when it is gone or says nothing.
pub fn label(definition: &Definition, place: &Place) -> String {
    known(definition, place).unwrap_or_else(|| name(place))
}

/// The words by which people know something that is there.
pub(crate) fn known(definition: &Definition, place: &Place) -> Option<String> {
    let workflow = &definition.workflow;
    let found = match place {
        Place::Presentation => Some("Présentation".to_owned()),
        Place::Settings => Some("Réglages".to_owned()),
        Place::Processing => Some("Données personnelles".to_owned()),
        Place::Form => Some("Formulaire".to_owned()),
        Place::Workflow => Some("Circuit de traitement".to_owned()),
        Place::Filed => Some("Dépôt de la demande".to_owned()),
        Place::Clock => Some("Délai".to_owned()),
        Place::Texts => Some("Messages et documents".to_owned()),
        Place::Tests => Some("Essais".to_owned()),
        Place::Page(slug) => definition.form.pages.iter().find(|page| page.slug == *slug).map(|page| page.title.clone()),
        Place::Field(at) => fields::one(definition, at).map(|field| field.label),
        Place::Input(slug) => Some(input(definition, slug)),
        Place::Status(slug) => of(&workflow.statuses, slug, |status| &status.agent_label),
        Place::Transition(slug) => of(&workflow.transitions, slug, |transition| &transition.label),
        Place::Function(slug) => of(&workflow.functions, slug, |function| &function.label),
        Place::Data(slug) => of(&workflow.data, slug, |field| &field.label),
        Place::Connector(slug) => of(&definition.connectors, slug, |connector| &connector.label),
        Place::Automation(slug) => of(&workflow.automations, slug, |automation| &automation.slug).map(|name| words(&name)),
        Place::Effect(Effects::Filed, index) => Some(format!("Effet {} du dépôt", index + 1)),
        Place::Effect(Effects::Transition(slug), index) => {
            Some(format!("Effet {} de {}", index + 1, quoted(label(definition, &Place::Transition(slug.clone())))))
        }
        Place::Message(slug) => definition.messages.get(slug).map(|message| without_codes(definition, &message.subject)),
        Place::Document(slug) => definition.documents.get(slug).map(|document| without_codes(definition, &document.title)),
        Place::Block(slug, index) => Some(format!("Bloc {} de {}", index + 1, quoted(label(definition, &Place::Document(slug.clone()))))),
        Place::Test(index) => definition.tests.get(*index).map(|test| test.name.clone()),
    };
    found.filter(|label| !label.trim().is_empty())
}

/// The same with what it is: « la page « Votre enfant » ».
pub fn named(definition: &Definition, place: &Place) -> String {
    let what = match place {
        Place::Presentation => return "la présentation".to_owned(),
        Place::Settings => return "les réglages".to_owned(),
        Place::Processing => return "les données personnelles".to_owned(),
        Place::Form => return "le formulaire".to_owned(),
        Place::Workflow => return "le circuit".to_owned(),
        Place::Filed => return "le dépôt".to_owned(),
        Place::Clock => return "le délai".to_owned(),
        Place::Texts => return "les messages et documents".to_owned(),
        Place::Tests => return "les essais".to_owned(),
        Place::Effect(Effects::Filed, index) => return format!("l’effet {} du dépôt", index + 1),
        Place::Effect(Effects::Transition(slug), index) => {
            return format!("l’effet {} de {}", index + 1, named(definition, &Place::Transition(slug.clone())));
        }
        Place::Block(slug, index) => {
            return format!("le bloc {} du document {}", index + 1, quoted(label(definition, &Place::Document(slug.clone()))));
        }
        Place::Page(_) => "la page",
        Place::Field(_) => "la question",
        Place::Input(_) => "le formulaire",
        Place::Status(_) => "le statut",
        Place::Transition(_) => "l’action",
        Place::Automation(_) => "l’automatisme",
        Place::Function(_) => "la fonction",
        Place::Data(_) => "la donnée",
        Place::Connector(_) => "le connecteur",
        Place::Message(_) => "le message",
        Place::Document(_) => "le document",
        Place::Test(_) => "l’essai",
    };
    format!("{what} {}", quoted(label(definition, place)))
}

/// « de la page « Vous » », « du statut « Reçue » ».
pub(crate) fn of_named(definition: &Definition, place: &Place) -> String {
    de(&named(definition, place))
}

/// « à la page « Vous » », « au bloc … ».
pub(crate) fn to_group(definition: &Definition, group: &Group) -> String {
    match (group.path.is_empty(), &group.home) {
        (true, Home::Page(_)) => format!("à {}", named(definition, &group.place())),
        (true, Home::Input(_)) => format!("au formulaire {}", quoted(label(definition, &group.place()))),
        (false, _) => format!("au bloc {}", quoted(label(definition, &group.place()))),
    }
}

/// « la question « Nom » ».
pub(crate) fn field(definition: &Definition, at: &FieldAt) -> String {
    quoted(label(definition, &Place::Field(at.clone())))
}

fn de(named: &str) -> String {
    match named.strip_prefix("le ") {
        Some(rest) => format!("du {rest}"),
        None => match named.strip_prefix("les ") {
            Some(rest) => format!("des {rest}"),
            None => format!("de {named}"),
        },
    }
}

fn of<T: Named, L: ToString>(list: &[T], slug: &Slug, label: impl Fn(&T) -> &L) -> Option<String> {
    list.iter().find(|item| item.name() == slug.as_str()).map(|item| label(item).to_string())
}

/// An input form has no title of its own: it bears that of its transition.
fn input(definition: &Definition, slug: &Slug) -> String {
    let transition = definition.workflow.transitions.iter().find(|transition| transition.input.as_ref() == Some(slug));
    transition.map_or_else(|| words(slug.as_str()), |transition| transition.label.clone())
}

/// A name as words: « relance-pieces » gives « Relance pieces ».
pub(crate) fn words(name: &str) -> String {
    crate::kinds::capital(&name.replace(['_', '-'], " "))
}

/// A text with the label of each thing inserted in it, « … » for what has none: nobody reads codes.
fn without_codes(definition: &Definition, text: &str) -> String {
    let mut pieces = text.split("{{");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |told, piece| match piece.split_once("}}") {
        Some((code, after)) => match inserted(definition, code.split('|').next().unwrap_or_default().trim()) {
            Some(label) => format!("{told}[{label}]{after}"),
            None => format!("{told}…{after}"),
        },
        None => format!("{told}{{{{{piece}"),
    })
}

/// The last name of a place.
fn name(place: &Place) -> String {
    let text = place.to_string();
    text.rsplit('/').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_no_codes() {
        let definition = crate::new_definition("Réserver une salle", crate::Model::Request);
        for (text, told) in [
            ("Votre salle\u{a0}: {{ answers.demande|upper }}", "Votre salle\u{a0}: [Que demandez-vous ?]"),
            ("Votre demande {{ case.reference }} est reçue", "Votre demande … est reçue"),
            ("{{ a }} et {{ b }}", "… et …"),
            ("Votre demande {{ jamais fermé", "Votre demande {{ jamais fermé"),
            ("Votre demande", "Votre demande"),
        ] {
            assert_eq!(without_codes(&definition, text), told);
        }
    }
}
