//! `guichet definition …`: work on the definitions of téléservices, in files and
//! in the instances of a deployment.

mod check;
mod deployment;
mod diff;
mod export;
mod file;
mod import;
mod output;
mod plan;
mod publik;
mod undo;

use std::{path::PathBuf, process::ExitCode};

use clap::Subcommand;

use super::{Done, failed, say, say::plain};

#[derive(Subcommand)]
#[command(after_help = "Exit codes: 0 done, or nothing to do; 1 refused, given up or failed; 2 the command is mistyped. \
    `diff`: 0 the same, 1 different, 2 it could not tell.")]
pub enum DefinitionCommand {
    /// Say what is wrong with a definition, and what could be better.
    Check {
        /// A file in TOML or JSON.
        file: PathBuf,
    },
    /// Run the tests of a definition.
    Test {
        /// A file in TOML or JSON.
        file: PathBuf,
    },
    /// Publish definitions in an instance: all or none, once the plan was read.
    Import(import::Import),
    /// Write what an instance publishes, exactly.
    Export(export::Export),
    /// Say in words what differs between two definitions.
    Diff(diff::Diff),
    /// Take the last import of an instance back.
    Undo(undo::Undo),
    /// Print the JSON Schema of definitions.
    Schema,
    /// Print the reference of definitions, in Markdown: `docs/definitions.md`.
    Reference,
}

pub async fn run(command: DefinitionCommand) -> ExitCode {
    let done = match command {
        DefinitionCommand::Check { file } => check::check(&file),
        DefinitionCommand::Test { file } => check::test(&file),
        DefinitionCommand::Import(import) => import.run().await,
        DefinitionCommand::Export(export) => export.run().await,
        DefinitionCommand::Diff(diff) => return diff.run().await,
        DefinitionCommand::Undo(undo) => undo.run().await,
        DefinitionCommand::Schema => say(format_args!("{:#}", definition::json_schema())),
        DefinitionCommand::Reference => say(definition::reference().trim_end()),
    };
    ended(done)
}

fn ended(done: Done) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // what files hold may be anybody's
        Err(reason) => failed(&plain(&reason)),
    }
}
