//! Every store function of partners, on each engine.

use db::{DbError, Doc, IdentityTx};
use kernel::{Personal, id::AccountId};

use crate::{
    model::{
        client::Client,
        datum::Datum,
        partner::{
            Decision, OrganisationId,
            declaration::Declaration,
            role::{Role, Roles},
            stage::Stage,
        },
        sharing::Need,
    },
    store::{
        accounts, agreements, clients, figures,
        partners::{
            invitations::{self, Invitation},
            lookups, members,
            organisations::{self, Organisation},
            proposals::{self, Kind, Proposal},
            services,
        },
        second_factors,
    },
    tests::bench::{World, journey},
};

const ANA: &str = "ana@exemple.fr";
const BEA: &str = "bea@exemple.fr";

async fn account(tx: &mut IdentityTx, email: &str) -> AccountId {
    accounts::id_of(tx, email).await.unwrap().unwrap()
}

fn asked(world: &World, name: &str, by: AccountId) -> Organisation {
    Organisation {
        id: world.moment().id(),
        name: name.to_owned(),
        siret: Some("21690029100011".to_owned()),
        why: "Relier la médiathèque.".to_owned(),
        contact: Personal::new("contact@bron.example".to_owned()),
        asked_by: Some(by),
        asked_at: world.moment().wall,
        decided_at: None,
        decision: None,
        decision_reason: None,
        suspended_at: None,
    }
}

async fn accepted(world: &World, tx: &mut IdentityTx, name: &str, by: AccountId) -> OrganisationId {
    let new = asked(world, name, by);
    organisations::ask(tx, &new).await.unwrap();
    assert!(organisations::decide(tx, new.id, (Decision::Accepted, None), world.moment().wall).await.unwrap());
    members::set(tx, new.id, by, &Roles::parse("developer"), world.moment().wall).await.unwrap();
    new.id
}

async fn service(world: &World, tx: &mut IdentityTx, id: &str, organisation: OrganisationId, stage: Stage) {
    let client = Client {
        id: id.to_owned(),
        sector: id.to_owned(),
        stage,
        organisation_id: Some(organisation),
        purpose: "Emprunter des livres.".to_owned(),
        login_uri: Some("https://bron.example/".to_owned()),
        ..crate::model::client::sample()
    };
    clients::create(tx, client, None, world.moment().wall).await.unwrap();
}

#[tokio::test]
async fn an_organisation_is_asked_once_answered_once_and_suspends_its_services() {
    journey(async |world| {
        world.account(ANA, None).await;
        let wall = world.moment().wall;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let ana = account(&mut tx, ANA).await;
        let new = asked(&world, "Ville de Bron", ana);
        organisations::ask(&mut tx, &new).await.unwrap();
        assert_eq!(organisations::waiting(&mut tx).await.unwrap().len(), 1);
        assert!(!organisations::set_suspended(&mut tx, new.id, Some(wall)).await.unwrap(), "not accepted yet");
        assert_eq!(organisations::asked_by(&mut tx, ana).await.unwrap()[0].siret.as_deref(), Some("21690029100011"));
        tx.commit().await.unwrap();

        let mut tx = world.bench.databases.identity_write().await.unwrap();
        assert!(matches!(organisations::ask(&mut tx, &asked(&world, "Encore", ana)).await, Err(DbError::Unique)));
        drop(tx);

        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let id = new.id;
        assert!(organisations::decide(&mut tx, id, (Decision::Accepted, None), wall).await.unwrap());
        assert!(!organisations::decide(&mut tx, id, (Decision::Refused, Some("Non.")), wall).await.unwrap(), "answered already");
        organisations::hold(&mut tx, id).await.unwrap();
        assert!(
            organisations::asked_by(&mut tx, ana).await.unwrap().is_empty() && organisations::waiting(&mut tx).await.unwrap().is_empty()
        );
        assert_eq!(organisations::accepted(&mut tx).await.unwrap().len(), 1);

        service(&world, &mut tx, "bron", id, Stage::Production).await;
        assert!(clients::by_id(&mut tx, "bron").await.unwrap().unwrap().suspended_at.is_none());
        assert!(organisations::set_suspended(&mut tx, id, Some(wall)).await.unwrap());
        assert_eq!(clients::by_id(&mut tx, "bron").await.unwrap().unwrap().suspended_at, Some(wall));
        assert_eq!(figures::totals(&mut tx, kernel::text::day(wall)).await.unwrap()[0].organisation_suspended_at, Some(wall));
        organisations::set_suspended(&mut tx, id, None).await.unwrap();
        assert!(clients::by_id(&mut tx, "bron").await.unwrap().unwrap().suspended_at.is_none());
        assert!(organisations::by_id(&mut tx, id).await.unwrap().unwrap().suspended_at.is_none());
    })
    .await;
}

