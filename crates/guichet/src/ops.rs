//! Health and metrics, on loopback.

use axum::{extract::State, response::IntoResponse};
use http::StatusCode;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use outbound::Clamd;
use web::{Answer, Ctx, Method, Outcome, Policy, Route, Site, route};

/// What the operations site shows.
#[derive(Clone)]
pub struct Ops {
    metrics: PrometheusHandle,
    draining: tokio::sync::watch::Receiver<bool>,
    antivirus: Option<Clamd>,
}

impl Ops {
    /// Collects metrics from here on. `draining` says that the server is stopping.
    pub fn new(draining: tokio::sync::watch::Receiver<bool>, antivirus: Option<Clamd>) -> Self {
        let recorder = PrometheusBuilder::new().build_recorder();
        let metrics = recorder.handle();
        // a recorder is there already: a second application in one process, in tests
        let _ = metrics::set_global_recorder(recorder);
        Self { metrics, draining, antivirus }
    }

    /// The routes of the operations site.
    pub fn routes(&self) -> Vec<Route> {
        vec![
            route(Site::Ops, Method::Get, "/health/live", Policy::Loopback, (), live),
            route(Site::Ops, Method::Get, "/health/ready", Policy::Loopback, self.clone(), ready),
            route(Site::Ops, Method::Get, "/health/antivirus", Policy::Loopback, self.clone(), examines),
            route(Site::Ops, Method::Get, "/metrics", Policy::Loopback, self.clone(), metrics_text),
        ]
    }
}

/// The process runs.
async fn live() -> &'static str {
    "live\n"
}

/// Requests can be served: the platform answers to a write, and the server is not stopping.
async fn ready(State(ops): State<Ops>, ctx: Ctx) -> Outcome<Answer> {
    if *ops.draining.borrow() {
        return Ok((StatusCode::SERVICE_UNAVAILABLE, "draining\n").into_response());
    }
    // opening a write transaction takes the lock and finds a full or unreachable database
    let tx = ctx.databases().platform_write().await?;
    drop(tx);
    Ok((StatusCode::OK, "ready\n").into_response())
}

/// The antivirus answers, if there is one. Without it everything else goes on:
/// the files that people send wait, and nobody reads them.
async fn examines(State(ops): State<Ops>) -> (StatusCode, &'static str) {
    match &ops.antivirus {
        None => (StatusCode::OK, "none configured\n"),
        Some(antivirus) if antivirus.answers().await => (StatusCode::OK, "answers\n"),
        Some(_) => (StatusCode::SERVICE_UNAVAILABLE, "no answer: files wait\n"),
    }
}

/// Figures, in Prometheus' text format.
async fn metrics_text(State(ops): State<Ops>) -> String {
    ops.metrics.render()
}
