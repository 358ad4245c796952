//! What is neither asked nor processed: who, for whom, when, by what right.

use definition::{Competence, Opening, Processing, Settings, SignIn};
use forms::Form;
use kernel::{Slug, text::folded};

use crate::{
    names,
    report::{Ledger, Place, Weight},
    template::plain,
    wcs::FormDef,
};

/// Words of a category or of a title, with the theme of the catalogue.
const THEMES: [(&str, &[&str]); 10] = [
    ("papiers", &["etat civil", "acte", "certificat", "identite", "population", "nationalite", "extrait", "domicile"]),
    ("enfance", &["ecole", "scolaire", "enfan", "creche", "cantine", "periscolaire"]),
    ("rue", &["voirie", "signalement", "eclairage", "occupation", "rue", "espace public"]),
    ("dechets", &["dechet", "compost", "proprete", "encombrant", "environnement", "arbre"]),
    ("deplacements", &["stationnement", "velo", "deplacement", "vehicule"]),
    ("logement", &["logement", "urbanisme", "travaux", "enseigne", "compteur"]),
    ("solidarites", &["social", "solidarite", "aide", "handicap", "senior"]),
    ("loisirs", &["salle", "sport", "culture", "association", "loisir", "evenement"]),
    ("economie", &["taxe", "entreprise", "commerce", "emploi", "candidature", "finances"]),
    ("citoyen", &[]),
];

/// Settings of a form that are read somewhere, or that only number it.
const READ: [&str; 25] = [
    "id",
    "name",
    "url_name",
    "internal_identifier",
    "max_field_id",
    "last_modification",
    "description",
    "keywords",
    "category",
    "workflow",
    "fields",
    "roles",
    "user-roles",
    "options",
    "publication_date",
    "expiration_date",
    "only_allow_one",
    "disabled",
    "has_captcha",
    "enable_tracking_codes",
    "confirmation",
    "drafts_lifespan",
    "required_authentication_contexts",
    "testdefs",
    "always_advertise",
];

/// What is known of the téléservice, besides its fields.
pub(crate) struct About {
    pub slug: Slug,
    pub title: String,
    pub summary: String,
    pub settings: Settings,
}

/// Months that a case is kept, unless its workflow tells.
pub(crate) const USUAL_RETENTION: u16 = 12;

pub(crate) fn about(def: &FormDef, form: &Form, slug: Slug, retention: Option<u16>, ledger: &mut Ledger) -> About {
    let place = Place::of(&def.name);
    let title = plain(&def.name).replace('\n', " ");
    let description = def
        .element
        .get("description")
        .map(plain)
        .unwrap_or_default()
        .replace("{{", "")
        .replace("}}", "")
        .replace("{%", "")
        .replace("%}", "");
    let summary = short(&description).unwrap_or_else(|| format!("Faites cette démarche en ligne\u{a0}: {title}."));
    let category = def.element.get("category").unwrap_or_default();
    let responder =
        def.roles().get("_receiver").map_or_else(|| "Le service chargé de cette démarche".to_owned(), |role| (*role).to_owned());
    let questions = form.pages.iter().map(|page| page.fields.len()).sum::<usize>();
    let settings = Settings {
        themes: vec![theme(&format!("{category} {title}"))],
        life_events: Vec::new(),
        audience: Vec::new(),
        keywords: def.element.get("keywords").map(keywords).unwrap_or_default(),
        responder: responder.clone(),
        competence: Competence::Instance {},
        sign_in: sign_in(def, ledger, &place),
        opening: opening(def),
        pieces: Vec::new(),
        minutes: u8::try_from(2 + questions / 4).unwrap_or(60).min(60),
        fees: None,
        after: vec!["Vous recevez un accusé de réception.".to_owned(), "Le service traite votre demande et vous répond.".to_owned()],
        processing: Processing {
            purpose: format!("Traiter votre demande\u{a0}: {title}."),
            legal_basis: "Mission d’intérêt public (RGPD, article 6, 1, e).".to_owned(),
            recipients: vec![responder],
            retention_months: retention.unwrap_or(USUAL_RETENTION),
            sensitive_days: None,
            controller: None,
        },
        drafts_days: def.element.number("drafts_lifespan").and_then(|days| u16::try_from(days).ok()).filter(|days| *days > 0).unwrap_or(30),
    };
    others(def, ledger, &place);
    About { slug, title, summary, settings }
}

