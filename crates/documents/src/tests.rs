//! What readers get: the file, its texts, its structure.

use kernel::{
    Rng,
    rng::{SeededRng, below},
};
use krilla::SerializeSettings;

use crate::{
    Block, Document, Letterhead, Level, Rendered,
    compose::compose,
    export::export,
    faces::Faces,
    paginate::paginate,
    render,
    strip::{Mark, Owner},
};

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "Accusé de réception".into(),
        language: "fr",
        authority: Letterhead { name: "Ville de Lys".into(), lines: vec!["1, place de la Mairie".into()], colour: Some([0, 72, 120]) },
        created: "2026-11-22T09:30:00Z".parse().unwrap(),
        reference: Some("ECN-2026-7".into()),
        blocks,
        footer: "Vos données vous appartiennent.".into(),
    }
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

fn one_of_each() -> Vec<Block> {
    vec![
        Block::Heading(Level::Two, "Vos réponses".into()),
        Block::Paragraph("Votre demande est reçue.\nGardez ce document.".into()),
        Block::Bullets(texts(["Un agent la lit.", "Il vous répond."])),
        Block::Pairs { caption: "Identité".into(), rows: vec![("Nom".into(), "Œuvrard".into()), ("Prénom".into(), String::new())] },
        Block::Rule,
        Block::Heading(Level::Three, "Pièces".into()),
        Block::Table { caption: "Fichiers".into(), headers: texts(["Nom", "Taille"]), rows: vec![texts(["acte.pdf", "2\u{202f}Mo"])] },
        Block::Space,
        Block::Emphasis("Code\u{a0}: K7QM".into()),
    ]
}

/// The file with its objects in clear.
fn in_clear(document: &Document) -> String {
    let settings = SerializeSettings { compress_content_streams: false, pretty: true, ..SerializeSettings::default() };
    String::from_utf8_lossy(&export(document, settings).unwrap().pdf).into_owned()
}

/// The content lines of a document, in reading order.
fn lines(document: &Document) -> Vec<String> {
    let faces = Faces::embedded().unwrap();
    let marks = paginate(&compose(document, faces).strips, 780.0).into_iter().flatten();
    let content = marks.filter_map(|mark| match mark {
        Mark::Text(text) if matches!(text.owner, Owner::Node(_)) => Some(text.text),
        _ => None,
    });
    content.collect()
}

fn many_rows(count: usize) -> Block {
    let rows = (0..count).map(|row| vec![format!("acte-{row}.pdf"), "2 Mo".into()]).collect();
    Block::Table { caption: "Fichiers".into(), headers: texts(["Nom", "Taille"]), rows }
}

#[test]
fn every_text_is_shown_in_reading_order() {
    let expected = [
        "Ville de Lys",
        "1, place de la Mairie",
        "Accusé de réception",
        "Référence\u{a0}: ECN-2026-7. Document établi le 22\u{a0}novembre\u{a0}2026.",
        "Vos réponses",
        "Votre demande est reçue.",
        "Gardez ce document.",
        "•\u{a0}",
        "Un agent la lit.",
        "•\u{a0}",
        "Il vous répond.",
        "Identité",
        "Nom",
        "Œuvrard",
        "Prénom",
        "\u{a0}",
        "Pièces",
        "Fichiers",
        "Nom",
        "Taille",
        "acte.pdf",
        "2\u{a0}Mo",
        "Code\u{a0}: K7QM",
    ];
    assert_eq!(lines(&document(one_of_each())), expected);
}

#[test]
fn the_file_has_a_structure_to_read() {
    let pdf = in_clear(&document(one_of_each()));
    assert!(pdf.starts_with("%PDF-1.7"));
    let count = |name: &str| pdf.matches(&format!("/S /{name}\n")).count();
    let expected = [
        ("Document", 1),
        ("H1", 1),
        ("H2", 1),
        ("H3", 1),
        ("P", 5),
        ("L", 1),
        ("LI", 2),
        ("Lbl", 2),
        ("LBody", 2),
        ("Table", 2),
        ("Caption", 2),
        ("THead", 1),
        ("TBody", 2),
        ("TR", 4),
        ("TH", 4),
        ("TD", 4),
    ];
    assert_eq!(expected.map(|(name, _)| (name, count(name))), expected);
    assert_eq!(pdf.matches("/Scope /Row").count(), 2);
    assert_eq!(pdf.matches("/Scope /Column").count(), 2);
}

#[test]
fn the_file_says_what_it_is() {
    let pdf = in_clear(&document(vec![]));
    for said in [
        "<pdfuaid:part>1<",
        "/DisplayDocTitle true",
        "/Lang (fr)",
        "Accusé de réception</rdf:li>",
        "2026-11-22T10:30:00+01:00",
        "/Outlines",
    ] {
        assert!(pdf.contains(said), "{said}");
    }
}

#[test]
fn the_same_document_is_the_same_file() {
    let document = document(one_of_each());
    assert!(render(&document).unwrap().pdf == render(&document).unwrap().pdf);
}

#[test]
fn pages_grow_with_the_text() {
    let pages = |rows| render(&document(vec![many_rows(rows)])).unwrap().pages;
    assert_eq!((pages(5), pages(30), pages(100)), (1, 2, 4));
}

#[test]
fn a_header_drawn_again_is_read_once() {
    let long = document(vec![many_rows(100)]);
    assert_eq!(lines(&long).iter().filter(|line| *line == "Taille").count(), 1);
    assert_eq!(in_clear(&long).matches("/Scope /Column").count(), 2);
}

#[test]
fn a_cell_longer_than_a_page_goes_on() {
    let long = "Un texte long. ".repeat(1000);
    let document = document(vec![Block::Pairs { caption: String::new(), rows: vec![("Motif".into(), long.clone())] }]);
    assert!(render(&document).unwrap().pages > 3);
    assert!(lines(&document).concat().contains(long.trim()));
}

