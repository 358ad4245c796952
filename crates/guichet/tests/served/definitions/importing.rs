//! Bringing definitions in, and taking them back.

use super::desk::{BUVETTE, COMPOSTEUR, Desk, TEST};
use crate::place::Place;
use crate::probe::{Browser, Result};

/// A definition of Bron, with another title and a page less to read.
fn changed() -> String {
    BUVETTE.replacen("Ouvrir une buvette pour un événement", "Tenir une buvette", 1)
}

fn import<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["import", "--instance", TEST], more].concat()
}

#[test]
fn the_plan_is_said_and_nothing_is_done_without_a_yes() -> Result<()> {
    let desk = Desk::open()?;
    let before = desk.published()?;
    desk.write("composteur.toml", COMPOSTEUR)?;
    desk.write("buvette.toml", changed())?;
    desk.write("acte-mariage.toml", include_str!("../../../../../definitions/acte-mariage.toml"))?;
    let files = ["composteur.toml", "buvette.toml", "acte-mariage.toml"];
    let plan = [
        "added      composteur ",
        "function livreur (Livreur): the team « Accueil » will stand behind it",
        "tests: 1 green",
        "changed    buvette ",
        "titre changé de «\u{a0}Ouvrir une buvette pour un événement\u{a0}» en «\u{a0}Tenir une buvette\u{a0}»",
        "unchanged  acte-mariage ",
        "1 added, 1 changed, 1 unchanged, 0 refused.",
    ];
    let dry = desk.definition(&import(&[&["--dry-run"], &files[..]].concat()))?;
    dry.says(0, &plan);
    assert_eq!(dry.err, "", "nothing is asked");
    for answer in ["", "n\n", "peut-être\n"] {
        desk.answering(&[&["definition"], &import(&files)[..]].concat(), answer)?
            .says(1, &plan)
            .says(1, &["Import? [y/N]", "nothing is imported"]);
    }
    assert_eq!(desk.published()?, before);
    desk.answering(&[&["definition"], &import(&files)[..]].concat(), "oui\n")?.says(0, &["Imported in bron~test."]);
    assert_eq!(desk.published()?.len(), before.len() + 1);
    // done again, there is nothing to do and nothing is asked
    desk.definition(&import(&files))?.says(0, &["0 added, 0 changed, 3 unchanged, 0 refused."]);
    Ok(())
}

#[test]
fn imports_are_taken_back_one_after_the_other() -> Result<()> {
    let desk = Desk::open()?;
    let first = desk.published()?;
    desk.write("composteur.toml", COMPOSTEUR)?;
    desk.write("buvette.toml", changed())?;
    desk.definition(&import(&["--yes", "composteur.toml", "buvette.toml"]))?.says(0, &["Imported"]);
    let second = desk.published()?;
    desk.write("composteur.toml", COMPOSTEUR.replace("minutes = 3", "minutes = 4"))?;
    desk.definition(&import(&["--yes", "composteur.toml"]))?.says(0, &["durée, en minutes changé de «\u{a0}3\u{a0}» en «\u{a0}4\u{a0}»"]);
    let undo = ["undo", "--instance", TEST];
    desk.definition(&undo)?.says(0, &["composteur                   what was published before is published again"]);
    assert_eq!(desk.published()?, second);
    desk.definition(&undo)?.says(0, &["composteur                   published no more: it was new", "buvette "]);
    assert_eq!(desk.published()?, first);
    desk.definition(&undo)?.says(1, &["guichet: bron~test: there is no import to take back"]);
    // what was taken back can be brought in again
    desk.definition(&import(&["--yes", "composteur.toml", "buvette.toml"]))?.says(0, &["1 added, 1 changed"]);
    Ok(())
}

#[test]
fn what_is_exported_is_brought_in_unchanged() -> Result<()> {
    let desk = Desk::open()?;
    let published = desk.published()?;
    desk.definition(&["export", "--instance", TEST, "--into", "out"])?.says(0, &[&format!("{} definitions", published.len())]);
    let again = desk.definition(&["export", "--instance", TEST, "--into", "out"])?;
    again.says(1, &["already there, so nothing is written", "out/buvette.toml"]);
    desk.definition(&["export", "--instance", TEST])?.says(1, &["name one, or a folder with --into"]);
    desk.definition(&["export", "--instance", TEST, "absent"])?.says(1, &["bron~test publishes no « absent »"]);
    let told = desk.definition(&["export", "--instance", TEST, "buvette", "--json"])?;
    let exact = published.iter().find(|(path, _)| path.ends_with("/buvette.json")).map(|(_, text)| text.as_str());
    assert_eq!(Some(told.out.trim_end()), exact, "on the screen as in a file");
    desk.write("buvette.json", &told.out)?;
    desk.write("buvette.toml", desk.definition(&["export", "--instance", TEST, "buvette"])?.out)?;
    desk.definition(&import(&["buvette.json"]))?.says(0, &["unchanged  buvette"]);
    desk.definition(&import(&["buvette.toml", "out/acte-mariage.toml"]))?.says(0, &["0 added, 0 changed, 2 unchanged, 0 refused."]);
    Ok(())
}

#[test]
fn an_instance_that_is_not_open_is_named() -> Result<()> {
    let desk = Desk::open()?;
    desk.write("composteur.toml", COMPOSTEUR)?;
    let absent = desk.definition(&["import", "--yes", "--instance", "lyon", "composteur.toml"])?;
    absent.says(1, &["the instance lyon is not open: guichet instance open lyon"]);
    desk.definition(&["undo", "--instance", "lyon~test"])?.says(1, &["is not open"]);
    desk.definition(&["undo", "--instance", "Lyon 3e"])?.says(2, &["write bron or bron~test"]);
    desk.definition(&["undo", "--instance", TEST, "--demo", "nowhere"])?.says(1, &["nowhere: there is no demonstration"]);
    desk.definition(&["undo", "--instance", TEST, "--config", "nowhere.toml"])?.says(1, &["nowhere.toml"]);
    Ok(())
}

/// While it is served, in production: what citizens find follows.
#[test]
fn a_served_demonstration_follows() -> Result<()> {
    let place = Place::new()?;
    let demo = place.start(&[])?;
    let desk = Desk::bare()?;
    desk.write("composteur.toml", COMPOSTEUR)?;
    let at = |command: &'static str, more: &[&'static str]| {
        let folder = place.folder();
        [
            vec!["definition".to_owned(), command.to_owned(), "--demo".to_owned(), folder, "--instance".to_owned(), "bron".to_owned()],
            more.iter().map(ToString::to_string).collect(),
        ]
        .concat()
    };
    let run = |words: Vec<String>| desk.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let page = format!("{}/bron/composteur", demo.site("portal"));
    let mut browser = Browser::default();
    assert_eq!(browser.get(&page)?.status, 404);
    run(at("import", &["--yes", "composteur.toml"]))?.says(0, &["Imported in bron."]);
    let shown = browser.get(&page)?;
    assert_eq!((shown.status, shown.html.contains("Demander un composteur")), (200, true));
    run(at("undo", &[]))?.says(0, &["published no more"]);
    assert_eq!(browser.get(&page)?.status, 404);
    Ok(())
}