/// Settings with a rule of their own.
fn others(def: &FormDef, ledger: &mut Ledger, place: &Place) {
    let told = [
        ("only_allow_one", Weight::Check, "Une seule demande par personne\u{a0}: la règle n’est pas reprise. Dites-la dans le résumé."),
        ("disabled", Weight::Check, "Le formulaire était désactivé. Ne publiez la démarche que si elle sert encore."),
        ("has_captcha", Weight::Info, "Le captcha n’est pas repris\u{a0}: le produit se protège autrement."),
    ];
    for (setting, weight, message) in told.into_iter().filter(|(setting, ..)| def.element.says(setting)) {
        ledger.left(&format!("réglage {setting}"), weight, place, message);
    }
    let says = |setting: &&str| def.element.get(setting).is_some_and(|value| value != "false" && value != "False");
    for kept in ["enable_tracking_codes", "confirmation", "drafts_lifespan"].into_iter().filter(says) {
        ledger.kept(&format!("réglage {kept}"));
    }
    if def.element.get("confirmation").is_some_and(|value| value.eq_ignore_ascii_case("false")) {
        let message = "La demande partait sans page de relecture. La personne relit toujours avant d’envoyer.";
        ledger.changed("réglage confirmation", Weight::Info, place, message);
    }
    def.element.unread(&READ).for_each(|name| ledger.ignore(name));
    let tests = def.element.inside("testdefs").len();
    if tests > 0 {
        ledger.left(
            "essai",
            Weight::Info,
            place,
            format!("{} du formulaire à réécrire. Un essai d’envoi est proposé.", kernel::text::count(tests as u64, "essai")),
        );
    }
}

fn theme(words: &str) -> Slug {
    let words = folded(words);
    let found = THEMES.iter().find(|(_, marks)| marks.iter().any(|mark| words.contains(mark)));
    names::as_slug(found.map_or("citoyen", |(theme, _)| theme))
}

fn keywords(text: &str) -> Vec<String> {
    text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty()).take(20).map(str::to_owned).collect()
}

/// The first sentences of a description, 200 characters at most.
fn short(description: &str) -> Option<String> {
    let line = description.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut kept = String::new();
    for sentence in line.split_inclusive(['.', '!', '?']) {
        if kept.chars().count() + sentence.chars().count() > 200 {
            break;
        }
        kept.push_str(sentence);
    }
    let kept = if kept.is_empty() { line.chars().take(200).collect() } else { kept };
    (!kept.trim().is_empty()).then(|| kept.trim().to_owned())
}

fn opening(def: &FormDef) -> Option<Opening> {
    let day = |name: &str| def.element.get(name)?.get(..10)?.parse().ok();
    let opening = Opening { from: day("publication_date"), to: day("expiration_date") };
    (opening.from.is_some() || opening.to.is_some()).then_some(opening)
}

/// Who may fill the form: an account when roles are asked, a certified identity
/// when the form asks for a strong context.
fn sign_in(def: &FormDef, ledger: &mut Ledger, place: &Place) -> SignIn {
    let texts = |name: &str| def.element.inside(name).iter().map(|inner| inner.text.trim().to_lowercase()).collect::<Vec<_>>();
    let contexts = texts("required_authentication_contexts");
    if !contexts.is_empty() {
        ledger.changed(
            "authentification",
            Weight::Info,
            place,
            format!("Connexion certifiée demandée (avant\u{a0}: {}).", contexts.join(", ")),
        );
        return SignIn::Certified;
    }
    let roles = texts("user-roles");
    match roles.as_slice() {
        [] => SignIn::None,
        roles if roles.iter().all(|role| role.contains("logged")) => SignIn::Account,
        roles => {
            ledger.changed(
                "authentification",
                Weight::Check,
                place,
                format!("Le formulaire était réservé à des rôles ({}). Toute personne connectée peut le remplir.", roles.join(", ")),
            );
            SignIn::Account
        }
    }
}
