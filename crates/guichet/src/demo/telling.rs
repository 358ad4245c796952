//! What the demonstration says of itself.

use std::fmt::Write;

use db::Stage;
use serde_json::{Value, json};
use web::{Site, Sites};

use super::people::{PASSWORD, PEOPLE};
use crate::app::App;

/// The OIDC client of the demonstration, for whoever tries to connect a service.
pub const CLIENT: (&str, &str) = ("demo-client", "demo-client-secret-7c1f2a90b8e34d5f");
/// Where it is sent back to.
pub const CLIENT_REDIRECT: &str = "http://localhost:9999/callback";

/// One JSON object.
pub fn summary(sites: &Sites, app: &App) -> Value {
    let bases: serde_json::Map<String, Value> =
        Site::ALL.iter().map(|site| (site.name().to_owned(), Value::from(sites.base(*site)))).collect();
    let accounts: Vec<Value> = PEOPLE
        .iter()
        .map(|someone| {
            json!({
                "login": someone.email, "password": PASSWORD, "totp_secret": someone.totp_secret,
                "roles": someone.roles(), "instance": someone.instance(),
            })
        })
        .collect();
    let directory = app.parts.territory.directory();
    let instances: Vec<Value> = directory.instances().iter().map(|instance| Value::from(instance.key().to_string())).collect();
    json!({
        "sites": bases,
        "accounts": accounts,
        "oidc_clients": [{ "client_id": CLIENT.0, "client_secret": CLIENT.1, "redirect_uris": [CLIENT_REDIRECT], "profile": "strict" }],
        "instances": instances,
    })
}

/// A text for the terminal.
pub fn welcome(sites: &Sites, app: &App) -> String {
    let mut text = String::from("\nGuichet is served. Ctrl-C stops it.\n\n");
    let what = |site| match site {
        Site::Portal => "the citizens' portal",
        Site::Desk => "the agents' desk",
        Site::Connect => "accounts: the OpenID provider",
        Site::Console => "the operators' console",
        Site::Ops => "/health/ready and /metrics",
        Site::Simulators => "e-mails received, clock",
        Site::FranceConnect => "a FranceConnect whose people are invented",
    };
    for site in Site::ALL {
        let _ = writeln!(text, "  {:<28} {}", sites.base(site), what(site));
    }
    let _ = writeln!(text, "\n  Everybody's password: {PASSWORD}");
    for someone in PEOPLE {
        let second = someone.totp_secret.map(|secret| format!(", code secret {secret}")).unwrap_or_default();
        let _ = writeln!(text, "  {:<34} {}{second}", someone.email, someone.purpose());
    }
    let open = app.parts.territory.directory().open_at(Stage::Production).count();
    let _ = writeln!(text, "\n  {open} authorities have their space. OIDC client: {} / {} ({CLIENT_REDIRECT})", CLIENT.0, CLIENT.1);
    text
}
