use proptest::prelude::*;

use super::*;
use crate::expression::{Literal, Names, Pair, Sort, Untranslated, Variable};

fn names() -> Names {
    let mut names = Names::of_forms();
    let coded = [("c", "Célibataire"), ("m", "Marié")].map(|(value, label)| Pair { value: value.into(), label: label.into() });
    for (name, sort) in
        [("nom", Sort::Text), ("etat", Sort::Choice(coded.to_vec())), ("nombre", Sort::Int), ("jour", Sort::Date), ("accord", Sort::Bool)]
    {
        names.declare(format!("form_var_{name}"), Variable::plain(name, sort).said(format!("answers.{name}")));
    }
    names.constant("form_option_service", Literal::Text("Service des fêtes".into()));
    names
}

fn told(source: &str) -> String {
    said(source, &names()).text
}

#[test]
fn texts_say_the_same_with_our_names() {
    for (theirs, ours) in [
        ("Bonjour {{ form_var_nom }},", "Bonjour {{ answers.nom }},"),
        ("{{ form_name }} n° {{ form_number }}", "{{ case.title }} n° {{ case.reference }}"),
        ("Le {{ form_var_jour|date:\"d/m/Y\" }}", "Le {{ answers.jour }}"),
        ("{% if form_var_nom %}A{% else %}B{% endif %}", "{% if answers.nom %}A{% else %}B{% endif %}"),
        (
            "{% if form_var_etat_raw == \"m\" %}A{% elif not form_var_nom %}B{% endif %}",
            "{% if answers.etat == 'Marié' %}A{% elif not answers.nom %}B{% endif %}",
        ),
        ("{% if form_var_accord %}A{% endif %}", "{% if answers.accord == 'Oui' %}A{% endif %}"),
        ("{% if form_user %}Suivez : {{ form_url }}{% endif %}", "Suivez : {{ case.url }}"),
        ("{% if form_details %}Détail :\n{{ form_details }}{% endif %}Fin", "Fin"),
        ("`Voir <{{ form_url }}>`_", "Voir\u{a0}: {{ case.url }}"),
        ("{% firstof form_var_nom \"vous\" %}", "{{ answers.nom or 'vous' }}"),
        ("{% with n=form_var_nom %}{{ n|upper }}{% endwith %}", "{{ answers.nom | upper }}"),
        ("<p>Bonjour <b>{{ form_var_nom }}</b></p><ul><li>un</li><li>deux</li></ul>", "Bonjour {{ answers.nom }}\n\n- un\n- deux"),
        ("[form_name] reçue", "{{ case.title }} reçue"),
        ("{{ form_option_service }}", "Service des fêtes"),
        ("Bonjour {{ form_user_display_name }}, merci.", "Bonjour, merci."),
        ("Reçue. Passée de « {{ form_previous_status }} » à « {{ form_status }} ». Merci.", "Reçue.  Merci."),
        ("`Votre panier <{{ portal_user_url }}panier>`_ vous attend", "Votre panier vous attend"),
        ("{# rien #}{% comment %}{{ x }}{% endcomment %}ok", "ok"),
    ] {
        assert_eq!(told(theirs), ours, "{theirs}");
    }
}

#[test]
fn what_cannot_be_said_is_told_and_never_said_wrongly() {
    for (source, left, why) in [
        ("A {{ form_var_inconnu }} B", "A  B", "form_var_inconnu"),
        ("{% if form_var_nombre > 3 %}Payez{% else %}Gratuit{% endif %}", "Gratuit", "nombres"),
        ("{% for x in form_var_nom %}{{ x }}{% endfor %}Fin", "Fin", "boucle"),
        ("{{ form_var_nom|multiply:2 }}", "", "multiply"),
        ("{% if a", "a", ""),
        ("{% if form_var_nom %}A", "A", "fermée"),
    ] {
        let said = said(source, &names());
        assert!(said.text.contains(left), "{source}: {}", said.text);
        assert!(said.lost.join(" ").contains(why), "{source}: {:?}", said.lost);
    }
}

