//! Files that are broken, endless or made to hurt: each is told, none stops
//! the others, nothing panics.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use publik::{FileState, Import, SourceFile, Verdict, Weight, import};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const FORM: &str = include_str!("../fixtures/formulaires/occupation-domaine.wcs");
const CIRCUIT: &str = include_str!("../fixtures/circuits/instruction.wcs");
const BLOCK: &str = include_str!("../fixtures/blocs/engin.wcs");

fn file(name: &str, text: &str) -> SourceFile {
    SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
}

fn of(texts: &[&str]) -> Import {
    import(&texts.iter().enumerate().map(|(index, text)| file(&format!("fichier-{index}.wcs"), text)).collect::<Vec<_>>())
}

/// A form with one question, of this workflow.
fn form(slug: &str, workflow: &str) -> String {
    format!(
        "<formdef><name>{slug}</name><url_name>{slug}</url_name><workflow slug='{workflow}'>x</workflow><fields><field><id>1</id><type>string</type><label>Nom</label><varname>nom</varname></field></fields></formdef>"
    )
}

fn status(id: &str, items: &str) -> String {
    format!("<status><id>{id}</id><name>Statut {id}</name><items>{items}</items></status>")
}

fn workflow(statuses: &str) -> String {
    format!(
        "<workflow><name>c</name><slug>c</slug><roles><role id='_receiver'>Agent</role></roles><possible_status>{statuses}</possible_status></workflow>"
    )
}

fn jump(to: &str) -> String {
    format!("<item type='jump'><status>{to}</status></item>")
}

/// The import of one form whose workflow has these statuses; it can be published.
fn with(statuses: &str) -> Import {
    let import = of(&[&form("f", "c"), &workflow(statuses)]);
    let errors: Vec<_> = import.report.forms[0].findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    import
}

#[test]
fn a_broken_file_is_told_and_stops_nothing() {
    let half = &FORM[..FORM.len() / 2];
    let bomb = "<!DOCTYPE a [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><formdef><name>&b;</name></formdef>";
    let deep = "<a>".repeat(10_000);
    let import = of(&[half, bomb, &deep, "rien", "", "<inconnu/>", "<formdef", &form("f", "absent"), CIRCUIT]);
    let states: Vec<FileState> = import.report.files.iter().map(|file| file.state).collect();
    assert_eq!(states.iter().filter(|state| **state == FileState::Refused).count(), 4);
    assert_eq!(states.iter().filter(|state| **state == FileState::Ignored).count(), 3);
    assert!(import.report.files.iter().filter(|file| file.state == FileState::Refused).all(|file| file.message.starts_with("Ligne ")));
    assert_eq!(import.definitions.len(), 1);
}

#[test]
fn an_archive_is_opened_and_a_broken_one_is_told() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("formdefs_xml/1", FORM), ("workflows_xml/7", CIRCUIT), ("blockdefs_xml/2", BLOCK), ("config.pck", "\u{0}binaire")]
    {
        writer.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let whole = import(&[SourceFile { name: "site.zip".into(), bytes: bytes.clone() }]);
    assert_eq!(whole.definitions.len(), 1);
    assert_eq!(whole.report.forms[0].workflow, "Instruction avec compléments");
    assert!(whole.report.files.iter().any(|file| file.name == "site.zip › config.pck" && file.state == FileState::Ignored));
    let cut = import(&[SourceFile { name: "site.zip".into(), bytes: bytes[..bytes.len() / 2].to_vec() }]);
    assert_eq!(cut.report.files[0].state, FileState::Refused);
    assert!(cut.definitions.is_empty());
}

#[test]
fn endless_turns_are_cut() {
    for statuses in [
        status("a", &jump("a")),
        format!("{}{}", status("a", &jump("b")), status("b", &jump("a"))),
        format!("{}{}{}", status("a", &jump("b")), status("b", &jump("c")), status("c", &jump("b"))),
        format!(
            "{}{}",
            status("a", "<item type='jump'><status>b</status><condition><type>django</type><value>form_var_nom</value></condition></item>"),
            status("b", &jump("a"))
        ),
    ] {
        let import = with(&statuses);
        assert_eq!(import.report.forms[0].verdict, Verdict::ToCheck);
        assert!(import.report.forms[0].notes.iter().any(|note| note.message.contains("sans fin")), "{statuses}");
    }
}

