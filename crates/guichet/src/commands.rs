//! The command line. Each command is a file; what it prints is for people,
//! unless `--json` asks for a line that programs read.

mod audit;
mod client;
mod config;
mod definition;
mod demo;
mod instance;
mod key;
mod ledger;
mod migrate;
mod reseal;
mod routes;
mod say;
mod serve;
mod staff;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use say::say;
pub use say::warn;

/// The reason why a command did not do what was asked, for whoever typed it.
pub type Done = Result<(), String>;

/// Guichet, the digital counter of a métropole.
#[derive(Parser)]
#[command(name = "guichet", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the Métropole de Lyon as a demonstration, with simulators around it.
    Demo(demo::Demo),
    /// Serve a deployment.
    Serve {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
    },
    /// Bring every database of a deployment up to date.
    Migrate {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
    },
    /// Encrypt sensitive answers anew, under the first of `answer_keys`.
    Reseal {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
    },
    /// Open and list the spaces of the authorities.
    #[command(subcommand)]
    Instance(instance::Instance),
    /// Name the operators of the console.
    #[command(subcommand)]
    Operator(staff::Operator),
    /// Name the first agents of an instance.
    #[command(subcommand)]
    Agent(staff::Agent),
    /// Register the services that sign people in.
    #[command(subcommand)]
    Client(client::Client),
    /// Renew the keys that sign tokens, or withdraw a stolen one.
    #[command(subcommand)]
    Key(key::Key),
    /// Look after the ledger of erasures.
    #[command(subcommand)]
    Ledger(ledger::Ledger),
    /// Verify the register of consents.
    #[command(subcommand)]
    Audit(audit::Audit),
    /// List every route with its policy.
    Routes {
        /// One JSON document instead of lines.
        #[arg(long)]
        json: bool,
    },
    /// Check the configuration.
    #[command(subcommand)]
    Config(config::Config),
    /// Work on the definitions of téléservices.
    #[command(subcommand)]
    Definition(definition::DefinitionCommand),
}

/// Runs a command; its exit code.
pub async fn run(cli: Cli) -> ExitCode {
    let done = match cli.command {
        Command::Demo(demo) => demo.run().await,
        Command::Serve { config } => serve::run(&config).await,
        Command::Migrate { config } => migrate::run(&config).await,
        Command::Reseal { config } => reseal::run(&config).await,
        Command::Instance(command) => instance::run(command).await,
        Command::Operator(command) => staff::operator(command).await,
        Command::Agent(command) => staff::agent(command).await,
        Command::Client(command) => client::run(command).await,
        Command::Key(command) => key::run(command).await,
        Command::Ledger(command) => ledger::run(command).await,
        Command::Audit(command) => audit::run(command).await,
        Command::Routes { json } => routes::run(json).await,
        Command::Config(command) => config::run(command),
        Command::Definition(command) => return definition::run(command).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => failed(&reason),
    }
}

/// Says why a command failed, on standard error.
pub fn failed(reason: &str) -> ExitCode {
    warn(format_args!("guichet: {reason}"));
    ExitCode::FAILURE
}
