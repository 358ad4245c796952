//! Memory held once every instance was visited.

use super::figure::Figure;
use super::probe::{Browser, Result};
use super::{Bench, cpu};

/// The aim, in megabytes.
const AIM: f64 = 150.0;
/// The platform's database and the identity provider's.
const SHARED: usize = 2;

/// Visits a téléservice of every open instance, then looks.
pub fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    let portal = bench.demo.site("portal");
    let mut browser = Browser::default();
    let authorities = bench.demo.instances().filter(|instance| !instance.contains('~'));
    let mut opened = SHARED;
    for authority in authorities {
        browser.get(&format!("{portal}/{authority}/signalement"))?;
        opened += 1;
    }
    Ok(vec![
        Figure::new("memory, every instance open", cpu::resident(bench.demo.pid())?, "MB").aim(AIM),
        Figure::new("databases open", opened as f64, ""),
    ])
}
