//! The known name nearest to a mistyped one.

/// The longest name worth comparing: no field has a longer one.
const LONGEST: usize = 64;

/// « Vouliez-vous écrire …? », or nothing when no name is near.
pub(super) fn instead<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> String {
    if typed.len() > LONGEST {
        return String::new();
    }
    let near = known.map(|name| (distance(&typed.to_lowercase(), &name.to_lowercase()), name)).min();
    match near {
        Some((distance, name)) if distance <= 1 + typed.len() / 4 => format!(" Vouliez-vous écrire «\u{a0}{name}\u{a0}»\u{a0}?"),
        _ => String::new(),
    }
}

/// Levenshtein's: insertions, removals and replacements of one character.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_understood_and_another_word_is_not() {
        let known = || ["commune", "date_naissance"].into_iter();
        assert_eq!(instead("comune", known()), " Vouliez-vous écrire «\u{a0}commune\u{a0}»\u{a0}?");
        assert_eq!(instead("DateNaissance", known()), " Vouliez-vous écrire «\u{a0}date_naissance\u{a0}»\u{a0}?");
        assert_eq!(instead("montant", known()), "");
        assert_eq!(instead(&"e".repeat(4_000), known()), "", "no field has such a name");
    }
}
