//! How long until the first page, once the data are there.

use std::path::Path;
use std::time::{Duration, Instant};

use super::figure::Figure;
use super::probe::{Browser, Demo, Result, command, odd};
use super::programs::Programs;

/// Requests in the demonstration.
const CASES: &str = "200";
const STOP: Duration = Duration::from_secs(20);

/// Makes the data, stops, starts again and reads a page.
pub fn measure(programs: &Programs, dir: &Path) -> Result<(Demo, Figure)> {
    let serve = || command(&programs.guichet(), &dir.join("demo"), &["--cases", CASES]);
    let mut first = Demo::start(serve())?;
    first.ask_to_end()?;
    first.wait(STOP)?.ok_or_else(|| odd("it does not stop"))?;

    let start = Instant::now();
    let demo = Demo::start(serve())?;
    let page = Browser::default().get(&demo.site("portal"))?;
    if page.status != 200 {
        return Err(odd(format!("the home page answered {}", page.status)));
    }
    Ok((demo, Figure::new("start to first page", start.elapsed().as_secs_f64(), "s").aim(2.0)))
}
