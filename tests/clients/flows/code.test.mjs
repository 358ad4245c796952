// The authorization code flow, as openid-client speaks it.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import * as oidc from 'openid-client';
import { issuer } from '../lib/provider.mjs';
import { BACK, authorize, goTo, refusal, relyingParty, request, tokensOf } from '../lib/relying-party.mjs';
import { visitor } from '../lib/visitor.mjs';

describe('openid-client, code flow', { timeout: 60_000 }, () => {
  let party;
  before(async () => {
    party = await relyingParty('Client du code');
  });

  test('discovery tells what the code flow needs', () => {
    const metadata = party.config.serverMetadata();
    assert.equal(metadata.issuer, issuer);
    assert.deepEqual(metadata.response_types_supported, ['code']);
    assert.equal(metadata.supportsPKCE('S256'), true);
    assert.deepEqual(metadata.code_challenge_methods_supported, ['S256']);
    for (const address of ['authorization', 'token', 'userinfo', 'introspection', 'revocation', 'end_session']) {
      assert.ok(metadata[`${address}_endpoint`]?.startsWith(issuer), address);
    }
  });

  for (const [method, auth] of Object.entries({ client_secret_basic: oidc.ClientSecretBasic, client_secret_post: oidc.ClientSecretPost })) {
    test(`tokens come with ${method}, and userinfo with them`, async () => {
      const other = await relyingParty(`Client ${method}`, { auth });
      const { tokens } = await tokensOf(other);
      const claims = tokens.claims();
      assert.equal(claims.aud, other.client_id);
      assert.equal(claims.acr, 'glc:password');
      assert.ok(claims.sid && claims.auth_time, 'sid and auth_time');
      const user = await oidc.fetchUserInfo(other.config, tokens.access_token, claims.sub);
      assert.deepEqual([user.given_name, user.email, user.email_verified], ['Camille', 'camille@example.org', true]);
    });
  }

  test('only what is asked is given', async () => {
    const { tokens } = await tokensOf(party, { changes: { scope: 'openid' } });
    const user = await oidc.fetchUserInfo(party.config, tokens.access_token, tokens.claims().sub);
    assert.deepEqual(Object.keys(user), ['sub']);
  });

  test('two services know her under two numbers', async () => {
    const other = await relyingParty('Autre client');
    const subjects = await Promise.all([party, other].map(async (each) => (await tokensOf(each)).tokens.claims().sub));
    assert.notEqual(subjects[0], subjects[1]);
  });

  test('a wrong PKCE verifier is refused', async () => {
    const { back, checks } = await authorize(party);
    const wrong = { ...checks, pkceCodeVerifier: oidc.randomPKCECodeVerifier() };
    assert.equal(await refusal(oidc.authorizationCodeGrant(party.config, back, wrong)), 'invalid_grant');
  });

  test('a code used twice gives nothing, and takes back what it gave', async () => {
    const { tokens, back, checks } = await tokensOf(party);
    assert.equal(await refusal(oidc.authorizationCodeGrant(party.config, back, checks)), 'invalid_grant');
    assert.equal((await oidc.tokenIntrospection(party.config, tokens.access_token)).active, false);
  });

  test('a wrong secret is refused and does not use up the code', async () => {
    const { back, checks } = await authorize(party);
    const thief = new oidc.Configuration(party.config.serverMetadata(), party.client_id, undefined, oidc.ClientSecretPost('wrong'));
    oidc.allowInsecureRequests(thief);
    assert.equal(await refusal(oidc.authorizationCodeGrant(thief, back, checks)), 'invalid_client');
    assert.ok((await oidc.authorizationCodeGrant(party.config, back, checks)).id_token);
  });

  test('a code of another service is refused', async () => {
    const other = await relyingParty('Client voisin');
    const { back, checks } = await authorize(party);
    assert.equal(await refusal(oidc.authorizationCodeGrant(other.config, back, checks)), 'invalid_grant');
  });

  const MISTAKES = {
    'no PKCE': { code_challenge: undefined, code_challenge_method: undefined },
    'PKCE in clear': { code_challenge_method: 'plain' },
    'no nonce': { nonce: undefined },
    'a short nonce': { nonce: 'short' },
    'no state': { state: undefined },
    'a monotonous state': { state: 'aaaaaaaaaaaaaaaaaaaaaaaa' },
  };
  for (const [mistake, changes] of Object.entries(MISTAKES)) {
    test(`a strict client is told of ${mistake}`, async () => {
      const { back } = await authorize(party, changes);
      assert.equal(back.searchParams.get('error'), 'invalid_request');
      assert.equal(back.searchParams.get('iss'), issuer, 'errors say who answers (RFC 9207)');
    });
  }

  test('an address that is not registered gets nobody and nothing', async () => {
    const { asked } = await request({ redirect_uri: `${BACK}/other` });
    const { back, visit } = await goTo(oidc.buildAuthorizationUrl(party.config, asked));
    assert.equal(back.origin, issuer);
    assert.equal(visit.page.status, 400);
    visit.says(/redirect_uri n’est pas inscrite/);
  });

  test('prompt=none answers at once: nobody, then somebody who agreed', async () => {
    const asking = await request({ prompt: 'none' });
    const url = oidc.buildAuthorizationUrl(party.config, asking.asked);
    const stranger = visitor({ stopAt: [BACK] });
    assert.equal(await refusalAt(stranger, url), 'login_required');
    const { visit } = await authorize(party);
    await visit.open(url);
    assert.ok(new URL(visit.page.url).searchParams.get('code'), visit.page.url);
  });

  async function refusalAt(visit, url) {
    await visit.open(url);
    return new URL(visit.page.url).searchParams.get('error');
  }
});
