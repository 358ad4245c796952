mod edits;
mod histories;
mod inverses;
mod names;
mod outline;
mod random;

use std::sync::LazyLock;

use definition::{Definition, from_toml};

/// The three definitions that the product ships with.
pub(crate) fn shipped() -> Vec<Definition> {
    static SHIPPED: LazyLock<Vec<Definition>> = LazyLock::new(read);
    SHIPPED.clone()
}

fn read() -> Vec<Definition> {
    let sources = [
        include_str!("../../../definitions/acte-naissance.toml"),
        include_str!("../../../definitions/inscription-scolaire.toml"),
        include_str!("../../../definitions/signalement.toml"),
    ];
    sources.into_iter().map(|source| from_toml(source).unwrap()).collect()
}

/// The registration at school: blocks, conditions on their items, a rich workflow.
pub(crate) fn school() -> Definition {
    shipped().remove(1)
}

pub(crate) fn slug(name: &str) -> kernel::Slug {
    name.parse().unwrap()
}
