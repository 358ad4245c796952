//! The server's CPU for the lists of the desk, in an instance of many cases
//! beside the same lists in the same instance when it held few.

use super::deployment::{Deployment, stop};
use super::figure::Figure;
use super::load;
use super::people::signed_in;
use super::probe::{Browser, Demo, Page, Result, odd};
use super::sample::{Sample, cpu};

/// Cases at first.
const FEW: u32 = 20_000;
/// The aim: a list costs at most this many times what it costs with few cases.
const AIM: f64 = 1.5;
/// Lines on a page.
const LINES: usize = 50;
/// The page that is read far in the list.
const FAR: usize = 50;
/// A family name that one case in 200 bears.
const NAME: &str = "marquet";

/// Who reads a list, and how its address is found.
struct List {
    name: &'static str,
    login: &'static str,
    find: fn(&mut Browser, &str) -> Result<String>,
    /// Lines that it shows.
    lines: usize,
}

/// Sees every case.
const ADMINISTRATOR: &str = "agent.bron@example.org";
/// Sees the cases of one team.
const AGENT: &str = "agent2.bron@example.org";

const LISTS: &[List] = &[
    List { name: "first page", login: ADMINISTRATOR, find: |_, queue| Ok(queue.to_owned()), lines: LINES },
    List { name: "first page, of one team", login: AGENT, find: |_, queue| Ok(queue.to_owned()), lines: LINES },
    List { name: "filter, late", login: ADMINISTRATOR, find: |_, queue| Ok(format!("{queue}?retard=1")), lines: LINES },
    List { name: "filter, answered", login: ADMINISTRATOR, find: |_, queue| Ok(format!("{queue}?reponse=1")), lines: LINES },
    List { name: "filter, nothing found", login: ADMINISTRATOR, find: |_, queue| Ok(format!("{queue}?demarche=aucune")), lines: 0 },
    List { name: "search, a number", login: ADMINISTRATOR, find: by_number, lines: 1 },
    List { name: "search, a name of one in 200", login: ADMINISTRATOR, find: |_, queue| Ok(format!("{queue}?q={NAME}")), lines: LINES },
    List { name: "page 50", login: ADMINISTRATOR, find: far, lines: LINES },
    List { name: "closed, first page", login: ADMINISTRATOR, find: |_, queue| Ok(format!("{queue}?vue=terminees")), lines: LINES },
];

/// Fills, measures, fills more, measures again.
pub fn measure(deployment: &Deployment, many: u32) -> Result<Vec<Figure>> {
    let small = with(deployment, FEW)?;
    let large = with(deployment, many)?;
    let beside = format!("{FEW} cases");
    let figure = |(list, (few, many)): (&List, (&Sample, Sample))| {
        let few = few.median();
        Figure::new(format!("CPU, desk, {}", list.name), many, "ms").aim(AIM * few).beside(few, &beside)
    };
    Ok(LISTS.iter().zip(small.iter().zip(large)).map(figure).collect())
}

/// What each list costs with so many cases.
fn with(deployment: &Deployment, total: u32) -> Result<Vec<Sample>> {
    println!("bench: {total} cases");
    deployment.fill(total)?;
    let demo = deployment.quiet()?;
    let desk = demo.site("desk");
    let mut administrator = signed_in(&demo, "desk", ADMINISTRATOR)?;
    let mut agent = signed_in(&demo, "desk", AGENT)?;
    let measured = LISTS.iter().map(|list| one(&demo, list, if list.login == AGENT { &mut agent } else { &mut administrator }, &desk));
    let measured = measured.collect::<Result<Vec<Sample>>>()?;
    stop(demo)?;
    Ok(measured)
}

fn one(demo: &Demo, list: &List, browser: &mut Browser, desk: &str) -> Result<Sample> {
    let url = (list.find)(browser, &format!("{desk}/bron"))?;
    let lines = lines(&browser.get(&url)?);
    if lines != list.lines {
        return Err(odd(format!("{}: {lines} lines instead of {}", list.name, list.lines)));
    }
    cpu(demo.pid(), || load::read(browser, &url))
}

/// The cases that a page links to.
fn lines(page: &Page) -> usize {
    page.links().filter(|link| link.starts_with("/bron/demandes/")).count()
}

/// The search of a number that the first page shows.
fn by_number(browser: &mut Browser, queue: &str) -> Result<String> {
    let page = browser.get(queue)?;
    let number = page.html.split('>').find(|text| text.starts_with("BRON-")).and_then(|text| text.split('<').next());
    number.map(|number| format!("{queue}?q={number}")).ok_or_else(|| odd("the queue shows no number"))
}

/// The address of a page far in the queue, by the links of those before.
fn far(browser: &mut Browser, queue: &str) -> Result<String> {
    let mut url = queue.to_owned();
    for turn in 1..FAR {
        let page = browser.get(&url)?;
        let next = page.links().find(|link| link.contains("apres=")).ok_or_else(|| odd(format!("page {turn} is the last one")))?;
        url = page.absolute(&next);
    }
    Ok(url)
}
