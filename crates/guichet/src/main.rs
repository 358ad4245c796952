//! Guichet: one digital counter for the citizens, communes and agents of a
//! métropole, with its identity provider.
//!
//! This binary owns nothing of its own: it reads the configuration, plugs the
//! parts into each other, and lists their routes, jobs and schedules.

#![deny(clippy::print_stdout, clippy::print_stderr)]

mod app;
mod chrome;
mod commands;
mod configuration;
mod console;
mod demo;
mod departures;
mod doorkeeper;
mod letters;
mod operators;
mod ops;
mod parts;
mod shutdown;
mod starter;

use clap::Parser;

fn main() -> std::process::ExitCode {
    let command = commands::Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return commands::failed(&format!("the program cannot start its threads: {error}")),
    };
    runtime.block_on(commands::run(command))
}
