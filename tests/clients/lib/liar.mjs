// A provider that may lie: it signs everybody in at once, and what it says can
// be bent. What the standard orders a client to check is checked with it.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from 'jose';

// By algorithm: the provider's own keys, named after it.
const ALGS = ['ES256', 'RS256'];
const [ours, strangers] = [await keyPairs(), await keyPairs()];
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

export const CLIENT = { client_id: 'sample', client_secret: 'a-secret-of-the-tests-0123456789' };

// Starts it. `lie` is set by tests: functions that bend the answer that comes
// back (`answer`), the claims of the ID token (`claims`) or userinfo (`user`),
// the algorithm (`alg`, which may be `none`) and whether a stranger signs.
export async function startLiar() {
  const liar = { lie: {} };
  const asked = new Map();
  const server = createServer((request, response) => {
    const url = new URL(request.url, liar.issuer);
    PAGES[url.pathname](url, request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  liar.issuer = `http://localhost:${server.address().port}`;
  liar.stop = () => {
    server.closeAllConnections();
    server.close();
  };

  const keys = await Promise.all(ALGS.map(async (alg) => ({ ...(await exportJWK(ours[alg].publicKey)), kid: alg, alg, use: 'sig' })));
  const json = (response, value) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  const at = (path) => `${liar.issuer}${path}`;
  const now = () => Math.floor(Date.now() / 1000);
  const person = () => ({ sub: 'camille-1', given_name: 'Camille', family_name: 'Liard', email: 'camille@example.org', ...liar.lie.user });

  const PAGES = {
    '/.well-known/openid-configuration': (_, __, response) =>
      json(response, {
        issuer: liar.issuer,
        authorization_endpoint: at('/authorize'),
        token_endpoint: at('/token'),
        userinfo_endpoint: at('/userinfo'),
        end_session_endpoint: at('/end'),
        jwks_uri: at('/jwks'),
        response_types_supported: ['code'],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ALGS,
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
        code_challenge_methods_supported: ['S256'],
        authorization_response_iss_parameter_supported: true,
        backchannel_logout_supported: true,
        backchannel_logout_session_supported: true,
      }),
    '/jwks': (_, __, response) => json(response, { keys }),
    '/authorize': ({ searchParams }, _, response) => {
      liar.asked = Object.fromEntries(searchParams);
      const code = `code-${asked.size}`;
      asked.set(code, liar.asked);
      const answer = { code, state: liar.asked.state, iss: liar.issuer, ...liar.lie.answer };
      response.writeHead(303, { location: `${liar.asked.redirect_uri}?${new URLSearchParams(answer)}` }).end();
    },
    '/token': async (_, request, response) => {
      const form = new URLSearchParams(await text(request));
      const from = asked.get(form.get('code'));
      const proven = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
      if (proven !== from?.code_challenge) return response.writeHead(400).end('{"error":"invalid_grant"}');
      const claims = { acr: 'glc:password', sid: 'sid-1', nonce: from.nonce };
      json(response, { access_token: 'access-1', token_type: 'Bearer', expires_in: 600, refresh_token: 'refresh-1', id_token: await token(claims, liar.lie.claims) });
    },
    '/userinfo': (_, __, response) => json(response, person()),
    '/end': (_, __, response) => response.writeHead(200).end('signed out'),
  };

  const token = (claims, lies, typ = 'JWT') => {
    const usual = { iss: liar.issuer, aud: CLIENT.client_id, sub: 'camille-1', iat: now(), exp: now() + 300, ...claims };
    const { alg = 'ES256', stranger } = liar.lie;
    if (alg === 'none') return new UnsecuredJWT({ ...usual, ...lies }).encode();
    const key = alg === 'HS256' ? Buffer.from(CLIENT.client_secret) : (stranger ? strangers : ours)[alg].privateKey;
    return new SignJWT({ ...usual, ...lies }).setProtectedHeader({ alg, kid: alg, typ }).sign(key);
  };
  // A logout token, with lies in it.
  liar.logoutToken = (lies) => token({ sid: 'sid-1', jti: `jti-${Math.random()}`, events: { [EVENT]: {} } }, lies, 'logout+jwt');
  return liar;
}

async function keyPairs() {
  return Object.fromEntries(await Promise.all(ALGS.map(async (alg) => [alg, await generateKeyPair(alg)])));
}

async function text(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
