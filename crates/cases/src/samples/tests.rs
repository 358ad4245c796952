//! What a demonstration begins with.

use std::{collections::BTreeSet, sync::Arc};

use db::{InstanceKey, testing::Bench};
use definition::from_toml;
use kernel::{Slug, text::day, values::Email};
use tokio::io::AsyncReadExt;
use web::{Right, Site, Sites, cookie::Secret};

use crate::{
    Cases, NewAgent, Place, Services,
    model::Origin,
    store::{self, cases::CaseRow},
};

const DEFINITIONS: [&str; 3] = [
    include_str!("../../../../definitions/signalement.toml"),
    include_str!("../../../../definitions/acte-naissance.toml"),
    include_str!("../../../../definitions/inscription-scolaire.toml"),
];

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn key(text: &str) -> InstanceKey {
    InstanceKey::parse(text).unwrap()
}

/// The Métropole and Bron, with the starter téléservices and somebody to work there.
async fn opened(bench: &Bench) -> Cases {
    let territory = territory::Territory::new(bench.databases.clone());
    let moment = bench.moment();
    let mut tx = bench.databases.platform_write().await.unwrap();
    territory::seed(&mut tx, &moment).await.unwrap();
    tx.commit().await.unwrap();
    territory.refresh().await.unwrap();
    for authority in ["metropole", "bron"] {
        territory::open_instances(&territory, &slug(authority), "test", &moment).await.unwrap();
    }
    let cases = Cases::new(Services {
        databases: bench.databases.clone(),
        blobs: bench.blobs.clone(),
        records: crate::tests::records(bench),
        territory,
        sites: Sites::default().with(Site::Portal, "http://localhost:8080"),
        secret: Secret::new([3; 32]),
        sender: notify::Sender { name: "Guichet".to_owned(), address: Email::parse("guichet@exemple.fr").unwrap() },
        connectors: Arc::new(crate::Unconnected),
        antivirus: None,
        offers_changed: Arc::default(),
    });
    for (index, text) in DEFINITIONS.into_iter().enumerate() {
        let publication = cases.check(from_toml(text).unwrap()).unwrap();
        // what the Métropole has is shared; a town hall's own is not hers
        for instance in ["metropole", "bron"].into_iter().skip(usize::from(index > 0)) {
            let place = Place { instance: &key(instance), origin: Origin::Shared, team: (&slug("accueil"), "Accueil"), offered: false };
            cases.publish(&moment, &publication, place).await.unwrap();
        }
    }
    let new =
        NewAgent { id: moment.id(), subject: "luce", name: "Luce", email: "luce@x.example", rights: &[Right::Process], at: moment.now };
    cases.add_agent(&moment, &key("bron"), new, &[slug("accueil")]).await.unwrap();
    cases
}

async fn rows(bench: &Bench, instance: &InstanceKey) -> Vec<CaseRow> {
    let mut tx = bench.databases.instance_read(instance).await.unwrap();
    let mut rows = Vec::new();
    for list in [store::queue::List::Open, store::queue::List::Closed] {
        let wanted = store::queue::Wanted { list, sight: None, filter: Default::default(), after: None, limit: 500 };
        for line in store::queue::page(&mut tx, &wanted).await.unwrap() {
            rows.push(store::cases::by_id(&mut tx, line.id).await.unwrap().unwrap());
        }
    }
    rows
}

#[tokio::test]
async fn a_demonstration_begins_with_varied_people_requests_and_answers_all_of_which_can_be_read() {
    let migrations = [territory::MIGRATIONS, notify::MIGRATIONS, catalogue::MIGRATIONS, records::MIGRATIONS, crate::MIGRATIONS];
    db::testing::on_each_engine(&migrations, async |bench| {
        let cases = opened(&bench).await;
        let moment = bench.moment();
        let filed = cases.file_samples(&moment, 60, &[slug("bron")]).await.unwrap();
        assert!(filed == 60, "{filed} of 60: the definitions' tests hold answers that are good today");

        let instance = key("bron");
        let rows = rows(&bench, &instance).await;
        let kinds = |of: fn(&CaseRow) -> String| rows.iter().map(of).collect::<BTreeSet<_>>().len();
        assert!(rows.len() >= 20, "{}", rows.len());
        assert_eq!(kinds(|row| row.teleservice.to_string()), 3);
        assert!(kinds(|row| row.citizen_name.expose().clone()) >= 12, "names; reports have none");
        assert!(kinds(|row| row.state.0.status.to_string()) >= 6, "some wait, some are under way, some are over");
        assert!(kinds(|row| day(row.filed_at).to_string()) >= 15, "they came in over weeks");
        assert!(rows.iter().all(|row| row.filed_at < moment.now && row.updated_at <= moment.now));
        let births: BTreeSet<String> =
            rows.iter().filter_map(|row| Some(row.answers.expose().get("date_naissance")?.as_str()?.to_owned())).collect();
        assert!(births.len() >= 5 && !births.contains(&day(moment.now).to_string()), "{births:?}");

        let mut read = 0;
        for row in &rows {
            let compiled = cases.compiled(&mut bench.databases.instance_read(&instance).await.unwrap(), &row.definition).await.unwrap();
            let named = compiled.form().files(&forms::Answers::from_json(row.answers.expose().clone()));
            for file in named {
                let mut tx = bench.databases.instance_read(&instance).await.unwrap();
                let kept = store::attachments::of_case_by_id(&mut tx, row.id, file.id.parse().unwrap()).await.unwrap().unwrap();
                let mut content = Vec::new();
                cases.blobs().open(&instance, &kept.hash).await.unwrap().read_to_end(&mut content).await.unwrap();
                assert_eq!((content.len() as u64, kept.size.cast_unsigned()), (file.size, file.size), "{}", file.name);
                let start: &[u8] = if kept.media_type == "application/pdf" { b"%PDF" } else { &[0xff, 0xd8, 0xff] };
                assert!(content.starts_with(start), "{}", file.name);
                read += 1;
            }
        }
        assert!(read >= 10, "{read} files");
    })
    .await;
}
