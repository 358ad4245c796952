//! What a finding of the linter points at.

use super::{Effects, FieldAt, Group, Home, Place};

/// The place that a finding's path is in, so that each finding has a link.
/// `None` for a path that the linter does not write.
pub fn of_finding(path: &str) -> Option<Place> {
    let parts: Vec<&str> = path.split('.').collect();
    Some(match parts.as_slice() {
        ["title" | "summary" | "schema_version" | "slug", ..] => Place::Presentation,
        ["settings", "processing", ..] => Place::Processing,
        ["settings", ..] => Place::Settings,
        ["form", "pages", slug, rest @ ..] => in_group(Group::page(*slug), rest),
        ["form", ..] => Place::Form,
        ["inputs", slug, "pages", definition::INPUT_PAGE, rest @ ..] => in_group(Group::input(slug.parse().ok()?), rest),
        ["inputs", slug] => Place::Input(slug.parse().ok()?),
        ["inputs", slug, field, ..] => Place::Field(Group::input(slug.parse().ok()?).field(*field)),
        ["workflow", rest @ ..] => in_workflow(rest)?,
        ["connectors", slug, ..] => Place::Connector(slug.parse().ok()?),
        ["messages", slug, ..] => Place::Message(slug.parse().ok()?),
        ["documents", slug, "blocks", index, ..] => Place::Block(slug.parse().ok()?, index.parse().ok()?),
        ["documents", slug, ..] => Place::Document(slug.parse().ok()?),
        ["tests", index, ..] => Place::Test(index.parse().ok()?),
        ["tests"] => Place::Tests,
        _ => return None,
    })
}

/// `fields.enfants.fields.naissance.checks.0`: as deep as questions go.
fn in_group(mut group: Group, path: &[&str]) -> Place {
    let mut rest = path;
    while let ["fields", slug, after @ ..] = rest {
        group.path.push((*slug).to_owned());
        rest = after;
    }
    group.place()
}

fn in_workflow(path: &[&str]) -> Option<Place> {
    Some(match path {
        ["statuses", slug, ..] => Place::Status(slug.parse().ok()?),
        ["transitions", slug, "effects", index, ..] => Place::Effect(Effects::Transition(slug.parse().ok()?), index.parse().ok()?),
        ["transitions", slug, ..] => Place::Transition(slug.parse().ok()?),
        ["on_filed", index, ..] => Place::Effect(Effects::Filed, index.parse().ok()?),
        ["automations", slug, ..] => Place::Automation(slug.parse().ok()?),
        ["functions", slug, ..] => Place::Function(slug.parse().ok()?),
        ["data", slug, ..] => Place::Data(slug.parse().ok()?),
        ["legal_clock", ..] => Place::Clock,
        _ => Place::Workflow,
    })
}

impl Place {
    /// The page, form or list above it, for the way back.
    pub fn parent(&self) -> Option<Place> {
        Some(match self {
            Self::Page(_) => Self::Form,
            Self::Field(FieldAt { group, .. }) => group.place(),
            Self::Effect(Effects::Filed, _) => Self::Filed,
            Self::Effect(Effects::Transition(slug), _) => Self::Transition(slug.clone()),
            Self::Block(slug, _) => Self::Document(slug.clone()),
            Self::Test(_) => Self::Tests,
            Self::Message(_) | Self::Document(_) => Self::Texts,
            Self::Input(_)
            | Self::Status(_)
            | Self::Transition(_)
            | Self::Filed
            | Self::Automation(_)
            | Self::Function(_)
            | Self::Data(_)
            | Self::Clock => Self::Workflow,
            _ => return None,
        })
    }

    /// The page or input form around it.
    pub fn home(&self) -> Option<Home> {
        match self {
            Self::Page(slug) => Some(Home::Page(slug.clone())),
            Self::Input(slug) => Some(Home::Input(slug.clone())),
            Self::Field(at) => Some(at.group.home.clone()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_have_a_link() {
        for (path, place) in [
            ("title", "presentation"),
            ("settings.competence.place", "reglages"),
            ("settings.processing.purpose", "donnees-personnelles"),
            ("form.pages", "formulaire"),
            ("form.pages.pour-qui.exit.0.message", "pages/pour-qui"),
            ("form.pages.enfants.fields.enfants.fields.naissance.checks.0", "pages/enfants/questions/enfants/naissance"),
            ("inputs.refus.cause.hint", "saisies/refus/questions/cause"),
            ("inputs.refus.pages.saisie.fields.cause.condition", "saisies/refus/questions/cause"),
            ("inputs.refus", "saisies/refus"),
            ("workflow.initial", "circuit"),
            ("workflow.transitions.envoyer.effects.1.template", "actions/envoyer/effets/1"),
            ("workflow.on_filed.0.to", "depot/effets/0"),
            ("workflow.legal_clock", "delai"),
            ("messages.recue.body", "messages/recue"),
            ("documents.arrete.blocks.2.1", "documents/arrete/blocs/2"),
            ("tests", "essais"),
        ] {
            assert_eq!(of_finding(path).map(|place| place.to_string()).as_deref(), Some(place), "{path}");
        }
        assert_eq!(of_finding("ailleurs"), None);
    }
}
