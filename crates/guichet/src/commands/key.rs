//! `guichet key …`: the keys that sign tokens.

use std::path::PathBuf;

use clap::Subcommand;
use kernel::text::date_time;

use super::{Done, client::opened, say};

#[derive(Subcommand)]
pub enum Key {
    /// List the keys: which sign, which are only published.
    List {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
    },
    /// Make new keys. They sign in a day, when every client has read them; the present ones sign until then.
    Rotate {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
    },
    /// Take a stolen key away at once: what it signed is worth nothing any more.
    Withdraw {
        /// The configuration file.
        #[arg(long, default_value = "guichet.toml")]
        config: PathBuf,
        /// Its name, from the list.
        kid: String,
    },
}

pub async fn run(command: Key) -> Done {
    let (Key::List { config } | Key::Rotate { config } | Key::Withdraw { config, .. }) = &command;
    let app = opened(config).await?;
    let (identity, moment) = (&app.parts.identity, app.moment());
    match &command {
        Key::List { .. } => {}
        Key::Rotate { .. } => identity.replace_keys(&moment).await.map_err(|error| error.to_string())?,
        Key::Withdraw { kid, .. } => identity.withdraw_key(&moment, kid).await.map_err(|error| error.to_string())?,
    }
    let mut tx = app.parts.databases.identity_read().await.map_err(|error| error.to_string())?;
    for key in identity.signing_keys(&mut tx, moment.wall).await.map_err(|error| error.to_string())? {
        let state = if key.signs { "signs" } else { "published" };
        say(format_args!("{:<44} {} {state:<9} {}", key.kid, key.algorithm.as_str(), date_time(key.created_at)))?;
    }
    drop(tx);
    app.parts.databases.close().await;
    Ok(())
}
