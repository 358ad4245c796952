//! Files that are wrong, cut, endless or hostile: each is named with the place,
//! and nothing is stored.

use super::desk::{BUVETTE, COMPOSTEUR, Desk, TEST};
use crate::probe::Result;

/// A file, its text, and what must be said of it.
type Case = (&'static str, String, Vec<&'static str>);

fn cases() -> Vec<Case> {
    let cut = COMPOSTEUR.find("[[form.pages.fields]]").map(|at| &COMPOSTEUR[..at + 40]).unwrap_or_default();
    let (before, after) = COMPOSTEUR.split_at(COMPOSTEUR.find("[[inputs.livraison]]").unwrap_or_default());
    let one_more = |n| format!("\n[[form.pages.fields]]\nslug = \"f{n}\"\nlabel = \"F\"\ntype = \"text\"\n");
    let endless: String = [before.to_owned()].into_iter().chain((0..50_000).map(one_more)).chain([after.to_owned()]).collect();
    // two transitions that take each other, at once and for ever
    let turn = |name: &str| {
        format!(
            "[[workflow.transitions]]\nslug = \"{name}\"\nfrom = [\"recue\"]\nto = \"recue\"\nlabel = \"Tourner\"\n\n\
             [[workflow.automations]]\nslug = \"{name}\"\nin_status = [\"recue\"]\ntransition = \"{name}\"\n\n"
        )
    };
    let turning = COMPOSTEUR.replace("[messages.recue]", &format!("{}{}[messages.recue]", turn("un"), turn("deux")));
    let steering = COMPOSTEUR.replace("Demander un composteur", "\\u001b[2J").replace("surface = 40", "surface = 4");
    vec![
        ("cut.toml", cut.to_owned(), vec!["cut.toml: TOML parse error at line"]),
        ("cut.json", "{\"schema_version\": 1,\n\"slug\": \"com".to_owned(), vec!["cut.json: EOF while parsing a string at line 2"]),
        ("empty.toml", String::new(), vec!["empty.toml: ", "missing field `schema_version`"]),
        ("key.toml", COMPOSTEUR.replace("minutes = 3", "minuts = 3"), vec!["key.toml: ", "line 11", "unknown field `minuts`"]),
        ("deep.json", format!("{}1", "{\"a\":".repeat(200_000)), vec!["deep.json: ", "line 1"]),
        ("deep.toml", format!("a = {}", "[".repeat(1_000_000)), vec!["deep.toml: ", "line 1"]),
        ("large.toml", "# x\n".repeat(1_000_001), vec!["large.toml: larger than 4 MB"]),
        ("endless.toml", endless, vec!["refused    composteur", "form.pages: Il y a 50003 questions, celles des blocs"]),
        ("wrong.toml", COMPOSTEUR.replace("surface >= 20", "surfaces >= 20"), vec!["error    form.pages.jardin.fields.surface.checks"]),
        ("red.toml", COMPOSTEUR.replace("surface = 40", "surface = 4"), vec!["red test « Un composteur est livré »", "Étape 4"]),
        ("turning.toml", turning, vec!["error    workflow.statuses.recue: La demande revient ici sans fin"]),
        ("steering.toml", steering, vec!["refused    composteur                   \u{fffd}[2J"]),
    ]
}

#[test]
fn each_is_named_with_its_place_and_nothing_is_stored() -> Result<()> {
    let desk = Desk::open()?;
    let before = desk.published()?;
    // what is sound beside does not pass either
    desk.write("buvette.toml", BUVETTE.replacen("minutes = ", "minutes = 1", 1))?;
    for (name, text, words) in cases() {
        desk.write(name, text)?;
        let told = desk.definition(&["import", "--yes", "--instance", TEST, "buvette.toml", name])?;
        told.says(1, &words).says(1, &["nothing is imported"]);
        assert!(!told.out.contains('\u{1b}') && !told.err.contains('\u{1b}'), "{name} steers the terminal: {told:?}");
    }
    assert_eq!(desk.published()?, before);
    Ok(())
}

#[test]
fn what_is_no_definition_at_all_is_named() -> Result<()> {
    let desk = Desk::open()?;
    desk.write("bytes.toml", b"slug = \"a\"\n\xff\xfe")?;
    desk.write("folder/a.toml", COMPOSTEUR)?;
    let import = |files: &[&str]| desk.definition(&[&["import", "--yes", "--instance", TEST], files].concat());
    import(&["absent.toml", "folder", "bytes.toml"])?.says(
        1,
        &["absent.toml: No such file", "folder: this is a folder", "bytes.toml: line 2: this is not text in UTF-8", "nothing is imported"],
    );
    desk.write("same.toml", COMPOSTEUR)?;
    import(&["same.toml", "folder/a.toml"])?.says(1, &["another file of this import has the same name", "2 refused"]);
    import(&[])?.says(2, &["<FILE>"]);
    Ok(())
}

#[test]
fn what_the_metropole_shares_stays_hers() -> Result<()> {
    let desk = Desk::open()?;
    let shared = include_str!("../../../../../definitions/signalement.toml");
    desk.write("signalement.toml", shared.replacen("minutes = ", "minutes = 1", 1))?;
    let told = desk.definition(&["import", "--yes", "--instance", "bron", "signalement.toml"])?;
    told.says(1, &["refused    signalement", "the Métropole shares it"]);
    Ok(())
}
