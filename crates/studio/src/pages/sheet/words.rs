//! What the texts of messages and documents may say of a case, as authors insert it.

use definition::Definition;
use ui::{Markup, html};

/// Something to insert: what is written in the text, and what it becomes.
pub(super) struct Word {
    pub(super) name: String,
    pub(super) label: String,
}

const OF_THE_CASE: [(&str, &str); 10] = [
    ("case.title", "Le nom de la démarche"),
    ("case.reference", "Le numéro de la demande"),
    ("case.url", "L’adresse de sa page de suivi"),
    ("case.filed_on", "Le jour de son arrivée"),
    ("case.due", "Le jour de la fin du délai"),
    ("case.status", "Son statut, dans les mots de l’usager"),
    ("authority.name", "Le nom de la collectivité"),
    ("authority.address", "Son adresse"),
    ("authority.email", "Son adresse e-mail"),
    ("authority.phone", "Son téléphone"),
];

/// All of them, in groups. Messages leave out what is sensitive.
pub(super) fn groups(of: &Definition, with_sensitive: bool) -> Vec<(&'static str, Vec<Word>)> {
    let word = |root: &str, name: &str, label: &str| Word { name: format!("{root}.{name}"), label: label.to_owned() };
    let case = OF_THE_CASE.iter().map(|(name, label)| Word { name: (*name).to_owned(), label: (*label).to_owned() });
    let questions = of.form.pages.iter().flat_map(|page| &page.fields).filter(|field| with_sensitive || !field.sensitive);
    let asked = of.inputs.values().flatten();
    vec![
        ("La demande et la collectivité", case.collect()),
        ("Les réponses de l’usager", questions.map(|field| word("answers", &field.slug, &field.label)).collect()),
        ("Ce que l’agent vient de remplir", asked.map(|field| word("input", &field.slug, &field.label)).collect()),
        ("Les données du service", of.workflow.data.iter().map(|datum| word("data", datum.slug.as_str(), &datum.label)).collect()),
    ]
}

/// The list, to copy from.
pub(super) fn list(of: &Definition, with_sensitive: bool) -> Markup {
    ui::details(
        "Ce qu’on peut insérer dans le texte",
        html! {
            p.hint { "Copiez ces mots avec leurs accolades. Ils sont remplacés quand le texte part." }
            @for (title, words) in groups(of, with_sensitive).iter().filter(|(_, words)| !words.is_empty()) {
                h3 { (title) }
                dl.studio-words { @for word in words { div { dt { code { "{{ " (word.name) " }}" } } dd { (word.label) } } } }
            }
            h3 { "Ce qui est demandé à l’usager" }
            dl.studio-words { div { dt { code { "{% for piece in asked %}- {{ piece }} {% endfor %}" } } dd { "La liste de ce qui manque" } } }
        },
    )
}
