//! What each effect of a workflow does here.

use db::{InstanceTx, jobs, jobs::NewJob};
use kernel::{Moment, Slug};
use web::Failure;
use workflow::{Effect, Nature};

use crate::{
    Cases,
    advance::{Hand, nature},
    calls,
    documents::DocumentOrder,
    letters::Sending,
    model::{EntryKind, StopReason},
    routing::team_behind,
    starting,
    stops::{Order, Trouble, Undone},
    store::{self, cases::CaseRow, journal::NewLine},
    streams,
    transfer::TransferOrder,
};

/// The effects of a step, each with its rank. Those by which the case leaves its
/// space come last: what is ordered beside them is ordered first.
pub(crate) fn ranked(effects: Vec<Effect>) -> Vec<(usize, Effect)> {
    let mut ranked: Vec<_> = effects.into_iter().enumerate().collect();
    ranked.sort_by_key(|(_, effect)| leaves(effect));
    ranked
}

/// Whether the case may leave its space by it.
pub(crate) const fn leaves(effect: &Effect) -> bool {
    matches!(effect, Effect::TransferToAuthority { .. })
}

/// Whether the case waits for somebody's answer after it.
const fn awaits_somebody(effect: &Effect) -> bool {
    matches!(effect, Effect::RequestCompletion { .. } | Effect::RequestOpinion { .. })
}

impl Cases {
    /// Applies one effect; the case is stopped when it cannot be done. `key`
    /// tells it from all others of the case.
    pub(crate) async fn apply(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        effect: &Effect,
        key: &str,
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        match self.perform(tx, moment, row, effect, key, hand).await? {
            None => Ok(()),
            Some(trouble) => self.stop(tx, moment, row, &Undone::of(effect, key, hand), trouble, hand).await,
        }
    }

    /// Does what an effect asks for; what keeps it from being done.
    async fn perform(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        effect: &Effect,
        key: &str,
        hand: &Hand<'_>,
    ) -> Result<Option<Trouble>, Failure> {
        if awaits_somebody(effect) && nature(hand.compiled, &row.state.0) == Nature::Closed {
            return Ok(Some(Trouble::new(StopReason::Over, "La demande est terminée\u{a0}: elle n’attend plus personne.")));
        }
        match effect {
            Effect::Message { to, channels, template, attach } => {
                let sending = Sending { to, channels, template: template.as_str(), input: &hand.input, key: key.to_owned() };
                if let Some(trouble) = self.send(tx, moment, hand.instance, hand.compiled, row, sending).await? {
                    return Ok(Some(trouble));
                }
                for document in attach {
                    self.order_document(tx, moment, row, document, true, hand).await?;
                }
            }
            Effect::Document { template, share } => self.order_document(tx, moment, row, template, *share, hand).await?,
            Effect::Journal { text, visible } => {
                let service = self.service_name(row);
                let who = if *visible { service.as_str() } else { hand.who };
                self.line(tx, moment, row, EntryKind::Journal, who, text, *visible).await?;
            }
            Effect::Assign { agent } => {
                let title = if agent.is_some() { "A pris la demande" } else { "A rendu la demande à l’équipe" };
                self.line(tx, moment, row, EntryKind::Assigned, hand.who, title, false).await?;
            }
            Effect::TransferToTeam { team } => return self.tell_team(tx, moment, row, team, hand).await,
            Effect::TransferToAuthority { authority } => {
                let known = authority.parse().ok().filter(|to| self.territory().directory().authority(to).is_some());
                let Some(to) = known else {
                    let why = format!("Aucune collectivité ne porte le nom «\u{a0}{authority}\u{a0}».");
                    return Ok(Some(Trouble::new(StopReason::NoAuthority, why)));
                };
                return self.order_transfer(tx, moment, TransferOrder { case: row.id, to }).await;
            }
            Effect::RequestCompletion { items, days } => {
                let due = days.map(|days| kernel::text::day(moment.now).saturating_add(jiff::Span::new().days(i64::from(days))));
                self.ask_completion(tx, moment, row, items.clone(), due, hand).await?;
            }
            Effect::RequestOpinion { function, question, days } => {
                let due = days.map(|days| kernel::text::day(moment.now).saturating_add(jiff::Span::new().days(i64::from(days))));
                return self.function_asked(tx, moment, row, function, (question.clone(), due), hand).await;
            }
            Effect::ExtendDeadline { by, reason, letter } => self.tell_extension(tx, moment, row, (*by, reason, *letter), hand).await?,
            Effect::Anonymise => self.forget(tx, moment, row, hand).await?,
            // carried by the state; the journal of the transition says enough
            Effect::SetData { .. } | Effect::SetPriority { .. } | Effect::Tag { .. } | Effect::Untag { .. } | Effect::DeclareComplete => {}
            Effect::CallConnector { .. } => self.order(tx, moment, row, calls::CALL, Undone::of(effect, key, hand)).await?,
            Effect::CreateRecord { record, values } => return self.write_record(tx, moment, row, (record, values), hand).await,
            Effect::UpdateRecord { record, key, values } => {
                return self.update_record(tx, moment, row, (record, key.as_ref(), values), hand).await;
            }
            Effect::StartCase { .. } => self.order(tx, moment, row, starting::START, Undone::of(effect, key, hand)).await?,
        }
        Ok(None)
    }

    async fn tell_team(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        team: &Slug,
        hand: &Hand<'_>,
    ) -> Result<Option<Trouble>, Failure> {
        let teams = store::agents::teams(tx).await?;
        // workflows name functions; the instance says which team is behind
        let bindings = store::definitions::bindings(tx, &row.teleservice).await?;
        let behind = team_behind(&bindings, team).unwrap_or_else(|| team.clone());
        let Some(found) = teams.iter().find(|row| row.slug == behind) else {
            let why = format!("Aucune équipe ne porte la fonction «\u{a0}{team}\u{a0}» dans cet espace.");
            return Ok(Some(Trouble::new(StopReason::NoTeam, why)));
        };
        let title = format!("Demande transmise à l’équipe « {} »", found.label);
        self.line(tx, moment, row, EntryKind::Transferred, hand.who, &title, false).await?;
        Ok(None)
    }

    /// What is done after the commit, one thing after the other for a case.
    async fn order(&self, tx: &mut InstanceTx, moment: &Moment, row: &CaseRow, kind: &'static str, undone: Undone) -> Result<(), Failure> {
        let job = NewJob::new(kind, Order { case: row.id, undone }).stream(streams::calls(row.id));
        Ok(jobs::enqueue(tx, moment, job).await?)
    }

    /// A line of the journal.
    #[expect(clippy::too_many_arguments, reason = "a line of a journal has that many columns")]
    pub(crate) async fn line(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        kind: EntryKind,
        who: &str,
        title: &str,
        visible: bool,
    ) -> Result<(), Failure> {
        Ok(store::journal::add(tx, moment, row.id, NewLine { kind, who, title, body: None, visible }).await?)
    }

    async fn order_document(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        template: &Slug,
        share: bool,
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        let definition = Some(hand.compiled.hash().to_string());
        let order = DocumentOrder { case: row.id, template: template.clone(), definition, share, input: hand.input.clone() };
        let job = NewJob::new(crate::documents::MAKE, order).stream(streams::documents(row.id));
        Ok(jobs::enqueue(tx, moment, job).await?)
    }
}
