//! `guichet definition import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use db::InstanceKey;
use kernel::Slug;

use super::{
    deployment::{Deployment, Which, instance},
    file,
    plan::{Candidate, Plan},
    publik, say,
};
use crate::{
    commands::{Done, say::ask},
    starter::{TEAM, told},
};

#[derive(Args)]
pub struct Import {
    #[command(flatten)]
    which: Which,
    /// The instance: `bron`, `bron~test`.
    #[arg(long, value_parser = instance, required_unless_present = "from")]
    instance: Option<InstanceKey>,
    /// Print the plan and stop.
    #[arg(long)]
    dry_run: bool,
    /// Do it without asking.
    #[arg(long)]
    yes: bool,
    /// What the files are, when they are not definitions.
    #[arg(long, value_enum)]
    from: Option<Source>,
    /// With `--from`: where to write the definitions and the report.
    #[arg(long, value_name = "FOLDER", requires = "from")]
    into: Option<PathBuf>,
    /// With `--into`: replace the files that are there.
    #[arg(long, requires = "into")]
    force: bool,
    /// Definitions in TOML or JSON; with `--from`, exports and folders of them.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Source {
    /// Exports of Publik (w.c.s.): files, folders, zip archives.
    Publik,
}

impl Import {
    pub async fn run(self) -> Done {
        let candidates = match self.from {
            Some(Source::Publik) => publik::read(&self.files, self.into.as_deref(), self.force).await?,
            None => self.read()?,
        };
        let Some(instance) = &self.instance else { return Ok(()) };
        if candidates.is_empty() {
            return say("Nothing to import.");
        }
        let deployment = self.which.open().await?;
        let done = self.bring(&deployment, instance, candidates).await;
        deployment.close().await;
        done
    }

    /// All the files, or what is wrong with each.
    fn read(&self) -> Result<Vec<Candidate>, String> {
        let (mut candidates, mut refusals) = (Vec::new(), Vec::new());
        for path in &self.files {
            match file::read(path) {
                Ok(definition) => candidates.push(Candidate { source: path.display().to_string(), definition }),
                Err(refusal) => refusals.push(refusal),
            }
        }
        if refusals.is_empty() { Ok(candidates) } else { Err(format!("{}\nnothing is imported", refusals.join("\n"))) }
    }

    async fn bring(&self, deployment: &Deployment, instance: &InstanceKey, candidates: Vec<Candidate>) -> Done {
        let plan = Plan::make(deployment, instance, candidates).await?;
        plan.told().iter().try_for_each(say)?;
        if plan.is_refused() {
            return Err("nothing is imported: correct what is refused".to_owned());
        }
        let incoming = plan.incoming();
        if incoming.is_empty() || self.dry_run {
            return Ok(());
        }
        if !self.yes && !ask("Import? [y/N] ") {
            return Err("nothing is imported".to_owned());
        }
        let team: Slug = TEAM.0.parse().map_err(|_| "the team's name is not a slug".to_owned())?;
        deployment.cases.import(&deployment.moment(), instance, (&team, TEAM.1), &incoming).await.map_err(told)?;
        say(format_args!("Imported in {instance}. `guichet definition undo --instance {instance}` takes it back."))
    }
}