#[test]
fn odd_workflows_still_give_one_that_ends() {
    let long: String = (0..400).map(|index| status(&index.to_string(), &jump(&(index + 1).to_string()))).collect();
    let choice = |to: &str| {
        format!("<item type='choice'><label>Aller</label><by><item role_id='_receiver'>_receiver</item></by><status>{to}</status></item>")
    };
    for statuses in [
        String::new(),
        status("a", ""),
        status("a", &jump("absent")),
        status("a", &choice("a")),
        format!("{}{}", status("a", &choice("b")), status("b", &choice("a"))),
        format!("{}{}", status("a", ""), status("a", &choice("a"))),
        format!("{}{}", status("a", ""), status("perdu", &choice("a"))),
        status("a", "<item type='chose'/><item/><item type='sendmail'/><item type='form'/><item type='choice'/>"),
        long,
    ] {
        let import = with(&statuses);
        let closed =
            import.definitions[0].definition.workflow.statuses.iter().filter(|status| status.nature == workflow::Nature::Closed).count();
        assert!(closed > 0, "{statuses:.200}");
    }
}

#[test]
fn twins_and_missing_parts_are_told() {
    let import = of(&[&form("f", "c"), &form("f", "c"), BLOCK, BLOCK, &FORM.replace("block:engin", "block:absent")]);
    let slugs: Vec<&str> = import.definitions.iter().map(|one| one.slug.as_str()).collect();
    assert_eq!(slugs, ["f", "f-2", "occupation-domaine"]);
    assert!(import.report.files.iter().any(|file| file.message.contains("même nom technique")));
    let missing = &import.report.forms[2].notes;
    let note = missing.iter().find(|note| note.message.contains("bloc «\u{a0}absent\u{a0}»")).unwrap();
    assert_eq!((note.weight, note.place.as_str()), (Weight::Redo, "Occuper le domaine public › Les engins › Engins"));
}

#[test]
fn the_same_files_give_the_same_import() {
    let texts = [FORM, CIRCUIT, BLOCK];
    assert_eq!(of(&texts), of(&texts));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_file_cut_or_mixed_never_breaks_the_import(which in 0..3_usize, start in 0.0..1.0_f64, length in 0.0..0.3_f64, again in any::<bool>(), junk in "[<>&;/a-z{}%|\" ]{0,20}") {
        let mut texts = [FORM, CIRCUIT, BLOCK].map(str::to_owned);
        let bytes = texts[which].as_bytes();
        let place = |share: f64| (share * bytes.len() as f64) as usize;
        let (from, to) = (place(start), (place(start) + place(length)).min(bytes.len()));
        let middle = if again { [&bytes[from..to], &bytes[from..to]].concat() } else { junk.into_bytes() };
        texts[which] = String::from_utf8_lossy(&[&bytes[..from], &middle, &bytes[to..]].concat()).into_owned();
        let import = of(&texts.each_ref().map(String::as_str));
        prop_assert!(import.report.to_markdown().len() > 100);
    }

    #[test]
    fn settings_of_any_kind_never_break_the_import(name in "[a-z_]{1,12}", value in "\\PC{0,60}", condition in "\\PC{0,60}") {
        let clean = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
        let value = clean(&value);
        let field = format!("<field><id>1</id><type>{}</type><label>{value}</label><varname>{value}</varname><hint>{value}</hint><{name}>{value}</{name}><condition><type>django</type><value>{}</value></condition></field>", name.trim_matches('_'), clean(&condition));
        let form = format!("<formdef><name>{value}</name><url_name>{value}</url_name><fields>{field}</fields></formdef>");
        let import = of(&[&form]);
        prop_assert_eq!(import.definitions.len(), 1);
        let errors: Vec<_> = import.report.forms[0].findings.iter().filter(|finding| finding.is_error()).collect();
        prop_assert!(errors.is_empty() || import.report.forms[0].verdict == Verdict::ToRedo);
    }
}
