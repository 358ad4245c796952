//! How long a search takes among 3,000 entries: `cargo run -p catalogue --example search_speed`.

use std::time::Instant;

use catalogue::{
    entry::Entry,
    search::{Index, Query, Synonyms},
    starter,
};
use kernel::Slug;

const TYPED: [&str; 8] = [
    "poubelle cassée",
    "extrait de naisance",
    "inscrire mon fils à l'école",
    "lampad",
    "trou dans la rue",
    "carte d’identité ou passeport",
    "a",
    "emcombrants devant chez moi depuis trois jours dans la rue",
];
const ROUNDS: u32 = 200;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let communes: Vec<Slug> = (0..90).map(|number| format!("commune-{number}").parse()).collect::<Result<_, _>>()?;
    let mut entries = starter::catalogue(&"metropole".parse()?, &communes)?;
    entries.truncate(3_000);
    let synonyms = Synonyms::bundled()?;
    measure("same words in every commune", &entries, &synonyms)?;
    // The worst case: every commune writes her own words, nothing is shared.
    for entry in &mut entries {
        entry.summary = format!("{} {}", entry.summary, entry.authority);
    }
    measure("other words in every commune", &entries, &synonyms)?;
    Ok(())
}

#[expect(clippy::print_stdout, reason = "an example tells what it measured")]
fn measure(case: &str, entries: &[Entry], synonyms: &Synonyms) -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let index = Index::build(entries.into(), synonyms)?;
    println!("{case}: {} entries indexed in {:.0?}", entries.len(), start.elapsed());
    for text in TYPED {
        let query = Query { text: text.to_owned(), commune: Some("commune-7".parse()?), theme: None, limit: 10 };
        let start = Instant::now();
        for _ in 0..ROUNDS {
            index.search(&query)?;
        }
        println!("  {:>6} µs  {text}", (start.elapsed() / ROUNDS).as_micros());
    }
    Ok(())
}
