// A service that asks for its answer in a form gets it, with scripts and without.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { look } from '../lib/look.mjs';
import { account, signIn } from '../lib/people.mjs';
import { stage } from '../lib/stage.mjs';

const set = stage();

for (const script of [true, false]) {
  test(`the answer is posted to the service, ${script ? 'scripts' : 'no scripts'}`, { timeout: 120_000 }, async () => {
    const { page, close } = await visit(set.browser, { script });
    const [client] = set.demo.oidc_clients;
    const received = service(page, client.redirect_uris[0]);
    await page.goto(`${set.sites.connect}/authorize?${request(client)}`);
    await signIn(page, account(set.demo, 'agent.lyon@example.org'));
    if (!script) {
      await look(page, 'form-post');
      await page.getByRole('button', { name: 'Continuer' }).click();
    }
    const { method, fields } = await received;
    assert.equal(method, 'POST');
    assert.deepEqual([...fields.keys()], ['code', 'state', 'iss']);
    assert.equal(fields.get('iss'), set.sites.connect);
    await page.getByText('Merci').waitFor();
    await close();
  });
}

function request(client) {
  return new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: client.redirect_uris[0],
    response_type: 'code',
    response_mode: 'form_post',
    scope: 'openid email',
    prompt: 'consent',
    state: 'Xq2-8dKfPz0_vLw7Ab',
    nonce: 'n0-W4gTb9RzYq-5kEe',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
}

// Stands for the service: what the browser brings to it.
function service(page, address) {
  return new Promise((resolve) => {
    page.route(address, async (route) => {
      const asked = route.request();
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<!doctype html><html lang="fr"><title>Service</title><p>Merci' });
      resolve({ method: asked.method(), fields: new URLSearchParams(asked.postData() ?? '') });
    });
  });
}
