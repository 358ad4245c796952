//! The floor of the throughput bench: axum on hyper, answering a constant body
//! of the size given. Prints its address, and serves until it is killed.

use axum::{Router, response::Html, routing::get};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let size: usize = std::env::args().nth(1).unwrap_or_default().parse()?;
    let page: &'static str = Box::leak("x".repeat(size).into_boxed_str());
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, Router::new().route("/", get(async move || Html(page)))).await?;
    Ok(())
}
