//! The server's CPU for a whole code flow: `/authorize`, `/token`, `/userinfo`,
//! of a person who is signed in and has agreed before, so without password hash.

use serde_json::Value;

use super::Bench;
use super::figure::Figure;
use super::people::signed_in;
use super::probe::{Browser, Connection, Page, Result, odd, request};
use super::sample::cpu;

/// The aim, in milliseconds.
pub const AIM: f64 = 3.0;
/// Pages between a client and itself again, at most.
const MOST_STEPS: usize = 6;

/// The client of the demonstration.
const CLIENT: &str = "client_id=demo-client";
const SECRET: &str = "client_secret=demo-client-secret-7c1f2a90b8e34d5f";
const CALLBACK: &str = "http://localhost:9999/callback";
const CALLBACK_ENCODED: &str = "redirect_uri=http%3A%2F%2Flocalhost%3A9999%2Fcallback";
/// The example of RFC 7636, appendix B.
const VERIFIER: &str = "code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

/// Goes round many times; the first time, the person agrees.
pub fn measure(bench: &Bench) -> Result<Vec<Figure>> {
    let email = "camille@example.org";
    let person = signed_in(&bench.demo, "portal", email)?;
    let mut flow = Flow::new(&bench.demo.site("connect"), person, email)?;
    let each = cpu(bench.demo.pid(), || flow.once().map(drop))?;
    Ok(vec![Figure::new("CPU, code flow with PKCE", each, "ms").aim(AIM)])
}

/// Somebody signed in who agreed, before the client's own server.
pub struct Flow {
    person: Browser,
    client: Client,
    email: String,
    begin: String,
}

impl Flow {
    /// She agrees, once.
    pub fn new(connect: &str, mut person: Browser, email: &str) -> Result<Self> {
        agree(&mut person, connect)?;
        Ok(Self { person, client: Client::new(connect)?, email: email.to_owned(), begin: authorize(connect) })
    }

    /// Goes round: the access token that it gave.
    pub fn once(&mut self) -> Result<String> {
        let page = self.person.get(&self.begin)?;
        let code = code_of(&page).ok_or_else(|| odd(format!("no code came back: {} {}", page.status, page.said())))?;
        let access = self.client.redeem(&code)?;
        self.userinfo(&access)?;
        Ok(access)
    }

    /// Asks who an access token speaks of.
    pub fn userinfo(&mut self, access: &str) -> Result<()> {
        let person = self.client.ask("GET", "/userinfo", ("authorization", &format!("Bearer {access}")), b"")?;
        if person["email"] == *self.email { Ok(()) } else { Err(odd("this is somebody else")) }
    }
}

fn authorize(connect: &str) -> String {
    format!(
        "{connect}/authorize?response_type=code&scope=openid%20profile%20email&state=bench-state-0123456789&nonce=bench-nonce-0123456789\
         &{CLIENT}&{CALLBACK_ENCODED}&{CHALLENGE}"
    )
}

/// Goes to the page that asks what is given to the client, and accepts.
fn agree(person: &mut Browser, connect: &str) -> Result<()> {
    let mut page = person.get(&authorize(connect))?;
    for _ in 0..MOST_STEPS {
        if code_of(&page).is_some() {
            return Ok(());
        }
        page = match (page.location(), page.form_to("/autorisation")) {
            (Some(location), _) => person.get(&location)?,
            (None, Some(consent)) => {
                let mut fields = consent.filled(&[]);
                fields.push(("choix".to_owned(), "accepter".to_owned()));
                person.post(&page.absolute(&consent.action), &fields)?
            }
            (None, None) => break,
        };
    }
    Err(odd(format!("{} (status {}) is no step to agree: {}", page.url, page.status, page.said())))
}

/// The code with which a page sends back to the client, which nobody serves.
fn code_of(page: &Page) -> Option<String> {
    let location = page.location()?;
    let query = location.strip_prefix(CALLBACK)?.strip_prefix('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix("code=")).map(str::to_owned)
}

/// The client's own server.
struct Client {
    host: String,
    connection: Connection,
}

impl Client {
    fn new(connect: &str) -> Result<Self> {
        let host = connect.trim_start_matches("http://").to_owned();
        Ok(Self { connection: Connection::open(&host)?, host })
    }

    /// Exchanges a code for an access token.
    fn redeem(&mut self, code: &str) -> Result<String> {
        let form = format!("grant_type=authorization_code&code={code}&{CALLBACK_ENCODED}&{VERIFIER}&{CLIENT}&{SECRET}");
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let tokens = self.ask("POST", "/token", kind, form.as_bytes())?;
        tokens["access_token"].as_str().map(str::to_owned).ok_or_else(|| odd("no access token was given"))
    }

    fn ask(&mut self, method: &str, path: &str, header: (&str, &str), body: &[u8]) -> Result<Value> {
        let bytes = request(method, &self.host, path, &[header], body);
        let response = self.connection.exchange(&bytes).or_else(|_| {
            // closed meanwhile: nobody had asked anything for long
            self.connection = Connection::open(&self.host)?;
            self.connection.exchange(&bytes)
        })?;
        match response.status {
            200 => serde_json::from_slice(&response.body).map_err(|error| odd(format!("{path}: {error}"))),
            status => Err(odd(format!("{path} answered {status}: {}", String::from_utf8_lossy(&response.body)))),
        }
    }
}
