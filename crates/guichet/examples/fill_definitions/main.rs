//! Publishes many definitions in an instance, for the bench. Arguments: the
//! folder of the databases (SQLite), the instance, how many. Prints the path of
//! the page of each, a line each. Nothing may serve the folder meanwhile.
//!
//! Each is one of those published there before, under a name and a title of its
//! own: no two share anything. The catalogue offers every one of them.

mod store;

use std::{path::PathBuf, sync::Arc};

use catalogue::entry::{Entry, Kind, Responder};
use db::{Databases, Engine, InstanceKey};
use definition::{Definition, hash};
use kernel::{Clock, Moment, Rng, clock::SystemClock, rng::SystemRng};

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dir, instance, count] = arguments.as_slice() else { return Err("a folder, an instance, how many definitions".into()) };
    let instance = InstanceKey::parse(instance).ok_or("this names no instance")?;
    let (clock, rng): (Arc<dyn Clock>, Arc<dyn Rng>) = (Arc::new(SystemClock::default()), Arc::new(SystemRng));
    let moment = Moment::take(&*clock, &rng);
    let migrations = [cases::MIGRATIONS, catalogue::MIGRATIONS];
    let databases = Databases::open(Engine::Sqlite { dir: PathBuf::from(dir) }, &migrations, clock).await?;
    let definitions = made(&databases, &instance, count.parse()?).await?;
    publish(&databases, &moment, &instance, &definitions).await?;
    offer(&databases, &moment, &instance, &definitions).await?;
    databases.close().await;
    definitions.iter().for_each(|definition| println!("{}", path(&instance, definition)));
    Ok(())
}

/// Copies of what the instance publishes, in turn.
async fn made(databases: &Databases, instance: &InstanceKey, count: usize) -> Result<Vec<Definition>, Failure> {
    let models = store::published(&mut databases.instance_read(instance).await?).await?;
    let models = models.into_iter().map(serde_json::from_value).collect::<Result<Vec<Definition>, _>>()?;
    let own = |(number, model): (usize, &Definition)| {
        let slug = format!("{}-{number}", model.slug).parse()?;
        Ok(Definition { slug, title: format!("{} {number}", model.title), ..model.clone() })
    };
    models.iter().cycle().take(count).enumerate().map(own).collect()
}

async fn publish(databases: &Databases, moment: &Moment, instance: &InstanceKey, definitions: &[Definition]) -> Result<(), Failure> {
    let mut tx = databases.instance_write(instance).await?;
    for definition in definitions {
        let document = serde_json::to_value(definition)?;
        store::publish(&mut tx, &hash(definition).to_string(), (&definition.slug, &definition.title), document, moment.now).await?;
    }
    Ok(tx.commit().await?)
}

async fn offer(databases: &Databases, moment: &Moment, instance: &InstanceKey, definitions: &[Definition]) -> Result<(), Failure> {
    let mut tx = databases.platform_write().await?;
    for definition in definitions {
        catalogue::put(&mut tx, moment, &entry(instance, definition)).await?;
    }
    Ok(tx.commit().await?)
}

fn entry(instance: &InstanceKey, definition: &Definition) -> Entry {
    let (authority, settings) = (instance.authority.clone(), definition.settings.clone());
    Entry {
        id: format!("{authority}/{}", definition.slug),
        title: definition.title.clone(),
        summary: definition.summary.clone(),
        keywords: settings.keywords,
        themes: settings.themes,
        life_events: settings.life_events,
        responder: Responder::Commune,
        communes: Some(vec![authority.clone()]),
        authority,
        url: path(instance, definition),
        kind: Kind::Filing,
    }
}

fn path(instance: &InstanceKey, definition: &Definition) -> String {
    format!("/{instance}/{}", definition.slug)
}
