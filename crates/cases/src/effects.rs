//! What each effect of a workflow does here.

use db::{InstanceTx, jobs, jobs::NewJob};
use kernel::Moment;
use web::Failure;
use workflow::Effect;

use crate::{
    Cases,
    advance::Hand,
    documents::DocumentOrder,
    letters::Sending,
    model::EntryKind,
    routing::team_behind,
    store::{self, cases::CaseRow, journal::NewLine},
    transfer::TransferOrder,
};

impl Cases {
    /// Applies one effect. `key` tells it from all others of the case.
    pub(crate) async fn apply(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        effect: &Effect,
        key: &str,
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        match effect {
            Effect::Message { to, channels, template, attach } => {
                for document in attach {
                    self.order_document(tx, moment, row, document, true, hand, &format!("{key}:{document}")).await?;
                }
                let sending = Sending { to, channels, template: template.as_str(), input: &hand.input, key: key.to_owned() };
                self.send(tx, moment, hand.instance, hand.compiled, row, sending).await
            }
            Effect::Document { template, share } => self.order_document(tx, moment, row, template, *share, hand, key).await,
            Effect::Journal { text, visible } => {
                let service = self.service_name(row);
                let who = if *visible { service.as_str() } else { hand.who };
                self.line(tx, moment, row, EntryKind::Journal, who, text, *visible).await
            }
            Effect::Assign { agent } => {
                let title = if agent.is_some() { "A pris la demande" } else { "A rendu la demande à l’équipe" };
                self.line(tx, moment, row, EntryKind::Assigned, hand.who, title, false).await
            }
            Effect::TransferToTeam { team } => {
                let teams = store::agents::teams(tx).await?;
                // workflows name functions; the instance says which team is behind
                let bindings = store::definitions::bindings(tx, &row.teleservice).await?;
                let behind = team_behind(&bindings, team).unwrap_or_else(|| team.clone());
                let label = teams.iter().find(|row| row.slug == behind).map_or(team.as_str(), |row| row.label.as_str());
                self.line(tx, moment, row, EntryKind::Transferred, hand.who, &format!("Demande transmise à l’équipe « {label} »"), false)
                    .await
            }
            Effect::TransferToAuthority { authority } => {
                let Ok(to) = authority.parse() else {
                    let title = "Transfert impossible : la collectivité destinataire est inconnue";
                    return self.line(tx, moment, row, EntryKind::Trouble, hand.who, title, false).await;
                };
                self.order_transfer(tx, moment, TransferOrder { case: row.id, to }).await
            }
            Effect::RequestCompletion { items, days } => {
                let due = days.map(|days| kernel::text::day(moment.now).saturating_add(jiff::Span::new().days(i64::from(days))));
                self.ask_completion(tx, moment, row, items.clone(), due, hand).await
            }
            Effect::RequestOpinion { function, question, days } => {
                let due = days.map(|days| kernel::text::day(moment.now).saturating_add(jiff::Span::new().days(i64::from(days))));
                self.function_asked(tx, moment, row, function, (question.clone(), due), hand).await
            }
            Effect::ExtendDeadline { by, reason, letter } => self.tell_extension(tx, moment, row, (*by, reason, *letter), hand).await,
            Effect::Anonymise => self.forget(tx, moment, row, hand).await,
            // carried by the state; the journal of the transition says enough
            Effect::SetData { .. } | Effect::SetPriority { .. } | Effect::Tag { .. } | Effect::Untag { .. } | Effect::DeclareComplete => {
                Ok(())
            }
            Effect::CallConnector { connector, on_failure, .. } => {
                self.unbound(
                    tx,
                    moment,
                    row,
                    &format!("Le connecteur « {connector} » n’est relié à rien dans cet espace"),
                    on_failure.as_ref(),
                    hand,
                )
                .await
            }
            Effect::CreateRecord { record, values } => self.write_record(tx, moment, row, (record, values), hand).await,
            Effect::UpdateRecord { record, key, values } => self.update_record(tx, moment, row, (record, key.as_ref(), values), hand).await,
            Effect::StartCase { teleservice, .. } => {
                self.unbound(tx, moment, row, &format!("La démarche « {teleservice} » ne peut pas être ouverte d’ici"), None, hand).await
            }
        }
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

    /// A logical name that nothing stands behind here: told in the journal and
    /// in the console's list of failures, and the transition meant for that is taken.
    async fn unbound(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        why: &str,
        on_failure: Option<&kernel::Slug>,
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        self.line(tx, moment, row, EntryKind::Trouble, hand.who, why, false).await?;
        if let Some(transition) = on_failure {
            let order = serde_json::json!({ "case": row.id, "transition": transition });
            jobs::enqueue(tx, moment, NewJob::new(crate::jobs::FOLLOW_TRANSITION, order)).await?;
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "an order carries all that the job needs")]
    async fn order_document(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        template: &kernel::Slug,
        share: bool,
        hand: &Hand<'_>,
        key: &str,
    ) -> Result<(), Failure> {
        let order = DocumentOrder { case: row.id, template: template.clone(), share, input: hand.input.clone() };
        let job =
            NewJob::new(crate::documents::MAKE, order).stream(format!("documents/{}", row.id)).key(format!("document:{}:{key}", row.id));
        Ok(jobs::enqueue(tx, moment, job).await?)
    }
}
