//! Memory held by a server whose every instance was opened, and by each of them.

use std::thread;
use std::time::Duration;

use super::deployment::{Deployment, stop};
use super::figure::Figure;
use super::people::signed_in;
use super::probe::{Browser, Demo, Result, odd};
use super::process;
use super::sample::{Sample, rounds};

const ROUNDS: usize = 3;
/// Instances of the deployment that is measured.
const INSTANCES: usize = 60;
/// The aim, in megabytes.
const AIM: f64 = 150.0;
/// Connections without work are closed meanwhile, and what is periodic is done.
const IDLE: Duration = Duration::from_secs(60);

/// Measures the demonstration's instances, opens more as an operator does, and
/// measures again.
pub fn measure(deployment: &Deployment) -> Result<Vec<Figure>> {
    let demo = deployment.quiet()?;
    let mut operator = signed_in(&demo, "console", "operateur@example.org")?;
    let few = demo.instances().count();
    stop(demo)?;
    let with_few = held(deployment, &mut operator)?;

    let demo = deployment.quiet()?;
    open_more(&demo, &mut operator, INSTANCES.saturating_sub(few))?;
    // what opening asked for is done before the next start
    process::rest(demo.pid())?;
    stop(demo)?;
    let with_many = held(deployment, &mut operator)?;

    let demo = open_all(deployment, &mut operator)?;
    let many = demo.instances().count();
    let databases = process::databases_open(demo.pid())?;
    thread::sleep(IDLE);
    let idle = process::resident(demo.pid())?;
    stop(demo)?;
    let each = (with_many.median() - with_few.median()) / (many - few).max(1) as f64;
    Ok(vec![
        Figure::new(format!("memory, {many} instances open"), with_many, "MB").aim(AIM),
        Figure::new(format!("memory, {many} instances, idle for {} s", IDLE.as_secs()), idle, "MB").aim(AIM),
        Figure::new(format!("memory, {few} instances open"), with_few, "MB"),
        Figure::new("memory, each instance more", each, "MB"),
        Figure::new("databases open", databases as f64, ""),
    ])
}

/// What the server holds when every instance was opened, after several starts.
fn held(deployment: &Deployment, operator: &mut Browser) -> Result<Sample> {
    rounds(ROUNDS, || {
        let demo = open_all(deployment, operator)?;
        let held = process::resident(demo.pid())?;
        stop(demo).map(|()| held)
    })
}

/// Starts, has a page read in every instance, and waits for rest.
fn open_all(deployment: &Deployment, operator: &mut Browser) -> Result<Demo> {
    let demo = deployment.quiet()?;
    visit_all(&demo, operator)?;
    process::rest(demo.pid())?;
    Ok(demo)
}

/// A téléservice of every authority, and the operators' page that looks into
/// every database, those of the test instances too.
fn visit_all(demo: &Demo, operator: &mut Browser) -> Result<()> {
    let (portal, console) = (demo.site("portal"), demo.site("console"));
    let mut citizen = Browser::default();
    for authority in demo.instances().filter(|instance| !instance.contains('~')) {
        citizen.get(&format!("{portal}/{authority}/signalement"))?;
    }
    match operator.get(&format!("{console}/travaux"))?.status {
        200 => Ok(()),
        status => Err(odd(format!("the operators' page answered {status}"))),
    }
}

/// Gives communes the offer that has two instances, and opens them.
fn open_more(demo: &Demo, operator: &mut Browser, count: usize) -> Result<()> {
    let console = demo.site("console");
    let list = operator.visit(&format!("{console}/"))?;
    let communes = list.links().filter(|link| link.starts_with("/collectivites/"));
    let mut without: Vec<String> =
        communes.filter(|link| !demo.instances().any(|instance| link.ends_with(&format!("/{instance}")))).collect();
    without.sort();
    without.dedup();
    for commune in without.iter().take(count.div_ceil(2)) {
        let offer = operator.visit(&format!("{console}{commune}/offre/partenaire"))?;
        let page = operator.submit(&offer, &offer.form_with("version")?, &[])?;
        let opening = page.form_to("/ouvrir").ok_or_else(|| odd(format!("{commune} has nothing to open: {}", page.said())))?;
        operator.submit(&page, &opening, &[])?;
    }
    Ok(())
}
