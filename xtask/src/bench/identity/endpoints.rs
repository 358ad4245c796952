//! What programs ask for, each beside the least that it could cost.

use std::process::Command;

use super::{Provider, USUAL, host};
use crate::bench::bare::Bare;
use crate::bench::code_flow::Flow;
use crate::bench::deployment::Deployment;
use crate::bench::figure::Figure;
use crate::bench::probe::{Connection, Result, odd, request};
use crate::bench::sample::{Sample, cpu};

/// What a program sends for a token in its own name; the client of `fill_accounts`.
const FORM: &str = "grant_type=client_credentials&client_id=bench-program&client_secret=bench-program-secret-2b7e151628aed2a6";

/// Discovery, keys, a program's token, userinfo.
pub fn measure(deployment: &Deployment) -> Result<Vec<Figure>> {
    let provider = Provider::with(deployment, USUAL)?;
    let mut figures = Vec::new();
    for (name, path) in [("CPU, discovery", "/.well-known/openid-configuration"), ("CPU, keys", "/jwks")] {
        let get = request("GET", host(&provider.connect)?, path, &[], b"");
        let size = Connection::open(host(&provider.connect)?)?.exchange(&get)?.body.len();
        let bare = Bare::start(Command::new(provider.deployment.programs().example("bare")).arg(size.to_string()))?;
        let floor = asked(bare.pid(), &bare.url, &request("GET", host(&bare.url)?, "/", &[], b""))?;
        let ours = asked(provider.demo.pid(), &provider.connect, &get)?;
        figures.push(Figure::new(name, ours, "ms").beside(floor.median(), "axum, as many bytes"));
    }

    let floor = provider.floor("endpoints")?;
    let least =
        |path: &str| Ok::<_, std::io::Error>(asked(floor.pid(), &floor.url, &request("GET", host(&floor.url)?, path, &[], b""))?.median());
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    let post = request("POST", host(&provider.connect)?, "/token", &kind, FORM.as_bytes());
    let ours = asked(provider.demo.pid(), &provider.connect, &post)?;
    figures.push(Figure::new("CPU, token of a program", ours, "ms").beside(least("/note")?, "axum, a row noted"));

    let mut flow = Flow::new(&provider.connect, provider.signed_in(0)?, &super::address(0))?;
    let access = flow.once()?;
    let ours = cpu(provider.demo.pid(), || flow.userinfo(&access))?;
    figures.push(Figure::new("CPU, userinfo", ours, "ms").beside(least("/row")?, "axum, a row read"));
    provider.stop()?;
    Ok(figures)
}

/// CPU of one request, asked again and again.
fn asked(pid: u32, url: &str, bytes: &[u8]) -> Result<Sample> {
    let mut connection = Connection::open(host(url)?)?;
    cpu(pid, || match connection.exchange(bytes)?.status {
        200 => Ok(()),
        status => Err(odd(format!("{url} answered {status}"))),
    })
}
