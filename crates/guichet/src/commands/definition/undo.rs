//! `guichet definition undo`.

use clap::Args;
use db::InstanceKey;

use super::{
    deployment::{Which, instance},
    say,
};
use crate::{commands::Done, starter::told};

#[derive(Args)]
pub struct Undo {
    #[command(flatten)]
    which: Which,
    /// The instance: `bron`, `bron~test`.
    #[arg(long, value_parser = instance)]
    instance: InstanceKey,
}

impl Undo {
    pub async fn run(self) -> Done {
        let deployment = self.which.open().await?;
        // that it is open
        drop(deployment.read(&self.instance).await?);
        let taken_back = deployment.cases.take_back(&deployment.moment(), &self.instance).await.map_err(told)?;
        deployment.close().await;
        if taken_back.is_empty() {
            return Err(format!("{}: there is no import to take back", self.instance));
        }
        for one in &taken_back {
            let now = if one.hash.is_some() { "what was published before is published again" } else { "published no more: it was new" };
            say(format_args!("{:<28} {now}", one.teleservice.as_str()))?;
        }
        say(format_args!("Taken back in {}. Requests filed meanwhile keep the version they were filed with.", self.instance))
    }
}
