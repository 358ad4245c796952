//! Texts made to hurt: templates that grow, letters that hide, labels that would be code.

use definition::{Compiled, Context, Definition, canonical_json, lint, render_message};
use expr::{Today, Values};
use forms::{Answers, Journey, Links, Lookups, Submitted, edit_page, summary};
use serde_json::{Value as Json, json};

use crate::common::{changed, compiled, example, said};

const BODY: &str = "L’usager a répondu. {{ case.url }}";

/// What is said of the example when one of its messages has this text.
fn of(body: &str) -> String {
    let mut definition = example();
    definition.messages.get_mut("reprise").unwrap().body = body.to_owned();
    said(lint(&definition).into_iter().filter(definition::Finding::is_error).collect())
}

#[test]
fn texts_know_names_conditions_loops_and_ten_filters() {
    assert!(canonical_json(&example()).contains(BODY));
    for sound in [
        "{% if asked %}{% for piece in asked %}{{ loop.index }}. {{ piece | trim | capitalize }}{% endfor %}{% else %}Rien{% endif %}",
        "{{ asked | join(\", \") }} {{ asked | length }} {% if asked %}{{ asked | first }} {{ asked | last }}{% endif %}",
        "{{ case.due | default(\"30 juin\", true) | upper | lower | replace(\"a\", \"b\") }}",
        "{% if answers.jour == \"\" or not answers.duree and case.due != \"x\" %}A{% elif 1 < 2 %}B{% endif %}",
        "{# un mot #}{% raw %}{{ rien }}{% endraw %} 3 * 4 + 5 ~ 6",
    ] {
        assert_eq!(of(sound), "", "{sound}");
    }
}

#[test]
fn a_text_that_would_grow_is_refused_where_it_stands() {
    let double = "{% set a = a ~ a %}".repeat(40);
    let with = "{% with a = a ~ a %}".repeat(20);
    let loops = "{% for a in [1,2,3,4,5,6,7,8,9,0] %}".repeat(9) + "x" + &"{% endfor %}".repeat(9);
    let grown = format!("{{{{ \"aaaaaaaaaa\"{} }}}}", " | replace(\"a\", \"aaaaaaaaaa\")".repeat(12));
    let joined = format!("{{{{ asked{} }}}}", " | join(\"aaaaaaaaaaaaaaaaaaaaaaaaaa\")".repeat(9));
    let recursive = "{% for a in [asked, asked] recursive %}{{ loop([asked, asked]) }}{{ loop([asked, asked]) }}{% endfor %}";
    for hostile in [
        double.as_str(),
        &with,
        &loops,
        &grown,
        &joined,
        recursive,
        "{{ \"x\" * 99999999 }}",
        "{{ 9 ** 999999999 }}",
        "{{ [1] * 99999999 }}",
        "{% for x in range(999999999) %}x{% endfor %}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include \"messages.reprise.body\" %}",
        "{% extends \"messages.reprise.body\" %}",
        "{% import \"messages.recue.body\" as x %}",
        "{% filter upper %}x{% endfilter %}",
        "{{ case.url | center(999999999) }}",
        "{{ case.url | indent(999999999) }}",
        "{{ self }}",
        "{{ debug() }}",
        "{{ case.url.__class__ }}",
    ] {
        let told = of(hostile);
        assert!(told.starts_with("messages.reprise.body"), "{hostile}: {told}");
        assert!(told.len() < 2_000, "{told}");
    }
}

#[test]
fn chains_without_end_are_refused_before_they_are_read() {
    let chain = |one: &str, count: usize| format!("{{{{ case.url{} }}}}", one.repeat(count));
    let elifs = format!("{{% if asked %}}a{}{{% endif %}}", "{% elif asked %}b".repeat(1_000));
    let nested = "{% if asked %}".repeat(250) + &"{% endif %}".repeat(250);
    for hostile in [
        chain(".a", 9_000),
        chain("[0]", 6_000),
        chain(" | first", 2_000),
        chain(" or asked", 2_000),
        chain(" - 1", 4_000),
        format!("{{{{ {}1 }}}}", "-".repeat(19_000)),
        format!("{{{{ {}1 }}}}", "not ".repeat(4_000)),
        format!("{{{{ {}1{} }}}}", "(".repeat(9_000), ")".repeat(9_000)),
        format!("{{{{ {{\"a\": {{}}}}{} }}}}", ".a".repeat(9_000)),
        format!("{{{{ \"}}}}\"{} }}}}", " | first".repeat(2_000)),
        elifs,
        nested,
    ] {
        assert!(of(&hostile).starts_with("messages.reprise.body"), "{}", &hostile[..60]);
    }
    // the longest that may be read is read on a small stack
    for longest in [
        chain(".a", 98),
        chain(" | first", 98),
        format!("{{{{ {}1 }}}}", "-".repeat(198)),
        format!("{{{{ {}1{} }}}}", "(".repeat(99), ")".repeat(99)),
        format!("{{% if asked %}}a{}{{% endif %}}", "{% elif asked %}b".repeat(297)),
        "{% if asked %}".repeat(149) + &"{% endif %}".repeat(149),
    ] {
        drop(of(&longest));
    }
}

