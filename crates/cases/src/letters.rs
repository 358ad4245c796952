//! What is written to a citizen or to a team, in the name of the authority
//! that answers.

use std::collections::BTreeMap;

use db::{
    InstanceKey, InstanceTx,
    jobs::{self, NewJob},
};
use definition::{Compiled, Rendered, render_message};
use kernel::{Moment, Personal, values::Email};
use notify::{Action, Brand, Letter, MailOrder};
use web::Failure;
use workflow::{Channel, Recipient};

use crate::{
    Cases,
    jobs::BY_ITSELF,
    model::{Author, EntryKind, StopReason},
    readers::Readers,
    routing::team_behind,
    stops::Trouble,
    store::{self, cases::CaseRow, contacts::Contact, journal::NewLine},
};

/// A message that a workflow sends.
pub(crate) struct Sending<'a> {
    pub to: &'a Recipient,
    pub channels: &'a [Channel],
    pub template: &'a str,
    pub input: &'a BTreeMap<String, String>,
    /// Tells this sending from all others of the case.
    pub key: String,
}

impl Cases {
    /// Writes a message of the workflow, now: what leaves is what was decided.
    /// What keeps it from being written is given back.
    pub(crate) async fn send(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        instance: &InstanceKey,
        compiled: &Compiled,
        row: &CaseRow,
        sending: Sending<'_>,
    ) -> Result<Option<Trouble>, Failure> {
        let Some(rendered) = self.rendered(tx, instance, compiled, row, (sending.template, sending.input)).await? else {
            return Ok(Some(Trouble::new(StopReason::Message, "Son texte ne convient pas à cette demande.")));
        };
        if let Recipient::Function(function) = sending.to
            && team_behind(&store::definitions::bindings(tx, &row.teleservice).await?, function).is_none()
        {
            let why = format!("Aucune équipe ne porte la fonction «\u{a0}{function}\u{a0}» dans cet espace.");
            return Ok(Some(Trouble::new(StopReason::NoTeam, why)));
        }
        let readers = self.readers(tx, instance, row, sending.to).await?;
        if sending.channels.contains(&Channel::InApp) {
            self.show(tx, moment, row, &readers, &rendered).await?;
        }
        if sending.channels.contains(&Channel::Sms) {
            // who wrote no text for telephones meant the subject, and where to read the rest
            let page = readers.url(self, instance, row).unwrap_or_default();
            let words = rendered.sms.clone().unwrap_or_else(|| format!("{}. {page}", rendered.subject).trim_end().to_owned());
            self.text(tx, moment, row, &readers, words, &sending.key).await?;
        }
        if sending.channels.contains(&Channel::Email) {
            self.write(tx, moment, (instance, row), &readers, &rendered, &sending.key).await?;
        }
        Ok(None)
    }

    /// What a message says of a case now; nothing when its text does not suit it.
    pub(crate) async fn rendered(
        &self,
        tx: &mut InstanceTx,
        instance: &InstanceKey,
        compiled: &Compiled,
        row: &CaseRow,
        (template, input): (&str, &BTreeMap<String, String>),
    ) -> Result<Option<Rendered>, Failure> {
        let contact = store::contacts::of_team(tx, row.state.0.team.as_ref()).await?;
        let mut context = self.words(compiled, instance, row, &contact, input.clone())?;
        context.asked = store::completions::pending(tx, row.id).await?.map(|asked| asked.items.0).unwrap_or_default();
        Ok(render_message(compiled, template, &context).ok())
    }

    /// Shows a message in the program itself: to the citizen among her exchanges,
    /// to agents among the notes of the case.
    async fn show(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        readers: &Readers,
        rendered: &Rendered,
    ) -> Result<(), Failure> {
        match readers {
            Readers::Citizen => {
                Ok(store::messages::add(tx, moment, row.id, Author::Service, &self.service_name(row), &rendered.body).await?)
            }
            Readers::Agents(_) => {
                let body = Some(rendered.body.as_str());
                let line = NewLine { kind: EntryKind::Note, who: BY_ITSELF, title: &rendered.subject, body, visible: false };
                Ok(store::journal::add(tx, moment, row.id, line).await?)
            }
            Readers::Other(_) => Ok(()),
        }
    }

    /// Writes by e-mail to each reader.
    async fn write(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        (instance, row): (&InstanceKey, &CaseRow),
        readers: &Readers,
        rendered: &Rendered,
        key: &str,
    ) -> Result<(), Failure> {
        let is_to_agents = matches!(readers, Readers::Agents(_));
        let label = if is_to_agents { "Ouvrir la demande" } else { "Voir ma demande" };
        let letter = Letter {
            subject: rendered.subject.clone(),
            paragraphs: paragraphs(&rendered.body),
            facts: vec![("Numéro de la demande".to_owned(), row.reference.clone())],
            action: readers.url(self, instance, row).map(|url| Action { label: label.to_owned(), url }),
            ..Letter::default()
        };
        let addresses = readers.addresses(row);
        for address in &addresses {
            self.mail(tx, moment, row, letter.clone(), address, &format!("{key}:{address}")).await?;
        }
        if !is_to_agents && !addresses.is_empty() {
            let (service, title) = (self.service_name(row), format!("E-mail envoyé\u{a0}: {}", letter.subject));
            let line = NewLine { kind: EntryKind::Mail, who: &service, title: &title, body: None, visible: true };
            store::journal::add(tx, moment, row.id, line).await?;
        }
        Ok(())
    }

    /// Asks for an e-mail to leave after the commit, in the name of the team that
    /// has the case: answers go to it, if it said where.
    pub(crate) async fn mail(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        mut letter: Letter,
        address: &str,
        key: &str,
    ) -> Result<(), Failure> {
        // an address that cannot be written to is told at filing; nothing to send to here
        let Some(to) = Email::parse(address) else { return Ok(()) };
        let contact = store::contacts::of_team(tx, row.state.0.team.as_ref()).await?;
        let directory = self.territory().directory();
        let authority = directory.authority(&row.authority);
        let name = authority.map_or_else(String::new, territory::Authority::full_name);
        letter.signature = signature(&contact, &name);
        let brand = Brand {
            colour: authority.map_or_else(String::new, |authority| authority.primary_colour.to_string()),
            from: notify::Sender { name: signed(&contact, &name), address: self.services().sender.address.clone() },
            reply_to: Email::parse(&contact.email),
            name,
        };
        let order = MailOrder { letter, brand, to: Personal::new(to), purpose: "case" };
        // the key holds no address in clear: it is seen in the console
        jobs::enqueue(tx, moment, NewJob::from(order).key(format!("mail:{}", web::cookie::digest(&format!("{}:{key}", row.id))))).await?;
        Ok(())
    }
}

/// The paragraphs of a text, which empty lines part.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// « Ville de Bron – Service état civil ».
fn signed(contact: &Contact, authority: &str) -> String {
    if contact.public_name.is_empty() { authority.to_owned() } else { format!("{authority} – {}", contact.public_name) }
}

/// Who writes, and how to reach them if they said.
fn signature(contact: &Contact, authority: &str) -> Vec<String> {
    let mut lines = vec![contact.public_name.clone(), authority.to_owned(), contact.phone.clone()];
    lines.extend(contact.hours.iter().flat_map(|hours| hours.0.in_words()));
    lines.retain(|line| !line.is_empty());
    lines
}
