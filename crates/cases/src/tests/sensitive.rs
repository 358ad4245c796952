//! Sensitive answers: sealed where they are kept, hidden from lists and
//! letters, erased first.

use db::{DbKey, Engine, InstanceKey, Keyring};
use definition::Definition;
use kernel::id::CaseId;
use serde_json::{Value, json};
use workflow::CallFailure;

use super::bench::{Space, answers, bron, each, metropole, slug};
use crate::{
    Cases,
    answering::Press,
    sealing::Holder,
    store::{self, contacts::Contact},
    transfer::TransferOrder,
};

const IBAN: &str = "FR1420041010050500013M02606";

/// The téléservice asks for a bank account, which its author also wanted listed.
fn with_a_bank_account(definition: &mut Definition) {
    let iban = json!({ "slug": "iban", "label": "IBAN", "type": "text", "sensitive": true, "listed": true });
    definition.form.pages[0].fields.push(serde_json::from_value(iban).unwrap());
    definition.tests.clear();
}

fn erased_at_once(definition: &mut Definition) {
    with_a_bank_account(definition);
    definition.settings.processing.sensitive_days = Some(0);
}

fn with_iban() -> Value {
    let mut answers = answers();
    answers["iban"] = json!(IBAN);
    answers
}

impl Space {
    async fn iban(&self, instance: &InstanceKey, id: CaseId) -> Option<Value> {
        let row = self.case(instance, id).await.unwrap();
        self.cases.answers_of(instance, &row).unwrap().get("iban").cloned()
    }

    async fn given_up(&self, id: CaseId) {
        let seen_version = self.case(&metropole(), id).await.unwrap().state.0.version;
        let press = Press { transition: slug("annuler"), seen_version, key: "" };
        self.cases.citizen_acts(&self.bench.moment(), &metropole(), id, press).await.unwrap();
    }

    fn days_later(&self, days: i64) {
        self.bench.clock.advance(days * 86_400);
    }

    /// Whether the files of the databases hold these bytes; nothing where there are none.
    fn holds(&self, bytes: &str) -> Option<bool> {
        let Engine::Sqlite { dir } = &self.bench.engine else { return None };
        Some(files_in(dir).iter().any(|content| content.windows(bytes.len()).any(|window| window == bytes.as_bytes())))
    }
}

fn files_in(dir: &std::path::Path) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![std::fs::read(path).unwrap()] }).collect()
}

#[tokio::test]
async fn a_sensitive_answer_is_nowhere_in_clear() {
    each(with_a_bank_account, async |space| {
        let id = space.filed(with_iban()).await;
        if let Some(found) = space.holds(IBAN) {
            assert!(!found, "neither in the draft, nor in the case, nor in jobs");
            assert_eq!(space.holds("12 rue Garibaldi"), Some(true), "what is not sensitive is");
        }
        space.work().await;
        let row = space.case(&metropole(), id).await.unwrap();
        assert!(space.holds(IBAN) != Some(true) && row.listed.is_some_and(|listed| !listed.expose().contains("FR14")));
        assert_eq!(space.iban(&metropole(), id).await, Some(json!(IBAN)), "who may read the case reads it");
        let letters = space.mailer.sent();
        assert!(!letters.is_empty() && letters.iter().all(|letter| !letter.text.contains("FR14")));
    })
    .await;
}

#[tokio::test]
async fn texts_and_documents_do_not_say_it() {
    each(with_a_bank_account, async |space| {
        let id = space.filed(with_iban()).await;
        let row = space.case(&metropole(), id).await.unwrap();
        let compiled = space.cases.compiled_in(&metropole(), &row.definition).await.unwrap();
        let words = space.cases.words(&compiled, &metropole(), &row, &Contact::default(), Default::default()).unwrap();
        assert_eq!(words.answers["iban"], forms::HIDDEN);
        let pair = words.summary.iter().find(|(label, _)| label == "IBAN").unwrap();
        assert_eq!(pair.1, forms::HIDDEN);
        let receipt = space.cases.receipt(&compiled, &metropole(), &row, &Contact::default(), None, &space.bench.moment()).unwrap();
        let said = receipt.blocks.iter().filter_map(|block| match block {
            documents::Block::Pairs { rows, .. } => rows.iter().find(|(label, _)| label == "IBAN"),
            _ => None,
        });
        assert_eq!(said.map(|(_, text)| text.as_str()).collect::<Vec<_>>(), [forms::HIDDEN]);
    })
    .await;
}

