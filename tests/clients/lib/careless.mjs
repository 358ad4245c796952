// A service that believes whatever it is told: what the samples check, without
// the checks. Its trial must say so.
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

const random = () => randomBytes(32).toString('base64url');

export async function startCareless({ issuer, client, base }) {
  let pending;
  const at = (path, parameters) => `${issuer}${path}?${new URLSearchParams(parameters)}`;
  const show = (response, text) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<h1>${text}</h1>`);

  const login = (_, response) => {
    pending = { state: random(), nonce: random(), verifier: random() };
    const code_challenge = createHash('sha256').update(pending.verifier).digest('base64url');
    const { state, nonce } = pending;
    const back = { client_id: client.client_id, redirect_uri: `${base}/callback`, response_type: 'code', scope: 'openid profile email' };
    response.writeHead(303, { location: at('/authorize', { ...back, state, nonce, code_challenge, code_challenge_method: 'S256' }) }).end();
  };

  async function callback(url, response) {
    const form = { grant_type: 'authorization_code', code: url.searchParams.get('code'), redirect_uri: `${base}/callback`, code_verifier: pending.verifier };
    const body = new URLSearchParams({ ...form, client_id: client.client_id, client_secret: client.client_secret });
    const tokens = await fetch(`${issuer}/token`, { method: 'POST', body }).then((answer) => answer.json());
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const user = await fetch(`${issuer}/userinfo`, { headers }).then((answer) => answer.json());
    show(response, `Bonjour ${user.given_name}`);
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url, base);
    const page = { '/login': login, '/callback': callback }[url.pathname] ?? (() => show(response, 'Mon service'));
    Promise.resolve(page(url, response)).catch((error) => show(response, error.message));
  }).listen(new URL(base).port, '127.0.0.1');
  await once(server, 'listening');
  return {
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
