//! Whole pages: what the components give together.

use maud::html;

use crate::{
    Choice, DateValue, Entry, FormState, Icon, Kind, Label, Link, Page, ResultCard, Row, TextKind, Tile, Tone, breadcrumb, button,
    button_row, confirmation, date_input, details, error_summary, form, heading, hero, lead, link_button, notice, radios, result_list,
    search_form, secondary_link_button, section, status_tag, stepper, steps, summary_list, text_input, textarea, tiles, timeline,
};

/// A home page, a form with errors, a page with one question, a receipt, a case.
pub fn sample_pages() -> Vec<Page> {
    vec![home(), form_with_errors(), one_question(), receipt(), case()]
}

fn home() -> Page {
    let tile = |icon, title: &str, text: &str| Tile { href: "/demarches".to_owned(), icon, title: title.to_owned(), text: text.to_owned() };
    let found = |title: &str, provider: &str, summary: &str| ResultCard {
        href: "/demarches/exemple".to_owned(),
        title: title.to_owned(),
        provider: Some(provider.to_owned()),
        summary: summary.to_owned(),
        tags: Vec::new(),
    };
    let opening = hero(
        "Vos démarches, à toute heure",
        "Votre commune et la Métropole vous répondent au même endroit.",
        search_form("/demarches", "q", "", "Que voulez-vous faire\u{a0}?", &[]),
    );
    let body = html! {
        (section("Par thème", tiles(&[
            tile(Icon::IdCard, "Papiers et citoyenneté", "Carte d’identité, actes, élections."),
            tile(Icon::Baby, "Enfance et école", "Crèche, inscription, cantine."),
            tile(Icon::MapPin, "Signaler un problème", "Rue, éclairage, propreté, arbres."),
            tile(Icon::House, "Logement et urbanisme", "Travaux, aides, terrasses."),
            tile(Icon::Recycle, "Déchets", "Bacs, déchèteries, collecte."),
            tile(Icon::Calendar, "Rendez-vous", "En mairie, près de chez vous."),
        ])))
        (section("Les plus demandées", result_list(3, &[
            found("Demander un acte de naissance", "Ville de Bron", "Pour une personne née dans la commune. Gratuit, 5\u{a0}minutes."),
            found("Inscrire un enfant à l’école", "Ville de Bron", "Première inscription ou changement d’école."),
            found("Signaler un nid-de-poule", "Métropole de Lyon", "Sur une rue, une piste cyclable ou un trottoir."),
        ])))
        (section("Comment ça marche", steps(&[
            ("Vous répondez", html! { p { "Votre brouillon est gardé à chaque page." } }),
            ("Nous traitons", html! { p { "Vous suivez chaque étape, avec ses dates." } }),
            ("Vous recevez la réponse", html! { p { "Par e-mail, et dans votre espace." } }),
        ])))
    };
    Page::new("Accueil", body).hero(opening).wide()
}

fn form_with_errors() -> Page {
    let state = FormState::from_pairs([
        ("nom", "Perrin"),
        ("naissance.day", "31"),
        ("naissance.month", "2"),
        ("naissance.year", "1984"),
        ("courriel", "camille@"),
    ])
    .with_error("naissance", "Le 31 février n’existe pas. Vérifiez la date.")
    .with_error("courriel", "Complétez l’adresse e-mail, par exemple nom@exemple.fr.")
    .with_error("lien", "Dites qui est concerné par l’acte.");
    let people = [
        Choice::new("moi", "Moi"),
        Choice::new("enfant", "Mon enfant"),
        Choice::new("autre", "Une autre personne").hint("Vous devez avoir un lien de famille avec elle."),
    ];
    let name = Label::new("nom", "Nom de naissance").autocomplete("family-name");
    let birth = Label::new("naissance", "Date de naissance").hint("Par exemple\u{a0}: 27 3 1984.").autocomplete("bday");
    let email = Label::new("courriel", "Adresse e-mail").hint("Nous y enverrons l’accusé de réception.").autocomplete("email");
    let body = html! {
        (error_summary(&state))
        (stepper(2, 4, "La personne concernée"))
        (heading(Some("Demander un acte de naissance"), "La personne concernée"))
        (form("/demarches/acte/2", "jeton", Some("cle"), false, html! {
            (radios(&Label::new("lien", "Qui est concerné par l’acte\u{a0}?").state(&state), &people, state.value("lien")))
            (text_input(&name.state(&state), state.value("nom"), TextKind::Text, Some(24)))
            (date_input(&birth.state(&state), DateValue::from_state(&state, "naissance")))
            (text_input(&email.state(&state), state.value("courriel"), TextKind::Email, None))
            (textarea(&Label::new("message", "Un message pour le service").optional(), "", 4, Some(500)))
            (button_row(html! { (button("Continuer")) (secondary_link_button("/demarches/acte", "Plus tard")) }))
        }))
    };
    Page::new("La personne concernée", body).status(422).back("/demarches/acte/1", "Étape précédente")
}

