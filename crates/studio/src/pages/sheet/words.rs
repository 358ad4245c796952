//! What the texts of messages and documents may say of a case, as authors insert it.

use definition::Definition;
use forms::Field;
use ui::{FormState, Markup, html};

/// Something to insert.
pub(in crate::pages) struct Word {
    /// What is written in the text.
    pub(in crate::pages) code: String,
    /// What it becomes, in the author's words.
    pub(in crate::pages) label: String,
}

/// Words under a title.
pub(in crate::pages) type Group = (&'static str, Vec<Word>);

const OF_THE_CASE: [(&str, &str); 14] = [
    ("case.reference", "Numéro de la demande"),
    ("case.title", "Nom de la démarche"),
    ("case.filed_on", "Date de la demande"),
    ("case.status", "Statut de la demande"),
    ("case.due", "Date de la fin du délai"),
    ("case.url", "Adresse de la page de suivi"),
    ("authority.name", "Nom de la collectivité"),
    ("authority.address", "Adresse de la collectivité"),
    ("authority.email", "Adresse e-mail de la collectivité"),
    ("authority.phone", "Téléphone de la collectivité"),
    ("service.name", "Nom du service"),
    ("service.email", "Adresse e-mail du service"),
    ("service.phone", "Téléphone du service"),
    ("service.hours", "Horaires du service"),
];

/// What was asked for and did not come yet, a line each.
const ASKED: &str = "{% for piece in asked %}- {{ piece }}\n{% endfor %}";

/// What may be said where nothing personal may be read.
pub(super) fn of_the_case() -> Group {
    ("La demande et la collectivité", OF_THE_CASE.iter().map(|(name, label)| word(name, label)).collect())
}

/// All that may be said. Messages leave out what is sensitive.
pub(super) fn all(of: &Definition, with_sensitive: bool) -> Vec<Group> {
    let of_the_form = || of.form.pages.iter().flat_map(|page| &page.fields);
    let sensitive = forms::sensitive(of_the_form());
    let questions = of_the_form().filter(|field| with_sensitive || !sensitive.contains(&field.slug));
    let (written, data) = (of.inputs.values().flatten(), &of.workflow.data);
    let mut asked = of_the_case();
    asked.1.push(Word { code: ASKED.to_owned(), label: "Liste de ce qui manque".to_owned() });
    vec![
        ("Réponses de l’usager", questions.flat_map(answers).collect()),
        asked,
        ("Ce que l’agent vient d’écrire", written.map(|field| word(&format!("input.{}", field.slug), &field.label)).collect()),
        ("Données du service", data.iter().map(|datum| word(&format!("data.{}", datum.slug), &datum.label)).collect()),
    ]
}

/// The answer to a question, then its parts one by one.
fn answers(field: &Field) -> Vec<Word> {
    let part = |(key, label): (&str, &str)| word(&format!("parts.{}.{key}", field.slug), &format!("{}\u{a0}: {label}", field.label));
    let whole = word(&format!("answers.{}", field.slug), &field.label);
    std::iter::once(whole).chain(field.parts().into_iter().map(part)).collect()
}

fn word(name: &str, label: &str) -> Word {
    Word { code: format!("{{{{ {name} }}}}"), label: label.to_owned() }
}

/// What the value of a button begins with, before the name of the text it adds to.
const INSERT: &str = "inserer.";

/// The name of the list beside a text.
fn list_beside(text: &str) -> String {
    format!("mot.{text}")
}

/// A list of what may be said, and the button that puts it in the text `text`: at
/// its end; with scripts, where the cursor is. `what` tells the texts of a page apart.
pub(super) fn beside(text: &str, what: &str, groups: &[Group], state: &FormState) -> Markup {
    list("Insérer une réponse", text, what, groups, state)
}

/// The same, under another name.
pub(in crate::pages) fn list(label: &str, text: &str, what: &str, groups: &[Group], state: &FormState) -> Markup {
    let (name, id) = (list_beside(text), ui::field_id(text));
    let list = ui::field_id(&name);
    html! {
        div.studio-insert {
            label for=(list) { (label) span.hidden { " dans " (what) } }
            @if let Some(error) = state.error(&name) { p.error id={ (list) "-error" } { (error) } }
            div {
                select.input id=(list) name=(name) aria-describedby=[state.error(&name).map(|_| format!("{list}-error"))] {
                    option value="" { "Choisir" }
                    @for (title, words) in groups.iter().filter(|(_, words)| !words.is_empty()) {
                        optgroup label=(title) { @for word in words { option value=(word.code) { (word.label) } } }
                    }
                }
                button.button.secondary.small type="submit" name="faire" value={ (INSERT) (text) } formaction={ "#" (id) } data-insert=(id) {
                    "Insérer" span.hidden { " dans " (what) }
                }
            }
        }
    }
}

/// Does what such a button asks, in what was typed: nothing of it is lost.
pub(super) fn insert(state: &mut FormState) {
    let Some(text) = state.value("faire").strip_prefix(INSERT).map(ToOwned::to_owned) else { return };
    let list = list_beside(&text);
    let word = state.value(&list).replace("\r\n", "\n");
    if word.is_empty() {
        return state.add_error(list, "Choisissez ce qu’il faut insérer.");
    }
    let written = state.value(&text);
    let between = if written.is_empty() || written.ends_with(char::is_whitespace) { "" } else { " " };
    state.set(text.clone(), vec![format!("{written}{between}{word}")]);
    state.set(list, vec![]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(written: &str, word: &str) -> FormState {
        let mut state = FormState::from_pairs([("texte", written), ("mot.texte", word), ("faire", "inserer.texte"), ("objet", "Bonjour")]);
        insert(&mut state);
        state
    }

    #[test]
    fn a_word_goes_to_the_end_and_what_was_typed_stays() {
        for (written, word, then) in [
            ("", "{{ case.status }}", "{{ case.status }}"),
            ("Statut :", "{{ case.status }}", "Statut : {{ case.status }}"),
            ("Il manque :\r\n", ASKED, "Il manque :\r\n{% for piece in asked %}- {{ piece }}\n{% endfor %}"),
        ] {
            let state = after(written, word);
            assert_eq!((state.value("texte"), state.value("objet"), state.value("mot.texte")), (then, "Bonjour", ""));
            assert!(!state.has_errors());
        }
    }

    #[test]
    fn nothing_chosen_is_told_beside_the_list() {
        let state = after("Bonjour,", "");
        assert_eq!((state.value("texte"), state.error("mot.texte")), ("Bonjour,", Some("Choisissez ce qu’il faut insérer.")));
    }
}