#[test]
fn levels_never_skip_one() {
    let pdf = in_clear(&document(vec![Block::Heading(Level::Three, "Pièces".into())]));
    assert!(pdf.contains("H2") && !pdf.contains("H3"));
}

#[test]
fn what_the_fonts_lack_is_counted_and_kept_for_speech() {
    let document = document(vec![Block::Paragraph("علي 😀".into())]);
    let Rendered { replaced, .. } = render(&document).unwrap();
    assert_eq!(replaced, 4);
    assert!(in_clear(&document).contains("/ActualText"));
}

#[test]
fn a_document_without_a_word_has_a_title() {
    let nothing = Document {
        title: " ".into(),
        language: "fr",
        authority: Letterhead { name: String::new(), lines: vec![], colour: None },
        created: kernel::Timestamp::MIN,
        reference: Some("\u{200b}".into()),
        blocks: vec![],
        footer: String::new(),
    };
    assert_eq!(render(&nothing).unwrap().pages, 1);
    assert_eq!(lines(&nothing)[0], "Document");
}

/// Texts of the characters most likely to do harm.
struct Texts(SeededRng);

impl Texts {
    fn text(&self) -> String {
        const ALPHABET: [&str; 20] = [
            "e",
            " ",
            "\n",
            "\u{a0}",
            "\u{202f}",
            "œ",
            "fi",
            "\0",
            "\u{301}",
            "\u{feff}",
            "\u{fffe}",
            "😀",
            "👩\u{200d}🚒",
            "علي",
            "漢",
            "\u{e000}",
            "-",
            "(\\<</Type>>)",
            "\u{10ffff}",
            "µμ",
        ];
        let length = [0, 1, 12, 300][self.below(4)];
        let word = ["", " "][self.below(2)];
        (0..length).map(|_| ALPHABET[self.below(ALPHABET.len())]).collect::<Vec<_>>().join(word)
    }

    fn several(&self) -> Vec<String> {
        (0..self.below(6)).map(|_| self.text()).collect()
    }

    fn block(&self) -> Block {
        match self.below(7) {
            0 => Block::Heading([Level::One, Level::Two, Level::Three][self.below(3)], self.text()),
            1 => Block::Paragraph(self.text()),
            2 => Block::Bullets(self.several()),
            3 => Block::Pairs { caption: self.text(), rows: (0..self.below(4)).map(|_| (self.text(), self.text())).collect() },
            4 => Block::Table { caption: self.text(), headers: self.several(), rows: (0..self.below(4)).map(|_| self.several()).collect() },
            5 => Block::Emphasis(self.text()),
            _ => [Block::Rule, Block::Space][self.below(2)].clone(),
        }
    }

    fn document(&self) -> Document {
        let authority = Letterhead { name: self.text(), lines: self.several(), colour: Some(self.colour()) };
        let blocks = (0..self.below(5)).map(|_| self.block()).collect();
        Document { title: self.text(), reference: Some(self.text()), authority, footer: self.text(), ..document(blocks) }
    }

    fn colour(&self) -> [u8; 3] {
        let mut colour = [0; 3];
        self.0.fill(&mut colour);
        colour
    }

    fn below(&self, bound: usize) -> usize {
        usize::try_from(below(&self.0, bound as u64)).unwrap()
    }
}

#[test]
fn any_text_makes_a_conforming_file() {
    for seed in 0..30 {
        let document = Texts(SeededRng::new(seed)).document();
        let rendered = render(&document);
        assert!(rendered.is_ok_and(|rendered| rendered.pdf.starts_with(b"%PDF")), "seed {seed}");
    }
}

#[test]
fn no_line_is_wider_than_the_page() {
    let faces = Faces::embedded().unwrap();
    for seed in 100..140 {
        let pages = paginate(&compose(&Texts(SeededRng::new(seed)).document(), faces).strips, 780.0);
        for mark in pages.iter().flatten() {
            let Mark::Text(text) = mark else { continue };
            let right = text.x + faces.width(text.text.trim_end_matches(' '), text.style);
            assert!(right <= crate::style::PAGE_WIDTH && text.baseline <= 780.0, "seed {seed}: {:?}", text.text);
        }
    }
}

/// A page that holds one line, drawn so.
fn one_line_of(draw: impl Fn(&mut krilla::surface::Surface<'_>)) -> Vec<u8> {
    let settings = SerializeSettings { compress_content_streams: false, ..SerializeSettings::default() };
    let mut file = krilla::Document::new_with(settings);
    let mut page = file.start_page();
    draw(&mut page.surface());
    page.finish();
    file.finish().unwrap()
}

/// Ligatures and forms that depend on their neighbours apart: a character is one glyph, always the same.
#[test]
fn letters_stand_where_a_shaper_would_put_them() {
    let faces = Faces::embedded().unwrap();
    let start = krilla::geom::Point::from_xy(20.0, 20.0);
    for style in [crate::style::BODY, crate::style::STRONG] {
        for text in [
            "Avenue Tony-Garnier, AVEC « l’Été » : 12\u{a0}€ – Wagram, n° 7, Œuvre",
            "Tour Yvonne, rue de l’Abbé-Faÿ, Lyon 69007 ; To. Va, P.-J. r.y",
        ] {
            let ours =
                one_line_of(|surface| surface.draw_glyphs(start, &faces.glyphs(text, style), faces.font(style), text, style.size, false));
            let shaped = one_line_of(|surface| {
                surface.draw_text(start, faces.font(style), style.size, text, false, krilla::text::TextDirection::LeftToRight);
            });
            assert!(ours == shaped, "{text}");
        }
    }
}
