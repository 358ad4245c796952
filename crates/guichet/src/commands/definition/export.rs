//! `guichet definition export`.

use std::path::PathBuf;

use clap::Args;
use db::InstanceKey;
use definition::{Definition, canonical_json, to_toml};
use kernel::Slug;

use super::{
    deployment::{Deployment, Which, instance},
    output, say,
};
use crate::{commands::Done, starter::told};

#[derive(Args)]
pub struct Export {
    #[command(flatten)]
    which: Which,
    /// The instance: `bron`, `bron~test`.
    #[arg(long, value_parser = instance)]
    instance: InstanceKey,
    /// The téléservices; all of them when none is named.
    slugs: Vec<Slug>,
    /// The folder where each is written in a file of its name.
    #[arg(long, value_name = "FOLDER")]
    into: Option<PathBuf>,
    /// Canonical JSON, whose SHA-256 is the definition's hash, instead of TOML.
    #[arg(long)]
    json: bool,
    /// With `--into`: replace the files that are there.
    #[arg(long, requires = "into")]
    force: bool,
}

impl Export {
    pub async fn run(self) -> Done {
        let deployment = self.which.open().await?;
        let exported = self.read(&deployment).await;
        deployment.close().await;
        let exported = exported?;
        match (&self.into, exported.as_slice()) {
            (Some(folder), all) => {
                let extension = if self.json { "json" } else { "toml" };
                let files: Vec<_> = all.iter().map(|(slug, text)| (format!("{slug}.{extension}"), text.as_str())).collect();
                output::write(folder, &files, self.force)?;
                say(format_args!("Written in {}: {} definitions.", folder.display(), files.len()))
            }
            (None, [(_, text)]) => say(text.trim_end()),
            (None, all) => Err(format!("{} definitions: name one, or a folder with --into", all.len())),
        }
    }

    async fn read(&self, deployment: &Deployment) -> Result<Vec<(Slug, String)>, String> {
        let mut tx = deployment.read(&self.instance).await?;
        let mut shelf = Vec::new();
        if self.slugs.is_empty() {
            shelf = deployment.cases.library(&mut tx).await.map_err(told)?;
        }
        for slug in &self.slugs {
            let live = deployment.cases.live(&mut tx, slug).await.map_err(told)?;
            shelf.push(live.ok_or_else(|| format!("{} publishes no « {slug} »", self.instance))?);
        }
        let mut texts = Vec::new();
        for one in shelf {
            let definition = deployment.cases.document(&mut tx, &one.compiled.hash().to_string()).await.map_err(told)?;
            texts.push((one.teleservice, self.text(&definition)?));
        }
        Ok(texts)
    }

    fn text(&self, definition: &Definition) -> Result<String, String> {
        if self.json {
            return Ok(canonical_json(definition));
        }
        to_toml(definition).map_err(|error| format!("{}: TOML cannot say it, use --json: {error}", definition.slug))
    }
}
