//! The configuration of a deployment: one documented file, secrets apart.

mod franceconnect;
mod places;
mod sms;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use db::{Engine, Keyring};
use kernel::{Clock, Rng, values::Email};
use notify::{GatewaySettings, Mailer};
use outbound::Clamd;
use serde::Deserialize;
use web::{Site, Sites};

use crate::app::{Setting, sender};

/// `guichet.toml`. Every key is documented in `docs/configuration.md`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// Where data are kept: databases (with SQLite) and files.
    pub data: PathBuf,
    /// The ledger of erasures; `erasures.log` in `data` when absent.
    #[serde(default)]
    pub erasures_file: Option<PathBuf>,
    /// A PostgreSQL database instead of SQLite files: `postgres://…`.
    #[serde(default)]
    pub database_url: Option<String>,
    /// A file that holds the deployment's secret: 64 hexadecimal digits.
    pub secret_file: PathBuf,
    /// The keys that encrypt sensitive answers, newest first: it encrypts, the others still open.
    #[serde(default)]
    pub answer_keys: Vec<AnswerKey>,
    /// Public addresses of the sites.
    pub sites: SiteAddresses,
    /// Addresses to listen on, each `host:port`; sites are told apart by `Host`.
    pub listen: Vec<String>,
    /// Proxies in front of us: their `X-Forwarded-For` tells who the client is.
    #[serde(default)]
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// Where health and metrics are served, loopback only.
    #[serde(default = "usual_ops")]
    pub ops: String,
    /// How e-mails leave.
    pub mail: MailSettings,
    /// How text messages leave; they do not when absent.
    #[serde(default)]
    pub sms: Option<sms::SmsSettings>,
    /// Calls to other machines.
    #[serde(default)]
    pub outbound: OutboundSettings,
    /// What examines the files that people send.
    #[serde(default)]
    pub antivirus: Option<AntivirusSettings>,
    /// Where addresses and the map come from; the bundled sample when absent.
    #[serde(default)]
    pub places: places::PlaceSettings,
    /// What certifies who people are.
    #[serde(default)]
    pub franceconnect: Option<franceconnect::FranceConnectSettings>,
}

/// A key that encrypts sensitive answers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerKey {
    /// Its name, kept beside what it encrypts.
    pub name: String,
    /// A file that holds it: 64 hexadecimal digits.
    pub file: PathBuf,
}

/// Public base URLs, `https://…` without a final slash.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteAddresses {
    pub portal: String,
    pub desk: String,
    pub connect: String,
    pub console: String,
}

/// The relay that takes our e-mails.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSettings {
    /// Its host.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: MailTls,
    /// Its user, if it wants one.
    #[serde(default)]
    pub user: Option<String>,
    /// A file that holds the password.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// The name that letters of the platform itself are signed with.
    pub sender_name: String,
    /// The address that letters come from.
    pub sender_address: String,
}

/// How the connection to the relay is protected.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTls {
    /// Not at all: a relay on this machine.
    None,
    /// Encrypted after a clear greeting, or not used.
    StartTls,
    /// Encrypted from its first byte.
    Tls,
}

/// Calls to other machines.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutboundSettings {
    /// `host:port` that may be called although they are not public. Empty in production.
    #[serde(default)]
    pub allow: Vec<String>,
}

/// The antivirus.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AntivirusSettings {
    /// Where clamd listens: the path of its socket, or `host:port`.
    pub clamd: String,
}

fn usual_ops() -> String {
    "127.0.0.1:8084".to_owned()
}

