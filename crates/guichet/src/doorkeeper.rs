//! Who is who on each site, and who may pass.

use cases::Cases;
use db::{Databases, InstanceKey};
use identity::Identity;
use kernel::Problem;
use web::{Actor, Admission, Ctx, Failure, Head, House, Person, Policy, Right, Site, house::BoxFuture, signin::SignIn};

use crate::chrome::Surroundings;

/// The binary's side of the web layer.
pub struct Doorkeeper {
    pub databases: Databases,
    pub sign_in: SignIn,
    pub identity: Identity,
    pub cases: Cases,
    pub surroundings: Surroundings,
}

impl House for Doorkeeper {
    fn identify<'a>(&'a self, head: Head<'a>) -> BoxFuture<'a, Result<Actor, Failure>> {
        Box::pin(async move {
            match head.site {
                Site::Portal => self.with_news(self.sign_in.identify(&head).await?).await,
                Site::Desk | Site::Console => self.sign_in.identify(&head).await,
                Site::Connect => self.identity.identify(&head).await,
                Site::Ops | Site::Simulators | Site::FranceConnect => Ok(Actor::Anonymous),
            }
        })
    }

    fn admit<'a>(&'a self, policy: Policy, actor: Actor, instance: Option<&'a InstanceKey>) -> BoxFuture<'a, Result<Admission, Failure>> {
        Box::pin(async move {
            let person = match (policy, actor) {
                (Policy::Public | Policy::Protocol | Policy::Loopback, actor) => return Ok(Admission::Granted(actor)),
                (Policy::SignedIn | Policy::Agent(_) | Policy::Operator, Actor::Anonymous) => return Ok(Admission::SignIn),
                (Policy::SignedIn, actor) => return Ok(Admission::Granted(actor)),
                (Policy::Agent(_) | Policy::Operator, Actor::Person(person) | Actor::Agent(person, _) | Actor::Operator(person)) => person,
            };
            match policy {
                Policy::Agent(right) => self.admit_agent(person, right, instance).await,
                _ => self.admit_operator(person).await,
            }
        })
    }

    fn sign_in_url(&self, site: Site, back_to: &str, second_factor: bool) -> String {
        match site {
            Site::Connect => identity::sign_in_url(back_to),
            _ => SignIn::url(back_to, second_factor),
        }
    }

    fn chrome(&self, ctx: &Ctx) -> ui::Chrome {
        self.surroundings.of(ctx)
    }
}

impl Doorkeeper {
    /// Whoever is not an agent of the instance may not know that it exists.
    async fn admit_agent(&self, person: Person, right: Right, instance: Option<&InstanceKey>) -> Result<Admission, Failure> {
        let Some(instance) = instance else { return Ok(Admission::Refused(Problem::NotFound)) };
        let Some(pass) = self.cases.pass_of(instance, &person.subject).await? else { return Ok(Admission::Refused(Problem::NotFound)) };
        if !person.second_factor {
            return Ok(Admission::SecondFactor);
        }
        Ok(if pass.may(right) { Admission::Granted(Actor::Agent(person, pass)) } else { Admission::Refused(Problem::Forbidden) })
    }

    async fn admit_operator(&self, mut person: Person) -> Result<Admission, Failure> {
        let mut tx = self.databases.platform_read().await?;
        if territory::store::operators::find(&mut tx, &person.subject).await?.is_none() {
            return Ok(Admission::Refused(Problem::NotFound));
        }
        if !person.second_factor {
            return Ok(Admission::SecondFactor);
        }
        person.unread = self.identity.open_alerts(&mut self.databases.identity_read().await?).await?;
        Ok(Admission::Granted(Actor::Operator(person)))
    }

    /// How many notices she has not read: shown beside her name.
    async fn with_news(&self, actor: Actor) -> Result<Actor, Failure> {
        let Actor::Person(mut person) = actor else { return Ok(actor) };
        let mut tx = self.databases.platform_read().await?;
        person.unread = notify::notices::unread_count(&mut tx, &person.subject).await?;
        Ok(Actor::Person(person))
    }
}
