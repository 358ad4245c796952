//! Messages and documents in words.

use std::collections::BTreeMap;

use crate::common::{changed, compiled, example, said};
use definition::{AuthorityContext, CannotRender, CaseContext, Compiled, Context, RenderedBlock, render_document, render_message};
use forms::{Answers, Lookups};
use jiff::civil::date;
use serde_json::json;

fn context(compiled: &Compiled) -> Context {
    let answers = Answers::from_json(json!({
        "jour": "2026-06-01", "duree": 2,
        "adresse": {"street": "12 rue Garibaldi", "postcode": "69003", "city": "Lyon"}
    }));
    Context {
        case: CaseContext {
            reference: "D-7".to_owned(),
            url: "https://exemple.fr/d-7".to_owned(),
            filed_on: Some(date(2026, 5, 4)),
            due: None,
            status: "Reçue".to_owned(),
        },
        authority: AuthorityContext { name: "La Ville d’Ici & Là".to_owned(), ..AuthorityContext::default() },
        answers: compiled.answer_texts(&answers, &Lookups::default()),
        summary: vec![("Jour".to_owned(), "1er juin 2026".to_owned())],
        ..Context::default()
    }
}

#[test]
fn a_message_says_dates_and_answers_in_words() {
    let compiled = compiled(example());
    let rendered = render_message(&compiled, "recue", &context(&compiled)).unwrap();
    assert_eq!(rendered.subject, "Demande D-7 reçue");
    assert!(rendered.body.contains("La Ville d’Ici & Là a reçu votre demande le 4 mai 2026."), "{}", rendered.body);
    assert!(rendered.body.contains("Jour du déménagement\u{a0}: 1er juin 2026."), "{}", rendered.body);
    assert!(!rendered.body.contains("Sans réponse"), "there is no legal day");
    assert_eq!(rendered.sms, None);
}

#[test]
fn an_answer_of_several_parts_is_said_whole_or_part_by_part() {
    let mut definition = example();
    let identity =
        json!({ "slug": "identite", "label": "Identité", "type": "identity", "parts": ["given_names", "family_name", "birth_date"] });
    definition.form.pages[0].fields.push(serde_json::from_value(identity).unwrap());
    let message = definition.messages.values_mut().next().unwrap();
    message.body =
        "{{ parts.identite.given_names }}|{{ parts.identite.family_name }}|{{ parts.identite.birth_date }}|{{ parts.adresse.city }}"
            .to_owned();
    let name = definition.messages.keys().next().unwrap().clone();
    let compiled = compiled(definition);
    let given = json!({
        "identite": { "given_names": "Ana", "family_name": "Martin", "birth_date": "1990-05-01" },
        "adresse": { "street": "12 rue Garibaldi", "postcode": "69003", "city": "Lyon" }
    });
    let said = |answers: serde_json::Value| {
        let parts = compiled.answer_parts(&Answers::from_json(answers));
        render_message(&compiled, name.as_str(), &Context { parts, ..context(&compiled) }).unwrap().body
    };
    assert_eq!(said(given), "Ana|Martin|1er mai 1990|Lyon");
    assert_eq!(said(json!({})), "|||", "nothing was answered");
}

#[test]
fn what_is_asked_of_the_citizen_is_listed() {
    let compiled = compiled(example());
    let asked = Context { asked: vec!["Plan".to_owned(), "Devis".to_owned()], ..context(&compiled) };
    let rendered = render_message(&compiled, "piece", &asked).unwrap();
    assert!(rendered.body.contains("- Plan\n- Devis\n"), "{}", rendered.body);
    assert!(rendered.sms.unwrap().starts_with("Demande D-7"));
}

#[test]
fn a_document_leaves_out_what_is_empty() {
    let compiled = compiled(example());
    let document = render_document(&compiled, "arrete", &context(&compiled)).unwrap();
    assert_eq!(document.title, "Arrêté de stationnement D-7");
    let RenderedBlock::Pairs(pairs) = &document.blocks[2] else { panic!("pairs come third") };
    let labels: Vec<_> = pairs.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(labels, ["Adresse", "Jour"], "no company, no line");
    assert_eq!(pairs[0].1, "12 rue Garibaldi\n69003 Lyon");
    assert!(matches!(&document.blocks[4], RenderedBlock::Pairs(pairs) if pairs[0].0 == "Jour"));
}

#[test]
fn every_text_can_be_written_with_nothing_known() {
    let definition = example();
    let compiled = compiled(definition.clone());
    for name in definition.messages.keys() {
        assert!(render_message(&compiled, name.as_str(), &Context::default()).is_ok(), "{name}");
    }
    for name in definition.documents.keys() {
        assert!(render_document(&compiled, name.as_str(), &Context::default()).is_ok(), "{name}");
    }
    let unknown = render_message(&compiled, "rien", &Context::default());
    assert!(matches!(unknown, Err(CannotRender::Unknown(_))));
}

#[test]
fn names_given_and_not_known_are_ignored() {
    let compiled = compiled(example());
    let stranger = Context { data: BTreeMap::from([("autre".to_owned(), "x".to_owned())]), ..Context::default() };
    assert!(render_message(&compiled, "refusee", &stranger).is_ok());
}

#[test]
fn texts_are_checked_before_anybody_reads_them() {
    let refused = |from: &str, to: &str| said(Compiled::new(changed(from, to)).err().unwrap_or_default());
    assert!(refused("{{ answers.jour }}", "{{ answers.jou }}").contains("answers.jou"));
    assert!(refused("Motif\u{a0}: {{ data.motif }}", "{{ data.motif").contains("messages.refusee.body"));
    assert!(refused("{{ case.reference }} acceptée", "{{ answers.adresse }}").contains("messages.acceptee.subject"));
    assert!(refused("{{ case.url }}", "{{ case.url | truc }}").contains("messages.recue.body"));
    let sensitive = "label = \"Jour du déménagement\"\nsensitive = true";
    assert!(refused("label = \"Jour du déménagement\"", sensitive).contains("messages.recue.body"));
    assert!(refused("{{ case.url }}", "{{ parts.adresse.pays }}").contains("parts.adresse.pays"));
    assert!(refused("{{ case.reference }} acceptée", "{{ parts.adresse.city }}").contains("messages.acceptee.subject"));
    let mut sealed = changed("{{ case.url }}", "{{ parts.adresse.city }}");
    sealed.form.pages.iter_mut().flat_map(|page| &mut page.fields).for_each(|field| field.sensitive = field.slug == "adresse");
    assert!(said(Compiled::new(sealed).err().unwrap_or_default()).contains("«\u{a0}parts.adresse.city\u{a0}» est sensible"));
    assert!(refused("{{ case.url }}", "{% for x in range(9) %}x{% endfor %}").contains("range"));
}
