//! The chain shows every change, and bears an erasure.

use serde_json::json;

use super::*;
use crate::testing::{Bench, on_each_engine};

/// Four lines, of which three are sealed.
async fn trail(bench: &Bench) -> Tx {
    let mut tx = bench.databases.any_write(&crate::DbKey::Platform).await.unwrap();
    for number in 1..=4 {
        bench.clock.advance(1);
        let entry = Entry {
            actor: "agent/1".to_owned(),
            action: "case.read",
            subject: format!("case/{number}"),
            detail: Some(json!({"why": "instruction", "b": number, "a": [1.5, {"z": 1, "y": null}]})),
        };
        record(&mut tx, &bench.moment(), entry).await.unwrap();
        if number == 3 {
            assert_eq!(seal(&mut tx).await.unwrap(), 3);
        }
    }
    tx
}

#[tokio::test]
async fn a_whole_trail_is_verified_even_sealed_in_several_times() {
    on_each_engine(&[], async |bench| {
        let mut tx = trail(&bench).await;
        let first = verify(&mut tx, Known::default()).await.unwrap().unwrap().head;
        assert_eq!(first.position, 3);
        assert_eq!(seal(&mut tx).await.unwrap(), 1);
        assert_eq!(seal(&mut tx).await.unwrap(), 0);
        let last = verify(&mut tx, kept(&first)).await.unwrap().unwrap().head;
        assert_eq!(last.position, 4);
        tx.commit().await.unwrap();
        let mut tx = bench.databases.any_read(&crate::DbKey::Platform).await.unwrap();
        assert_eq!(verify(&mut tx, kept(&last)).await.unwrap(), Ok(Verified { head: last }), "as read back from the disk");
    })
    .await;
}

/// A head kept elsewhere.
fn kept(head: &Head) -> Known<'_> {
    Known { head: Some(head), ..Known::default() }
}

/// Each change made behind the chain's back, and the position where it shows.
const TAMPERED: &[(&str, i64)] = &[
    ("UPDATE audit SET actor = 'agent/2' WHERE position = 2", 2),
    ("UPDATE audit SET action = 'case.open' WHERE position = 2", 2),
    ("UPDATE audit SET subject = 'case/9' WHERE position = 3", 3),
    ("UPDATE audit SET at = at + 1 WHERE position = 1", 1),
    ("UPDATE audit SET detail = '{\"why\": \"curiosity\"}' WHERE position = 2", 2),
    ("UPDATE audit SET detail = NULL WHERE position = 2", 2),
    ("UPDATE audit SET detail = '{\"why\": \"curiosity\"}', salt = '' WHERE position = 2", 2),
    ("UPDATE audit SET digest = chain WHERE position = 2", 2),
    ("DELETE FROM audit WHERE position = 2", 2),
    ("DELETE FROM audit WHERE position = 1", 1),
    ("UPDATE audit SET position = position + 10 WHERE position = 3", 3),
    ("UPDATE audit SET position = 4, digest = salt, chain = salt WHERE position IS NULL", 4),
    (
        "UPDATE audit SET position = 0 WHERE position = 1; UPDATE audit SET position = 1 WHERE position = 2; UPDATE audit SET position = 2 WHERE position = 0",
        1,
    ),
];

