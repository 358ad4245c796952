//! Memory held once every database was opened.

use super::figure::Figure;
use super::probe::{Browser, Result, odd, sign_in};
use super::{Bench, process};

/// The aim, in megabytes.
const AIM: f64 = 150.0;

/// Visits a téléservice of every authority, and the operators' page that looks
/// into every database, those of the test instances too.
pub fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    let demo = &bench.demo;
    let (portal, console) = (demo.site("portal"), demo.site("console"));
    let mut browser = Browser::default();
    for authority in demo.instances().filter(|instance| !instance.contains('~')) {
        browser.get(&format!("{portal}/{authority}/signalement"))?;
    }
    sign_in(&mut browser, &console, &demo.account("operateur@example.org")?)?;
    let looked = browser.get(&format!("{console}/travaux"))?.status;
    if looked != 200 {
        return Err(odd(format!("the operators' page answered {looked}")));
    }
    Ok(vec![
        Figure::new("memory, every database open", process::resident(demo.pid())?, "MB").aim(AIM),
        Figure::new("databases open", process::databases_open(demo.pid())? as f64, ""),
    ])
}
