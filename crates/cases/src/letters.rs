//! What is written to a citizen or to a team, in the name of the authority
//! that answers.

use std::collections::BTreeMap;

use db::{
    InstanceKey, InstanceTx,
    jobs::{self, NewJob},
};
use definition::{Compiled, render_message};
use kernel::{Moment, Personal, values::Email};
use notify::{Action, Brand, Letter, MailOrder};
use web::Failure;
use workflow::{Channel, Recipient};

use crate::{
    Cases,
    model::{Author, EntryKind, StopReason},
    routing::team_behind,
    stops::Trouble,
    store::{self, cases::CaseRow, journal::NewLine},
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
        let mut context = self.words(compiled, instance, row, sending.input.clone())?;
        context.asked = store::completions::pending(tx, row.id).await?.map(|asked| asked.items.0).unwrap_or_default();
        let Ok(rendered) = render_message(compiled, sending.template, &context) else {
            return Ok(Some(Trouble::new(StopReason::Message, "Son texte ne convient pas à cette demande.")));
        };
        if let Recipient::Function(function) = sending.to
            && team_behind(&store::definitions::bindings(tx, &row.teleservice).await?, function).is_none()
        {
            let why = format!("Aucune équipe ne porte la fonction «\u{a0}{function}\u{a0}» dans cet espace.");
            return Ok(Some(Trouble::new(StopReason::NoTeam, why)));
        }
        let typed = match sending.to {
            Recipient::Field(field) => {
                self.answers_of(instance, row)?.get(field.as_str()).and_then(|typed| typed.as_str()).map(str::to_owned)
            }
            _ => None,
        };
        let is_to_citizen = match sending.to {
            Recipient::Citizen => true,
            // an address typed in the form may be somebody else's: a landlord, a doctor
            Recipient::Field(_) => typed.as_ref().is_some_and(|typed| is_hers(row, typed)),
            Recipient::Team | Recipient::Assignee | Recipient::Function(_) => false,
        };
        if sending.channels.contains(&Channel::InApp) && is_to_citizen {
            let who = context.authority.name.clone();
            store::messages::add(tx, moment, row.id, Author::Service, &who, &rendered.body).await?;
        }
        if sending.channels.contains(&Channel::Sms) {
            // who wrote no text for telephones meant the subject, and where to read the rest
            let words = rendered.sms.clone().unwrap_or_else(|| format!("{}. {}", rendered.subject, context.case.url));
            self.text(tx, moment, row, &sending, (typed.as_deref(), words, &context.authority.name)).await?;
        }
        if !sending.channels.contains(&Channel::Email) {
            return Ok(None);
        }
        let mut letter = Letter {
            subject: rendered.subject,
            paragraphs: rendered.body.split("\n\n").map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect(),
            facts: vec![("Numéro de la demande".to_owned(), row.reference.clone())],
            action: is_to_citizen.then(|| Action { label: "Voir ma demande".to_owned(), url: context.case.url.clone() }),
            ..Letter::default()
        };
        let addresses = match sending.to {
            Recipient::Citizen => row.email.iter().map(|email| email.expose().clone()).collect(),
            Recipient::Field(_) => typed.into_iter().collect(),
            Recipient::Team | Recipient::Assignee | Recipient::Function(_) => {
                letter.action = Some(Action { label: "Ouvrir la demande".to_owned(), url: self.desk_url(instance, row) });
                self.addresses_of_agents(tx, row, sending.to).await?
            }
        };
        for address in &addresses {
            self.mail(tx, moment, row, letter.clone(), address, &format!("{}:{address}", sending.key)).await?;
        }
        if matches!(sending.to, Recipient::Citizen | Recipient::Field(_)) && !addresses.is_empty() {
            let title = format!("E-mail envoyé : {}", letter.subject);
            let line = NewLine { kind: EntryKind::Mail, who: &context.authority.name, title: &title, body: None, visible: true };
            store::journal::add(tx, moment, row.id, line).await?;
        }
        Ok(None)
    }

    /// Asks for an e-mail to leave after the commit.
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
        let directory = self.territory().directory();
        let authority = directory.authority(&row.authority);
        let name = authority.map_or_else(String::new, territory::Authority::full_name);
        letter.signature = vec![name.clone()];
        let brand = Brand {
            colour: authority.map_or_else(String::new, |authority| authority.primary_colour.to_string()),
            from: notify::Sender { name: name.clone(), address: self.services().sender.address.clone() },
            reply_to: None,
            name,
        };
        let order = MailOrder { letter, brand, to: Personal::new(to), purpose: "case" };
        // the key holds no address in clear: it is seen in the console
        jobs::enqueue(tx, moment, NewJob::from(order).key(format!("mail:{}", web::cookie::digest(&format!("{}:{key}", row.id))))).await?;
        Ok(())
    }

    /// The page of a case at the desk.
    pub(crate) fn desk_url(&self, instance: &InstanceKey, row: &CaseRow) -> String {
        self.services().sites.url(web::Site::Desk, &format!("/{instance}/demandes/{}", row.id))
    }

    /// The professional addresses behind a recipient.
    pub(crate) async fn addresses_of_agents(&self, tx: &mut InstanceTx, row: &CaseRow, to: &Recipient) -> Result<Vec<String>, Failure> {
        let state = &row.state.0;
        if let (Recipient::Assignee, Some(assignee)) = (to, &state.assignee) {
            let agents = store::agents::all(tx).await?;
            let found = agents.into_iter().find(|agent| agent.id.to_string() == *assignee);
            return Ok(found.into_iter().map(|agent| agent.email.into_exposed()).collect());
        }
        let team = match to {
            Recipient::Function(function) => {
                let bindings = store::definitions::bindings(tx, &row.teleservice).await?;
                bindings.into_iter().find(|(name, _)| name == function).map(|(_, team)| team)
            }
            _ => state.team.clone(),
        };
        let Some(team) = team else { return Ok(Vec::new()) };
        Ok(store::agents::of_team(tx, &team).await?.into_iter().map(|agent| agent.email.into_exposed()).collect())
    }
}

/// Whether an address typed in the form is the citizen's own.
fn is_hers(row: &CaseRow, typed: &str) -> bool {
    row.email.as_ref().is_some_and(|email| email.expose().trim().eq_ignore_ascii_case(typed.trim()))
}
