//! Files are examined where nobody reads them; the rest goes on.

use std::collections::BTreeMap;

use db::{DbKey, InstanceKey, audit, jobs::console};
use kernel::{Timestamp, id::AttachmentId};
use serde_json::json;

use super::{
    antivirus::{Kind, VIRUS},
    bench::{Space, answers, bron, each_examined, metropole, slug},
};
use crate::{
    answering::{JoinedFile, Reply},
    examination::may_be_read,
    model::{FileOrigin, Verdict},
    store::{
        self,
        drafts::{Draft, DraftFile},
    },
    transfer::TransferOrder,
};

async fn verdict(space: &Space, file: AttachmentId) -> Option<Verdict> {
    let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
    store::examinations::of_file(&mut tx, file).await.unwrap().map(|known| known.verdict)
}

/// A draft that joins files of these contents, and the files.
async fn draft_with(space: &Space, contents: &[&str]) -> (Draft, Vec<DraftFile>) {
    let mut files = Vec::new();
    for content in contents {
        files.push(space.held(content).await);
    }
    let joined: Vec<_> = files
        .iter()
        .map(|file| {
            let (name, media_type) = (file.name.expose(), &file.media_type);
            json!({ "id": file.id, "name": name, "size": file.size, "media_type": media_type, "sha256": file.hash })
        })
        .collect();
    let mut answers = answers();
    (answers["entreprise"], answers["nom_entreprise"], answers["devis"]) = (true.into(), "Les Bras".into(), joined.into());
    let draft = space.draft(answers).await;
    let mut tx = space.bench.databases.platform_write().await.unwrap();
    for file in &files {
        store::drafts::add_file(&mut tx, draft.id, file).await.unwrap();
    }
    tx.commit().await.unwrap();
    (draft, files)
}

/// What the trail of a space says was done by the antivirus to this.
async fn trail(space: &Space, subject: &str) -> Vec<String> {
    let mut tx = space.bench.databases.any_read(&DbKey::Instance(metropole())).await.unwrap();
    let lines = audit::of_subject(&mut tx, subject, Timestamp::MAX, 10).await.unwrap();
    lines.into_iter().filter(|line| line.actor == "antivirus").map(|line| line.action).collect()
}

