//! Everything that happened in a try, in the words that people would read.

use definition::{Definition, Happened, Rehearsal, RenderedBlock, RenderedDocument, TestStep, Told};
use kernel::{Slug, text};
use ui::{Markup, html};
use workflow::{CITIZEN, Effect, Opinion, Recipient};

pub(super) fn all(definition: &Definition, steps: &[TestStep], play: &Rehearsal<'_>) -> Markup {
    html! {
        h2 { "Ce qui s’est passé" }
        @if steps.is_empty() { p { "Rien encore. Remplissez la première page comme le ferait un usager." } }
        ol.studio-story {
            @for (rank, step) in steps.iter().enumerate() {
                li {
                    p { strong { (deed(definition, step)) } }
                    @for one in play.happened().iter().filter(|one| one.step == rank) { (happened(definition, one)) }
                }
            }
        }
    }
}

/// What a step does.
pub(in crate::pages) fn deed(definition: &Definition, step: &TestStep) -> String {
    match step {
        TestStep::Fill(fill) => {
            let page = definition.form.pages.iter().find(|page| page.slug == fill.page).map_or(fill.page.as_str(), |page| &page.title);
            format!("L’usager remplit la page «\u{a0}{page}\u{a0}»")
        }
        TestStep::Send(_) => "L’usager envoie sa demande".to_owned(),
        TestStep::Press(press) => format!("{} fait «\u{a0}{}\u{a0}»", who(definition, &press.by), action(definition, &press.transition)),
        TestStep::Advance(advance) => {
            let (days, working) = (advance.days.unwrap_or(0), advance.working_days.unwrap_or(0));
            match (days, working) {
                (days, 0) => format!("{} passent", text::count(u64::from(days), "jour")),
                (0, working) => format!("{working} jours ouvrés passent"),
                (days, working) => format!("{working} jours ouvrés et {days} jours passent"),
            }
        }
        TestStep::AnswerCompletion(_) => "L’usager envoie ce qui manquait".to_owned(),
        TestStep::GiveOpinion(given) => format!("{} donne un {}", who(definition, &given.by), opinion(given.opinion)),
        TestStep::AnswerCall(answer) => format!("Le logiciel relié à «\u{a0}{}\u{a0}» répond", connector(definition, &answer.connector)),
        TestStep::FailCall(failure) => format!("L’appel à «\u{a0}{}\u{a0}» échoue", connector(definition, &failure.connector)),
        TestStep::ExpectError(error) => format!("On attend une erreur sur «\u{a0}{}\u{a0}»", error.field),
        TestStep::Expect(expected) => match &expected.status {
            Some(status) => format!("On attend le statut «\u{a0}{}\u{a0}»", self::status(definition, status)),
            None => "On vérifie ce qui s’est passé".to_owned(),
        },
    }
}

pub(super) fn connector<'d>(definition: &'d Definition, name: &'d Slug) -> &'d str {
    definition.connectors.iter().find(|connector| connector.slug == *name).map_or(name.as_str(), |connector| &connector.label)
}

fn happened(definition: &Definition, one: &Happened) -> Markup {
    match &one.told {
        Told::Message { to, words, .. } => html! {
            (ui::details(&format!("Message à {}\u{a0}: {}", recipient(definition, to), words.subject), html! {
                p.hint { (text::date_time(one.at)) }
                @for line in words.body.lines() { p { (line) } }
                @if let Some(sms) = &words.sms { p.hint { "SMS : " (sms) } }
            }))
        },
        Told::Document { words, share, .. } => html! {
            (ui::details(&format!("Document\u{a0}: {}{}", words.title, if *share { "" } else { " (pour les agents)" }), document(words)))
        },
        Told::Skipped(effect) => html! { p.studio-when { "Pas fait, la condition n’est pas remplie\u{a0}: " (effect.label()) } },
        Told::Other(effect) => html! { @if let Some(line) = other(definition, effect) { p.studio-when { (line) } } },
    }
}

