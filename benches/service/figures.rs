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

/// A comparison's line: what was measured, beside what, and the ratio against its aim.
pub fn compare(what: &str, ours: &[f64], other: &str, theirs: &[f64], aim: f64) {
    let (ours, theirs) = (median(ours), median(theirs));
    let ratio = ours / theirs;
    println!(
        "{what}: {ours:.0}/s, {other} {theirs:.0}/s, ratio {ratio:.2} (aim {aim}{})",
        verdict(ratio >= aim)
    );
}

/// The end of an aim's brackets.
pub fn verdict(reached: bool) -> &'static str {
    if reached { "" } else { ", MISSED" }
}
