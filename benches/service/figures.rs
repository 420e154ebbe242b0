//! Medians and percentiles.

/// The value below which `percent` of the values lie; 0 where there are none.
pub fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = sorted.len().saturating_sub(1) * percent / 100;
    sorted.get(place).copied().unwrap_or(0.0)
}

/// The middle value.
pub fn median(values: &[f64]) -> f64 {
    percentile(values, 50)
}

/// How many a second.
#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^52")]
pub fn rate(count: usize, time: std::time::Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

/// A comparison's line: what was measured, beside what, and the ratio against its aim. The ratio is the median of the rounds'
/// ratios: both sides of a round were measured one after the other, on a machine in the same mood.
pub fn compare(what: &str, ours: &[f64], other: &str, theirs: &[f64], aim: f64) {
    let ratios: Vec<f64> = ours
        .iter()
        .zip(theirs)
        .map(|(ours, theirs)| ours / theirs)
        .collect();
    let (ours, theirs, ratio) = (median(ours), median(theirs), median(&ratios));
    let (low, high) = (percentile(&ratios, 0), percentile(&ratios, 100));
    println!(
        "{what}: {ours:.0}/s, {other} {theirs:.0}/s, ratio {ratio:.2} ({low:.2} to {high:.2}; aim {aim}{})",
        verdict(ratio >= aim)
    );
}

/// The end of an aim's brackets.
pub fn verdict(reached: bool) -> &'static str {
    if reached { "" } else { ", MISSED" }
}
