// A small service that signs people in with GrandLyon Connect, whole.
// Settings come from the environment; README.md says which.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { home, message } from './pages.mjs';
import { why } from './refusals.mjs';

const { GLC_ISSUER, GLC_CLIENT_ID, GLC_CLIENT_SECRET, GLC_SCOPE, BASE_URL, GLC_ACR = 'glc:password' } = process.env;
const missing = Object.entries({ GLC_ISSUER, GLC_CLIENT_ID, GLC_CLIENT_SECRET, GLC_SCOPE, BASE_URL }).filter(([, value]) => !value);
if (missing.length > 0) throw new Error(`set ${missing.map(([name]) => name).join(', ')}`);

// What is good enough for each level that may be asked.
const GOOD_ENOUGH = { 'glc:password': ['glc:password', 'glc:mfa', 'eidas1'], 'glc:mfa': ['glc:mfa'], eidas1: ['eidas1'] };
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const HOUR = 3_600_000;

// Plain HTTP is for a provider on your own machine, never for a real one.
const isLocal = new URL(GLC_ISSUER).hostname === 'localhost';
const options = { execute: [oidc.enableNonRepudiationChecks, ...(isLocal ? [oidc.allowInsecureRequests] : [])] };
const isSilent = (error) => {
  throw new Error(`${GLC_ISSUER} does not answer as GrandLyon Connect does`, { cause: error });
};
const glc = await oidc.discovery(new URL(GLC_ISSUER), GLC_CLIENT_ID, undefined, oidc.ClientSecretBasic(GLC_CLIENT_SECRET), options).catch(isSilent);
const keys = createRemoteJWKSet(new URL(glc.serverMetadata().jwks_uri));

// Sessions stay on the server: the browser holds a random number only. With
// several servers, keep them in a database.
const sessions = new Map();
const cookie = `sample=; Path=/; HttpOnly; SameSite=Lax${BASE_URL.startsWith('https:') ? '; Secure' : ''}`;

function sessionOf(request) {
  const id = /(?:^|; )sample=([\w-]{43})(?:;|$)/.exec(request.headers.cookie ?? '')?.[1];
  const session = sessions.get(id);
  if (session && Date.now() - session.usedAt < HOUR) session.usedAt = Date.now();
  else sessions.delete(id);
  return { id, ...sessions.get(id) };
}

// A new number each time who is there changes: nobody can prepare one for somebody else.
function open(request, response, content) {
  sessions.delete(sessionOf(request).id);
  const id = randomBytes(32).toString('base64url');
  sessions.set(id, { ...content, usedAt: Date.now() });
  response.setHeader('set-cookie', cookie.replace('=', `=${id}`));
}

// Sends the person to GrandLyon Connect. state, nonce and verifier are random
// (256 bits each) and wait in her session for her return.
async function signIn(request, response) {
  const pending = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
  open(request, response, { pending });
  const { state, nonce, verifier } = pending;
  const challenge = { code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
  const asked = { redirect_uri: `${BASE_URL}/callback`, scope: GLC_SCOPE, acr_values: GLC_ACR, state, nonce, ...challenge };
  redirect(response, oidc.buildAuthorizationUrl(glc, asked));
}

// She is back. The library checks state and iss of the address, then signature,
// iss, aud, exp and nonce of the ID token; acr is for us to check.
async function comeBack(request, response) {
  const { pending } = sessionOf(request);
  if (!pending) return refuse(response, 400, 'expired', 'state is not the one we sent: this browser has no sign-in under way');
  open(request, response, {});
  const checks = { expectedState: pending.state, expectedNonce: pending.nonce, pkceCodeVerifier: pending.verifier, idTokenExpected: true };
  const tokens = await oidc.authorizationCodeGrant(glc, new URL(request.url, BASE_URL), checks);
  const { sub, sid, acr } = tokens.claims();
  if (!GOOD_ENOUGH[GLC_ACR]?.includes(acr)) return refuse(response, 403, 'level', 'acr is weaker than asked');
  const user = await oidc.fetchUserInfo(glc, tokens.access_token, sub);
  open(request, response, { user, sid, acr, idToken: tokens.id_token, refreshToken: tokens.refresh_token });
  redirect(response, '/');
}

// Reads her data again. A refresh token serves once: keep the new one.
async function refresh(request, response) {
  const { id, user, refreshToken } = sessionOf(request);
  if (!user) return redirect(response, '/');
  const tokens = await oidc.refreshTokenGrant(glc, refreshToken);
  const fresh = await oidc.fetchUserInfo(glc, tokens.access_token, user.sub);
  Object.assign(sessions.get(id) ?? {}, { user: fresh, refreshToken: tokens.refresh_token });
  redirect(response, '/');
}

// Ends our session, then the one of GrandLyon Connect and of the other services.
function signOut(request, response) {
  const { id, idToken } = sessionOf(request);
  sessions.delete(id);
  response.setHeader('set-cookie', `${cookie}; Max-Age=0`);
  redirect(response, idToken ? oidc.buildEndSessionUrl(glc, { id_token_hint: idToken, post_logout_redirect_uri: `${BASE_URL}/` }) : '/');
}

// GrandLyon Connect tells us, without her browser, that she signed out elsewhere.
async function backchannelLogout(request, response) {
  const token = new URLSearchParams(await body(request)).get('logout_token') ?? '';
  const rules = { issuer: GLC_ISSUER, audience: GLC_CLIENT_ID, typ: 'logout+jwt', requiredClaims: ['exp', 'iat', 'jti', 'sid'] };
  const claims = await jwtVerify(token, keys, rules).then(({ payload }) => payload, (error) => console.error(`logout token refused: ${why(error)}`));
  const isRight = claims?.events?.[LOGOUT_EVENT] !== undefined && claims.nonce === undefined;
  if (claims && !isRight) console.error('logout token refused: it is another kind of token');
  for (const [id, { sid }] of sessions) if (isRight && sid === claims.sid) sessions.delete(id);
  response.writeHead(isRight ? 200 : 400, { 'cache-control': 'no-store' }).end();
}

async function body(request) {
  let text = '';
  for await (const chunk of request) if ((text += chunk).length > 10_000) throw new Error('the body is too long');
  return text;
}

function show(response, status, html) {
  const security = { 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'" };
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...security }).end(html);
}

const redirect = (response, to) => response.writeHead(303, { location: String(to) }).end();

const routes = {
  'GET /': (request, response) => show(response, 200, home(sessionOf(request))),
  'GET /login': signIn,
  'GET /callback': comeBack,
  'POST /refresh': refresh,
  'POST /logout': signOut,
  'POST /backchannel-logout': backchannelLogout,
};

// What went wrong is for the log; the person reads what she can do.
function explain(error, response) {
  if (error.error === 'access_denied') return show(response, 200, message('refused'));
  refuse(response, 400, 'failed', why(error));
}

function refuse(response, status, page, reason) {
  console.error(`sign-in refused: ${reason}`);
  show(response, status, message(page));
}

createServer((request, response) => {
  const route = routes[`${request.method} ${new URL(request.url, BASE_URL).pathname}`];
  if (!route) return show(response, 404, message('unknown'));
  Promise.resolve(route(request, response)).catch((error) => explain(error, response));
}).listen(new URL(BASE_URL).port || 9999, 'localhost', () => console.log(`ready on ${BASE_URL}`));