impl Configuration {
    /// Reads a file.
    ///
    /// # Errors
    /// A sentence that names the key or the file at fault.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// What is wrong for a deployment that serves people.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        for (name, base) in self.sites.each() {
            if !base.starts_with("https://") {
                problems.push(format!("sites.{name} must begin with https://: cookies and sign-in need it"));
            }
            if base.ends_with('/') {
                problems.push(format!("sites.{name} must not end with a slash"));
            }
        }
        if !self.outbound.allow.is_empty() {
            problems.push("outbound.allow must be empty in production: it opens private addresses to whoever types a URL".to_owned());
        }
        problems.extend(self.clamd().err());
        problems.extend(self.places.read().err());
        problems.extend(self.franceconnect().err());
        problems.extend(self.texts().err());
        problems.extend(self.secret().err());
        problems.extend(self.answer_keys().err());
        if Email::parse(&self.mail.sender_address).is_none() {
            problems.push("mail.sender_address is not an e-mail address".to_owned());
        }
        if self.listen.is_empty() {
            problems.push("listen names no address".to_owned());
        }
        problems
    }

    /// The sites and where they are.
    pub fn sites(&self) -> Sites {
        Sites::default()
            .with(Site::Portal, &self.sites.portal)
            .with(Site::Desk, &self.sites.desk)
            .with(Site::Connect, &self.sites.connect)
            .with(Site::Console, &self.sites.console)
    }

    /// Where databases are.
    pub fn engine(&self) -> Engine {
        match &self.database_url {
            Some(url) => Engine::Postgres { url: url.clone(), prefix: String::new() },
            None => Engine::Sqlite { dir: self.data.join("databases") },
        }
    }

    /// The deployment's secret.
    ///
    /// # Errors
    /// A sentence that says how to make one.
    pub fn secret(&self) -> Result<[u8; 32], String> {
        read_secret("secret_file", &self.secret_file)
    }

    /// The keys that encrypt sensitive answers.
    ///
    /// # Errors
    /// A sentence that names the key or the file at fault.
    pub fn answer_keys(&self) -> Result<Keyring, String> {
        if self.answer_keys.is_empty() {
            return Err("answer_keys names no key: sensitive answers cannot be encrypted (openssl rand -hex 32 makes one)".to_owned());
        }
        let mut keys: Vec<(String, [u8; 32])> = Vec::new();
        for AnswerKey { name, file } in &self.answer_keys {
            let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            if !is_name || keys.iter().any(|(known, _)| known == name) {
                return Err(format!("answer_keys: « {name} » must be a name of letters, digits and hyphens, given once"));
            }
            keys.push((name.clone(), read_secret(&format!("answer_keys {name}"), file)?));
        }
        Ok(Keyring::new(keys))
    }

    /// All that a replica is told, secrets read.
    ///
    /// # Errors
    /// A sentence that names the key or the file at fault.
    pub fn setting(&self, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> Result<Setting, String> {
        Ok(Setting {
            engine: self.engine(),
            data: self.data.clone(),
            erasures: self.erasures_file.clone().unwrap_or_else(|| self.data.join("erasures.log")),
            sites: self.sites(),
            secret: self.secret()?,
            answer_keys: self.answer_keys()?,
            clock,
            rng,
            mailer: Mailer::smtp(self.smtp()?).map_err(|error| error.to_string())?,
            sender: sender(&self.mail.sender_name, &self.mail.sender_address)?,
            texts: self.texts()?,
            outbound_allow: self.outbound.allow.clone(),
            antivirus: self.clamd()?,
            places: self.places.read()?,
            franceconnect: self.franceconnect()?,
            trusted_proxies: self.trusted_proxies.clone(),
            is_demo: false,
            more_routes: Vec::new(),
        })
    }

    /// The gateway for text messages, if there is one.
    ///
    /// # Errors
    /// A sentence that names the key or the file at fault.
    pub fn texts(&self) -> Result<Option<GatewaySettings>, String> {
        self.sms.as_ref().map(sms::SmsSettings::read).transpose()
    }

    /// The antivirus, if there is one.
    ///
    /// # Errors
    /// A sentence that names the key.
    pub fn clamd(&self) -> Result<Option<Clamd>, String> {
        let Some(settings) = &self.antivirus else { return Ok(None) };
        let clamd = Clamd::at(&settings.clamd);
        clamd.map(Some).ok_or_else(|| format!("antivirus.clamd « {} » is neither the path of a socket nor host:port", settings.clamd))
    }

    /// How FranceConnect knows us, if it does.
    ///
    /// # Errors
    /// A sentence that names the key or the file at fault.
    pub fn franceconnect(&self) -> Result<Option<identity::franceconnect::Settings>, String> {
        self.franceconnect.as_ref().map(franceconnect::FranceConnectSettings::read).transpose()
    }

    /// The relay's settings, its password read.
    ///
    /// # Errors
    /// A sentence that names the file at fault.
    pub fn smtp(&self) -> Result<notify::SmtpSettings, String> {
        let mail = &self.mail;
        let read =
            |path: &PathBuf| std::fs::read_to_string(path).map_err(|error| format!("mail.password_file {}: {error}", path.display()));
        let password = mail.password_file.as_ref().map(read).transpose()?.map(|text| text.trim().to_owned());
        let tls = match mail.tls {
            MailTls::None => notify::Tls::None,
            MailTls::StartTls => notify::Tls::StartTls,
            MailTls::Tls => notify::Tls::Implicit,
        };
        Ok(notify::SmtpSettings { host: mail.host.clone(), port: mail.port, tls, login: mail.user.clone().zip(password) })
    }
}