fn document(words: &RenderedDocument) -> Markup {
    html! {
        @for block in &words.blocks {
            @match block {
                RenderedBlock::Heading(heading) => p { strong { (heading) } },
                RenderedBlock::Paragraph(paragraph) => p { (paragraph) },
                RenderedBlock::Pairs(pairs) => dl { @for (label, text) in pairs { dt { (label) } dd { (text) } } },
            }
        }
    }
}

/// In a line; nothing for what the rest of the page shows.
fn other(definition: &Definition, effect: &Effect) -> Option<String> {
    Some(match effect {
        Effect::Anonymise => "La demande devient anonyme.".to_owned(),
        Effect::Journal { text, visible } => format!("Historique{}\u{a0}: {text}", if *visible { "" } else { " (agents)" }),
        Effect::CallConnector { connector: name, .. } => format!("Appel à «\u{a0}{}\u{a0}».", connector(definition, name)),
        Effect::CreateRecord { record, .. } => format!("Nouvelle fiche dans «\u{a0}{record}\u{a0}»."),
        Effect::ExtendDeadline { reason, .. } => format!("Délai prolongé\u{a0}: {reason}"),
        Effect::UpdateRecord { record, .. } => format!("Fiche modifiée dans «\u{a0}{record}\u{a0}»."),
        Effect::StartCase { teleservice, .. } => format!("Nouvelle demande «\u{a0}{teleservice}\u{a0}»."),
        Effect::RequestCompletion { items, .. } => format!("Pièces demandées\u{a0}: {}.", items.join(", ")),
        Effect::RequestOpinion { function, question, .. } => format!("Avis demandé à «\u{a0}{function}\u{a0}»\u{a0}: {question}"),
        Effect::SetData { slug, .. } => format!("Donnée «\u{a0}{slug}\u{a0}» notée."),
        Effect::Tag { tag } => format!("Étiquette «\u{a0}{tag}\u{a0}» posée."),
        Effect::Untag { tag } => format!("Étiquette «\u{a0}{tag}\u{a0}» ôtée."),
        Effect::TransferToTeam { team } => format!("Demande confiée à «\u{a0}{team}\u{a0}»."),
        Effect::TransferToAuthority { authority } => format!("Demande transmise à «\u{a0}{authority}\u{a0}»."),
        _ => return None,
    })
}

/// The opinions that can be given, with their words in tests.
pub(super) const OPINIONS: [(&str, Opinion); 3] =
    [("favourable", Opinion::Favourable), ("reserved", Opinion::Reserved), ("unfavourable", Opinion::Unfavourable)];

/// An opinion, in the middle of a sentence.
pub(super) const fn opinion(opinion: Opinion) -> &'static str {
    match opinion {
        Opinion::Favourable => "avis favorable",
        Opinion::Reserved => "avis favorable avec réserves",
        Opinion::Unfavourable => "avis défavorable",
    }
}

fn who(definition: &Definition, by: &Slug) -> String {
    match by.as_str() {
        CITIZEN => "L’usager".to_owned(),
        _ => definition
            .workflow
            .functions
            .iter()
            .find(|function| function.slug == *by)
            .map_or_else(|| by.to_string(), |function| function.label.clone()),
    }
}

fn action(definition: &Definition, slug: &Slug) -> String {
    definition.workflow.transitions.iter().find(|one| one.slug == *slug).map_or_else(|| slug.to_string(), |one| one.label.clone())
}

fn status(definition: &Definition, slug: &Slug) -> String {
    definition.workflow.statuses.iter().find(|one| one.slug == *slug).map_or_else(|| slug.to_string(), |one| one.agent_label.clone())
}

fn recipient(definition: &Definition, to: &Recipient) -> String {
    match to {
        Recipient::Citizen => "l’usager".to_owned(),
        Recipient::Team => "l’équipe".to_owned(),
        Recipient::Assignee => "l’agent".to_owned(),
        Recipient::Function(function) => who(definition, function),
        Recipient::Field(field) => format!("l’adresse de «\u{a0}{field}\u{a0}»"),
    }
}
