//! What an answer leaves behind: a line and two figures, by route, nothing personal.

use http::{Method, StatusCode};

use crate::{Ctx, guard::Guard};

/// Counts an answer, and how long it took.
pub(crate) fn count(guard: &Guard, ctx: &Ctx, method: &Method, status: StatusCode) {
    let labels = [("site", guard.site.name()), ("route", guard.path)];
    let micros = guard.clock.wall().as_microsecond() - ctx.moment().wall.as_microsecond();
    metrics::counter!("http_requests_total", &[labels[0], labels[1], ("status", status_class(status))]).increment(1);
    #[expect(clippy::cast_precision_loss, reason = "a duration of a request is far below 2^52 µs")]
    metrics::histogram!("http_request_seconds", &labels).record(micros as f64 / 1e6);
    tracing::info!(target: "http", site = guard.site.name(), %method, route = guard.path, status = status.as_u16(), micros, "answered");
}

const fn status_class(status: StatusCode) -> &'static str {
    match status.as_u16() {
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    }
}