#[tokio::test]
async fn what_is_sealed_for_a_case_opens_for_no_other() {
    each(with_a_bank_account, async |space| {
        let (one, other) = (space.filed(with_iban()).await, space.filed(answers_without()).await);
        let sealed = space.case(&metropole(), one).await.unwrap().answers.0;
        for holder in [Holder::Case(&metropole(), other), Holder::Case(&bron(), one), Holder::Draft(kernel::Id::from_uuid(one.uuid()))] {
            assert!(space.cases.open(&sealed, holder).is_err());
        }
        assert!(space.cases.open(&sealed, Holder::Case(&metropole(), one)).is_ok());
    })
    .await;
}

fn answers_without() -> Value {
    let mut answers = answers();
    answers["iban"] = json!("FR76");
    answers
}

#[tokio::test]
async fn it_travels_with_the_case_and_is_sealed_again_there() {
    each(with_a_bank_account, async |space| {
        let id = space.filed(with_iban()).await;
        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        space.cases.order_transfer(&mut tx, &space.bench.moment(), TransferOrder { case: id, to: slug("bron") }).await.unwrap();
        tx.commit().await.unwrap();
        space.work().await;
        assert_eq!(space.iban(&bron(), id).await, Some(json!(IBAN)));
        assert_ne!(space.holds(IBAN), Some(true));
        assert_eq!(space.iban(&metropole(), id).await, Some(json!(IBAN)), "read where it was, for a while");
        space.days_later(91);
        space.work().await;
        assert_eq!(space.iban(&metropole(), id).await, None, "then erased there");
        assert_eq!(space.iban(&bron(), id).await, Some(json!(IBAN)), "not where it goes on");
    })
    .await;
}

