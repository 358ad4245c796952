use std::collections::BTreeSet;

use super::bench::{Answer, Browser, PASSWORD, TOTP, World, journey};
use crate::store::accounts;

const ANA: &str = "ana@exemple.fr";
const NEW: &str = "ana.perrin@exemple.org";
const PAGE: &str = "/compte/adresse";
const OLD: &str = "/compte/adresse/ancienne";
const DAY: i64 = 86_400;

async fn signed_in(world: &World) -> Browser {
    world.account(ANA, None).await;
    let browser = Browser::default();
    browser.sign_in(world, "/connexion", ANA, PASSWORD).await;
    browser
}

/// The links of both letters.
pub(in crate::tests) struct Links {
    pub old: String,
    pub new: String,
}

/// Asks for another address than `old`.
pub(in crate::tests) async fn ask(world: &World, browser: &Browser, old: &str, email: &str) -> Links {
    let asked = browser.fill(world, PAGE, PAGE, &[("email", email)]).await;
    assert_eq!(asked.location(), "/compte/adresse/envoyee");
    world.work().await;
    let letters = world.letters.take();
    let link = |to: &str, subject: &str| {
        let letter = letters.iter().find(|letter| letter.0 == to && letter.1 == subject);
        letter.unwrap_or_else(|| panic!("« {subject} » to {to} in {letters:?}")).2.clone()
    };
    Links { old: link(old, "Changement d’adresse demandé"), new: link(email, "Confirmez votre nouvelle adresse") }
}

/// The new mailbox says yes.
pub(in crate::tests) async fn confirm_new(world: &World, browser: &Browser, links: &Links) {
    let done = browser.fill(world, &links.new, "/compte/adresse/confirmation", &[]).await;
    assert_eq!(done.location(), "/compte?fait=adresse-confirmee");
}

/// The old mailbox answers, in a browser where nobody is signed in.
async fn answer_old(world: &World, links: &Links, answer: &str) -> Answer {
    Browser::default().fill(world, &links.old, OLD, &[("choix", answer)]).await
}

/// The link that undoes the change that was just made, as `old` received it.
pub(in crate::tests) async fn way_back(world: &World, old: &str) -> String {
    world.work().await;
    let letters = world.letters.take();
    letters.iter().find(|letter| letter.0 == old && letter.1 == "Votre adresse e-mail a changé").expect("a way back").2.clone()
}

/// Whom letters were sent to, and about what, in no order.
fn told(world: &World) -> BTreeSet<(String, String)> {
    world.letters.take().into_iter().map(|(to, subject, _)| (to, subject)).collect()
}

/// The thief asks for his address; she does not read her letters for a week.
async fn taken_over(world: &World, thief: &Browser) -> String {
    let links = ask(world, thief, ANA, NEW).await;
    confirm_new(world, thief, &links).await;
    world.wait(7 * DAY);
    way_back(world, ANA).await
}

#[tokio::test]
async fn both_mailboxes_confirm_and_the_old_one_is_told() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let links = ask(&world, &browser, ANA, NEW).await;
        let account = browser.get(&world, "/compte").await.body;
        assert!(account.contains(ANA) && account.contains("Votre adresse e-mail va changer"), "nothing changed yet: {account}");
        let page = Browser::default().get(&world, &links.new).await;
        assert!(page.status == 200 && page.body.contains("Connectez-vous d’abord"), "a letter that went astray opens nothing");
        assert!(!page.body.contains(NEW), "nor tells whose it is");
        assert!(browser.get(&world, &links.new).await.body.contains(NEW), "she sees what she confirms");
        confirm_new(&world, &browser, &links).await;
        assert_eq!(browser.get(&world, &links.new).await.status, 410);
        let account = browser.get(&world, "/compte").await.body;
        assert!(account.contains("La nouvelle adresse a confirmé") && account.contains("dimanche 29 novembre 2026"), "{account}");

        let asked = Browser::default().get(&world, &links.old).await;
        assert!(asked.body.contains("Ce n’est pas moi") && !asked.body.contains(NEW), "whoever has that mailbox now learns no address");
        let thanked = answer_old(&world, &links, "oui").await;
        assert!(thanked.status == 200 && thanked.body.contains("L’adresse de votre compte a changé"), "{}", thanked.body);
        way_back(&world, ANA).await;
        assert_eq!(Browser::default().get(&world, &links.old).await.status, 410);
        let account = browser.get(&world, "/compte").await.body;
        assert!(account.contains(NEW) && !account.contains("va changer"));
        let other = Browser::default();
        assert_eq!(other.sign_in(&world, "/connexion", ANA, PASSWORD).await.status, 422);
        assert_eq!(other.sign_in(&world, "/connexion", NEW, PASSWORD).await.location(), "/compte");
    })
    .await;
}

