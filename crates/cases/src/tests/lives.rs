//! Whatever the workflow and whatever happens: a case is in one place, one that is
//! over awaits nothing, and what is ordered is done once, or waits for somebody.

use std::{collections::BTreeSet, sync::Arc};

use db::{
    InstanceKey,
    jobs::{Filter, State, console},
};
use definition::Definition;
use expr::Values;
use kernel::{Personal, Rng, id::CaseId, rng::below};
use serde_json::{Value, json};
use web::{AgentPass, Right};
use workflow::{CallFailure, Nature};

use super::bench::{Space, TELESERVICE, answers, bron, each, metropole, slug};
use crate::{
    advance::nature,
    answering::Reply,
    desk_work::AtDesk,
    late::Teller,
    model::{Stance, StopReason},
    opinions::Answer,
    store::{self, cases::CaseRow, journal::JournalLine},
};

/// Lives tried on each engine, and what happens in each.
const LIVES: usize = 8;
const ACTS: usize = 12;

/// After everything that happens.
const FAR: &str = "2035-06-15";

const TRANSITIONS: [(&str, &[&str], &str); 6] = [
    ("prendre", &["s0"], "s1"),
    ("attendre", &["s1"], "s2"),
    ("reprendre", &["s2"], "s1"),
    ("finir", &["s0", "s1", "s2"], "s3"),
    ("rouvrir", &["s3"], "s1"),
    ("rester", &["s1"], "same"),
];

struct Dice(Arc<dyn Rng>);

impl Dice {
    fn below(&self, bound: usize) -> usize {
        usize::try_from(below(&*self.0, bound as u64)).unwrap()
    }

    fn one<'a, T>(&self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    fn some(&self, of: &[Value], most: usize) -> Vec<Value> {
        (0..self.below(most + 1)).map(|_| self.one(of).clone()).collect()
    }
}

/// What a transition does: what asks is of a case that stays open.
fn effects(dice: &Dice, closes: bool) -> Vec<Value> {
    let always = "duree > 0";
    let all = json!({ "jour": "jour", "duree": "duree", "vehicule": "vehicule", "adresse": "adresse", "entreprise": "entreprise", "courriel": "courriel" });
    let call = json!({ "do": "call_connector", "connector": "pose_panneaux", "answer": { "motif": "pose.numero" }, "on_success": "noter", "on_refused": "echouer" });
    let leave = |to: &str| json!({ "do": "transfer", "to": { "authority": format!("'{to}'") }, "when": always });
    let give = |to: &str| json!({ "do": "transfer", "to": { "team": to } });
    let mut pool = vec![
        call.clone(),
        call,
        json!({ "do": "document", "template": "arrete", "share": true }),
        json!({ "do": "start_case", "teleservice": TELESERVICE, "answers": all }),
        leave("bron"),
        leave("metropole"),
        leave("venissieux"),
        leave("atlantide"),
        give("voirie"),
        give("nulle-part"),
        json!({ "do": "tag", "tag": "vue" }),
    ];
    if !closes {
        pool.push(json!({ "do": "request_completion", "items": ["Le plan"], "when": always }));
        pool.push(json!({ "do": "request_opinion", "function": "instructeur", "when": always }));
    }
    dice.some(&pool, 4)
}

fn invented(dice: &Dice) -> impl FnOnce(&mut Definition) {
    let statuses = [("s0", "filed", None), ("s1", "in_progress", None), ("s2", "waiting", None), ("s3", "closed", Some("done"))];
    let statuses = statuses.map(
        |(slug, nature, outcome)| json!({ "slug": slug, "citizen_label": slug, "agent_label": slug, "nature": nature, "outcome": outcome }),
    );
    let mut transitions: Vec<Value> = TRANSITIONS
        .iter()
        .map(|(slug, from, to)| json!({ "slug": slug, "from": from, "to": to, "by": ["instructeur"], "label": slug, "effects": effects(dice, *to == "s3") }))
        .collect();
    for (name, tag) in [("noter", "notee"), ("echouer", "echec")] {
        transitions
            .push(json!({ "slug": name, "from": ["s1", "s2"], "to": "same", "label": name, "effects": [{ "do": "tag", "tag": tag }] }));
    }
    let automations = [
        json!({ "slug": "fini", "in_status": ["s1"], "condition": "has(data.motif)", "transition": "finir" }),
        json!({ "slug": "repris", "in_status": ["s2"], "on": "completion_answered", "transition": "reprendre" }),
        json!({ "slug": "tard", "in_status": ["s2"], "after": { "days": 3 }, "transition": "finir" }),
    ];
    let automations: Vec<Value> = automations.into_iter().filter(|_| dice.below(2) == 0).collect();
    let workflow = json!({
        "functions": [{ "slug": "instructeur", "label": "Instructeur" }], "statuses": statuses, "initial": "s0",
        "transitions": transitions, "automations": automations, "data": [{ "slug": "motif", "label": "Motif", "type": "text" }],
    });
    move |definition| {
        definition.workflow = serde_json::from_value(workflow).unwrap();
        definition.tests.clear();
    }
}

