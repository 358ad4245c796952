//! The samples, as this client's own.

use super::{
    File, Kit,
    env::{self, FILE, SCOPE},
    files::SAMPLES,
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
        File::new(path, readme(kit.client, place, text)),
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
fn readme(client: &Client, place: &Place, text: &str) -> String {
    let intro = text.split("## ").next().unwrap_or_default();
    let kept = text.split("## À garder en tête").nth(1).unwrap_or_default();
    let block = text.split("```").nth(1).unwrap_or_default();
    let commands: Vec<&str> = block.trim().lines().filter(|line| !line.starts_with("export ")).collect();
    let commands = commands.join("\n").replace(Place::SAMPLE_PORT, place.port());
    let level = text.lines().find(|line| line.starts_with("Pour une connexion plus sûre")).unwrap_or_default();
    let level = level.replace("`export GLC_ACR=glc:mfa`", &format!("`GLC_ACR=glc:mfa` dans `{FILE}`"));
    let kept = followed(place, kept);
    format!(
        "{intro}## Essayer\n\n1. Collez votre secret dans `{FILE}`.\n2. Lancez\u{a0}:\n\n```\nset -a; . ./{FILE}; set +a\n{commands}\n```\n\n\
         3. Ouvrez {base}\n\n## Ses adresses\n\n{addresses}\n{level}\n\n\
         Quand les données demandées changent, remplacez la ligne `{SCOPE}` de `{FILE}`\u{a0}: la page de votre service donne la nouvelle.\n\n## À garder en tête{kept}",
        base = place.base,
        addresses = addresses(client, place, text),
    )
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