#[tokio::test]
async fn it_is_erased_some_days_after_the_end() {
    each(with_a_bank_account, async |space| {
        let (over, open) = (space.filed(with_iban()).await, space.filed(with_iban()).await);
        space.given_up(over).await;
        space.days_later(89);
        space.work().await;
        assert!(space.iban(&metropole(), over).await.is_some(), "ninety days, unless told");
        space.days_later(2);
        space.work().await;
        let row = space.case(&metropole(), over).await.unwrap();
        let left = space.cases.answers_of(&metropole(), &row).unwrap();
        assert_eq!((left.get("iban"), left.erased("iban")), (None, Some(jiff::civil::date(2027, 2, 21))));
        assert!(left.get("adresse").is_some(), "the rest stays");
        assert!(space.iban(&metropole(), open).await.is_some(), "an open case keeps it");
        let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
        let journal = store::journal::visible_of_case(&mut tx, over).await.unwrap();
        assert_eq!(journal.iter().filter(|line| line.title == "Réponses sensibles effacées").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn it_is_erased_at_the_end_when_the_author_wants_so() {
    each(erased_at_once, async |space| {
        let id = space.filed(with_iban()).await;
        space.work().await;
        assert!(space.iban(&metropole(), id).await.is_some());
        space.given_up(id).await;
        space.work().await;
        assert_eq!(space.iban(&metropole(), id).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_a_sensitive_answer_is_erased_with_it() {
    let with_a_file = |definition: &mut Definition| {
        definition.form.pages[2].fields[1].sensitive = true;
        definition.settings.processing.sensitive_days = Some(0);
        definition.tests.clear();
    };
    each(with_a_file, async |space| {
        let mut given = answers();
        (given["entreprise"], given["nom_entreprise"]) = (json!(true), json!("Les Bras"));
        given["devis"] = json!([]);
        let draft = space.draft(given.clone()).await;
        let file = space.joined(&draft, "%PDF-1.7 devis").await;
        given["devis"] =
            json!([{ "id": file.id, "name": "devis.pdf", "size": file.size, "media_type": "application/pdf", "sha256": file.hash }]);
        let draft = space.draft(given).await;
        let id = space.send(&draft, std::slice::from_ref(&file)).await.unwrap();
        let joined = async || {
            let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
            store::attachments::of_case(&mut tx, id).await.unwrap().iter().any(|joined| joined.id == file.id)
        };
        assert!(joined().await);
        space.given_up(id).await;
        space.work().await;
        assert!(!joined().await);
    })
    .await;
}

#[tokio::test]
async fn a_whole_request_sent_to_another_program_leaves_it_out() {
    let calls = |definition: &mut Definition| {
        with_a_bank_account(definition);
        let call = json!({ "do": "call_connector", "connector": "pose_panneaux" });
        definition.workflow.on_filed.push(serde_json::from_value(call).unwrap());
    };
    each(calls, async |space| {
        space.connectors.says(Ok(Value::Null));
        space.filed(with_iban()).await;
        space.work().await;
        let body = space.connectors.calls.lock().unwrap()[0].2.clone();
        assert_eq!((body["answers"].get("iban"), &body["answers"]["duree"]), (None, &json!(2)));
    })
    .await;
}

#[tokio::test]
async fn what_a_stop_keeps_is_sealed_and_goes_with_it() {
    let calls = |definition: &mut Definition| {
        with_a_bank_account(definition);
        let call = json!({ "do": "call_connector", "connector": "pose_panneaux", "arguments": { "compte": "iban" } });
        definition.workflow.on_filed.push(serde_json::from_value(call).unwrap());
    };
    each(calls, async |space| {
        space.connectors.says(Err(CallFailure::Refused));
        let id = space.filed(with_iban()).await;
        space.work().await;
        assert_eq!(space.connectors.calls.lock().unwrap()[0].2, json!({ "compte": IBAN }), "its author asked for it");
        let stops = async || {
            let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
            store::stops::of_case(&mut tx, id).await.unwrap()
        };
        let kept = stops().await.remove(0).undone;
        assert!(kept.expose().as_str().is_some_and(|kept| kept.starts_with("test.")), "sealed whole");
        let again = space.cases.open_undone(kept.expose(), &metropole(), id).unwrap();
        assert!(again.to_string().contains(IBAN), "enough to do it again");
        let rotated = space.again(Keyring::new([("2027".to_owned(), [6; 32]), ("test".to_owned(), [5; 32])]));
        assert_eq!(rotated.reseal(&space.bench.moment(), &DbKey::Instance(metropole())).await.unwrap(), 2, "the case, what stops it");
        assert!(stops().await[0].undone.expose().as_str().is_some_and(|kept| kept.starts_with("2027.")));
    })
    .await;
}

#[tokio::test]
async fn a_new_key_takes_the_place_of_an_old_one() {
    each(with_a_bank_account, async |space| {
        let id = space.filed(with_iban()).await;
        let draft = space.draft(with_iban()).await;
        let moment = space.bench.moment();
        let keys = || [("2027".to_owned(), [6; 32]), ("test".to_owned(), [5; 32])];
        let rotated = space.again(Keyring::new(keys()));
        let databases = [DbKey::Platform, DbKey::Instance(metropole())];
        let reseal = async |cases: &Cases| {
            let mut sealed = 0;
            for key in &databases {
                sealed += cases.reseal(&moment, key).await.unwrap();
            }
            sealed
        };
        assert_eq!(reseal(&space.cases).await, 0, "all are under the only key");
        assert_eq!(reseal(&rotated).await, 3, "the case, its draft, and the other draft");
        assert_eq!(reseal(&rotated).await, 0, "done again, nothing is left to do");
        let newest = space.again(Keyring::new(keys().into_iter().take(1)));
        let row = space.case(&metropole(), id).await.unwrap();
        assert_eq!(newest.answers_of(&metropole(), &row).unwrap().get("iban"), Some(&json!(IBAN)), "the old key may go");
        assert!(space.cases.answers_of(&metropole(), &row).is_err());
        let mut tx = space.bench.databases.platform_read().await.unwrap();
        let kept = store::drafts::by_id(&mut tx, draft.id).await.unwrap().unwrap();
        assert_eq!(newest.open(&kept.answers.0, Holder::Draft(draft.id)).unwrap().get("iban"), Some(&json!(IBAN)));
    })
    .await;
}

#[tokio::test]
async fn what_was_kept_in_clear_before_is_sealed_too() {
    each(with_a_bank_account, async |space| {
        let draft = space.draft(with_iban()).await;
        let plain = serde_json::from_value(with_iban()).unwrap();
        let mut tx = space.bench.databases.platform_write().await.unwrap();
        assert_eq!(store::drafts::reseal(&mut tx, &draft, plain).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(space.cases.reseal(&space.bench.moment(), &DbKey::Platform).await.unwrap(), 1);
        let mut tx = space.bench.databases.platform_read().await.unwrap();
        let kept = store::drafts::by_id(&mut tx, draft.id).await.unwrap().unwrap();
        assert!(!serde_json::to_string(&kept.answers.0).unwrap().contains(IBAN));
        assert_eq!(space.cases.open(&kept.answers.0, Holder::Draft(draft.id)).unwrap().get("iban"), Some(&json!(IBAN)));
    })
    .await;
}
