//! A house where everybody is the administrator of every instance.

use db::InstanceKey;
use kernel::{Id, Personal, Problem};

use crate::{Actor, Admission, AgentPass, Ctx, Failure, Head, House, Person, Policy, Right, Site, house::BoxFuture};

pub(super) struct Doors;

impl House for Doors {
    fn identify<'a>(&'a self, head: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>> {
        let person = Person {
            session: head.moment.id(),
            subject: "ada".to_owned(),
            claims: Personal::new(serde_json::Map::new()),
            authenticated_at: head.moment.wall,
            second_factor: true,
            unread: 0,
        };
        Box::pin(async move { Ok(Actor::Person(person)) })
    }

    fn admit<'a>(&'a self, _: Policy, actor: Actor, instance: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>> {
        Box::pin(async move {
            let (Some(instance), Actor::Person(person)) = (instance, actor) else {
                return Ok(Admission::Refused(Problem::NotFound));
            };
            let pass = AgentPass {
                id: Id::from_uuid(person.session.uuid()),
                instance: instance.clone(),
                name: Personal::new("Ada Roche".to_owned()),
                teams: Vec::new(),
                rights: vec![Right::Administer],
            };
            Ok(Admission::Granted(Actor::Agent(person, pass)))
        })
    }

    fn sign_in_url(&self, _: Site, _: &str, _: bool) -> String {
        "/connexion".to_owned()
    }

    fn chrome(&self, _: &Ctx) -> ui::Chrome {
        ui::Chrome::default()
    }
}
