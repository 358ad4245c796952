//! `[franceconnect]`: how FranceConnect knows us.

use std::path::{Path, PathBuf};

use identity::franceconnect::{PATIENCE, Picture, Proof, Settings, Signing};
use kernel::Personal;
use serde::Deserialize;

/// The variable of the environment that may hold the secret in place of a file.
const SECRET: &str = "GUICHET_FRANCECONNECT_SECRET";
/// The only level that we ask for.
const LEVEL: &str = "eidas1";

/// FranceConnect v2. The secret is in a file, in the environment, or is a private key.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FranceConnectSettings {
    /// Its issuer: `https://…/api/v2`, without a final slash.
    pub issuer: String,
    /// Our identifier there.
    pub client_id: String,
    /// A file that holds our secret there (`client_secret_post`).
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    /// A file that holds our private key, PEM, P-256 (`private_key_jwt`).
    #[serde(default)]
    pub private_key_file: Option<PathBuf>,
    /// The picture of FranceConnect's button, from its own pack: SVG or PNG.
    #[serde(default)]
    pub button_file: Option<PathBuf>,
    /// The algorithm registered for ID tokens and userinfo.
    #[serde(default = "usual_signing")]
    pub signing: String,
    /// The level asked.
    #[serde(default = "usual_level")]
    pub acr: String,
}

fn usual_signing() -> String {
    "ES256".to_owned()
}

fn usual_level() -> String {
    LEVEL.to_owned()
}

impl FranceConnectSettings {
    /// What the provider is told, secrets read.
    pub(super) fn read(&self) -> Result<Settings, String> {
        if !self.issuer.starts_with("https://") || self.issuer.ends_with('/') {
            return Err("franceconnect.issuer must begin with https:// and not end with a slash".to_owned());
        }
        if self.acr != LEVEL {
            return Err(format!("franceconnect.acr must be \"{LEVEL}\""));
        }
        let signing = Signing::parse(&self.signing).ok_or("franceconnect.signing must be \"ES256\" or \"RS256\"")?;
        Ok(Settings {
            issuer: self.issuer.clone(),
            client_id: self.client_id.clone(),
            proof: self.proof()?,
            signing,
            patience: PATIENCE,
            button: self.button_file.as_deref().map(picture).transpose()?,
        })
    }

    fn proof(&self) -> Result<Proof, String> {
        match (&self.client_secret_file, &self.private_key_file) {
            (Some(_), Some(_)) => Err("franceconnect has a client_secret_file and a private_key_file: keep one".to_owned()),
            (None, Some(file)) => {
                let pem = text("franceconnect.private_key_file", file)?;
                Proof::key(&pem).ok_or_else(|| format!("franceconnect.private_key_file {}: not a P-256 key in PEM", file.display()))
            }
            (Some(file), None) => secret(&text("franceconnect.client_secret_file", file)?),
            (None, None) => secret(&from_environment().unwrap_or_default()),
        }
    }
}

fn picture(file: &Path) -> Result<Picture, String> {
    let content_type = match file.extension().and_then(|extension| extension.to_str()) {
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => return Err(format!("franceconnect.button_file {}: neither .svg nor .png", file.display())),
    };
    let content = std::fs::read(file).map_err(|error| format!("franceconnect.button_file {}: {error}", file.display()))?;
    Ok(Picture { content: content.into(), content_type })
}

fn secret(text: &str) -> Result<Proof, String> {
    match text.trim() {
        "" => Err(format!("franceconnect needs a client_secret_file, a private_key_file, or {SECRET} in the environment")),
        secret => Ok(Proof::Secret(Personal::new(secret.to_owned()))),
    }
}

#[expect(clippy::disallowed_methods, reason = "the configuration is where settings are read")]
fn from_environment() -> Option<String> {
    std::env::var(SECRET).ok()
}

fn text(key: &str, file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("{key} {}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(lines: &str) -> Result<Settings, String> {
        let usual = "issuer = \"https://fc.example/api/v2\"\nclient_id = \"glc\"\n";
        toml::from_str::<FranceConnectSettings>(&format!("{usual}{lines}")).unwrap().read()
    }

    #[test]
    fn franceconnect_needs_one_proof_of_who_we_are() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("secret");
        std::fs::write(&file, "secret-of-glc\n").unwrap();
        let key = |name: &str| format!("{name} = {:?}\n", file.display().to_string());
        let read = settings(&key("client_secret_file")).unwrap();
        assert!(matches!(read.proof, Proof::Secret(secret) if secret.expose() == "secret-of-glc"));
        for (lines, expected) in [
            (String::new(), "GUICHET_FRANCECONNECT_SECRET"),
            (key("private_key_file"), "not a P-256 key"),
            (key("private_key_file") + &key("client_secret_file"), "keep one"),
            ("client_secret_file = \"/nowhere\"\n".to_owned(), "/nowhere"),
            (key("client_secret_file") + "acr = \"eidas2\"\n", "eidas1"),
            (key("client_secret_file") + "button_file = \"/etc/hosts\"\n", "neither .svg nor .png"),
            (key("client_secret_file") + "signing = \"HS256\"\n", "ES256"),
        ] {
            assert!(settings(&lines).err().unwrap_or_default().contains(expected), "{lines}");
        }
    }
}
