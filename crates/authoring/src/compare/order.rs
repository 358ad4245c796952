//! The order of lists: what moved, and which order a merged list has.

/// Those that both lists have and that changed places: as few as can be told.
pub(super) fn moved<'k>(from: &[&'k str], to: &[&'k str]) -> Vec<&'k str> {
    let before: Vec<_> = from.iter().filter(|key| to.contains(key)).collect();
    let after: Vec<_> = to.iter().filter(|key| from.contains(key)).collect();
    let stayed = longest_common(&before, &after);
    after.into_iter().filter(|key| !stayed.contains(key)).copied().collect()
}

/// The longest list in the order of both.
fn longest_common<'a, T: PartialEq>(a: &[&'a T], b: &[&'a T]) -> Vec<&'a T> {
    let mut lengths = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i][j] = if a[i] == b[j] { lengths[i + 1][j + 1] + 1 } else { lengths[i + 1][j].max(lengths[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut common) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            common.push(a[i]);
            (i, j) = (i + 1, j + 1);
        } else if lengths[i + 1][j] >= lengths[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    common
}

/// The kept keys in one order: that of the side which changed it (ours when both
/// did), each key that it does not have after its neighbour of the other side.
pub(super) fn merged(base: &[String], ours: &[String], theirs: &[String], kept: &[String]) -> Vec<String> {
    let common = |list: &[String]| -> Vec<String> {
        let everywhere = |key: &&String| base.contains(key) && ours.contains(key) && theirs.contains(key);
        list.iter().filter(everywhere).cloned().collect()
    };
    let (first, second) = if common(ours) == common(base) { (theirs, ours) } else { (ours, theirs) };
    let mut order: Vec<String> = first.iter().filter(|key| kept.contains(key)).cloned().collect();
    for list in [second, base] {
        for (index, key) in list.iter().enumerate().filter(|(_, key)| kept.contains(key)) {
            if !order.contains(key) {
                let neighbour = list[..index].iter().rev().find_map(|before| order.iter().position(|placed| placed == before));
                order.insert(neighbour.map_or(0, |position| position + 1), key.clone());
            }
        }
    }
    let missing: Vec<_> = kept.iter().filter(|key| !order.contains(key)).cloned().collect();
    order.extend(missing);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(keys: &str) -> Vec<String> {
        keys.split(' ').map(ToOwned::to_owned).collect()
    }

    #[test]
    fn only_what_moved_is_told() {
        assert_eq!(moved(&["a", "b", "c", "d"], &["b", "c", "x", "a", "d"]), ["a"]);
        assert!(moved(&["a", "b"], &["a", "x", "b"]).is_empty());
    }

    #[test]
    fn both_sides_find_their_order() {
        let order = |ours: &str, theirs: &str, kept: &str| merged(&owned("a b c"), &owned(ours), &owned(theirs), &owned(kept)).join(" ");
        assert_eq!(order("a x b c", "a b y c", "a b c x y"), "a x b y c");
        assert_eq!(order("c a b", "a b y c", "a b c y"), "c a b y");
        assert_eq!(order("a b c x", "c b a", "a b c x"), "c x b a");
        assert_eq!(order("b a c", "c b a", "a b c"), "b a c");
    }
}