#[test]
fn a_sentence_taken_out_is_told() {
    let said = said("Reçue. Passée de « {{ form_previous_status }} » à « {{ form_status }} ».", &names());
    assert_eq!(said.cut, ["Passée de « … » à « {{ case.status }} »."]);
    let mut names = names();
    for (theirs, ours) in [("first_name", "prenom"), ("last_name", "nom")] {
        names.declare(format!("form_user_var_{theirs}"), Variable::plain(ours, Sort::Text).said(format!("answers.{ours}")));
    }
    let named = super::said("Bonjour {{ form_user_display_name }},", &names);
    assert_eq!((named.text.as_str(), named.is_personal), ("Bonjour {{ answers.prenom }} {{ answers.nom }},", true));
}

#[test]
fn values_are_formulas() {
    let formula = |source: &str| computed(source, &names()).map(|value| value.source);
    assert_eq!(formula("{{ form_var_nombre|add:1 }}").unwrap(), "(nombre + 1)");
    assert_eq!(
        formula("{{ form_var_nom }}, {{ form_var_etat }}").unwrap(),
        "((has(nom) ? nom : '') + ', ' + (has(etat) ? (etat == 'c' ? 'Célibataire' : etat == 'm' ? 'Marié' : etat) : ''))"
    );
    assert_eq!(formula("{% if form_var_nom == \"a\" %}10{% else %}20{% endif %}").unwrap(), "(has(nom) && nom == 'a' ? 10 : 20)");
    assert_eq!(formula("{% if form_var_accord %}Oui{% endif %}").unwrap(), "(has(accord) && accord ? 'Oui' : '')");
    assert!(matches!(formula("{{ webservice.prix }}"), Err(Untranslated(_))));
    assert_eq!(formula("{% with n=form_var_nombre %}{{ n|add:1 }}{% endwith %}").unwrap(), "(nombre + 1)");
    assert_eq!(
        formula("{% with n=form_var_nom %}{% with m=n n='x' %}{{ m }}{{ n }}{% endwith %}{% endwith %}").unwrap(),
        "((has(nom) ? nom : '') + 'x')",
        "a name given again inside is the inner one"
    );
}

#[test]
fn html_becomes_the_small_markdown() {
    assert_eq!(
        markdown("<h2>Titre</h2><p>Un <strong>mot</strong>&nbsp;: <a href=\"https://exemple.fr\">ici</a>.</p>"),
        "**Titre**\n\nUn **mot**\u{a0}: [ici](https://exemple.fr)."
    );
    assert_eq!(markdown("<p>a<br/>b</p><script>x()</script>"), "a\nb");
    assert_eq!(plain("1 < 2 & 3"), "1 < 2 & 3");
    assert_eq!(plain("<p>&Eacute;t&eacute; &#233; &inconnu;</p>"), "Été é &inconnu;");
    assert_eq!(plain("<p>&middot; &nbsp; un (<a href=\"https://exemple.fr\">ici</a>)</p>"), "· \u{a0} un (ici\u{a0}: https://exemple.fr)");
}

proptest! {
    #[test]
    fn any_text_is_told(source in "\\PC{0,300}") {
        let _ = (said(&source, &names()), fixed(&source, &names(), markdown), computed(&source, &names()), plain(&source));
    }

    #[test]
    fn any_pieces_are_told(pieces in proptest::collection::vec(prop_oneof![Just("{% if form_var_nom %}"), Just("{% endif %}"), Just("{% else %}"), Just("{{ form_var_nom"), Just("}}"), Just("<p>"), Just("</a"), Just("<a href=\""), Just("**"), Just("{% with a=b %}"), Just("é"), Just("`"), Just("&"), Just(";")], 0..30)) {
        let source = pieces.concat();
        let _ = (said(&source, &names()), fixed(&source, &names(), markdown), computed(&source, &names()), plain(&source));
    }
}
