//! What cleaning costs, per megabyte: `cargo run --release -p pictures --example cost -- photo.jpg`.

use std::time::Instant;

use pictures::{Format, Keep, clean};

fn main() -> Result<(), String> {
    let path = std::env::args().nth(1).ok_or("name a picture")?;
    let content = std::fs::read(&path).map_err(|error| format!("{path}: {error}"))?;
    let format = match path.rsplit('.').next() {
        Some("png") => Format::Png,
        Some("webp") => Format::Webp,
        Some("heic") => Format::Heic,
        _ => Format::Jpeg,
    };
    let rounds = 50;
    let start = Instant::now();
    let mut left = 0;
    for _ in 0..rounds {
        left = clean(&content, format, Keep::Nothing).map_err(|_| "the picture is damaged")?.len();
    }
    let each = start.elapsed() / rounds;
    let megabytes = content.len() as f64 / 1e6;
    println!("{megabytes:.2} MB, {left} bytes left, {:.3} ms per MB", each.as_secs_f64() * 1e3 / megabytes);
    Ok(())
}
