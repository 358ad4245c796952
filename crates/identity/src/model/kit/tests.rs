use std::{collections::BTreeMap, io::Read, path::Path};

use db::Doc;
use kernel::Timestamp;
use zip::ZipArchive;

use super::{
    checklist::{self, Way},
    place::Place,
    *,
};
use crate::model::{
    claims::IdToken,
    client::sample,
    methods::Methods,
    protocol::{AuthMethod, Binding, Protocol, SigningAlg},
    scope::Scopes,
};

const ISSUER: &str = "https://connect.exemple.fr";

/// A client whose addresses and scopes are its own.
fn client() -> Client {
    Client {
        name: "Piscines | Bron".into(),
        redirect_uris: Doc(vec!["https://bron.example/glc/retour".into()]),
        backchannel_uri: Some("https://bron.example/glc/fin".into()),
        scopes: Scopes::parse("openid email phone"),
        needs: Doc(crate::Need::usual(&Scopes::parse("openid email phone"))),
        ..sample()
    }
}

/// The files of the archive, unpacked.
fn unpacked(client: &Client) -> BTreeMap<String, String> {
    let bytes = archive(&Kit { client, issuer: ISSUER, events_uri: None }).unwrap();
    let mut archive = ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let read = |name: &String| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        (name.strip_prefix("kit-grandlyon-connect/").unwrap().to_owned(), text)
    };
    names.iter().map(read).collect()
}

