//! `guichet definition diff`: as `diff` does, in words.

use std::{path::Path, process::ExitCode};

use authoring::compare::differences;
use clap::Args;
use db::InstanceKey;
use definition::Definition;
use kernel::Slug;

use super::{deployment::Which, ended, file, plain, say};
use crate::{
    commands::{Done, failed},
    starter::told,
};

#[derive(Args)]
pub struct Diff {
    #[command(flatten)]
    which: Which,
    /// A file, or what an instance publishes: `bron~test:acte-naissance`.
    a: String,
    /// Another.
    b: String,
}

impl Diff {
    pub async fn run(self) -> ExitCode {
        let sides = async { Ok::<_, String>((self.side(&self.a).await?, self.side(&self.b).await?)) }.await;
        match sides {
            Err(reason) => {
                failed(&plain(&reason));
                ExitCode::from(2)
            }
            Ok((a, b)) if a == b => ExitCode::SUCCESS,
            Ok((a, b)) => match tell(&a, &b) {
                Ok(()) => ExitCode::FAILURE,
                trouble => ended(trouble),
            },
        }
    }

    async fn side(&self, text: &str) -> Result<Definition, String> {
        match published(text).filter(|_| !Path::new(text).exists()) {
            Some((instance, slug)) => {
                let deployment = self.which.open().await?;
                let mut tx = deployment.read(&instance).await?;
                let live = deployment.cases.live(&mut tx, &slug).await.map_err(told)?;
                let definition = match live {
                    Some(live) => deployment.cases.document(&mut tx, &live.compiled.hash().to_string()).await.map_err(told),
                    None => Err(format!("{instance} publishes no « {slug} »")),
                };
                drop(tx);
                deployment.close().await;
                definition
            }
            None => file::read(Path::new(text)),
        }
    }
}

/// `bron~test:acte-naissance`.
fn published(text: &str) -> Option<(InstanceKey, Slug)> {
    let (instance, slug) = text.split_once(':')?;
    Some((InstanceKey::parse(instance)?, slug.parse().ok()?))
}

fn tell(a: &Definition, b: &Definition) -> Done {
    differences(a, b).iter().try_for_each(|one| say(plain(&one.to_string().replace('\n', " ⏎ "))))
}
