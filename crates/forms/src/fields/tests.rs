//! What is typed, what is kept, what is read again, what is asked to be corrected.

use serde_json::{Value as Json, json};

use crate::{FieldError, FileRef, Parsed, Submitted, contract_tests::with_ctx, kind};

/// Part and content of each input.
type Typed = &'static [(&'static str, &'static str)];

/// Reads inputs named « essai » or « essai.part » with these settings.
fn parse(name: &str, settings: Json, typed: &[(&str, &str)]) -> (Parsed, String) {
    let Json::Object(settings) = settings else { panic!("settings are an object") };
    let field = (kind(name).unwrap().load)(settings).unwrap();
    let named = |part: &str| if part.is_empty() { "essai".to_owned() } else { format!("essai.{part}") };
    let submitted = typed.iter().fold(Submitted::default(), |page, (part, value)| page.with(&named(part), value));
    with_ctx(|ctx| {
        let parsed = field.parse(ctx, &submitted);
        let text = field.text(&parsed.answer, ctx.lookups);
        (parsed, text)
    })
}

fn first(errors: &[FieldError]) -> (&str, &str) {
    errors.first().map_or(("", ""), |error| (error.name.as_str(), error.message.as_str()))
}

#[test]
fn what_is_typed_is_kept_normalised_and_read_again() {
    let options = json!({ "options": [{ "value": "a", "label": "Vélo" }, { "value": "b", "label": "Bus" }] });
    let rows: [(&str, Json, Typed, Json, &str); 17] = [
        ("email", json!({}), &[("", " Ana@Mairie.FR ")], json!("Ana@mairie.fr"), "Ana@mairie.fr"),
        ("phone", json!({}), &[("", "06.12.34.56.78")], json!("+33612345678"), "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78"),
        ("number", json!({}), &[("", "12 000")], json!(12_000), "12\u{202f}000"),
        ("number", json!({ "decimals": 2, "unit": "m²" }), &[("", "12,50 m²")], json!("12.5"), "12,5\u{a0}m²"),
        ("amount", json!({}), &[("", "1 234,5 €")], json!(123_450), "1\u{202f}234,50\u{a0}€"),
        ("date", json!({}), &[("day", "3"), ("month", "mai"), ("year", "2026")], json!("2026-05-03"), "3 mai 2026"),
        ("date", json!({ "precision": "month" }), &[("month", "5"), ("year", "2026")], json!("2026-05"), "mai 2026"),
        ("yes_no", json!({}), &[("", "Oui")], json!(true), "Oui"),
        ("choice", options.clone(), &[("", "b")], json!("b"), "Bus"),
        ("choices", options.clone(), &[("", "b"), ("", "a")], json!(["a", "b"]), "Vélo, Bus"),
        ("ranked", options, &[("1", "b"), ("2", "a")], json!(["b", "a"]), "1. Bus\n2. Vélo"),
        (
            "iban",
            json!({}),
            &[("", "fr14 2004 1010 0505 0001 3m02 606")],
            json!("FR1420041010050500013M02606"),
            "FR14\u{a0}2004\u{a0}1010\u{a0}0505\u{a0}0001\u{a0}3M02\u{a0}606",
        ),
        ("siret", json!({}), &[("", "200 046 977 00019")], json!("20004697700019"), "200\u{a0}046\u{a0}977\u{a0}00019"),
        ("plate", json!({}), &[("", "ab123cd")], json!("AB-123-CD"), "AB-123-CD"),
        (
            "address",
            json!({}),
            &[("street", "1 rue  Haute"), ("postcode", "69 003"), ("city", "Lyon"), ("lat", "45.75123456"), ("lon", "4.85")],
            json!({ "street": "1 rue Haute", "postcode": "69003", "city": "Lyon", "lat": 45.751234, "lon": 4.85 }),
            "1 rue Haute\n69003 Lyon",
        ),
        ("place", json!({}), &[("lat", "45.75"), ("lon", "4")], json!({ "lat": 45.75, "lon": 4.0 }), "Point sur la carte\u{a0}: 45.75, 4"),
        (
            "identity",
            json!({ "parts": ["given_names", "family_name", "birth_date"] }),
            &[
                ("given_names", "Zoé"),
                ("family_name", "N’Diaye"),
                ("birth_date.day", "29"),
                ("birth_date.month", "2"),
                ("birth_date.year", "2000"),
            ],
            json!({ "given_names": "Zoé", "family_name": "N’Diaye", "birth_date": "2000-02-29" }),
            "Zoé N’Diaye\nDate de naissance\u{a0}: 29 février 2000",
        ),
    ];
    for (name, settings, typed, kept, text) in rows {
        let (parsed, shown) = parse(name, settings, typed);
        assert_eq!((parsed.answer, first(&parsed.errors), shown.as_str()), (kept, ("", ""), text), "{name}");
    }
}

