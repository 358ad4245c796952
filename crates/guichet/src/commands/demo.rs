//! `guichet demo`.

use std::path::PathBuf;

use clap::Args;

use super::{Done, say};
use crate::{
    demo::{Demonstration, Place},
    shutdown::Shutdown,
};

/// Serve the Métropole de Lyon as a demonstration, with simulators around it.
#[derive(Args)]
pub struct Demo {
    /// Where its data are kept; made the first time, kept for the next ones.
    #[arg(long, default_value = "target/demo")]
    dir: PathBuf,
    /// The first port: portal P, desk P+1, connect P+2, console P+3, ops P+4,
    /// simulators P+10 (mail relay P+11), FranceConnect P+12. 0 picks free ones.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// A PostgreSQL database instead of SQLite files.
    #[arg(long)]
    database_url: Option<String>,
    /// How many invented requests to file the first time.
    #[arg(long, default_value_t = 60)]
    cases: u32,
    /// Print one line of JSON instead of a text.
    #[arg(long)]
    json: bool,
}

impl Demo {
    pub async fn run(self) -> Done {
        let shutdown = Shutdown::listen()?;
        let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
        tracing_subscriber::fmt().with_writer(std::io::stderr).with_env_filter(filter).init();
        let place = Place { dir: self.dir, port: self.port, database_url: self.database_url, cases: self.cases, is_quiet: self.json };
        let demonstration = Demonstration::open(place).await?;
        if self.json {
            say(demonstration.summary())?;
        } else {
            say(demonstration.welcome())?;
        }
        demonstration.serve(shutdown.asked()).await;
        Ok(())
    }
}
