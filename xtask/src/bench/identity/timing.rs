//! Does the time of an answer tell whether an address has an account? The same
//! forms are sent with addresses that have one and addresses that have none.

use std::thread;
use std::time::{Duration, Instant};

use super::{MODEL, Provider, USUAL, address, rank};
use crate::bench::deployment::Deployment;
use crate::bench::figure::Figure;
use crate::bench::probe::{Browser, Result, odd};
use crate::bench::sample::Sample;

/// Answers of each kind.
const TIMES: usize = 300;
/// Pairs sent before attempts are forgotten: one network may fail 60 times.
const BEFORE_WAITING: usize = 25;
/// Pairs sent by one person who is signed in: letters are counted by account too.
const BY_ONE: usize = 2;
/// The jobs of one answer are done before the next is asked.
const PAUSE: Duration = Duration::from_millis(25);
/// A rank test beyond this tells the two apart.
const TOLD_APART: f64 = 3.0;

/// A form in which an address is written.
struct Written {
    name: &'static str,
    path: &'static str,
    others: &'static [(&'static str, &'static str)],
    status: u16,
    /// Whether somebody must be signed in.
    inside: bool,
}

const FORMS: [Written; 4] = [
    Written { name: "sign-in", path: "/connexion", others: &[("password", "trois corbeaux dansent")], status: 422, inside: false },
    Written {
        name: "sign-up",
        path: "/inscription",
        others: &[("given_name", "Zélie"), ("family_name", "Zwygardel"), ("password", "trois corbeaux dansent la nuit")],
        status: 303,
        inside: false,
    },
    Written { name: "forgotten password", path: "/mot-de-passe/oubli", others: &[], status: 303, inside: false },
    Written { name: "change of address", path: "/compte/adresse", others: &[], status: 303, inside: true },
];

/// Each form.
pub fn measure(deployment: &Deployment) -> Result<Vec<Figure>> {
    let provider = Provider::with(deployment, USUAL)?;
    let figures = FORMS.iter().enumerate().map(|(turn, form)| compared(&provider, form, turn)).collect::<Result<Vec<_>>>()?;
    provider.stop()?;
    Ok(figures.into_iter().flatten().collect())
}

/// How long answers take for those that have an account, beside those that have none; and the test.
fn compared(provider: &Provider, form: &Written, turn: usize) -> Result<[Figure; 2]> {
    let open = |person: usize| {
        let mut browser = if form.inside { provider.signed_in(person)? } else { Browser::default() };
        let page = browser.visit(&format!("{}{}", provider.connect, form.path))?;
        let blank = page.form_with("email")?;
        Result::Ok((browser, page, blank))
    };
    let (mut browser, mut page, mut blank) = open(0)?;
    let mut took = [Vec::new(), Vec::new()];
    let mut draw = Draw(0x5eed + turn as u64);
    for number in 0..TIMES {
        if number % BEFORE_WAITING == 0 {
            provider.deployment.people(USUAL, MODEL)?;
        }
        if form.inside && number % BY_ONE == 0 {
            (browser, page, blank) = open(number / BY_ONE)?;
        }
        // one of each in turn, in a drawn order: whatever the machine does besides, both meet it
        let first = usize::from(draw.coin());
        for kind in [first, 1 - first] {
            let known = address(1 + number);
            let email = if kind == 0 { known } else { known.replace("personne", "inconnue") };
            let mut answers = vec![("email", email.as_str())];
            answers.extend(form.others);
            let fields = blank.filled(&answers);
            thread::sleep(PAUSE);
            let begun = Instant::now();
            let answer = browser.post(&page.absolute(&blank.action), &fields)?;
            took[kind].push(begun.elapsed().as_secs_f64() * 1_000.0);
            if answer.status != form.status {
                return Err(odd(format!("{} answered {}: {}", form.path, answer.status, answer.said())));
            }
        }
    }
    let [known, unknown] = took;
    let apart = rank::test(&known, &unknown).abs();
    let sample = |times| Sample::of(times).ok_or_else(|| odd("nothing was measured"));
    let without = sample(unknown)?.median();
    Ok([
        Figure::new(format!("{}, an address known", form.name), sample(known)?, "ms").beside(without, "one unknown"),
        Figure::new(format!("{}, rank test", form.name), apart, "σ").aim(TOLD_APART),
    ])
}

/// Coins drawn in one order, the same in each run (Knuth's generator, MMIX).
struct Draw(u64);

impl Draw {
    fn coin(&mut self) -> bool {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 63 == 1
    }
}
