use super::*;
use crate::Action;

fn brand() -> Brand {
    Brand {
        name: "Ville de Bron".into(),
        colour: "#b3001b".into(),
        from: Sender { name: "Ville de Bron".into(), address: Email::parse("guichet@example.fr").unwrap() },
        reply_to: None,
    }
}

fn letter() -> Letter {
    Letter {
        subject: "Votre demande est arrivée\r\nBcc: x@y.fr".into(),
        greeting: Some("Bonjour Zoé <b>D’Arc</b>,".into()),
        paragraphs: vec!["Nous avons reçu votre demande.\nNous la lisons.".into()],
        facts: vec![("Numéro".into(), "BRON-42".into())],
        action: Some(Action { label: "Suivre ma demande".into(), url: "https://guichet.example/d/1?a=1&b=\"2".into() }),
        after: vec!["Gardez ce numéro.".into()],
        signature: vec!["L’accueil".into(), "Ville de Bron".into()],
    }
}

fn composed(letter: &Letter) -> Mail {
    compose(letter, &brand(), Email::parse("zoe@example.fr").unwrap().into(), "k")
}

#[test]
fn the_text_says_all_in_order() {
    let expected = "Bonjour Zoé <b>D’Arc</b>,\n\nNous avons reçu votre demande.\nNous la lisons.\n\nNuméro\u{a0}: BRON-42\n\n\
                    Suivre ma demande\u{a0}:\nhttps://guichet.example/d/1?a=1&b=\"2\n\nGardez ce numéro.\n\nL’accueil\nVille de Bron\n";
    assert_eq!(composed(&letter()).text, expected);
}

#[test]
fn the_html_says_the_same_and_nothing_in_it_is_markup() {
    let html = composed(&letter()).html;
    for said in [
        "<html lang=\"fr\"",
        "<title>Votre demande est arrivée Bcc: x@y.fr</title>",
        "Bonjour Zoé &lt;b&gt;D’Arc&lt;&#x2f;b&gt;,",
        "Nous avons reçu votre demande.<br>Nous la lisons.",
        "BRON-42</dd>",
        "<a href=\"https:&#x2f;&#x2f;guichet.example&#x2f;d&#x2f;1?a=1&amp;b=&quot;2\"",
        ">Suivre ma demande</a>",
        "Gardez ce numéro.",
        "L’accueil<br>Ville de Bron",
        "border-top:6px solid #b3001b",
        "color:#ffffff",
    ] {
        assert!(html.contains(said), "{said} in {html}");
    }
    assert_eq!(html.matches("<table").count(), html.matches("<table role=\"presentation\"").count());
}

#[test]
fn a_short_letter_has_no_empty_block() {
    let letter = Letter { subject: "Bonjour".into(), paragraphs: vec!["Tout va bien.".into()], ..Letter::default() };
    let mail = composed(&letter);
    assert_eq!(mail.text, "Tout va bien.\n");
    for absent in ["<dl", "<a ", "{{", "{%"] {
        assert!(!mail.html.contains(absent), "{absent} in {}", mail.html);
    }
}

#[test]
fn a_title_is_one_line() {
    assert_eq!(one_line(" a\u{2028}b\u{0}\tc\u{a0}: \r\n"), "a b c\u{a0}:");
}

#[test]
fn a_message_prints_nothing_personal() {
    let (letter, mail) = (letter(), composed(&letter()));
    let printed = format!("{letter:?} {mail:?}");
    assert_eq!(printed, "Letter(‹personal›) Mail { key: \"k\", .. }");
}