#[tokio::test]
async fn the_old_mailbox_may_confirm_first() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let links = ask(&world, &browser, ANA, NEW).await;
        assert!(answer_old(&world, &links, "oui").await.body.contains("Ouvrez aussi le lien reçu à la nouvelle adresse"));
        assert!(browser.get(&world, "/compte").await.body.contains(ANA));
        let done = browser.fill(&world, &links.new, "/compte/adresse/confirmation", &[]).await;
        assert_eq!(done.location(), "/compte?fait=adresse");
        assert!(browser.get(&world, "/compte").await.body.contains(NEW));
    })
    .await;
}

#[tokio::test]
async fn two_answers_at_once_make_one_change() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let links = ask(&world, &browser, ANA, NEW).await;
        let new = browser.fill(&world, &links.new, "/compte/adresse/confirmation", &[]);
        let (new, old) = tokio::join!(new, answer_old(&world, &links, "oui"));
        assert!((new.status, old.status) == (303, 200), "{} {}", new.status, old.status);
        world.work().await;
        assert_eq!(told(&world), [(ANA.to_owned(), "Votre adresse e-mail a changé".to_owned())].into());
        assert!(browser.get(&world, "/compte").await.body.contains(NEW));
    })
    .await;
}

#[tokio::test]
async fn whoever_reads_the_old_mailbox_no_more_waits_a_week() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let links = ask(&world, &browser, ANA, NEW).await;
        confirm_new(&world, &browser, &links).await;
        world.wait(7 * DAY - 3_600);
        world.work().await;
        assert!(world.letters.take().is_empty(), "not a moment sooner");
        assert_eq!(browser.sign_in(&world, "/connexion", ANA, PASSWORD).await.location(), "/compte");
        world.wait(7_200);
        world.work().await;
        let told = told(&world);
        let expected = [(ANA, "Votre adresse e-mail a changé"), (NEW, "Votre nouvelle adresse est en place")];
        assert_eq!(told, expected.map(|(to, subject)| (to.to_owned(), subject.to_owned())).into());
        assert_eq!(browser.sign_in(&world, "/connexion", NEW, PASSWORD).await.location(), "/compte");
    })
    .await;
}

#[tokio::test]
async fn the_old_mailbox_says_no_and_whoever_asked_is_out() {
    journey(async |world| {
        let thief = signed_in(&world).await;
        let links = ask(&world, &thief, ANA, NEW).await;
        confirm_new(&world, &thief, &links).await;
        assert_eq!(answer_old(&world, &links, "non").await.location(), "/mot-de-passe/oubli?motif=garde");
        assert_eq!(thief.get(&world, "/compte").await.location(), "/connexion");
        world.wait(8 * DAY);
        world.work().await;
        assert!(world.letters.take().is_empty(), "nothing changes");
        assert_eq!(Browser::default().sign_in(&world, "/connexion", ANA, PASSWORD).await.location(), "/compte");
    })
    .await;
}

