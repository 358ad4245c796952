//! The rank test of Mann and Whitney (Wilcoxon): are the values of two samples
//! drawn from the same?

/// How many standard deviations the ranks of `ones` are from those of chance
/// (normal approximation, equal values share their ranks). About 0 when nothing
/// tells the samples apart, positive when `ones` are larger.
pub fn test(ones: &[f64], others: &[f64]) -> f64 {
    let mut all: Vec<(f64, bool)> = ones.iter().map(|value| (*value, true)).chain(others.iter().map(|value| (*value, false))).collect();
    all.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (n, m) = (ones.len() as f64, others.len() as f64);
    let (mut rank, mut sum, mut ties) = (0.0, 0.0, 0.0);
    for equal in all.chunk_by(|one, other| one.0.total_cmp(&other.0).is_eq()) {
        let count = equal.len() as f64;
        let shared = rank + f64::midpoint(1.0, count);
        sum += shared * equal.iter().filter(|(_, is_one)| *is_one).count() as f64;
        ties += count * count * count - count;
        rank += count;
    }
    let total = n + m;
    let u = sum - n * (n + 1.0) / 2.0;
    let variance = n * m / 12.0 * (total + 1.0 - ties / (total * (total - 1.0)));
    if variance > 0.0 { (u - n * m / 2.0) / variance.sqrt() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_of_the_same_are_not_told_apart_and_shifted_ones_are() {
        let even: Vec<f64> = (0..100).map(|n| f64::from(n) * 2.0).collect();
        let odd: Vec<f64> = (0..100).map(|n| f64::from(n) * 2.0 + 1.0).collect();
        assert!(test(&even, &odd).abs() < 0.2);
        let later: Vec<f64> = even.iter().map(|value| value + 60.0).collect();
        assert!(test(&later, &odd) > 6.0 && test(&odd, &later) < -6.0);
    }

    #[test]
    fn a_small_example_is_computed_as_by_hand() {
        // ranks of the first: 1, 2, 4 → U = 1; mean 4.5, deviation √(9 × 7 / 12)
        assert!((test(&[1.0, 2.0, 4.0], &[3.0, 5.0, 6.0]) - (1.0 - 4.5) / 5.25_f64.sqrt()).abs() < 1e-12);
        assert_eq!(test(&[7.0; 4], &[7.0; 3]), 0.0);
    }
}
