//! What an agent does on a case.

use std::collections::{BTreeMap, BTreeSet};

use db::{InstanceTx, audit};
use definition::Compiled;
use expr::Values;
use jiff::civil::Date;
use kernel::{Moment, Problem, Slug};
use notify::{Action, Letter};
use web::{AgentPass, Failure};
use workflow::{Actor, Move, Nature, State, step};

use crate::{
    Cases,
    advance::{Hand, nature},
    answering::JoinedFile,
    errors,
    model::{Author, EntryKind, FileOrigin},
    opinions::sees,
    store::{self, cases::CaseRow, journal::NewLine},
    transfer::TransferOrder,
};

/// An agent's hand on a case she saw at a version.
pub(crate) struct AtDesk<'a> {
    pub agent: &'a AgentPass,
    pub compiled: &'a Compiled,
    pub seen_version: i64,
}

impl AtDesk<'_> {
    pub(crate) fn hand(&self) -> Hand<'_> {
        Hand {
            instance: &self.agent.instance,
            compiled: self.compiled,
            who: self.agent.name.expose(),
            input: BTreeMap::new(),
            awaits_agent: false,
        }
    }
}

impl Cases {
    /// A case that this agent may see: of her teams, of none, or any if she sees all.
    pub(crate) async fn seen_by(&self, tx: &mut InstanceTx, agent: &AgentPass, id: kernel::id::CaseId) -> Result<CaseRow, Failure> {
        let row = store::cases::by_id(tx, id).await?.ok_or(Failure::NOT_FOUND)?;
        if sees(agent, &row) { Ok(row) } else { Err(Failure::NOT_FOUND) }
    }

    /// The functions that an agent bears for a téléservice, by the teams bound to them.
    pub(crate) async fn functions_of(&self, tx: &mut InstanceTx, agent: &AgentPass, teleservice: &Slug) -> Result<BTreeSet<Slug>, Failure> {
        let bindings = store::definitions::bindings(tx, teleservice).await?;
        Ok(bindings.into_iter().filter(|(_, team)| agent.teams.contains(team)).map(|(function, _)| function).collect())
    }

    /// A transition of the workflow.
    pub(crate) async fn agent_move(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        desk: &AtDesk<'_>,
        transition: Slug,
        input: (Values, BTreeMap<String, String>),
    ) -> Result<(), Failure> {
        let functions = self.functions_of(tx, desk.agent, &row.teleservice).await?;
        let actor = Actor::Agent { id: desk.agent.id.to_string(), functions };
        let wanted = Move { transition, actor, input: input.0, seen_version: desk.seen_version };
        let journal = store::journal::of_case(tx, row.id).await?;
        let moved = step(desk.compiled.workflow(), &self.snapshot(desk.compiled, &desk.agent.instance, row)?, &wanted, moment.now)
            .map_err(|refusal| errors::refused(&refusal, journal.last()))?;
        let hand = Hand { input: input.1, ..desk.hand() };
        self.trace(tx, moment, desk.agent, "case.transition", row).await?;
        self.advance(tx, moment, row, moved, &hand).await
    }

    /// Takes the case, or gives it back to the team.
    pub(crate) async fn assign(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        desk: &AtDesk<'_>,
        take: bool,
    ) -> Result<(), Failure> {
        let title = if take { "A pris la demande" } else { "A rendu la demande à l’équipe" };
        let assignee = take.then(|| desk.agent.id.to_string());
        self.change(tx, moment, row, desk, |state| state.assignee = assignee).await?;
        self.line(tx, moment, row, EntryKind::Assigned, desk.agent.name.expose(), title, false).await
    }

    /// Hands the case to another team of the instance.
    pub(crate) async fn to_team(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        desk: &AtDesk<'_>,
        team: Slug,
    ) -> Result<(), Failure> {
        let teams = store::agents::teams(tx).await?;
        let label = teams.into_iter().find(|each| each.slug == team).map(|each| each.label).ok_or(Failure::NOT_FOUND)?;
        self.change(tx, moment, row, desk, |state| {
            state.team = Some(team);
            state.assignee = None;
        })
        .await?;
        self.line(
            tx,
            moment,
            row,
            EntryKind::Transferred,
            desk.agent.name.expose(),
            &format!("Demande transmise à l’équipe « {label} »"),
            false,
        )
        .await
    }

    /// Hands the case to another authority, after the commit.
    pub(crate) async fn to_authority(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        desk: &AtDesk<'_>,
        authority: &Slug,
    ) -> Result<(), Failure> {
        let directory = self.territory().directory();
        let to = directory.authority(authority).ok_or(Failure::NOT_FOUND)?;
        if *authority == row.authority {
            return Err(Failure::invalid("Cette collectivité a déjà la demande. Choisissez-en une autre."));
        }
        if self.is_leaving(tx, row).await? {
            return Err(Problem::Conflict("Cette demande part déjà vers une autre collectivité.".to_owned()).into());
        }
        self.change(tx, moment, row, desk, |state| state.assignee = None).await?;
        let (service, title) = (self.service_name(row), format!("Demande transmise à : {}", to.name));
        self.line(tx, moment, row, EntryKind::Transferred, &service, &title, true).await?;
        self.trace(tx, moment, desk.agent, "case.transfer", row).await?;
        // what could not be done here was before her eyes: it is told by the journal, which leaves with the case
        store::stops::erase(tx, row.id).await?;
        self.order_transfer(tx, moment, TransferOrder { case: row.id, to: authority.clone() }).await.map(drop)
    }