#[tokio::test]
async fn members_have_roles_in_their_organisation_and_nowhere_else() {
    journey(async |world| {
        world.account(ANA, None).await;
        world.account(BEA, None).await;
        let wall = world.moment().wall;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let (ana, bea) = (account(&mut tx, ANA).await, account(&mut tx, BEA).await);
        let bron = accepted(&world, &mut tx, "Bron", ana).await;
        let oullins = accepted(&world, &mut tx, "Oullins", bea).await;
        service(&world, &mut tx, "bron", bron, Stage::Integration).await;

        assert!(members::roles_for(&mut tx, "bron", ana).await.unwrap().has(Role::Developer));
        assert!(members::roles_for(&mut tx, "bron", bea).await.unwrap().is_empty(), "of another organisation");
        assert!(members::roles(&mut tx, oullins, ana).await.unwrap().is_empty());
        members::set(&mut tx, bron, bea, &Roles::parse("support tester"), wall).await.unwrap();
        members::set(&mut tx, bron, bea, &Roles::parse("support"), wall).await.unwrap();
        let told: Vec<_> =
            members::of(&mut tx, bron).await.unwrap().into_iter().map(|m| (m.email.into_exposed(), m.roles.to_text())).collect();
        assert_eq!(told, [(ANA.to_owned(), "developer".to_owned()), (BEA.to_owned(), "support".to_owned())]);
        assert_eq!(members::developers(&mut tx, bron).await.unwrap(), 1);
        assert_eq!(organisations::of_member(&mut tx, bea).await.unwrap().len(), 2);
        members::set(&mut tx, bron, bea, &Roles::default(), wall).await.unwrap();
        assert_eq!(members::of(&mut tx, bron).await.unwrap().len(), 1);

        members::move_to(&mut tx, ana, bea).await.unwrap();
        assert!(members::roles(&mut tx, bron, bea).await.unwrap().has(Role::Developer));
        assert!(members::is_somewhere(&mut tx, ana).await.unwrap());
        accounts::remove(&mut tx, ana).await.unwrap();
        assert!(!members::is_somewhere(&mut tx, ana).await.unwrap(), "gone with her account");
        second_factors::require_of(&mut tx, bea).await.unwrap();
        assert!(second_factors::standing(&mut tx, bea).await.unwrap().is_required);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_waits_for_the_owner_of_its_address() {
    journey(async |world| {
        world.account(ANA, None).await;
        world.account(BEA, None).await;
        let wall = world.moment().wall;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let ana = account(&mut tx, ANA).await;
        let bron = accepted(&world, &mut tx, "Bron", ana).await;
        let invite = |roles: &str| Invitation {
            id: world.moment().id(),
            organisation: bron,
            organisation_name: String::new(),
            email: Personal::new("Bea@exemple.fr".to_owned()),
            roles: Roles::parse(roles),
            expires_at: crate::model::life::after(wall, 60),
        };
        invitations::put(&mut tx, BEA, &invite("tester")).await.unwrap();
        let second = invite("developer support");
        invitations::put(&mut tx, BEA, &second).await.unwrap();
        let waiting = invitations::of_organisation(&mut tx, bron, wall).await.unwrap();
        assert_eq!(waiting.len(), 1, "the last one counts");
        let bea = account(&mut tx, BEA).await;
        let hers = &invitations::of_account(&mut tx, bea, wall).await.unwrap()[0];
        assert_eq!((hers.organisation_name.as_str(), hers.roles.to_text().as_str()), ("Bron", "developer support"));
        assert!(invitations::of_account(&mut tx, ana, wall).await.unwrap().is_empty(), "of somebody else");
        let later = crate::model::life::after(wall, 61);
        assert!(invitations::of_account(&mut tx, bea, later).await.unwrap().is_empty(), "too late");
        assert!(invitations::remove(&mut tx, bron, second.id).await.unwrap());
        assert!(!invitations::remove(&mut tx, bron, second.id).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_proposal_waits_alone_and_is_answered_once() {
    journey(async |world| {
        world.account(ANA, None).await;
        let wall = world.moment().wall;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let ana = account(&mut tx, ANA).await;
        let bron = accepted(&world, &mut tx, "Bron", ana).await;
        service(&world, &mut tx, "bron-essai", bron, Stage::Integration).await;
        let needs = vec![Need { datum: Datum::Email, why: "Vous écrire.".to_owned(), required: true }];
        let declared = Declaration {
            name: "Livres".to_owned(),
            events_uri: Some("https://bron.example/e".to_owned()),
            needs,
            keeps_for: "un an".to_owned(),
            ..Declaration::default()
        };
        let propose = || Proposal {
            id: world.moment().id(),
            client_id: "bron-essai".to_owned(),
            organisation_id: bron,
            declared: Doc(declared.clone()),
            kind: Kind::New,
            asked_by: Some(ana),
            asked_at: wall,
            decided_at: None,
            decision: None,
            reason: None,
        };
        let first = propose();
        proposals::add(&mut tx, &first).await.unwrap();
        assert_eq!(proposals::by_id(&mut tx, first.id).await.unwrap().unwrap().declared.0, declared);
        assert_eq!(proposals::waiting(&mut tx).await.unwrap().len(), 1);
        assert!(proposals::take_back(&mut tx, "bron-essai").await.unwrap());
        let second = propose();
        proposals::add(&mut tx, &second).await.unwrap();
        assert!(proposals::decide(&mut tx, second.id, "op", (Decision::Refused, Some("Trop de données.")), wall).await.unwrap());
        assert!(!proposals::decide(&mut tx, second.id, "op", (Decision::Accepted, None), wall).await.unwrap());
        assert!(!proposals::take_back(&mut tx, "bron-essai").await.unwrap(), "answered");
        let last = proposals::last_of(&mut tx, "bron-essai").await.unwrap().unwrap();
        assert_eq!((last.decision, last.reason.as_deref()), (Some(Decision::Refused), Some("Trop de données.")));
        proposals::add(&mut tx, &propose()).await.unwrap();
        assert!(matches!(proposals::add(&mut tx, &propose()).await, Err(DbError::Unique)), "one at a time");
        drop(tx);

        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let ana = account(&mut tx, ANA).await;
        let bron = accepted(&world, &mut tx, "Bron", ana).await;
        service(&world, &mut tx, "bron-essai", bron, Stage::Integration).await;
        services::set_declared(&mut tx, "bron-essai", &declared).await.unwrap();
        let kept = clients::by_id(&mut tx, "bron-essai").await.unwrap().unwrap();
        let events = services::events_uri(&mut tx, "bron-essai").await.unwrap();
        assert_eq!(kept.scopes.to_text(), "openid email");
        assert_eq!(Declaration::of(&kept, events), declared);
        let live = Client { id: "bron".into(), sector: "bron".into(), integration_id: Some("bron-essai".into()), ..kept };
        assert!(services::live_of(&mut tx, "bron-essai").await.unwrap().is_none());
        clients::create(&mut tx, Client { stage: Stage::Production, ..live }, None, wall).await.unwrap();
        assert_eq!(services::live_of(&mut tx, "bron-essai").await.unwrap().unwrap().id, "bron");
        let stages: Vec<_> = services::of_organisation(&mut tx, bron).await.unwrap().into_iter().map(|client| client.stage).collect();
        assert_eq!(stages, [Stage::Integration, Stage::Production]);
    })
    .await;
}

#[tokio::test]
async fn the_old_secret_is_cut_and_the_new_one_stays() {
    journey(async |world| {
        world.client("bron", |_| {}).await;
        let wall = world.moment().wall;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        clients::add_secret(&mut tx, "bron", "new", crate::model::life::after(wall, 1), crate::model::life::after(wall, 60)).await.unwrap();
        let states = clients::secret_states(&mut tx, "bron", wall).await.unwrap();
        assert_eq!(states.iter().map(|state| state.expires_at.is_some()).collect::<Vec<_>>(), [false, true]);
        assert_eq!(clients::cut_old_secrets(&mut tx, "bron", wall).await.unwrap(), 1);
        assert_eq!(clients::secrets(&mut tx, "bron", wall).await.unwrap(), ["new"]);
    })
    .await;
}

#[tokio::test]
async fn support_knows_of_one_service_only() {
    journey(async |world| {
        world.account(ANA, None).await;
        world.client("bron", |_| {}).await;
        world.client("oullins", |_| {}).await;
        let wall = world.moment().wall;
        let mut tx = world.bench.databases.identity_write().await.unwrap();
        let ana = account(&mut tx, ANA).await;
        agreements::meet(&mut tx, (ana, "bron"), Some(wall), wall).await.unwrap();
        agreements::signed_in(&mut tx, ana, "bron", wall).await.unwrap();
        let known = lookups::known(&mut tx, "bron", ANA).await.unwrap().unwrap();
        assert_eq!((known.signed_in_at, known.agreed_until), (Some(wall), Some(wall)));
        agreements::withdraw(&mut tx, ana, "bron").await.unwrap();
        assert_eq!(lookups::known(&mut tx, "bron", ANA).await.unwrap().unwrap().agreed_until, None);
        assert_eq!(lookups::known(&mut tx, "oullins", ANA).await.unwrap(), None);
        assert_eq!(lookups::known(&mut tx, "bron", "personne@exemple.fr").await.unwrap(), None);
    })
    .await;
}