/// The paths of the files under a folder.
fn paths(folder: &Path, under: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .flat_map(|entry| {
            let path = format!("{under}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() { paths(&entry.path(), &format!("{path}/")) } else { vec![path] }
        })
        .collect()
}

#[test]
fn a_service_that_chose_options_reads_them_in_its_kit() {
    let ordinary = &unpacked(&client())["README.md"];
    assert!(ordinary.contains("Déposer une demande à l’avance (facultatif)") && !ordinary.contains("DPoP"), "{ordinary}");
    let protocol = Protocol { requires_par: true, binding: Binding::Required, ..Protocol::default() };
    let chosen = &unpacked(&Client { protocol: Doc(protocol), ..client() })["README.md"];
    for words in ["avant d’envoyer la personne (obligatoire)", "Demandes déposées à l’avance (PAR)", "Jetons liés à une clé (DPoP)"]
    {
        assert!(chosen.contains(words), "{words}: {chosen}");
    }
}

#[test]
fn each_sample_says_what_the_options_of_the_service_ask_it_to_change() {
    let of = |protocol: Protocol| unpacked(&Client { protocol: Doc(protocol), ..client() });
    let title = "## À changer d’abord";
    for (path, text) in of(Protocol::default()) {
        assert!(!text.contains(title) && !text.contains("n’ont pas toutes"), "an ordinary service has nothing to change: {path}");
    }
    let all = Protocol {
        auth_method: AuthMethod::PrivateKeyJwt,
        requires_par: true,
        binding: Binding::Required,
        userinfo_alg: Some(SigningAlg::ES256),
        ..Protocol::default()
    };
    let files = of(all);
    for (sample, said) in [
        ("node", &["oidc.PrivateKeyJwt(", "buildAuthorizationUrlWithPAR", "getDPoPHandle"][..]),
        ("python", &["PrivateKeyJWT(", "glc.save_authorize_data", "en-tête `DPoP`", "glc.get("]),
        ("php", &["client_assertion", "pushed_authorization_request_endpoint", "en-tête `DPoP`", "`checked`"]),
        ("apache", &["OIDCPrivateKeyFiles", "OIDCProviderAuthRequestMethod PAR", "OIDCDPoPMode", "OIDCUserInfoSignedResponseAlg"]),
    ] {
        let readme = &files[&format!("samples/{sample}/README.md")];
        let (before, after) = readme.split_once("## Essayer").unwrap();
        let changes = before.split(title).nth(1).unwrap();
        for words in said {
            assert!(changes.contains(words), "{words} in {sample}: {changes}");
        }
        assert!(after.contains("1. Faites les changements ci-dessus.") && !after.contains("secret"), "{sample}: {after}");
        let settings = &files[&format!("samples/{sample}/glc.env")];
        assert!(!settings.to_lowercase().contains("secret") && settings.contains("GLC_CLIENT_ID=bron"), "{settings}");
    }
    let readme = &files["README.md"];
    for words in ["(private_key_jwt)", "(PAR)", "(DPoP)", "userinfo signée", "Garder la clé privée"] {
        assert!(readme.contains(words), "{words}: {readme}");
    }
    assert!(!readme.contains("Le secret n’est pas") && !readme.contains("Garder le secret"), "{readme}");
}

#[test]
fn a_secret_goes_where_the_service_said() {
    let of = |auth_method| {
        let files = unpacked(&Client { protocol: Doc(Protocol { auth_method, ..Protocol::default() }), ..client() });
        ["node", "python", "php", "apache"].map(|sample| files[&format!("samples/{sample}/README.md")].contains("## À changer d’abord"))
    };
    assert_eq!(of(AuthMethod::Secret), [false; 4]);
    assert_eq!(of(AuthMethod::SecretPost), [true, true, false, true], "PHP puts it in the form");
    assert_eq!(of(AuthMethod::SecretBasic), [false, false, true, false]);
}

#[test]
fn what_is_to_be_changed_in_a_sample_is_there() {
    let files = unpacked(&client());
    for (path, words) in [
        ("node/server.mjs", "oidc.ClientSecretBasic(GLC_CLIENT_SECRET)"),
        ("node/server.mjs", "oidc.buildAuthorizationUrl(glc, asked)"),
        ("python/app.py", "client_kwargs="),
        ("python/app.py", "glc.userinfo("),
        ("php/glc.php", "function tokens("),
        ("php/glc.php", "function authorization_url("),
        ("php/glc.php", "function checked("),
        ("apache/glc.conf", "OIDCClientSecret"),
    ] {
        assert!(files[&format!("samples/{path}")].contains(words), "{words} in {path}");
    }
}

#[test]
fn the_kit_says_how_to_know_which_accounts_were_deleted() {
    let of = |protocol: Protocol, events_uri: Option<&str>| {
        let client = Client { protocol: Doc(protocol), ..client() };
        let kit = Kit { client: &client, issuer: ISSUER, events_uri };
        let readme = kit.files().into_iter().find(|file| file.path == "README.md").unwrap().text;
        assert!(readme.contains("\n## Les comptes supprimés\n"), "{readme}");
        readme
    };
    let list = "https://connect.exemple.fr/api/deleted-accounts?limit=100";
    let said = "curl -u 'bron:SECRET' -d grant_type=client_credentials -d scope=accounts:deleted https://connect.exemple.fr/token\n";
    let readable = Protocol { api_scopes: crate::ApiScopes::parse("accounts:deleted").unwrap(), ..Protocol::default() };

    let nothing = of(Protocol::default(), None);
    assert!(nothing.contains("aucun moyen de savoir") && !nothing.contains("/api/") && !nothing.contains("secevent"), "{nothing}");

    let read = of(readable.clone(), None);
    for words in [said, list, "Authorization: Bearer", "https://connect.exemple.fr/api/openapi.json", "| Lire les comptes supprimés |"] {
        assert!(read.contains(words), "{words}: {read}");
    }
    assert!(!read.contains("aucun moyen de savoir") && !read.contains("secevent"), "{read}");

    let told = of(Protocol::default(), Some("https://bron.example/evenements"));
    for words in ["POST https://bron.example/evenements", "secevent+jwt", "https://connect.exemple.fr/jwks", "\"aud\":\"bron\"", "202"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(told.contains("| Avis de compte supprimé | `https://bron.example/evenements` |") && !told.contains(list), "{told}");

    let keyed = Protocol { auth_method: AuthMethod::PrivateKeyJwt, binding: Binding::Nonce, ..readable };
    let keyed = of(keyed, None);
    for words in ["client_assertion=JETON_SIGNE", "Authorization: DPoP JETON", "-H 'DPoP: PREUVE'"] {
        assert!(keyed.contains(words), "{words}: {keyed}");
    }
    assert!(!keyed.contains("SECRET"), "it has none: {keyed}");
}

#[test]
fn every_file_of_the_kit_is_in_the_archive() {
    let given = unpacked(&sample());
    let ours = paths(&Path::new(env!("CARGO_MANIFEST_DIR")).join("kit"), "");
    for path in ours.iter().filter(|path| *path != "checklist.toml") {
        assert!(given.contains_key(path), "{path} is not given: add it to model/kit/files.rs");
    }
    for sample in ["node", "python", "php", "apache"] {
        assert!(given.contains_key(&format!("samples/{sample}/glc.env")), "{sample}");
    }
}

#[test]
fn the_archive_is_the_same_each_time() {
    let client = client();
    let kit = Kit { client: &client, issuer: ISSUER, events_uri: None };
    assert_eq!(archive(&kit).unwrap(), archive(&kit).unwrap());
}

#[test]
fn samples_are_this_clients_and_hold_neither_secret_nor_somebody_elses_name() {
    for (path, text) in unpacked(&client()) {
        let foreign = ["demo-client", "démonstration", "localhost:8082", "/callback", "/backchannel-logout", "openid profile email", "\0"];
        for word in foreign {
            assert!(!text.contains(word), "« {word} » in {path}");
        }
        if path.ends_with("glc.env") {
            assert!(text.lines().any(|line| line == "GLC_CLIENT_SECRET="), "{text}");
            assert!(text.contains("GLC_ISSUER=https://connect.exemple.fr\nGLC_CLIENT_ID=bron\n"), "{text}");
            assert!(text.contains("BASE_URL=https://bron.example\nGLC_SCOPE='openid email phone'\n"), "{text}");
        }
    }
    let files = unpacked(&client());
    assert!(files["samples/node/server.mjs"].contains("'GET /glc/retour': comeBack"));
    assert!(files["samples/node/server.mjs"].contains("'POST /glc/fin': backchannelLogout"));
    assert!(files["samples/php/README.md"].contains("remplacez la ligne `GLC_SCOPE` de `glc.env`"));
    assert!(files["samples/apache/glc.conf"].contains("RewriteRule ^/glc/retour$"));
    assert!(files["samples/apache/README.md"].contains("`https://bron.example/glc/retour?logout=backchannel` | non"));
    assert!(files["samples/php/README.md"].contains("`https://bron.example/glc/fin` | oui"));
}

#[test]
fn the_first_page_says_the_clients_names_and_what_it_receives() {
    let readme = &unpacked(&client())["README.md"];
    for said in [
        "# Kit de raccordement\u{a0}: Piscines \\| Bron",
        "`https://connect.exemple.fr/authorize`",
        "`https://connect.exemple.fr/end-session`",
        "| Droits (scope) | `openid email phone` |",
        "| Adresses de retour (redirect_uri) | `https://bron.example/glc/retour` |",
        "| Adresse e-mail | `email` | `email` |",
        "| Téléphone portable | `phone_number` | `phone` |",
        "Le secret n’est pas dans ce kit.",
        "1. Vérifier au retour `state` et `iss`",
    ] {
        assert!(readme.contains(said), "{said} in {readme}");
    }
}

#[test]
fn everything_that_an_id_token_says_is_explained() {
    let wall = Timestamp::from_second(1_800_000_000).unwrap();
    let token = IdToken {
        issuer: ISSUER,
        audience: "bron",
        subject: "s",
        sid: "i",
        nonce: Some("n"),
        access_token: "a",
        methods: &Methods::parse("pwd"),
        authenticated_at: wall,
        told: serde_json::Map::new(),
    };
    for name in token.claims(wall).as_object().unwrap().keys() {
        assert!(received::TOKEN.iter().any(|(known, meaning)| known == name && !meaning.is_empty()), "{name}");
    }
}

#[test]
fn every_datum_has_a_claim_and_a_form() {
    let all = crate::Datum::ALL.iter().map(|datum| crate::Need { datum: *datum, why: String::new(), required: false }).collect();
    let client = Client { needs: Doc(all), ..sample() };
    for told in received::data(&client) {
        assert!(!told.claim.is_empty() && !told.need.datum.form().is_empty(), "{:?}", told.need.datum);
    }
}

#[test]
fn a_sample_follows_the_registered_addresses_when_it_can() {
    let at = |redirects: &[&str], told: Option<&str>| {
        let client = Client {
            redirect_uris: Doc(redirects.iter().map(|uri| (*uri).to_owned()).collect()),
            backchannel_uri: told.map(str::to_owned),
            ..sample()
        };
        let Place { base, callback, told } = Place::of(&client);
        [base, callback, told]
    };
    let usual = ["/callback", "/backchannel-logout"];
    for (redirects, told, expected) in [
        (&["http://localhost:4000/callback"][..], None, ["http://localhost:4000", usual[0], usual[1]]),
        (&["https://b.fr/r?x=1", "https://b.fr/r"], None, ["https://b.fr", "/r", usual[1]]),
        (&["https://b.fr/r?x=1"], None, ["https://b.fr", usual[0], usual[1]]),
        (&["https://b.fr/login"], Some("https://b.fr/login"), ["https://b.fr", usual[0], usual[1]]),
        (&["https://b.fr/r"], Some("https://b.fr/r"), ["https://b.fr", "/r", usual[1]]),
        (&["https://b.fr/r"], Some("https://ailleurs.fr/fin"), ["https://b.fr", "/r", usual[1]]),
        (&[], None, ["http://localhost:9999", usual[0], usual[1]]),
    ] {
        assert_eq!(at(redirects, told), expected, "{redirects:?}");
    }
    let port = |base: &str| Place { base: base.to_owned(), callback: String::new(), told: String::new() }.port().to_owned();
    assert_eq!([port("http://localhost:4000"), port("https://b.fr"), port("http://[::1]")], ["4000", "9999", "9999"]);
}

#[test]
fn the_list_of_requirements_is_whole() {
    let all = checklist::all();
    assert!(all.len() > 30);
    let mut names: Vec<&str> = all.iter().map(|each| each.id.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all.len(), "two have one name");
    for each in all {
        assert!(each.said.ends_with('.') && each.how.ends_with('.') && !each.source.is_empty() && !each.checked.is_empty(), "{}", each.id);
    }
    assert!(all.iter().any(|each| each.checked.contains(&Way::Declaration)));
    let text = &unpacked(&sample())["exigences.md"];
    assert_eq!(text.matches("- [ ] **").count(), all.len());
}

#[test]
fn pictures_of_the_button_are_found_by_their_name_only() {
    assert!(button("button-light-small.svg").unwrap().starts_with("<svg"));
    assert!(button("README.md").is_none() && button("../checklist.toml").is_none());
}
