// What discovery announces works with openid-client; what it does not announce
// is skipped, and says so.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { exportJWK, generateKeyPair } from 'jose';
import * as oidc from 'openid-client';
import { has, metadata, skipUnless, skipUnlessSigned } from '../lib/announced.mjs';
import { formTo } from '../lib/html.mjs';
import { BACK, configured, goTo, refusal, relyingParty, request, tokensOf } from '../lib/relying-party.mjs';

const only = (isAnnounced, what) => ({ skip: skipUnless(isAnnounced, what) });

describe('openid-client, what discovery announces', { timeout: 60_000 }, () => {
  const pushes = only(metadata.pushed_authorization_request_endpoint, 'PAR');
  test('a pushed request (RFC 9126) leads to tokens', pushes, async () => {
    const party = await relyingParty('Client qui pousse', { more: ['--requires-par'] });
    const { asked, checks } = await request();
    const url = await oidc.buildAuthorizationUrlWithPAR(party.config, asked);
    assert.deepEqual([...url.searchParams.keys()].sort(), ['client_id', 'request_uri']);
    const { back } = await goTo(url);
    const tokens = await oidc.authorizationCodeGrant(party.config, back, checks);
    assert.equal(tokens.claims().aud, party.client_id);
    // its name serves once, and a client that must push may not do otherwise
    const again = await goTo(url);
    assert.equal(again.back.searchParams.get('code'), null);
    const plain = await goTo(oidc.buildAuthorizationUrl(party.config, (await request()).asked));
    assert.equal(plain.back.searchParams.get('code'), null);
  });

  const binds = only(metadata.dpop_signing_alg_values_supported?.includes('ES256'), 'DPoP');
  for (const binding of ['required', 'nonce']) {
    test(`tokens bound to a key (RFC 9449, ${binding}) serve its holder only`, binds, async () => {
      const party = await relyingParty(`Client lié ${binding}`, { more: ['--dpop', binding] });
      const DPoP = oidc.getDPoPHandle(party.config, await oidc.randomDPoPKeyPair('ES256'));
      const { tokens } = await tokensOf(party, { options: { DPoP } });
      assert.equal(tokens.token_type, 'dpop');
      const { sub } = tokens.claims();
      assert.equal((await oidc.fetchUserInfo(party.config, tokens.access_token, sub, { DPoP })).sub, sub);
      const stranger = oidc.getDPoPHandle(party.config, await oidc.randomDPoPKeyPair('ES256'));
      await assert.rejects(oidc.fetchUserInfo(party.config, tokens.access_token, sub, { DPoP: stranger }));
      await assert.rejects(oidc.fetchUserInfo(party.config, tokens.access_token, sub));
      assert.ok((await oidc.refreshTokenGrant(party.config, tokens.refresh_token, undefined, { DPoP })).access_token);
    });
  }

  const signs = only(has('token_endpoint_auth_methods_supported', 'private_key_jwt'), 'private_key_jwt');
  test('a client that signs (private_key_jwt) needs no secret', signs, async () => {
    const { party, strangersKey } = await signingParty('Client qui signe');
    assert.equal((await tokensOf(party)).tokens.claims().aud, party.client_id);
    const thief = { ...party, config: await configured(party, oidc.PrivateKeyJwt(strangersKey)) };
    assert.equal(await refusal(tokensOf(thief)), 'invalid_client');
  });

  const alone = only(has('grant_types_supported', 'client_credentials'), 'client_credentials');
  test('a program asks in its own name (client_credentials)', alone, async () => {
    const scope = 'accounts:deleted';
    const party = await relyingParty('Programme', { more: ['--api-scopes', scope] });
    const tokens = await oidc.clientCredentialsGrant(party.config, { scope });
    assert.deepEqual([tokens.scope, tokens.refresh_token, tokens.id_token], [scope, undefined, undefined]);
    assert.equal((await oidc.tokenIntrospection(party.config, tokens.access_token)).active, true);
    const other = await relyingParty('Programme sans droit');
    assert.notEqual(await refusal(oidc.clientCredentialsGrant(other.config, { scope })), 'nothing was refused');
  });

  const posts = only(has('response_modes_supported', 'form_post'), 'form_post');
  test('an answer may come in a form (form_post)', posts, async () => {
    const party = await relyingParty('Client qui reçoit un formulaire');
    const { asked, checks } = await request({ response_mode: 'form_post' });
    const { visit } = await goTo(oidc.buildAuthorizationUrl(party.config, asked));
    const form = formTo(visit.page.html, BACK);
    assert.equal(form?.method, 'post');
    const body = new URLSearchParams(form.sent);
    const answer = new Request(BACK, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    const tokens = await oidc.authorizationCodeGrant(party.config, answer, checks);
    assert.equal(tokens.claims().aud, party.client_id);
  });

  const tells = only(metadata.userinfo_signing_alg_values_supported, 'signed userinfo');
  const ways = { skip: skipUnlessSigned('RS256') };
  for (const alg of ['ES256', 'RS256']) {
    test(`userinfo may be signed (${alg})`, { skip: tells.skip || ways.skip }, async () => {
      const party = await relyingParty(`Client d’userinfo ${alg}`, { more: ['--signed-userinfo', '--alg', alg] });
      const expected = { userinfo_signed_response_alg: alg, id_token_signed_response_alg: alg };
      party.config = await configured(party, oidc.ClientSecretBasic(party.client_secret), expected);
      const { tokens } = await tokensOf(party);
      const user = await oidc.fetchUserInfo(party.config, tokens.access_token, tokens.claims().sub);
      assert.equal(user.given_name, 'Camille');
    });
  }

  test('ID tokens may be signed with RS256', ways, async () => {
    const party = await relyingParty('Client RS256', { more: ['--alg', 'RS256'] });
    party.config = await configured(party, oidc.ClientSecretBasic(party.client_secret), { id_token_signed_response_alg: 'RS256' });
    const { tokens } = await tokensOf(party);
    const [header] = tokens.id_token.split('.');
    assert.equal(JSON.parse(Buffer.from(header, 'base64url')).alg, 'RS256');
  });
});

// A client registered with a public key, and a key of nobody.
async function signingParty(name) {
  const [{ privateKey, publicKey }, { privateKey: strangersKey }] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const folder = await mkdtemp(join(tmpdir(), 'glc-keys-'));
  const file = join(folder, 'jwks.json');
  await writeFile(file, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'a', alg: 'ES256', use: 'sig' }] }));
  try {
    const auth = () => oidc.PrivateKeyJwt({ key: privateKey, kid: 'a' });
    return { party: await relyingParty(name, { auth, more: ['--auth-method', 'private_key_jwt', '--jwks', file] }), strangersKey };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