/// A case, wherever it is.
struct Life<'a> {
    space: &'a Space,
    dice: &'a Dice,
    id: CaseId,
    /// What programs told later that changed something.
    told: usize,
}

impl Life<'_> {
    async fn place(&self) -> (InstanceKey, CaseRow) {
        let mut found = Vec::new();
        for instance in [metropole(), bron()] {
            if let Some(row) = self.space.case(&instance, self.id).await.filter(|row| row.moved_to.is_none()) {
                found.push((instance, row));
            }
        }
        assert_eq!(found.len(), 1, "a case is in one place");
        found.remove(0)
    }

    fn agent(&self, instance: &InstanceKey) -> AgentPass {
        AgentPass {
            id: kernel::Id::from_uuid(uuid::Uuid::from_u128(7)),
            instance: instance.clone(),
            name: Personal::new("Luce Aubry".to_owned()),
            teams: vec![slug("voirie")],
            rights: vec![Right::Process, Right::SeeAll],
        }
    }

    /// Something happens; what is refused changes nothing.
    async fn happens(&mut self) {
        let script: [Result<Value, CallFailure>; 4] =
            [Ok(json!({ "pose": { "numero": "P-7" } })), Ok(json!({})), Err(CallFailure::Refused), Err(CallFailure::Unreachable)];
        for _ in 0..2 {
            self.space.connectors.says(self.dice.one(&script).clone());
        }
        let (instance, mut row) = self.place().await;
        let moment = self.space.bench.moment();
        let mut tx = self.space.bench.databases.instance_write(&instance).await.unwrap();
        let compiled = self.space.cases.compiled(&mut tx, &row.definition).await.unwrap();
        let agent = self.agent(&instance);
        let desk = AtDesk { agent: &agent, compiled: &compiled, seen_version: row.state.0.version };
        let stop = store::stops::of_case(&mut tx, self.id).await.unwrap().first().map(|stop| stop.id);
        let cases = &self.space.cases;
        let done = match (self.dice.below(12), stop) {
            (0, _) => cases.reply(&mut tx, &moment, &instance, &mut row, Reply { body: "Voici.".to_owned(), ..Reply::default() }).await,
            (1, _) => {
                let asked = store::opinions::of_case(&mut tx, self.id).await.unwrap();
                let Some(asked) = asked.into_iter().find(|one| one.given_at.is_none() && one.dropped_at.is_none()) else { return };
                let answer = Answer { stance: Stance::Favourable, body: String::new(), files: Vec::new() };
                cases.give_opinion(&mut tx, &moment, &mut row, &agent, (&asked, answer)).await
            }
            (2, _) => return self.space.bench.clock.advance(4 * 86_400),
            (3, _) => {
                let to = if instance == bron() { "metropole" } else { "bron" };
                cases.to_authority(&mut tx, &moment, &mut row, &desk, &slug(to)).await
            }
            (4, Some(stop)) => cases.try_again(&mut tx, &moment, &mut row, stop, (&agent, &compiled)).await,
            (5, Some(stop)) => cases.go_on_without(&mut tx, &moment, &mut row, stop, (&agent, &compiled)).await,
            (6, _) => {
                drop(tx);
                let teller = Teller { instance: metropole(), case: self.id, connector: slug("pose_panneaux") };
                let motif = json!({ "motif": format!("P-{}", self.dice.below(3)) });
                cases.told_later(&moment, &teller, motif.as_object().unwrap()).await.unwrap();
                let after = self.space.case(&instance, self.id).await.unwrap().state.0.version;
                self.told += usize::from(after > row.state.0.version);
                return;
            }
            _ => {
                let transition = slug(self.dice.one(&TRANSITIONS).0);
                cases.agent_move(&mut tx, &moment, &mut row, &desk, transition, (Values::new(), Default::default())).await
            }
        };
        match done {
            Ok(()) => tx.commit().await.unwrap(),
            Err(web::Failure::Problem(_)) => {}
            Err(fault) => panic!("{fault:?}"),
        }
    }

    /// What is true after each act, once its work is done.
    async fn holds(&self) {
        let (instance, row) = self.place().await;
        let mut tx = self.space.bench.databases.instance_read(&instance).await.unwrap();
        let compiled = self.space.cases.compiled(&mut tx, &row.definition).await.unwrap();
        if nature(&compiled, &row.state.0) == Nature::Closed {
            let awaited = store::opinions::of_case(&mut tx, self.id).await.unwrap();
            assert!(awaited.iter().all(|one| one.given_at.is_some() || one.dropped_at.is_some()), "no opinion is awaited");
            assert_eq!(row.state.0.opinions.pending, 0);
            assert!(store::completions::pending(&mut tx, self.id).await.unwrap().is_none(), "nothing is asked");
        }
        drop(tx);
        for instance in [metropole(), bron()] {
            let mut tx = self.space.bench.databases.instance_read(&instance).await.unwrap();
            let failed = console::page(&mut tx, &Filter { state: Some(State::Failed), ..Filter::default() }, None).await.unwrap();
            assert!(failed.is_empty(), "{failed:?}");
        }
    }

    /// Programs answer again, and an agent settles what waits for her.
    async fn settled(&self) {
        for _ in 0..40 {
            self.space.connectors.answers.lock().unwrap().clear();
            for _ in 0..9 {
                self.space.connectors.says(Ok(json!({ "pose": { "numero": "P-7" } })));
            }
            self.space.bench.clock.advance(86_400);
            self.space.work().await;
            self.holds().await;
            let (instance, mut row) = self.place().await;
            let mut tx = self.space.bench.databases.instance_write(&instance).await.unwrap();
            let Some(stop) = store::stops::of_case(&mut tx, self.id).await.unwrap().into_iter().next() else { return };
            let (agent, moment) = (self.agent(&instance), self.space.bench.moment());
            let compiled = self.space.cases.compiled(&mut tx, &row.definition).await.unwrap();
            let hopeless = matches!(stop.reason, StopReason::NoTeam | StopReason::NoAuthority | StopReason::Over | StopReason::Unsettled);
            let hand = (&agent, &*compiled);
            match hopeless {
                true => self.space.cases.go_on_without(&mut tx, &moment, &mut row, stop.id, hand).await.unwrap(),
                false => self.space.cases.try_again(&mut tx, &moment, &mut row, stop.id, hand).await.unwrap(),
            }
            tx.commit().await.unwrap();
        }
        panic!("what waits for an agent never ends");
    }

    /// What its journal tells was done, beside what its transitions ordered.
    async fn is_accounted_for(&self) {
        let (instance, row) = self.place().await;
        let mut tx = self.space.bench.databases.instance_read(&instance).await.unwrap();
        let journal = store::journal::of_case(&mut tx, self.id).await.unwrap();
        let compiled = self.space.cases.compiled(&mut tx, &row.definition).await.unwrap();
        let lines = |is: &dyn Fn(&JournalLine) -> bool| journal.iter().filter(|line| is(line)).count();
        let ordered = |what: &str| -> usize {
            let transitions = &compiled.workflow().workflow().transitions;
            let times = |label: &str| lines(&|line| !line.visible && line.title == label);
            transitions.iter().map(|one| times(&one.label) * one.effects.iter().filter(|doing| doing.effect.name() == what).count()).sum()
        };
        let told = journal.iter().map(|line| line.title.as_str()).collect::<Vec<_>>();
        let own = format!("{}:", self.id);
        let called: BTreeSet<String> = self.space.connectors.keys().into_iter().filter(|key| key.starts_with(&own)).collect();
        assert_eq!(called.len(), ordered("call_connector"), "each call was made, under its own key: {told:#?}");
        let answered = lines(&|line| line.title.ends_with("a répondu")) - self.told;
        let failed = lines(&|line| line.title.starts_with("Appel à"));
        let without = lines(&|line| line.title.starts_with("A continué sans\u{a0}: appel"));
        assert_eq!(answered + failed + without, called.len(), "each has one end: {told:#?}");
        assert_eq!(lines(&|line| line.title.starts_with("Document ajouté : Arrêté")), ordered("document"), "{told:#?}");
        assert_eq!(lines(&|line| line.title.starts_with("A ouvert la demande")), ordered("start_case"), "{told:#?}");
    }
}

#[tokio::test]
async fn any_case_of_any_workflow_loses_nothing() {
    each(
        |_| (),
        async |space| {
            let dice = Dice(Arc::new(kernel::rng::SeededRng::new(977)));
            for _ in 0..LIVES {
                space.publish(invented(&dice)).await;
                let mut filled = answers();
                filled["jour"] = json!(FAR);
                let mut life = Life { space: &space, dice: &dice, id: space.filed(filled).await, told: 0 };
                for _ in 0..ACTS {
                    // two lines at one instant would be one line when a case comes back
                    space.bench.clock.advance(60);
                    life.happens().await;
                    space.work().await;
                    life.holds().await;
                }
                life.settled().await;
                life.is_accounted_for().await;
            }
        },
    )
    .await;
}