#[tokio::test]
async fn every_change_shows_where_it_was_made() {
    on_each_engine(&[], async |bench| {
        for (tampering, position) in TAMPERED {
            let mut tx = trail(&bench).await;
            assert!(verify(&mut tx, Known::default()).await.unwrap().is_ok());
            tx.script(tampering).await.unwrap();
            assert_eq!(verify(&mut tx, Known::default()).await.unwrap(), Err(Broken { position: *position }), "{tampering}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_cut_tail_shows_beside_a_head_kept_elsewhere() {
    on_each_engine(&[], async |bench| {
        let mut tx = trail(&bench).await;
        let head = verify(&mut tx, Known::default()).await.unwrap().unwrap().head;
        tx.execute("DELETE FROM audit WHERE position = 3", args![]).await.unwrap();
        assert!(verify(&mut tx, Known::default()).await.unwrap().is_ok());
        assert_eq!(verify(&mut tx, kept(&head)).await.unwrap(), Err(Broken { position: 3 }));
        assert_eq!(seal(&mut tx).await.unwrap(), 1);
        assert_eq!(verify(&mut tx, kept(&head)).await.unwrap(), Err(Broken { position: 3 }), "another line took its place");
    })
    .await;
}

#[test]
fn a_head_is_read_as_it_is_written() {
    let head = Head { position: 51, chain: "3f".repeat(32) };
    assert_eq!(format!(" {head}\n").to_uppercase().parse(), Ok(head.clone()));
    let link = head.chain;
    for wrong in ["", "51", ":", "51:3f", &link, &format!(":{link}"), &format!("0:{link}"), &format!("-1:{link}"), &format!("1:{link}0")] {
        assert!(wrong.parse::<Head>().is_err(), "{wrong}");
    }
    assert!(format!("1:{}", "g".repeat(64)).parse::<Head>().is_err());
}

#[tokio::test]
async fn a_sealed_line_holds_all_that_its_link_is_made_from() {
    on_each_engine(&[], async |bench| {
        let mut tx = trail(&bench).await;
        let lines = sealed(&mut tx, "case.read", 0, 9).await.unwrap();
        assert_eq!(lines.len(), 3);
        let mut previous = String::new();
        for line in lines {
            assert_eq!(line.previous, previous);
            let digest = digest::over(&[line.salt.as_bytes(), line.hashed_detail().as_bytes()]);
            assert_eq!(line.digest, digest);
            let link = digest::over(&[
                line.previous.as_bytes(),
                &line.position.to_be_bytes(),
                line.id.as_bytes(),
                &line.at.as_microsecond().to_be_bytes(),
                line.actor.as_bytes(),
                line.action.as_bytes(),
                line.subject.as_bytes(),
                digest.as_bytes(),
            ]);
            assert_eq!(line.chain, link);
            previous = line.chain;
        }
    })
    .await;
}

#[tokio::test]
async fn an_erased_detail_leaves_the_chain_valid() {
    on_each_engine(&[], async |bench| {
        let mut tx = trail(&bench).await;
        for subject in ["case/2", "case/4"] {
            assert_eq!(erase_details(&mut tx, subject).await.unwrap(), 1);
        }
        assert_eq!(verify(&mut tx, Known::default()).await.unwrap().unwrap().head.position, 4);
        let line = of_subject(&mut tx, "case/2", bench.moment().wall, 9).await.unwrap().remove(0);
        assert_eq!((line.action.as_str(), line.detail), ("case.read", None));
    })
    .await;
}

#[tokio::test]
async fn proofs_outlive_the_details_of_their_subject() {
    on_each_engine(&[], async |bench| {
        let mut tx = bench.databases.any_write(&crate::DbKey::Platform).await.unwrap();
        for action in ["consent.given", "address.changed"] {
            let entry = Entry { actor: "a/1".into(), action, subject: "a/1".into(), detail: Some(json!({"what": action})) };
            record(&mut tx, &bench.moment(), entry).await.unwrap();
        }
        erase_details_except(&mut tx, "a/1", &["consent.given"]).await.unwrap();
        let lines = of_subject(&mut tx, "a/1", jiff::Timestamp::MAX, 10).await.unwrap();
        let kept: Vec<&str> = lines.iter().filter(|line| line.detail.is_some()).map(|line| line.action.as_str()).collect();
        assert_eq!(kept, ["consent.given"]);
        let proofs = Known { proofs: &["consent.given"], ..Known::default() };
        assert!(verify(&mut tx, proofs).await.unwrap().is_ok());
        tx.execute("UPDATE audit SET detail = NULL, salt = '' WHERE action = 'consent.given'", args![]).await.unwrap();
        assert!(verify(&mut tx, Known::default()).await.unwrap().is_ok(), "of another act, it would be an erasure");
        assert_eq!(verify(&mut tx, proofs).await.unwrap(), Err(Broken { position: 1 }));
    })
    .await;
}