#[test]
fn what_is_wrong_says_what_to_do_and_where() {
    let options =
        json!({ "options": [{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }, { "value": "c", "label": "C" }], "max": 1 });
    let rows: [(&str, Json, Typed, &str, &str); 14] = [
        ("email", json!({}), &[("", "ana@")], "essai", "Écrivez une adresse e-mail complète. Exemple\u{a0}: nom@exemple.fr."),
        ("phone", json!({ "mobile": true }), &[("", "04 72 10 30 30")], "essai", "Écrivez un numéro de mobile. Il commence par 06 ou 07."),
        ("number", json!({}), &[("", "1,5")], "essai", "Écrivez un nombre entier, sans virgule."),
        ("number", json!({ "decimals": 1 }), &[("", "1,55")], "essai", "Écrivez au plus 1 chiffre après la virgule."),
        ("amount", json!({}), &[("", "douze")], "essai", "Écrivez un montant en euros. Exemple\u{a0}: 12,50."),
        (
            "date",
            json!({}),
            &[("day", "31"), ("month", "2"), ("year", "2026")],
            "essai",
            "Cette date n’existe pas. Vérifiez le jour, le mois et l’année.",
        ),
        ("date", json!({}), &[("", "mai 2026")], "essai", "Écrivez le jour, le mois et l’année. Exemple\u{a0}: 31 3 1980."),
        ("choices", options, &[("", "a"), ("", "b")], "essai", "Choisissez 1 réponse au plus."),
        (
            "iban",
            json!({}),
            &[("", "FR15 2004")],
            "essai",
            "Recopiez l’IBAN de votre relevé (RIB). Il commence par 2 lettres. Vérifiez chaque caractère.",
        ),
        (
            "address",
            json!({}),
            &[("street", "1 rue Haute"), ("city", "Lyon")],
            "essai.postcode",
            "Écrivez un code postal de 5 chiffres. Exemple\u{a0}: 69003.",
        ),
        ("place", json!({}), &[("details", "Au fond")], "essai.text", "Écrivez l’adresse ou le nom du lieu."),
        (
            "place",
            json!({ "position": true }),
            &[("text", "Le parc")],
            "essai",
            "Montrez le lieu sur la carte, ou choisissez une adresse de la liste.",
        ),
        (
            "identity",
            json!({}),
            &[("given_names", "Zoé"), ("family_name", "D4")],
            "essai.family_name",
            "Écrivez ce nom en lettres, sans chiffre.",
        ),
        (
            "identity",
            json!({ "parts": ["birth_date"] }),
            &[("birth_date", "2030-01-01")],
            "essai.birth_date",
            "Écrivez une date de naissance passée.",
        ),
    ];
    for (name, settings, typed, input, message) in rows {
        let (parsed, _) = parse(name, settings, typed);
        assert_eq!((first(&parsed.errors), parsed.answer), ((input, message), Json::Null), "{name}");
    }
}

#[test]
fn nothing_typed_is_no_answer_and_no_error() {
    for kind in crate::FIELDS.iter().filter(|kind| kind.name != "computed") {
        let (parsed, text) = parse(kind.name, serde_json::from_str(kind.example).unwrap(), &[("", "  ")]);
        assert_eq!((parsed, text.as_str()), (Parsed::EMPTY, ""), "{}", kind.name);
    }
}

#[test]
fn files_are_kept_once_and_refused_with_a_way_out() {
    let file = |id: &str, media_type: &str, size: u64| FileRef {
        id: id.into(),
        name: format!("{id}.pdf"),
        size,
        media_type: media_type.into(),
        sha256: id.into(),
        date: None,
    };
    let field = (kind("files").unwrap().load)(json!({ "max": 2, "max_size": 1 }).as_object().unwrap().clone()).unwrap();
    let send = |files: Vec<FileRef>| {
        let submitted = Submitted { files: [("essai".to_owned(), files)].into(), ..Submitted::default() };
        with_ctx(|ctx| field.parse(ctx, &submitted))
    };
    let good = file("a", "application/pdf", 10);
    assert_eq!(send(vec![good.clone(), good.clone()]).answer.as_array().unwrap().len(), 1);
    let message = |files| first(&send(files).errors).1.to_owned();
    assert_eq!(
        message(vec![file("b", "text/html", 10)]),
        "Choisissez un autre format pour «\u{a0}b.pdf\u{a0}»\u{a0}: PDF, photo (JPEG, PNG, WebP, HEIC)."
    );
    assert_eq!(
        message(vec![file("b", "application/pdf", 1_000_001)]),
        "Choisissez un fichier plus léger que «\u{a0}b.pdf\u{a0}»\u{a0}: 1\u{a0}Mo au plus."
    );
    assert_eq!(message(["a", "b", "c"].map(|id| file(id, "application/pdf", 1)).to_vec()), "Gardez 2 fichiers au plus.");
    assert_eq!(message(vec![file("b", "application/pdf", 0)]), "Le fichier «\u{a0}b.pdf\u{a0}» est vide. Choisissez un autre fichier.");
}

