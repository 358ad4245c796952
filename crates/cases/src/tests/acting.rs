//! What a citizen does on her case, once whatever the number of presses.

use kernel::{Problem, id::CaseId};
use web::Failure;

use super::bench::{Space, answers, each, metropole, slug};
use crate::{answering::Press, store};

async fn press(space: &Space, case: CaseId, transition: &str, seen_version: i64, key: &str) -> Result<(), Failure> {
    let press = Press { transition: slug(transition), seen_version, key };
    space.cases.citizen_acts(&space.bench.moment(), &metropole(), case, press).await
}

#[tokio::test]
async fn giving_up_pressed_twice_is_done_once_and_answered_alike() {
    each(
        |_| (),
        async |space| {
            let id = space.filed(answers()).await;
            let seen = space.case(&metropole(), id).await.unwrap().state.0.version;
            let (one, two) = tokio::join!(press(&space, id, "annuler", seen, "k"), press(&space, id, "annuler", seen, "k"));
            assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
            assert!(press(&space, id, "annuler", seen, "k").await.is_ok(), "and sent again later");
            let state = space.case(&metropole(), id).await.unwrap().state.0;
            assert_eq!((state.status.as_str(), state.version), ("annulee", seen + 1));
            let mut tx = space.bench.databases.instance_read(&metropole()).await.unwrap();
            let journal = store::journal::visible_of_case(&mut tx, id).await.unwrap();
            assert_eq!(journal.iter().filter(|line| line.title == "Demande annulée").count(), 1);
        },
    )
    .await;
}

#[tokio::test]
async fn another_page_or_another_act_is_no_repetition() {
    each(
        |_| (),
        async |space| {
            let id = space.filed(answers()).await;
            let seen = space.case(&metropole(), id).await.unwrap().state.0.version;
            press(&space, id, "annuler", seen, "k").await.unwrap();
            let late = press(&space, id, "annuler", seen, "another").await;
            assert!(matches!(late, Err(Failure::Problem(Problem::Conflict(_)))), "{late:?}");
            let reused = press(&space, id, "urgence", seen, "k").await;
            assert!(matches!(reused, Err(Failure::Problem(Problem::Invalid(_)))), "{reused:?}");
        },
    )
    .await;
}

#[tokio::test]
async fn what_was_refused_may_be_pressed_again() {
    each(
        |_| (),
        async |space| {
            let id = space.filed(answers()).await;
            let seen = space.case(&metropole(), id).await.unwrap().state.0.version;
            let stale = press(&space, id, "annuler", seen - 1, "k").await;
            assert!(matches!(stale, Err(Failure::Problem(Problem::Conflict(_)))), "{stale:?}");
            let again = press(&space, id, "annuler", seen - 1, "k").await;
            assert!(matches!(again, Err(Failure::Problem(Problem::Conflict(_)))), "a refusal is not remembered as done: {again:?}");
        },
    )
    .await;
}