impl SiteAddresses {
    fn each(&self) -> [(&'static str, &str); 4] {
        [("portal", &self.portal), ("desk", &self.desk), ("connect", &self.connect), ("console", &self.console)]
    }
}

fn read_secret(key: &str, path: &Path) -> Result<[u8; 32], String> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{key} {shown}: {error}"))?;
    parse_secret(text.trim()).ok_or_else(|| format!("{key} {shown} must hold 64 hexadecimal digits (openssl rand -hex 32)"))
}

/// Thirty-two bytes written in hexadecimal.
pub fn parse_secret(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let is_hex = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hex {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[index * 2..index * 2 + 2], 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = include_str!("../../../docs/guichet.example.toml");

    #[test]
    fn the_documented_example_reads() {
        let configuration: Configuration = toml::from_str(EXAMPLE).unwrap();
        let problems = configuration.problems();
        assert_eq!(problems.len(), 2, "the files of the example are not there: {problems:?}");
        assert!(problems[0].starts_with("secret_file") && problems[1].starts_with("answer_keys 2026"), "{problems:?}");
    }

    #[test]
    fn sensitive_answers_need_a_key() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("key");
        std::fs::write(&file, "ab".repeat(32)).unwrap();
        let asked = |keys: &str| {
            let (before, after) = EXAMPLE.split_once("answer_keys = [").unwrap();
            let (_, after) = after.split_once(']').unwrap();
            toml::from_str::<Configuration>(&format!("{before}answer_keys = [{keys}]{after}")).unwrap().answer_keys().err()
        };
        let key = |name: &str| format!("{{ name = \"{name}\", file = {:?} }}", file.display().to_string());
        assert_eq!(asked(&key("2026")), None);
        assert_eq!(asked(&format!("{}, {}", key("2027"), key("2026"))), None);
        assert!(asked("").unwrap().contains("no key"));
        for wrong in [key(""), key("a.b"), format!("{}, {}", key("a"), key("a"))] {
            assert!(asked(&wrong).unwrap().contains("given once"), "{wrong}");
        }
        std::fs::write(&file, "short").unwrap();
        assert!(asked(&key("2026")).unwrap().contains("64 hexadecimal digits"));
    }

    #[test]
    fn an_antivirus_is_a_socket_or_a_host_and_a_port() {
        let with = |clamd: &str| toml::from_str::<Configuration>(&format!("{EXAMPLE}\n[antivirus]\nclamd = \"{clamd}\"\n")).unwrap();
        for clamd in ["/run/clamav/clamd.ctl", "localhost:3310"] {
            assert!(with(clamd).clamd().unwrap().is_some());
        }
        assert!(with("clamd").problems().iter().any(|problem| problem.starts_with("antivirus.clamd")));
        assert!(toml::from_str::<Configuration>(EXAMPLE).unwrap().clamd().unwrap().is_none());
    }

    #[test]
    fn what_is_unsafe_is_told() {
        let text = EXAMPLE.replace("https://guichet.example", "http://guichet.example/").replace("allow = []", "allow = [\"10.0.0.1:80\"]");
        let problems = toml::from_str::<Configuration>(&text).unwrap().problems().join("\n");
        for expected in ["https://", "slash", "outbound.allow"] {
            assert!(problems.contains(expected), "{expected}: {problems}");
        }
        assert!(toml::from_str::<Configuration>(&format!("unknown = 1\n{EXAMPLE}")).is_err());
    }

    #[test]
    fn a_secret_is_64_digits() {
        assert!(parse_secret(&"ab".repeat(32)).is_some());
        assert!(parse_secret("ab").is_none());
        assert!(parse_secret(&"é".repeat(32)).is_none());
    }
}