#[tokio::test]
async fn a_file_waits_until_it_is_judged() {
    each_examined(&Kind::each(), async |space| {
        let draft = space.draft(answers()).await;
        let (clean, infected) = (space.joined(&draft, "un devis").await, space.joined(&draft, VIRUS).await);
        for file in [&clean, &infected] {
            let known = verdict(&space, file.id).await;
            assert_eq!(known, Some(Verdict::Waiting));
            assert!(may_be_read(known).is_err());
        }
        space.work().await;
        assert_eq!(verdict(&space, clean.id).await, Some(Verdict::Clean));
        assert!(may_be_read(Some(Verdict::Clean)).is_ok() && space.keeps(&clean).await);
        assert_eq!(verdict(&space, infected.id).await, Some(Verdict::Infected));
        assert!(may_be_read(Some(Verdict::Infected)).is_err());
        assert!(!space.keeps(&infected).await, "its content is erased");
        assert_eq!(trail(&space, &format!("file/{}", infected.id)).await, ["file.infected"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_found_after_sending_is_erased_and_told() {
    each_examined(&Kind::each(), async |space| {
        let case = space.filed(answers()).await;
        let mut joined = Vec::new();
        for (name, content) in [("plan.pdf", "un plan"), ("devis.pdf", VIRUS)] {
            let blob = space.bench.blobs.put(&metropole(), content.as_bytes()).await.unwrap();
            joined.push(JoinedFile {
                id: space.bench.moment().id(),
                name: name.to_owned(),
                media_type: "application/pdf".to_owned(),
                blob,
            });
        }
        let hashes: Vec<String> = joined.iter().map(|file| file.blob.hash.clone()).collect();
        let mut row = space.case(&metropole(), case).await.unwrap();
        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        let reply = Reply { body: "Voici.".to_owned(), files: joined };
        space.cases.reply(&mut tx, &space.bench.moment(), &metropole(), &mut row, reply).await.unwrap();
        let waiting = store::attachments::of_case(&mut tx, case).await.unwrap();
        assert!(waiting.iter().filter(|file| file.origin == FileOrigin::Citizen).all(|file| file.verdict == Some(Verdict::Waiting)));
        tx.commit().await.unwrap();

        space.work().await;
        let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
        let files = store::attachments::of_case(&mut tx, case).await.unwrap();
        let hers: Vec<_> = files
            .iter()
            .filter(|file| file.origin == FileOrigin::Citizen)
            .map(|file| (file.name.expose().as_str(), file.verdict))
            .collect();
        assert_eq!(hers, [("plan.pdf", Some(Verdict::Clean)), ("devis.pdf", Some(Verdict::Infected))]);
        assert!(space.bench.blobs.open(&metropole(), &hashes[0]).await.is_ok());
        assert!(space.bench.blobs.open(&metropole(), &hashes[1]).await.is_err());
        let told = "Un fichier contenait un virus. Il a été supprimé";
        let journal = store::journal::visible_of_case(&mut tx, case).await.unwrap();
        assert_eq!(journal.iter().filter(|line| line.title == told).count(), 1);
        drop(tx);
        let letters = space.mailer.sent().into_iter().filter(|letter| letter.subject.starts_with("Un fichier contenait un virus")).count();
        assert_eq!(letters, 1);
        assert_eq!(trail(&space, &format!("case/{case}")).await, ["file.infected"]);
    })
    .await;
}

#[tokio::test]
async fn without_the_antivirus_files_wait_and_nothing_else_does() {
    each_examined(&[Kind::Absent], async |space| {
        let (draft, files) = draft_with(&space, &["un devis"]).await;
        space.send(&draft, &files).await.unwrap();
        space.work().await;
        assert_eq!(verdict(&space, files[0].id).await, Some(Verdict::Waiting));
        assert!(space.keeps(&files[0]).await);
        let is_received = |subject: &str| subject.ends_with("reçue");
        assert!(space.mailer.sent().iter().any(|letter| is_received(&letter.subject)), "the request is received all the same");
        let mut tx = space.bench.databases.any_read(&DbKey::Instance(metropole())).await.unwrap();
        let filter = console::Filter { kind: Some(crate::examination::EXAMINE.to_owned()), ..console::Filter::default() };
        let page = console::page(&mut tx, &filter, None).await.unwrap();
        assert!(page.iter().all(|line| line.last_error.as_deref() == Some("antivirus: no connection")), "operators see why");
        assert!(!page.is_empty());
    })
    .await;
}

#[tokio::test]
async fn files_wait_for_an_antivirus_that_comes_back() {
    each_examined(&[Kind::Absent], async |mut space| {
        let draft = space.draft(answers()).await;
        let file = space.joined(&draft, "un devis").await;
        // every run of its job fails, until it is given up
        for _ in 0..12 {
            space.work().await;
            space.bench.clock.advance(2 * 86_400);
        }
        assert_eq!(verdict(&space, file.id).await, Some(Verdict::Waiting));
        space.antivirus.as_mut().unwrap().comes();
        space.bench.clock.advance(86_400);
        space.work().await;
        assert_eq!(verdict(&space, file.id).await, Some(Verdict::Clean));
    })
    .await;
}

#[tokio::test]
async fn a_case_that_moves_takes_along_what_is_known_of_its_files() {
    each_examined(&[Kind::StandIn], async |space| {
        let (draft, files) = draft_with(&space, &["un devis", VIRUS]).await;
        let case = space.send(&draft, &files).await.unwrap();
        space.work().await;
        let mut tx = space.bench.databases.instance_write(&metropole()).await.unwrap();
        space.cases.order_transfer(&mut tx, &space.bench.moment(), TransferOrder { case, to: slug("bron") }).await.unwrap();
        tx.commit().await.unwrap();
        space.work().await;
        let known = known_in(&space, &bron(), case).await;
        assert_eq!(known, BTreeMap::from([(files[0].id, Some(Verdict::Clean)), (files[1].id, Some(Verdict::Infected))]));
    })
    .await;
}

async fn known_in(space: &Space, instance: &InstanceKey, case: kernel::id::CaseId) -> BTreeMap<AttachmentId, Option<Verdict>> {
    let mut tx = space.bench.databases.instance_read(instance).await.unwrap();
    let files = store::attachments::of_case(&mut tx, case).await.unwrap();
    files.into_iter().filter(|file| file.origin == FileOrigin::Citizen).map(|file| (file.id, file.verdict)).collect()
}

#[tokio::test]
async fn what_is_known_of_a_file_is_forgotten_with_it() {
    each_examined(&[Kind::StandIn], async |space| {
        let (draft, files) = draft_with(&space, &["un devis"]).await;
        let dropped = space.joined(&draft, "un brouillon").await;
        space.send(&draft, &files).await.unwrap();
        space.work().await;
        assert_eq!(verdict(&space, files[0].id).await, Some(Verdict::Clean), "its case has it, the draft has not any more");
        assert_eq!(verdict(&space, dropped.id).await, None);
    })
    .await;
}