fn one_question() -> Page {
    let reasons = [
        Choice::new("chaussee", "La chaussée").hint("Trou, bosse, affaissement."),
        Choice::new("eclairage", "L’éclairage").hint("Lampadaire éteint ou qui clignote."),
        Choice::new("proprete", "La propreté").hint("Dépôt sauvage, poubelle pleine, tag."),
    ];
    let body = html! {
        (stepper(1, 3, "Le problème"))
        (form("/signaler", "jeton", None, false, html! {
            (radios(&Label::new("categorie", "Que voulez-vous signaler\u{a0}?").page_heading(), &reasons, "eclairage"))
            (button("Continuer"))
        }))
    };
    Page::new("Que voulez-vous signaler\u{a0}?", body).narrow().back("/", "Accueil")
}

fn receipt() -> Page {
    let next = html! {
        p { "Nous avons envoyé un accusé de réception à camille@exemple.fr." }
        p { "Le service de l’état civil vous répond " strong { "avant le 17 mai 2026" } "." }
        (button_row(html! {
            (link_button("/mes-demandes/1", "Suivre ma demande"))
            (secondary_link_button("/mes-demandes/1.pdf", "Télécharger le récépissé"))
        }))
    };
    Page::new("Demande envoyée", confirmation("Votre demande est envoyée", Some("BRON-2026-00142"), next))
}

fn case() -> Page {
    let entry = |date: &str, who: &str, title: &str, body, tone| Entry {
        date: date.to_owned(),
        who: who.to_owned(),
        title: title.to_owned(),
        body,
        tone,
    };
    let message = html! {
        blockquote { "Bonjour, la copie de votre carte est floue. Pouvez-vous en envoyer une autre\u{a0}? Merci." }
    };
    let acknowledgement = html! { p { a href="/mes-demandes/1.pdf" { "Lire l’accusé de réception" } } };
    let body = html! {
        (breadcrumb(&[Link::new("/mes-demandes", "Mes demandes")], "BRON-2026-00142"))
        (heading(Some("Ville de Bron · BRON-2026-00142"), "Demande d’acte de naissance"))
        p.tags { (status_tag(Tone::Warning, "À compléter")) }
        (notice(Kind::Warning, "Il manque une pièce. C’est à vous de répondre.", html! {
            p { "Envoyez une copie lisible de votre pièce d’identité avant le 22 mai 2026." }
            (link_button("/mes-demandes/1/completer", "Compléter ma demande"))
        }))
        (section("Ce qui s’est passé", timeline(&[
            entry("12 mai 2026 à 9\u{a0}h\u{a0}20", "Service de l’état civil", "Il manque une pièce", Some(message), Tone::Warning),
            entry("4 mai 2026 à 14\u{a0}h\u{a0}05", "Service de l’état civil", "Votre demande est prise en charge", None, Tone::Info),
            entry("3 mai 2026 à 18\u{a0}h\u{a0}41", "Vous", "Vous avez envoyé votre demande", Some(acknowledgement), Tone::Success),
        ])))
        (section("Vos réponses", summary_list(&[
            Row::text("Personne concernée", "Moi").change("/mes-demandes/1/lien", "la personne concernée"),
            Row::text("Nom de naissance", "Perrin").change("/mes-demandes/1/nom", "le nom de naissance"),
            Row::text("Date de naissance", "27 mars 1984"),
        ])))
        (section("Bon à savoir", html! {
            (lead("Sans réponse le 3 juillet 2026, votre demande est refusée."))
            (details("Quels recours ai-je\u{a0}?", html! { p { "Écrivez au maire, puis au tribunal administratif sous deux mois." } }))
        }))
    };
    Page::new("Demande d’acte de naissance", body).back("/mes-demandes", "Mes demandes")
}
