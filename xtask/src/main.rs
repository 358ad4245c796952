//! The automation of the workspace: `cargo xtask COMMAND`.
//!
//! Architecture invariants: only `setup` uses the network; every child process
//! runs within a bound and is ended by its own pid.

mod bench;
mod ci;
mod fuzz;
mod postgres;
mod process;
mod setup;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

/// What a command answers: an error is a sentence for the person who ran it.
type Result<T> = std::result::Result<T, String>;

struct Command {
    name: &'static str,
    help: &'static str,
    run: fn(&[String]) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command { name: "setup", help: "install what the tests need; the only step that uses the network", run: setup::command },
    Command {
        name: "test",
        help: "[--unit | --clients | --browser] [filter…]  run the tests on SQLite and PostgreSQL, with third-party clients, in Chromium",
        run: test::command,
    },
    Command { name: "tidy", help: "check the rules of the house that no compiler checks", run: tidy::command },
    Command {
        name: "bench",
        help: "[forms | definitions | identity | timing] [--release] [--full]  measure the engines and the served program, beside its aims and floors",
        run: bench::command,
    },
    Command {
        name: "fuzz",
        help: "[target…] [--seconds N] [--seed N]  feed the parsers of the identity provider what strangers may send",
        run: fuzz::command,
    },
    Command { name: "ci", help: "all that must pass before a change lands", run: ci::command },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let Some((name, rest)) = arguments.split_first() else {
        return Err(usage());
    };
    let command = COMMANDS.iter().find(|command| command.name == name).ok_or_else(usage)?;
    (command.run)(rest)
}

fn usage() -> String {
    let lines = COMMANDS.iter().map(|command| format!("\n  {:<6} {}", command.name, command.help));
    format!("choose a command:{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_command_shows_the_known_ones() {
        let message = dispatch(&["bake".to_owned()]).unwrap_err();
        assert!(COMMANDS.iter().all(|command| message.contains(command.name)), "{message}");
    }
}