#[tokio::test]
async fn she_gives_it_up_or_asks_for_another() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let first = ask(&world, &browser, ANA, NEW).await;
        let second = ask(&world, &browser, ANA, "encore@exemple.org").await;
        for link in [&first.old, &first.new] {
            assert_eq!(browser.get(&world, link).await.status, 410, "the letters before are void");
        }
        confirm_new(&world, &browser, &second).await;
        let kept = browser.fill(&world, "/compte", "/compte/adresse/abandon", &[]).await;
        assert_eq!(kept.location(), "/compte?fait=adresse-gardee");
        assert!(!browser.get(&world, "/compte").await.body.contains("va changer"));
        assert_eq!(answer_old(&world, &second, "oui").await.status, 410, "it is too late to say yes");
        assert!(browser.get(&world, "/compte").await.body.contains(ANA));
        let same = browser.fill(&world, PAGE, PAGE, &[("email", "Ana@Exemple.fr")]).await;
        assert!(same.status == 422 && same.body.contains("C’est déjà l’adresse de votre compte"), "{}", same.body);
    })
    .await;
}

#[tokio::test]
async fn another_password_or_a_day_without_answer_ends_what_was_asked() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let links = ask(&world, &browser, ANA, NEW).await;
        confirm_new(&world, &browser, &links).await;
        let passwords = [("old_password", PASSWORD), ("password", "quatre prunes chantent")];
        browser.fill(&world, "/compte/mot-de-passe", "/compte/mot-de-passe", &passwords).await;
        assert!(!browser.get(&world, "/compte").await.body.contains("va changer"), "who asked is not sure");
        assert_eq!(browser.get(&world, &links.old).await.status, 410);

        ask(&world, &browser, ANA, NEW).await;
        world.wait(DAY + 1);
        world.forget().await;
        browser.sign_in(&world, "/connexion", ANA, "quatre prunes chantent").await;
        assert!(!browser.get(&world, "/compte").await.body.contains("va changer"), "the new mailbox said nothing");
    })
    .await;
}

#[tokio::test]
async fn nothing_tells_whether_the_new_address_has_an_account() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        world.account("bob@exemple.fr", None).await;
        browser.fill(&world, PAGE, PAGE, &[("email", "bob@exemple.fr")]).await;
        world.work().await;
        let told = told(&world);
        let expected = [(ANA, "Changement d’adresse demandé"), ("bob@exemple.fr", "Vous avez déjà un compte")];
        assert_eq!(told, expected.map(|(to, subject)| (to.to_owned(), subject.to_owned())).into(), "only he is told, in the same way");
        assert_eq!(browser.get(&world, "/compte/adresse/envoyee").await.status, 200);
        let account = browser.get(&world, "/compte").await.body;
        assert!(account.contains("bob@exemple.fr") && account.contains("Ouvrez le lien reçu à la nouvelle adresse"), "{account}");
    })
    .await;
}

#[tokio::test]
async fn an_address_taken_in_between_is_not_given_twice() {
    journey(async |world| {
        let browser = signed_in(&world).await;
        let links = ask(&world, &browser, ANA, NEW).await;
        confirm_new(&world, &browser, &links).await;
        world.account(NEW, None).await;
        assert_eq!(answer_old(&world, &links, "oui").await.status, 410);
        assert!(browser.get(&world, "/compte").await.body.contains(ANA));
    })
    .await;
}

