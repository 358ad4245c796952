//! Two definitions compared, checked and tested from the command line.

use super::desk::{BUVETTE, COMPOSTEUR, Desk};
use crate::probe::Result;

#[test]
fn diff_ends_as_diff_does() -> Result<()> {
    let desk = Desk::open()?;
    desk.write("a.toml", BUVETTE)?;
    desk.write("b.toml", BUVETTE.replacen("Ouvrir une buvette pour un événement", "Tenir une buvette", 1))?;
    let same = desk.definition(&["diff", "a.toml", "bron~test:buvette"])?;
    assert_eq!((same.code, same.out.as_str(), same.err.as_str()), (0, "", ""));
    let told = desk.definition(&["diff", "bron:buvette", "b.toml"])?;
    told.says(1, &["titre changé de «\u{a0}Ouvrir une buvette pour un événement\u{a0}» en «\u{a0}Tenir une buvette\u{a0}»"]);
    assert_eq!(told.err, "");
    desk.definition(&["diff", "a.toml", "absent.toml"])?.says(2, &["guichet: absent.toml: No such file"]);
    desk.definition(&["diff", "a.toml", "bron:absent"])?.says(2, &["bron publishes no « absent »"]);
    desk.definition(&["diff", "a.toml", "lyon:buvette"])?.says(2, &["the instance lyon is not open"]);
    Ok(())
}

#[test]
fn check_and_test_name_the_file() -> Result<()> {
    let desk = Desk::bare()?;
    desk.write("sound.toml", COMPOSTEUR)?;
    desk.write("wrong.toml", COMPOSTEUR.replace("surface >= 20", "surfaces >= 20"))?;
    desk.write("red.toml", COMPOSTEUR.replace("surface = 40", "surface = 4"))?;
    assert_eq!(desk.definition(&["check", "sound.toml"])?.says(0, &[]).out, "");
    desk.definition(&["check", "wrong.toml"])?.says(1, &["error    form.pages.jardin", "guichet: wrong.toml: 1 errors"]);
    desk.definition(&["test", "sound.toml"])?.says(0, &["ok   Un composteur est livré"]);
    desk.definition(&["test", "red.toml"])?
        .says(1, &["RED  Un composteur est livré", "Étape 4", "guichet: red.toml: 1 of 1 tests are red"]);
    desk.definition(&["test", "wrong.toml"])?.says(1, &["guichet: wrong.toml: it does not compile"]);
    Ok(())
}