#[test]
fn what_was_answered_does_not_make_a_text_endless() {
    let lines = "{% for piece in asked %}{{ answers.nom_entreprise }}{% endfor %}";
    let compiled = compiled(changed(BODY, lines));
    let long = "x".repeat(5_000);
    let with = |pieces: usize| Context {
        asked: vec![String::new(); pieces],
        answers: [("nom_entreprise".to_owned(), long.clone())].into(),
        ..Context::default()
    };
    assert!(render_message(&compiled, "reprise", &with(30)).is_ok());
    let refused = render_message(&compiled, "reprise", &with(1_000)).err().unwrap();
    assert_eq!(refused.to_string(), "messages.reprise.body, line 1: cannot be rendered");
}

#[test]
fn letters_that_nobody_sees_are_told_where_they_stand() {
    for (hidden, name) in [('\u{0}', "U+0000"), ('\u{1b}', "U+001B"), ('\u{85}', "U+0085"), ('\u{202e}', "U+202E"), ('\u{2066}', "U+2066")]
    {
        let mut definition = example();
        definition.form.pages[0].fields[1].label.push(hidden);
        definition.workflow.transitions[0].label.push(hidden);
        let told = said(lint(&definition));
        assert!(
            told.contains(&format!("form.pages.date.fields.duree.label\u{a0}: Ce texte contient un caractère invisible ({name})")),
            "{told}"
        );
        assert!(told.contains("workflow.transitions.prendre.label"), "{told}");
        assert!(Compiled::new(definition).is_err());
    }
    let mut definition = example();
    definition.summary = "Des lignes,\n\tdes “signes” : عربي, עברית, 👩\u{200d}👧, é.".to_owned();
    assert!(Compiled::new(definition).is_ok(), "any script is welcome");
}

/// Every text of the document that people read, with code added.
fn with_code(value: &mut Json, key: &str) {
    const TEXTS: [&str; 10] = ["title", "label", "hint", "intro", "item", "add", "unit", "citizen_label", "agent_label", "text"];
    match value {
        Json::String(text) if TEXTS.contains(&key) => text.push_str(" <script>alert(1)</script><img src=x onerror=alert(1)>\"'&"),
        Json::Array(items) => items.iter_mut().for_each(|item| with_code(item, key)),
        Json::Object(entries) => entries.iter_mut().for_each(|(key, value)| with_code(value, key)),
        _ => {}
    }
}

#[test]
fn a_label_that_would_be_code_is_text_on_every_page() {
    let mut document: Json = serde_json::from_str(&canonical_json(&example())).unwrap();
    let pages = document["form"]["pages"].as_array_mut().unwrap();
    let kinds = forms::FIELDS.iter().enumerate().map(|(index, kind)| {
        let mut field: Json = serde_json::from_str(kind.example).unwrap();
        field.as_object_mut().unwrap().extend([
            ("slug".to_owned(), json!(format!("champ{index}"))),
            ("label".to_owned(), json!(format!("Champ {index}"))),
            ("hint".to_owned(), json!("Aide")),
            ("type".to_owned(), json!(kind.name)),
        ]);
        field
    });
    pages.push(json!({ "slug": "tout", "title": "Tout", "intro": "Bonjour", "fields": kinds.collect::<Vec<_>>() }));
    with_code(&mut document, "");
    let definition: Definition = serde_json::from_value(document).unwrap();
    let compiled = compiled(definition);
    let (lookups, today) = (Lookups::default(), Today { now: definition::TESTS_BEGIN });
    let answers = forms::sample_answers(compiled.form(), &lookups, today, &Values::new(), 1).unwrap_or_default();
    let journey = Journey::new(compiled.form(), &answers, &lookups, today, &Values::new());
    let typed = Submitted::default().with("champ0", "<script>alert(2)</script>").with("champ5", "<script>alert(2)</script>");
    let mut drawn = summary(&journey, Some(&|page| format!("/{page}"))).into_string();
    for page in compiled.form().pages() {
        drawn.push_str(&edit_page(&journey, &page.slug, &journey.state(&page.slug), Links::NONE).into_string());
        let Some(outcome) = journey.submit(&page.slug, &typed) else { continue };
        let after = Answers::from_json(outcome.answers.to_json());
        let after = Journey::new(compiled.form(), &after, &lookups, today, &Values::new());
        drawn.push_str(&edit_page(&after, &page.slug, &outcome.state, Links::NONE).into_string());
    }
    assert!(drawn.contains("&lt;script&gt;alert(1)") && drawn.contains("&lt;script&gt;alert(2)"), "it is there, as text");
    for code in ["<script", "<img", "onerror=alert(1)>\""] {
        assert!(!drawn.contains(code), "{code}");
    }
}
