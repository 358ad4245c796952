//! `guichet config check`.

use std::path::PathBuf;

use clap::Subcommand;

use super::Done;
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
        println!("{}: nothing wrong", config.display());
        return Ok(());
    }
    Err(format!("{}:\n- {}", config.display(), problems.join("\n- ")))
}
