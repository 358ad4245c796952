//! Messages: e-mails, text messages, notices.

use kernel::Slug;
use workflow::{Channel, EffectSpec, Message, Recipient};

use super::{Draft, Stay};
use crate::{report::Weight, wcs::Item};

pub(super) fn sendmail(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let mail = item.get("mail_template").and_then(|slug| Some((slug, draft.site.mails.get(slug)?)));
    let (name, subject, body) = match (mail, item.get("mail_template")) {
        (Some((_, mail)), _) => (mail.name.clone(), mail.subject.clone(), mail.body.clone()),
        (None, named) => {
            let body = item.get("body").unwrap_or_default().to_owned();
            if let Some(named) = named {
                let instead = if body.is_empty() { "ou écrivez le message" } else { "ou gardez le texte écrit dans l’action" };
                let message = format!(
                    "Le modèle de courriel «\u{a0}{named}\u{a0}» n’est pas parmi les fichiers\u{a0}: ajoutez son export, {instead}."
                );
                draft.ledger.note("action sendmail", Weight::Check, &draft.place, message);
            }
            (named.map_or_else(|| stay.name.clone(), str::to_owned), item.get("subject").unwrap_or_default().to_owned(), body)
        }
    };
    let to = draft.recipients(item);
    if to.is_empty() {
        return draft.left(item, Weight::Info, "Ce message n’avait aucun destinataire\u{a0}: il est retiré.");
    }
    let attach = attachments(item, draft);
    let template = draft.message(&name, &subject, &body, None, &to);
    draft.kept(item);
    send(item, stay, draft, to, None, &template, &attach);
}

/// Documents made by this workflow can be joined; anything else is told.
fn attachments(item: &Item, draft: &mut Draft<'_>) -> Vec<Slug> {
    let asked: Vec<String> = item
        .element
        .inside("attachments")
        .iter()
        .map(|attachment| attachment.text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect();
    let made = |asked: &String| draft.documents.keys().find(|slug| asked.contains(&slug.as_str().replace('-', "_"))).cloned();
    let joined: Vec<Slug> = asked.iter().filter_map(made).collect();
    if joined.len() < asked.len() {
        draft.ledger.left(
            "pièce jointe de courriel",
            Weight::Check,
            &draft.place,
            "Une pièce n’est plus jointe au message. La personne la trouve dans sa demande.",
        );
    }
    joined
}

fn send(
    item: &Item,
    stay: &mut Stay,
    draft: &mut Draft<'_>,
    to: Vec<Recipient>,
    channels: Option<Vec<Channel>>,
    template: &Slug,
    attach: &[Slug],
) {
    let effects = to.into_iter().map(|to| {
        let usual = match to {
            Recipient::Citizen => vec![Channel::Email, Channel::InApp],
            _ => vec![Channel::Email],
        };
        let channels = channels.clone().unwrap_or(usual);
        EffectSpec::Message(Message { to, channels, template: template.clone(), attach: attach.to_vec() })
    });
    draft.does(item, stay, effects.collect());
}

pub(super) fn sms(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let body = item.get("body").unwrap_or_default().to_owned();
    let mut to = draft.recipients(item);
    if to.is_empty() {
        to.push(Recipient::Citizen);
    }
    let template = draft.message(&format!("sms-{}", stay.name), "", &body, Some(&body), &to);
    draft.changed(item, Weight::Info, "Le SMS part au numéro du compte ou du formulaire, avec un objet neutre.");
    send(item, stay, draft, to, Some(vec![Channel::Sms]), &template, &[]);
}

pub(super) fn notification(item: &Item, _: &[Item], stay: &mut Stay, draft: &mut Draft<'_>) {
    let title = item.get("title").or_else(|| item.get("subject")).unwrap_or_default().to_owned();
    let body = item.get("body").unwrap_or_default().to_owned();
    let mut to = draft.recipients(item);
    if to.is_empty() {
        to.push(Recipient::Citizen);
    }
    let template = draft.message(&format!("avis-{}", stay.name), &title, &body, None, &to);
    draft.kept(item);
    send(item, stay, draft, to, Some(vec![Channel::InApp]), &template, &[]);
}
