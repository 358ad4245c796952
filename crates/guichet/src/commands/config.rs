//! `guichet config check`.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Done, say};
use crate::configuration::Configuration;

#[derive(Subcommand)]
pub enum Config {
    /// Read the configuration and say what is wrong with it.
    Check {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
    },
}

pub fn run(Config::Check { config }: Config) -> Done {
    let problems = Configuration::read(&config)?.problems();
    if problems.is_empty() {
        return say(format_args!("{}: nothing wrong", config.display()));
    }
    Err(format!("{}:\n- {}", config.display(), problems.join("\n- ")))
}
