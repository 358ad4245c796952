//! What is written about opinions: to those who are asked, to those who asked,
//! to those who are late.

use db::{
    InstanceTx,
    jobs::{JobError, JobRun},
};
use kernel::{
    Moment,
    text::{date, day},
};
use notify::{Action, Letter};
use web::{Failure, Site};
use workflow::Recipient;

use super::due;
use crate::{
    Cases,
    advance::Hand,
    documents::{instance_of, retry},
    store::{self, cases::CaseRow, opinions::Opinion},
};

impl Cases {
    /// Writes to whoever is asked.
    pub(super) async fn tell_asked(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        asked: &Opinion,
        instance: &db::InstanceKey,
        (subject, words, what): (&str, String, &str),
    ) -> Result<(), Failure> {
        let agents = match (&asked.team, asked.agent) {
            (Some(team), _) => store::agents::of_team(tx, team).await?,
            (None, Some(agent)) => store::agents::by_id(tx, agent).await?.into_iter().collect(),
            (None, None) => vec![],
        };
        let mut facts = vec![("Démarche".to_owned(), row.title.clone()), ("Numéro de la demande".to_owned(), row.reference.clone())];
        facts.extend(due(asked).map(|due| ("Avis attendu avant le".to_owned(), date(due))));
        let url = self.services().sites.url(Site::Desk, &format!("/{instance}/demandes/{}/avis/{}", row.id, asked.id));
        let letter = Letter {
            subject: format!("{subject} – demande {}", row.reference),
            paragraphs: vec![words],
            facts,
            action: Some(Action { label: "Donner mon avis".to_owned(), url }),
            ..Letter::default()
        };
        for agent in agents {
            let address = agent.email.into_exposed();
            self.mail(tx, moment, row, letter.clone(), &address, &format!("opinion:{what}:{}:{address}", asked.id)).await?;
        }
        Ok(())
    }

    /// Tells who holds the case that an opinion arrived.
    pub(super) async fn tell_askers(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        row: &CaseRow,
        asked: &Opinion,
        hand: &Hand<'_>,
    ) -> Result<(), Failure> {
        let letter = Letter {
            subject: format!("Un avis est arrivé – demande {}", row.reference),
            paragraphs: vec![format!("L’avis demandé à «\u{a0}{}\u{a0}» est donné. Lisez-le dans la demande.", asked.whose.expose())],
            facts: vec![("Démarche".to_owned(), row.title.clone()), ("Numéro de la demande".to_owned(), row.reference.clone())],
            action: Some(Action { label: "Ouvrir la demande".to_owned(), url: self.desk_url(hand.instance, row) }),
            ..Letter::default()
        };
        for agent in self.agents_behind(tx, row, &Recipient::Assignee).await? {
            let address = agent.email.into_exposed();
            self.mail(tx, moment, row, letter.clone(), &address, &format!("opinion:given:{}:{address}", asked.id)).await?;
        }
        Ok(())
    }
}

/// Writes once to those whose opinion is late; periodic.
pub(crate) async fn remind_late(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let (instance, moment) = (instance_of(&run)?, &run.moment);
    let mut tx = cases.databases().instance_write(&instance).await?;
    for late in store::opinions::late(&mut tx, &day(moment.now).to_string()).await? {
        let row = store::cases::by_id(&mut tx, late.case_id).await?;
        let asked = store::opinions::by_id(&mut tx, late.case_id, late.id).await?;
        if let (Some(row), Some(asked)) = (row, asked) {
            let words = format!("Votre avis sur la demande {} est attendu. La date est passée.", row.reference);
            let told = cases.tell_asked(&mut tx, moment, &row, &asked, &instance, ("Rappel\u{a0}: votre avis est attendu", words, "late"));
            told.await.map_err(retry)?;
        }
        store::opinions::reminded(&mut tx, moment, late.id).await?;
    }
    run.complete(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}
