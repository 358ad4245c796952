//! `guichet operator add`, `guichet agent add`: the first people of a
//! deployment. Each has made her account on the connect site beforehand.

use std::{path::PathBuf, sync::Arc};

use cases::NewAgent;
use clap::{Args, Subcommand};
use db::InstanceKey;
use kernel::{Clock, Personal, Rng, Slug, clock::SystemClock, rng::SystemRng, values::Email};
use territory::store::operators;
use web::Right;

use super::{Done, say};
use crate::{
    app::{App, SECTOR},
    configuration::Configuration,
    starter::told,
};

#[derive(Subcommand)]
pub enum Operator {
    /// Let a person operate the console.
    Add(Person),
}

#[derive(Subcommand)]
pub enum Agent {
    /// Let a person work in an instance, as its administrator.
    Add {
        #[command(flatten)]
        person: Person,
        /// The instance: `bron`, `bron~test`.
        #[arg(long)]
        instance: String,
        /// Her team there.
        #[arg(long, default_value = "accueil")]
        team: Slug,
    },
}

#[derive(Args)]
pub struct Person {
    /// The configuration file.
    #[arg(long, default_value = "guichet.toml")]
    config: PathBuf,
    /// The e-mail address of her account.
    #[arg(long)]
    email: String,
    /// Her name, as colleagues see it.
    #[arg(long)]
    name: String,
}

pub async fn operator(Operator::Add(person): Operator) -> Done {
    let (app, subject) = open(&person).await?;
    let operator = operators::Operator { subject, name: Personal::new(person.name) };
    let mut tx = app.parts.databases.platform_write().await.map_err(|error| error.to_string())?;
    operators::add(&mut tx, &app.moment(), operator).await.map_err(|error| error.to_string())?;
    tx.commit().await.map_err(|error| error.to_string())?;
    app.parts.databases.close().await;
    say(format_args!("{} operates the console", person.email))
}

pub async fn agent(Agent::Add { person, instance, team }: Agent) -> Done {
    let key = InstanceKey::parse(&instance).ok_or_else(|| format!("« {instance} » names no instance: write bron or bron~test"))?;
    let (app, subject) = open(&person).await?;
    if !app.parts.territory.directory().is_open(&key) {
        return Err(format!("the instance {key} is not open: guichet instance open {}", key.authority));
    }
    let moment = app.moment();
    let rights = [Right::Process, Right::SeeAll, Right::Administer];
    let new = NewAgent { id: moment.id(), subject: &subject, name: &person.name, email: &person.email, rights: &rights, at: moment.now };
    app.parts.cases.add_agent(&moment, &key, new, &[team]).await.map_err(told)?;
    app.parts.databases.close().await;
    say(format_args!("{} administers {key}", person.email))
}

/// The deployment, and who this person is on our sites: from now on she signs in with two factors.
async fn open(person: &Person) -> Result<(App, String), String> {
    let email = Email::parse(&person.email).ok_or_else(|| format!("« {} » is not an e-mail address", person.email))?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    let app = App::open(Configuration::read(&person.config)?.setting(clock, rng)?).await?;
    let mut tx = app.parts.databases.identity_write().await.map_err(|error| error.to_string())?;
    let subject = app.parts.identity.subject_for(&mut tx, &email, SECTOR).await.map_err(|error| error.to_string())?;
    let subject = subject.ok_or_else(|| format!("{} has no account yet: let her make one on the connect site", person.email))?;
    app.parts.identity.require_second_factor(&mut tx, &email, true).await.map_err(|error| error.to_string())?;
    tx.commit().await.map_err(|error| error.to_string())?;
    Ok((app, subject))
}
