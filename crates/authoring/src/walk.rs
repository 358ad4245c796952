//! Every word of a document that refers to something: expressions, texts with
//! `{{ … }}`, names. What renames and what tells uses is made from this one walk.

mod effects;
mod form;
mod trials;

use definition::{Block, Competence, Definition};
use kernel::Slug;

use crate::{Effects, Place};

pub(crate) use trials::Stage;

/// A word that refers to something.
pub(crate) enum Word<'w> {
    /// An expression.
    Expression(Role, &'w mut String),
    /// A text of a message or of a document.
    Text(&'w mut String),
    /// The name of something.
    Name(Kind, &'w mut String),
    /// An answer typed in a test, by the names from the top of its form.
    Answer(Stage<'w>, &'w mut String, &'w mut serde_json::Value),
}

/// What an expression decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Whether it is asked, or offered.
    Condition,
    /// Whether an answer is needed.
    Required,
    /// Whether an answer is accepted.
    Check,
    /// Whether one may leave the page.
    Exit,
    /// What the answer is at first.
    Default,
    /// A setting of the type, or of an effect.
    Setting(&'static str),
}

/// What a name refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Page,
    Question,
    Input,
    Status,
    Transition,
    Function,
    Data,
    Message,
    Document,
    Connector,
}

/// Receives each word with where it stands.
pub(crate) type Visit<'v> = dyn FnMut(&Place, Word<'_>) + 'v;

/// Walks the whole document, in its order.
pub(crate) fn words(definition: &mut Definition, visit: &mut Visit<'_>) {
    if let Competence::ByPlace { category, place } = &mut definition.settings.competence {
        visit(&Place::Settings, Word::Name(Kind::Question, category));
        visit(&Place::Settings, Word::Name(Kind::Question, place));
    }
    form::words(definition, visit);
    workflow(definition, visit);
    texts(definition, visit);
    trials::words(definition, visit);
}

fn workflow(definition: &mut Definition, visit: &mut Visit<'_>) {
    let workflow = &mut definition.workflow;
    slug(&mut workflow.initial, &Place::Workflow, Kind::Status, visit);
    effects::words(&mut workflow.on_filed, &Effects::Filed, visit);
    for transition in &mut workflow.transitions {
        let place = Place::Transition(transition.slug.clone());
        slugs(&mut transition.from, &place, Kind::Status, visit);
        slug(&mut transition.to, &place, Kind::Status, visit);
        slugs(&mut transition.by, &place, Kind::Function, visit);
        expression(transition.condition.as_mut(), &place, Role::Condition, visit);
        optional(&mut transition.input, &place, Kind::Input, visit);
        effects::words(&mut transition.effects, &Effects::Transition(transition.slug.clone()), visit);
    }
    for automation in &mut workflow.automations {
        let place = Place::Automation(automation.slug.clone());
        slugs(&mut automation.in_status, &place, Kind::Status, visit);
        expression(automation.date.as_mut(), &place, Role::Setting("Date"), visit);
        expression(automation.condition.as_mut(), &place, Role::Condition, visit);
        slug(&mut automation.transition, &place, Kind::Transition, visit);
    }
}

fn texts(definition: &mut Definition, visit: &mut Visit<'_>) {
    for (slug, message) in &mut definition.messages {
        let place = Place::Message(slug.clone());
        let texts = [Some(&mut message.subject), Some(&mut message.body), message.sms.as_mut()];
        texts.into_iter().flatten().for_each(|text| visit(&place, Word::Text(text)));
    }
    for (slug, document) in &mut definition.documents {
        visit(&Place::Document(slug.clone()), Word::Text(&mut document.title));
        for (index, block) in document.blocks.iter_mut().enumerate() {
            let place = Place::Block(slug.clone(), index);
            match block {
                Block::Heading(text) | Block::Paragraph(text) => visit(&place, Word::Text(text)),
                Block::Pairs(rows) => rows.iter_mut().for_each(|row| visit(&place, Word::Text(&mut row.text))),
                Block::Answers => {}
            }
        }
    }
}

fn expression(source: Option<&mut String>, place: &Place, role: Role, visit: &mut Visit<'_>) {
    if let Some(source) = source {
        visit(place, Word::Expression(role, source));
    }
}

/// Visits a slug as text; what comes back and is not one leaves it as it was.
fn slug(slug: &mut Slug, place: &Place, kind: Kind, visit: &mut Visit<'_>) {
    let mut text = slug.to_string();
    visit(place, Word::Name(kind, &mut text));
    if let Ok(changed) = text.parse() {
        *slug = changed;
    }
}

fn slugs(list: &mut [Slug], place: &Place, kind: Kind, visit: &mut Visit<'_>) {
    list.iter_mut().for_each(|one| slug(one, place, kind, visit));
}

fn optional(one: &mut Option<Slug>, place: &Place, kind: Kind, visit: &mut Visit<'_>) {
    if let Some(one) = one {
        slug(one, place, kind, visit);
    }
}
