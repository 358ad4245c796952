//! Another version of the téléservice, and who moves cases to it.

use definition::{Definition, Succession};
use forms::FileRef;
use kernel::{Slug, id::CaseId};
use serde_json::json;
use ui::html;
use web::{AgentPass, Right};
use workflow::EffectSpec;

use super::super::bench::{Space, TELESERVICE, metropole, slug};
use crate::{
    NewAgent,
    carrying::Route,
    desk_work::AtDesk,
    store::{self, journal::JournalLine, versions},
};

/// A version that asks for the floor rather than for how long, and reminds after three days.
pub(super) fn next_version(definition: &mut Definition) {
    definition.tests.clear();
    let first = &mut definition.form.pages[0];
    first.fields.retain(|field| field.slug != "duree");
    first.fields.push(serde_json::from_value(json!({ "slug": "etage", "label": "Étage", "type": "number" })).unwrap());
    let workflow = &mut definition.workflow;
    workflow.transitions.iter_mut().for_each(|one| one.effects.retain(|effect| !matches!(effect.effect, EffectSpec::CallConnector(_))));
    let reminder = json!({ "slug": "rappel", "in_status": ["recue"], "after": { "days": 3 }, "transition": "urgence" });
    workflow.automations.push(serde_json::from_value(reminder).unwrap());
}

/// The same, with another name for a status.
pub(super) fn with_renamed_status(from: &'static str, to: &'static str) -> impl Fn(&mut Definition) {
    move |definition| {
        next_version(definition);
        let rename = |name: &mut Slug| {
            if *name == slug(from) {
                *name = slug(to);
            }
        };
        let workflow = &mut definition.workflow;
        rename(&mut workflow.initial);
        workflow.statuses.iter_mut().for_each(|status| rename(&mut status.slug));
        workflow.transitions.iter_mut().for_each(|one| one.from.iter_mut().chain([&mut one.to]).for_each(rename));
        workflow.automations.iter_mut().for_each(|one| one.in_status.iter_mut().for_each(rename));
    }
}

impl Space {
    /// An agent of the Métropole who administers it, in its team.
    pub(super) async fn administrator(&self) -> AgentPass {
        let moment = self.bench.moment();
        let rights = [Right::Process, Right::Administer];
        let new = NewAgent { id: moment.id(), subject: "ada", name: "Ada Roche", email: "ada@exemple.fr", rights: &rights, at: moment.now };
        self.cases.add_agent(&moment, &metropole(), new, &[slug("voirie")]).await.unwrap();
        self.cases.pass_of(&metropole(), "ada").await.unwrap().unwrap()
    }

    /// Asks that the cases of a version go to the live one; they go when jobs are done.
    pub(super) async fn order(&self, ada: &AgentPass, from: &str, chosen: &[(&str, &str)]) -> Result<(), web::Failure> {
        let mut tx = self.bench.databases.instance_write(&metropole()).await.unwrap();
        let plan = self.cases.move_plan(&mut tx, &slug(TELESERVICE), from).await?.expect("cases to move");
        let chosen = chosen.iter().map(|(from, to)| (slug(from), slug(to))).collect();
        self.cases.order_move(&mut tx, &self.bench.moment(), ada, &plan, chosen).await?;
        Ok(tx.commit().await?)
    }

    /// Takes a case, in a transaction that is still open.
    pub(super) async fn taking(&self, ada: &AgentPass, id: CaseId) -> db::InstanceTx {
        let mut tx = self.bench.databases.instance_write(&metropole()).await.unwrap();
        let mut row = store::cases::by_id(&mut tx, id).await.unwrap().unwrap();
        let compiled = self.cases.compiled(&mut tx, &row.definition).await.unwrap();
        let desk = AtDesk { agent: ada, compiled: &compiled, seen_version: row.state.0.version };
        self.cases.agent_move(&mut tx, &self.bench.moment(), &mut row, &desk, slug("prendre"), Default::default()).await.unwrap();
        tx
    }

    pub(super) async fn version(&self, id: CaseId) -> String {
        self.case(&metropole(), id).await.unwrap().definition
    }

    pub(super) async fn live(&self) -> String {
        let mut tx = self.bench.databases.instance_read(&metropole()).await.unwrap();
        store::definitions::published_as(&mut tx, &slug(TELESERVICE)).await.unwrap().unwrap().hash
    }

    pub(super) async fn journal(&self, id: CaseId) -> Vec<JournalLine> {
        let mut tx = self.bench.databases.instance_read(&metropole()).await.unwrap();
        store::journal::of_case(&mut tx, id).await.unwrap()
    }

    /// What the citizen was told.
    pub(super) async fn told(&self, id: CaseId) -> Vec<String> {
        self.journal(id).await.into_iter().filter(|line| line.visible).map(|line| line.title).collect()
    }

    /// How many went, are left, could not go.
    pub(super) async fn moved(&self) -> (u64, u64, u64) {
        let mut tx = self.bench.databases.instance_read(&metropole()).await.unwrap();
        let moves = self.cases.moves(&mut tx, &slug(TELESERVICE)).await.unwrap();
        (moves[0].moved, moves[0].left, moves[0].refused)
    }

    /// What agents read of the answers that the version does not tell.
    pub(super) async fn kept(&self, instance: &db::InstanceKey, id: CaseId) -> Vec<(String, String)> {
        let row = self.case(instance, id).await.unwrap();
        let mut tx = self.bench.databases.instance_read(instance).await.unwrap();
        let compiled = self.cases.compiled(&mut tx, &row.definition).await.unwrap();
        let former = self.cases.former(&mut tx, instance, &row).await.unwrap();
        let answers = self.cases.answers_of(instance, &row).unwrap();
        let now = self.cases.journey(&compiled, &answers, &row);
        let kept = self.cases.kept_answers(&former, &now, &row, &|file: &FileRef| html! { (file.name) });
        kept.into_iter().map(|row| (row.name, row.value.into_string())).collect()
    }
}

pub(super) fn duration() -> Vec<(String, String)> {
    vec![("Nombre de jours".to_owned(), "2".to_owned())]
}

/// Moves one case as the job does, then no more.
pub(super) async fn interrupted(space: &Space, from: &str, id: CaseId) {
    let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
    let order = versions::latest(&mut tx, &slug(TELESERVICE), 5).await.unwrap().pop().unwrap();
    let from = space.cases.compiled(&mut tx, from).await.unwrap();
    let to = space.cases.compiled(&mut tx, &order.to_hash).await.unwrap();
    let succession = Succession::between(&from, &to);
    let route = Route { instance: &metropole(), order: &order, from: &from, to: &to, succession: &succession };
    space.cases.carry(&mut tx, &space.bench.moment(), &route, id).await.unwrap();
    space.cases.carry(&mut tx, &space.bench.moment(), &route, id).await.unwrap();
    tx.commit().await.unwrap();
}
