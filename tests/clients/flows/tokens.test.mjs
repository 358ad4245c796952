// The life of tokens, as openid-client sees it.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import * as oidc from 'openid-client';
import { signOut } from '../lib/citizen.mjs';
import { demo } from '../lib/provider.mjs';
import { refusal, relyingParty, tokensOf } from '../lib/relying-party.mjs';

describe('openid-client, tokens', { timeout: 60_000 }, () => {
  let party;
  before(async () => {
    party = await relyingParty('Client des jetons');
  });
  const isActive = async (token) => (await oidc.tokenIntrospection(party.config, token)).active;

  test('a refresh token serves once; shown again, it ends its family', async () => {
    const { tokens } = await tokensOf(party);
    const fresh = await oidc.refreshTokenGrant(party.config, tokens.refresh_token);
    assert.notEqual(fresh.refresh_token, tokens.refresh_token);
    assert.equal(fresh.claims().sub, tokens.claims().sub);
    assert.equal(await isActive(fresh.access_token), true);
    assert.equal(await refusal(oidc.refreshTokenGrant(party.config, tokens.refresh_token)), 'invalid_grant');
    assert.equal(await refusal(oidc.refreshTokenGrant(party.config, fresh.refresh_token)), 'invalid_grant');
    assert.equal(await isActive(fresh.access_token), false);
  });

  test('a refresh may ask for less, never for more', async () => {
    const { tokens } = await tokensOf(party, { changes: { scope: 'openid email' } });
    const wider = oidc.refreshTokenGrant(party.config, tokens.refresh_token, { scope: 'openid email profile' });
    assert.equal(await refusal(wider), 'invalid_scope');
    const narrower = await oidc.refreshTokenGrant(party.config, tokens.refresh_token, { scope: 'openid' });
    const user = await oidc.fetchUserInfo(party.config, narrower.access_token, tokens.claims().sub);
    assert.equal(user.email, undefined);
  });

  test('introspection tells a client of its own tokens only', async () => {
    const { tokens } = await tokensOf(party);
    const told = await oidc.tokenIntrospection(party.config, tokens.access_token);
    assert.deepEqual([told.active, told.client_id, told.sub], [true, party.client_id, tokens.claims().sub]);
    const other = await relyingParty('Client curieux');
    assert.deepEqual(await oidc.tokenIntrospection(other.config, tokens.access_token), { active: false });
  });

  test('a token given back is worth nothing', async () => {
    const { tokens } = await tokensOf(party);
    await oidc.tokenRevocation(party.config, tokens.access_token);
    assert.equal(await isActive(tokens.access_token), false);
    const read = oidc.fetchUserInfo(party.config, tokens.access_token, tokens.claims().sub);
    await assert.rejects(read, (error) => error.status === 401 || error.cause?.status === 401);
    assert.ok((await oidc.refreshTokenGrant(party.config, tokens.refresh_token)).access_token, 'the rest of the family lives');
  });

  test('a refresh token given back takes its family with it', async () => {
    const { tokens } = await tokensOf(party);
    await oidc.tokenRevocation(party.config, tokens.refresh_token);
    assert.equal(await isActive(tokens.access_token), false);
    assert.equal(await refusal(oidc.refreshTokenGrant(party.config, tokens.refresh_token)), 'invalid_grant');
  });

  test('her tokens end with her session', async () => {
    const { tokens, visit } = await tokensOf(party);
    await signOut(visit, demo);
    assert.equal(await isActive(tokens.access_token), false);
    assert.equal(await refusal(oidc.refreshTokenGrant(party.config, tokens.refresh_token)), 'invalid_grant');
  });
});
