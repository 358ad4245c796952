//! The samples, as this client's own.

use super::{
    File, Kit,
    env::{self, FILE, SCOPE},
    files::SAMPLES,
    gaps::in_sample,
    markdown::{code, table},
    place::Place,
};
use crate::model::client::Client;

pub(super) fn files(kit: &Kit<'_>) -> Vec<File> {
    let place = Place::of(kit.client);
    SAMPLES.iter().flat_map(|(path, text)| one(kit, &place, path, text)).collect()
}

fn one(kit: &Kit<'_>, place: &Place, path: &str, text: &str) -> Vec<File> {
    let Some(folder) = path.strip_suffix("README.md") else {
        return vec![File::new(path, followed(place, text))];
    };
    let settings = text.lines().filter_map(|line| line.strip_prefix("export ")?.split('=').next());
    vec![
        File::new(path, readme(kit.client, place, folder, text)),
        File::new(format!("{folder}{FILE}"), env::text(kit, place, settings)),
        File::new(format!("{folder}.gitignore"), format!("{FILE}\n")),
    ]
}

/// A text of a sample, with the client's paths.
fn followed(place: &Place, text: &str) -> String {
    // a path of theirs may hold one of ours
    text.replace("/backchannel-logout", "\0").replace("/callback", &place.callback).replace('\0', &place.told)
}

/// The sample's page, for whoever starts it as this client.
fn readme(client: &Client, place: &Place, folder: &str, text: &str) -> String {
    let intro = text.split("## ").next().unwrap_or_default();
    let kept = text.split("## À garder en tête").nth(1).unwrap_or_default();
    let block = text.split("```").nth(1).unwrap_or_default();
    let commands: Vec<&str> = block.trim().lines().filter(|line| !line.starts_with("export ")).collect();
    let commands = commands.join("\n").replace(Place::SAMPLE_PORT, place.port());
    let level = text.lines().find(|line| line.starts_with("Pour une connexion plus sûre")).unwrap_or_default();
    let level = level.replace("`export GLC_ACR=glc:mfa`", &format!("`GLC_ACR=glc:mfa` dans `{FILE}`"));
    let has_secret = client.protocol.0.auth_method.has_secret();
    let kept = keeping(has_secret, followed(place, kept));
    let first = if has_secret { format!("Collez votre secret dans `{FILE}`.") } else { "Faites les changements ci-dessus.".to_owned() };
    format!(
        "{intro}{changes}## Essayer\n\n1. {first}\n2. Lancez\u{a0}:\n\n```\nset -a; . ./{FILE}; set +a\n{commands}\n```\n\n\
         3. Ouvrez {base}\n\n## Ses adresses\n\n{addresses}\n{level}\n\n\
         Quand les données demandées changent, remplacez la ligne `{SCOPE}` de `{FILE}`\u{a0}: la page de votre service donne la nouvelle.\n\n## À garder en tête{kept}",
        changes = changes(client, folder),
        base = place.base,
        addresses = addresses(client, place, text),
    )
}

/// What to change first in the sample of this folder, for a client that speaks otherwise.
fn changes(client: &Client, folder: &str) -> String {
    let sample = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let gaps = in_sample(&client.protocol.0, sample);
    if gaps.is_empty() {
        return String::new();
    }
    let lines: String = gaps.iter().map(|(gap, change)| format!("- **{}**\u{a0}: {change}\n", gap.label())).collect();
    format!(
        "## À changer d’abord\n\nVotre service a des options que cet exemple n’a pas. Sans ces changements, il ne marche pas.\n\n{lines}\n"
    )
}

/// What is to be kept in mind, of a key when there is no secret.
pub(super) fn keeping(has_secret: bool, text: String) -> String {
    if has_secret {
        return text;
    }
    text.replace("Le secret reste sur votre serveur. Ne le mettez", "La clé privée reste sur votre serveur. Ne la mettez")
        .replace("Garder le secret sur le serveur, et le changer", "Garder la clé privée sur le serveur, et la changer")
}

/// The addresses that the sample answers, and whether they are registered.
fn addresses(client: &Client, place: &Place, text: &str) -> String {
    let told = if text.contains("?logout=backchannel") {
        format!("{}{}?logout=backchannel", place.base, place.callback)
    } else {
        format!("{}{}", place.base, place.told)
    };
    let (back, end) = (format!("{}{}", place.base, place.callback), format!("{}/", place.base));
    let row = |name: &str, address: &str, is_known: bool| {
        vec![name.to_owned(), code(address), if is_known { "oui" } else { "non\u{a0}: ajoutez-la aux réglages du service" }.to_owned()]
    };
    let rows = [
        row("Retour de connexion", &back, client.may_return_to(&back)),
        row("Retour de déconnexion", &end, client.may_end_at(&end)),
        row("Avis de déconnexion", &told, client.backchannel_uri.as_ref() == Some(&told)),
    ];
    table(&["Adresse", "Valeur", "Inscrite"], &rows)
}