#[test]
fn settings_that_contradict_each_other_are_refused() {
    for (name, settings) in [
        ("text", json!({ "min_length": 5, "max_length": 2 })),
        ("long_text", json!({ "max_length": 0 })),
        ("number", json!({ "decimals": 7 })),
        ("choice", json!({ "options": [{ "value": "a", "label": "A" }] })),
        ("choice", json!({ "options": [{ "value": "a", "label": "A" }, { "value": "a", "label": "B" }] })),
        ("ranked", json!({ "options": [{ "value": "a", "label": "A" }, { "value": "b", "label": "B" }], "count": 3 })),
        ("files", json!({ "accept": [] })),
        ("files", json!({ "min": 3, "max": 2 })),
        ("files", json!({ "max_age": 3 })),
        ("files", json!({ "max_age": 3, "dated": "until" })),
        ("identity", json!({ "parts": ["family_name", "family_name"] })),
        ("table", json!({ "rows": [], "columns": [] })),
        ("block", json!({ "item": "Enfant", "fields": [] })),
        ("block", json!({ "item": "Enfant", "min": 4, "max": 2, "fields": [{ "slug": "a", "label": "A", "type": "text" }] })),
        ("text_block", json!({ "text": " " })),
    ] {
        let refusal = (kind(name).unwrap().load)(settings.as_object().unwrap().clone()).unwrap_err();
        assert!(refusal.ends_with('.') && !refusal.contains("expected"), "{name}: {refusal}");
    }
}

#[test]
fn a_point_counts_for_the_words_it_was_found_for() {
    let point = [("lat", "45.75"), ("lon", "4.85"), ("commune", "69123")];
    let read = |name: &str, typed: &[(&str, &str)]| parse(name, json!({}), &[typed, &point].concat()).0.answer;
    let pizay = [("street", "24 Rue Pizay"), ("postcode", "69001"), ("city", "Lyon"), ("id", "69381_5700")];
    let kept = read("address", &[&pizay[..], &[("found", "24 Rue Pizay, 69001 Lyon")]].concat());
    assert_eq!((&kept["lat"], &kept["commune"], &kept["id"]), (&json!(45.75), &json!("69123"), &json!("69381_5700")));
    let other = read("address", &[&pizay[..], &[("found", "24 Rue Pizay, 69002 Lyon")]].concat());
    assert_eq!(other, json!({ "street": "24 Rue Pizay", "postcode": "69001", "city": "Lyon" }), "she wrote another address after it");

    let place = |found: &str| read("place", &[("text", "Parc de la Tête d’Or"), ("found", found)]);
    assert_eq!(place("Parc de la Tête d’Or")["lat"], json!(45.75));
    assert_eq!(place("Place Bellecour"), json!({ "text": "Parc de la Tête d’Or" }));
    let shown = place("@carte");
    assert_eq!((&shown["lat"], &shown["shown"]), (&json!(45.75), &json!(true)), "a point shown on the map goes with any words");
}

#[test]
fn a_place_is_chosen_among_those_that_words_may_mean() {
    let (parsed, shown) = parse(
        "place",
        json!({ "position": true }),
        &[("text", "pizay"), ("found", ""), ("details", "Au fond"), ("choice", "45.767;4.835;69123;24 Rue Pizay, 69001 Lyon")],
    );
    assert_eq!(
        parsed.answer,
        json!({ "text": "24 Rue Pizay, 69001 Lyon", "details": "Au fond", "commune": "69123", "lat": 45.767, "lon": 4.835 })
    );
    assert_eq!(shown, "24 Rue Pizay, 69001 Lyon\nAu fond\nPoint sur la carte\u{a0}: 45.767, 4.835");
}

#[test]
fn the_commune_is_found_from_the_place() {
    let bron = [("street", "1 rue Haute"), ("postcode", "69500"), ("city", "Bron")];
    assert_eq!(parse("address", json!({}), &bron).0.answer["commune"], json!("69029"));
    let lyon = [("street", "1 rue Haute"), ("postcode", "69003"), ("city", "Lyon")];
    assert_eq!(parse("address", json!({}), &lyon).0.answer.get("commune"), None, "nothing tells it");
}
