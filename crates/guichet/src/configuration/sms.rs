//! The gateway that takes our text messages.

use std::path::PathBuf;

use notify::GatewaySettings;
use serde::Deserialize;

/// The longest name that a telephone shows for a sender.
const LONGEST_SENDER: usize = 11;

/// `[sms]`: an HTTP gateway.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsSettings {
    /// The address that receives messages.
    pub url: String,
    /// The name that the telephone shows: 11 letters and digits at most.
    pub sender: String,
    /// A file that holds what proves who we are, if the gateway wants it.
    #[serde(default)]
    pub token_file: Option<PathBuf>,
}

impl SmsSettings {
    /// The settings, the token read.
    ///
    /// # Errors
    /// A sentence that names the key or the file at fault.
    pub fn read(&self) -> Result<GatewaySettings, String> {
        if !self.url.starts_with("https://") {
            return Err("sms.url must begin with https://: messages hold personal data".to_owned());
        }
        let is_sender = (1..=LONGEST_SENDER).contains(&self.sender.len()) && self.sender.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_sender {
            return Err(format!("sms.sender « {} » must be 1 to 11 letters and digits, without accent nor space", self.sender));
        }
        let read = |file: &PathBuf| std::fs::read_to_string(file).map_err(|error| format!("sms.token_file {}: {error}", file.display()));
        let token = self.token_file.as_ref().map(read).transpose()?.map(|token| token.trim().to_owned());
        Ok(GatewaySettings { url: self.url.clone(), token, from: self.sender.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(url: &str, sender: &str) -> SmsSettings {
        SmsSettings { url: url.into(), sender: sender.into(), token_file: None }
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(settings("https://sms.example/send", "VilleDeBron").read().is_ok());
        for (url, sender, key) in [
            ("http://sms.example/", "BRON", "sms.url"),
            ("https://sms.example/", "", "sms.sender"),
            ("https://sms.example/", "Ville de Bron", "sms.sender"),
            ("https://sms.example/", "Metropole2Lyon", "sms.sender"),
        ] {
            assert!(settings(url, sender).read().is_err_and(|said| said.starts_with(key)), "{url} {sender}");
        }
        let absent = SmsSettings { token_file: Some("/nowhere/token".into()), ..settings("https://sms.example/", "BRON") };
        assert!(absent.read().is_err_and(|said| said.starts_with("sms.token_file")));
    }
}