    /// Writes to the citizen; she is told by e-mail.
    pub(crate) async fn write_to_citizen(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        desk: &AtDesk<'_>,
        body: &str,
        files: Vec<JoinedFile>,
    ) -> Result<(), Failure> {
        self.change(tx, moment, row, desk, |_| ()).await?;
        let service = self.service_name(row);
        store::messages::add(tx, moment, row.id, Author::Service, &service, body).await?;
        self.join(tx, moment, row, files, FileOrigin::Agent, true).await?;
        let line = NewLine { kind: EntryKind::Message, who: &service, title: "Le service vous a écrit", body: None, visible: true };
        store::journal::add(tx, moment, row.id, line).await?;
        let letter = Letter {
            subject: format!("Vous avez un message – demande {}", row.reference),
            paragraphs: vec!["Le service qui suit votre demande vous a écrit. Lisez son message et répondez-lui en ligne.".to_owned()],
            action: Some(Action { label: "Lire le message".to_owned(), url: self.citizen_url(&desk.agent.instance, row) }),
            ..Letter::default()
        };
        self.mail_citizen(tx, moment, row, letter, "message").await
    }

    /// A note that only agents read.
    pub(crate) async fn note(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        agent: &AgentPass,
        body: &str,
    ) -> Result<(), Failure> {
        let line = NewLine { kind: EntryKind::Note, who: agent.name.expose(), title: "Note interne", body: Some(body), visible: false };
        Ok(store::journal::add(tx, moment, row.id, line).await?)
    }

    /// Asks the citizen for what is missing; the legal clock stops.
    pub(crate) async fn ask_for(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        desk: &AtDesk<'_>,
        items: Vec<String>,
        due: Option<Date>,
    ) -> Result<(), Failure> {
        if nature(desk.compiled, &row.state.0) == Nature::Closed {
            return Err(errors::over().into());
        }
        let rule = desk.compiled.workflow().legal_clock(&row.state.0.clock).cloned();
        self.change(tx, moment, row, desk, |state| {
            state.waiting_since = Some(moment.now);
            let clock = workflow::legal::incomplete(rule.as_ref(), state.clock.clone());
            state.clock = workflow::legal::suspend(rule.as_ref(), clock, moment.now);
        })
        .await?;
        self.ask_completion(tx, moment, row, items, due, &desk.hand()).await
    }

    /// Writes down what is asked and tells the citizen.
    pub(crate) async fn ask_completion(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        items: Vec<String>,
        due: Option<Date>,
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        let service = self.service_name(row);
        let body = items.join("\n");
        let line = NewLine {
            kind: EntryKind::Asked,
            who: &service,
            title: "Il manque quelque chose à votre demande",
            body: Some(&body),
            visible: true,
        };
        store::journal::add(tx, moment, row.id, line).await?;
        let mut paragraphs = vec!["Il manque quelque chose pour traiter votre demande :".to_owned()];
        paragraphs.extend(items.iter().map(|item| format!("– {item}")));
        if let Some(due) = due {
            paragraphs.push(format!("Répondez avant le {}.", kernel::text::date(due)));
        }
        store::completions::ask(tx, moment, row.id, items, due.map(|due| due.to_string())).await?;
        let letter = Letter {
            subject: format!("Complétez votre demande {}", row.reference),
            paragraphs,
            action: Some(Action { label: "Compléter ma demande".to_owned(), url: self.citizen_url(hand.instance, row) }),
            ..Letter::default()
        };
        self.mail_citizen(tx, moment, row, letter, "completion").await
    }

    /// An e-mail to whoever asked, if she can be written to.
    pub(crate) async fn mail_citizen(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        letter: Letter,
        what: &str,
    ) -> Result<(), Failure> {
        let Some(email) = row.email.clone() else { return Ok(()) };
        let key = format!("{what}:{}", row.state.0.version);
        self.mail(tx, moment, row, letter, email.expose(), &key).await
    }

    /// A change that the workflow has no word for: one version more, refused
    /// when somebody acted since the page was shown.
    pub(crate) async fn change(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &mut CaseRow,
        desk: &AtDesk<'_>,
        edit: impl FnOnce(&mut State),
    ) -> Result<(), Failure> {
        if desk.seen_version != row.state.0.version {
            return Err(self.overtaken(tx, row.id).await?);
        }
        let mut state = row.state.0.clone();
        edit(&mut state);
        state.version += 1;
        self.write_state(tx, moment, row, state, &desk.hand()).await?;
        self.announce(tx, moment, row).await
    }

    /// A line of the audit trail: which agent did what to which case.
    pub(crate) async fn trace(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        agent: &AgentPass,
        action: &'static str,
        row: &CaseRow,
    ) -> Result<(), Failure> {
        let entry = audit::Entry { actor: agent.id.to_string(), action, subject: format!("case/{}", row.id), detail: None };
        Ok(audit::record(tx, moment, entry).await?)
    }
}