#[tokio::test]
async fn whoever_lost_her_account_takes_it_back_for_seven_days() {
    journey(async |world| {
        let thief = signed_in(&world).await;
        // the thief makes himself at home while he waits, and moves on
        let set_up = thief.fill(&world, "/compte/securite", "/compte/code-de-securite/debut", &[]).await;
        let page = thief.get(&world, set_up.location()).await.body;
        let secret: String = page[page.find("secret=").unwrap() + 7..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let code = async || crate::one_time_code(&secret, world.moment().wall).unwrap();
        thief.fill(&world, set_up.location(), "/compte/code-de-securite", &[("code", &code().await)]).await;
        world.work().await;
        world.letters.take();
        let undo = taken_over(&world, &thief).await;
        let step = thief.sign_in(&world, "/connexion", NEW, PASSWORD).await;
        thief.fill(&world, step.location(), "/connexion/code", &[("code", &code().await)]).await;
        let passwords = [("old_password", PASSWORD), ("password", "quatre prunes chantent")];
        thief.fill(&world, "/compte/mot-de-passe", "/compte/mot-de-passe", &passwords).await;
        world.work().await;
        world.letters.take();
        let third = ask(&world, &thief, NEW, "encore@exemple.org").await;
        confirm_new(&world, &thief, &third).await;
        answer_old(&world, &third, "oui").await;
        // and asks for a new account with her address, to hold it
        let typed = [("given_name", "A"), ("family_name", "B"), ("email", ANA), ("password", "cinq poires dansent")];
        Browser::default().fill(&world, "/inscription", "/inscription", &typed).await;
        world.work().await;
        world.letters.take();

        world.wait(6 * DAY);
        let hers = Browser::default();
        let page = hers.get(&world, &undo).await;
        assert!(page.status == 200 && page.body.contains("Reprendre mon compte"));
        let done = hers.fill(&world, &undo, "/compte/adresse/annulation", &[]).await;
        assert_eq!(done.location(), "/mot-de-passe/oubli?motif=repris");
        assert_eq!(thief.get(&world, "/compte").await.location(), "/connexion");
        assert_eq!(hers.get(&world, &undo).await.status, 410);
        for password in [PASSWORD, "quatre prunes chantent"] {
            let refused = thief.sign_in(&world, "/connexion", ANA, password).await;
            assert_eq!(refused.status, 422, "no password that he knows opens it");
        }
        hers.fill(&world, done.location(), "/mot-de-passe/oubli", &[("email", ANA)]).await;
        world.work().await;
        let (_, subject, reset) = world.letters.take().remove(0);
        assert_eq!(subject, "Choisissez un nouveau mot de passe");
        hers.fill(&world, &reset, "/mot-de-passe/nouveau", &[("password", "trois figues sautillent")]).await;
        assert_eq!(
            hers.sign_in(&world, "/connexion", ANA, "trois figues sautillent").await.location(),
            "/compte",
            "no factor of his is left"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_takes_her_account_back_keeps_it() {
    journey(async |world| {
        let thief = signed_in(&world).await;
        let undo = taken_over(&world, &thief).await;
        thief.sign_in(&world, "/connexion", NEW, PASSWORD).await;
        thief.fill(&world, "/compte/suppression", "/compte/suppression", &[]).await;
        world.wait(DAY);
        Browser::default().fill(&world, &undo, "/compte/adresse/annulation", &[]).await;
        world.wait(8 * DAY);
        world.work().await;
        let mut tx = world.bench.databases.identity_read().await.unwrap();
        assert!(accounts::id_of(&mut tx, ANA).await.unwrap().is_some(), "what he asked is not done");
    })
    .await;
}

#[tokio::test]
async fn after_seven_days_it_is_too_late() {
    journey(async |world| {
        let undo = taken_over(&world, &signed_in(&world).await).await;
        assert_eq!(Browser::default().get(&world, &undo).await.status, 200);
        world.wait(7 * DAY);
        assert_eq!(Browser::default().get(&world, &undo).await.status, 410);
    })
    .await;
}

#[tokio::test]
async fn a_stolen_session_without_the_second_factor_changes_nothing() {
    journey(async |world| {
        world.account(ANA, Some(TOTP)).await;
        let browser = Browser::default();
        let step = browser.sign_in(&world, "/connexion", ANA, PASSWORD).await;
        let code = crate::one_time_code(TOTP, world.moment().wall).unwrap();
        browser.fill(&world, step.location(), "/connexion/code", &[("code", &code)]).await;
        world.wait(601);
        for page in [PAGE, "/compte/mot-de-passe", "/compte/cles"] {
            assert!(browser.get(&world, page).await.location().starts_with("/connexion/code?"), "{page}");
        }
    })
    .await;
}
