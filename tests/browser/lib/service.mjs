// A service of somebody else that people sign in to: the client that the demo registered.
import assert from 'node:assert/strict';

const BOUND = 10_000;
// What it shows to whom a form brought.
const WELCOME = { contentType: 'text/html; charset=utf-8', body: '<!doctype html><html lang="fr"><title>Service</title><p>Merci' };
// Longer than a person takes over the pages before.
const READING = 60_000;
// The pair of RFC 7636, appendix B.
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const clientOf = ({ oidc_clients: [client] }) => ({ ...client, callback: client.redirect_uris[0] });

// Where it sends people to sign in.
export function signInAddress(demo, changes = {}) {
  const { client_id, callback } = clientOf(demo);
  const secrets = { state: 'Xq2-8dKfPz0_vLw7Ab', nonce: 'n0-W4gTb9RzYq-5kEe', code_challenge: CHALLENGE, code_challenge_method: 'S256' };
  const asked = { client_id, redirect_uri: callback, response_type: 'code', scope: 'openid email', ...secrets, ...changes };
  return `${demo.sites.connect}/authorize?${new URLSearchParams(asked)}`;
}

// Stands for it in this browser: what comes back next, how and with which fields.
export async function comesBack(page, demo) {
  const { callback } = clientOf(demo);
  await page.route((url) => url.href.startsWith(callback), (route) => route.fulfill(WELCOME));
  const asked = await page.waitForRequest((request) => request.url().startsWith(callback), { timeout: READING });
  if (asked.method() === 'POST') return { method: 'POST', fields: new URLSearchParams(asked.postData() ?? '') };
  await goesAway(page);
  return { method: 'GET', fields: new URL(asked.url()).searchParams };
}

// Nobody listens where a redirection leads: the browser shows an error, then would try again and again.
async function goesAway(page) {
  try {
    await page.goto('about:blank');
  } catch (error) {
    assert.match(error.message, /interrupted by another navigation/);
    await goesAway(page);
  }
}

// Changes a code for an access token.
export async function accessToken(demo, code) {
  const answer = await exchange(demo, code);
  assert.equal(answer.status, 200, 'the code is worth a token');
  return (await answer.json()).access_token;
}

// Shows a code that served already: what it is answered.
export async function replays(demo, code) {
  return (await exchange(demo, code)).status;
}

function exchange(demo, code) {
  const { client_id, client_secret, callback } = clientOf(demo);
  const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: VERIFIER, client_id, client_secret });
  return fetch(`${demo.sites.connect}/token`, { method: 'POST', body, signal: AbortSignal.timeout(BOUND) });
}

// What it is told of her now.
export async function told(demo, token) {
  const answer = await fetch(`${demo.sites.connect}/userinfo`, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(BOUND) });
  assert.equal(answer.status, 200, 'userinfo answers');
  return answer.json();
}
