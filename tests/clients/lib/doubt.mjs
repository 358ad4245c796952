// What a service owes to annexe 2 of the 2018 convention: it believes nothing
// without checking. The same for each sample of the kit.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { until } from '../../browser/lib/bounded.mjs';
import { CLIENT, startLiar } from './liar.mjs';
import { baseOf } from './provider.mjs';
import { SAMPLES, startSample } from './samples.mjs';
import { visitor } from './visitor.mjs';

const CONNECT = 'Se connecter avec GrandLyon Connect';
const HOUR = 3_600;
const now = () => Math.floor(Date.now() / 1000);

const LIES = {
  'the state of another request': { answer: { state: 'a-state-of-somebody-else-0123456789' } },
  'the answer of another provider': { answer: { iss: 'https://elsewhere.example' } },
  'a code of nobody': { answer: { code: 'stolen' } },
  'a token for another service': { claims: { aud: 'somebody-else' } },
  'a token of another provider': { claims: { iss: 'https://elsewhere.example' } },
  'a token past its time': { claims: { iat: now() - 2 * HOUR, exp: now() - HOUR } },
  'a token without end': { claims: { exp: undefined } },
  'the nonce of another request': { claims: { nonce: 'a-nonce-of-somebody-else-0123456789' } },
  'a token without nonce': { claims: { nonce: undefined } },
  'a weaker sign-in than asked': { claims: { acr: 'glc:none' } },
  'a sign-in of unknown strength': { claims: { acr: undefined } },
  'a token that a stranger signed': { stranger: true },
  'a token that nobody signed': { alg: 'none' },
  'a token signed with a secret that others may know': { alg: 'HS256' },
  'the data of somebody else': { user: { sub: 'nadia-2' } },
};

// What the log of a sample says of a lie: which check failed, in plain words.
const WORDS = {
  'the state of another request': 'state is not the one we sent',
  'the answer of another provider': 'iss is not GrandLyon Connect',
  'a token for another service': 'aud is another service',
  'a token of another provider': 'iss is not GrandLyon Connect',
  'a token past its time': 'exp is past, or missing',
  'a token without end': 'exp is past, or missing',
  'the nonce of another request': 'nonce is not the one we sent',
  'a token without nonce': 'nonce is not the one we sent',
  'a weaker sign-in than asked': 'acr is weaker than asked',
  'a sign-in of unknown strength': 'acr is weaker than asked',
  'a token that a stranger signed': 'the signature is wrong',
  'the data of somebody else': 'sub of the data is somebody else',
};

const LOGOUT_LIES = {
  'for another service': { aud: 'somebody-else' },
  'of another provider': { iss: 'https://elsewhere.example' },
  'past its time': { iat: now() - 2 * HOUR, exp: now() - HOUR },
  'that is an ID token': { nonce: 'a-nonce-0123456789' },
  'without the event': { events: undefined },
  'of another event': { events: { 'https://elsewhere.example/event': {} } },
};

// `believes`: the lies that the library of a sample takes, each with the reason;
// `hasWords`: its log is ours, not that of its library.
export const doubt = (name, { believes = {}, hasWords = true } = {}) =>
  describe(`the sample ${name}, with a provider that lies`, { timeout: 60_000 }, () => {
    const base = baseOf(`${name}-doubt`);
    let [liar, sample] = [];
    before(async () => {
      liar = await startLiar();
      sample = await startSample(name, { issuer: liar.issuer, client: CLIENT, base });
    });
    after(async () => {
      await sample?.stop();
      liar?.stop();
    });
    afterEach(() => {
      liar.lie = {};
    });

    async function enters(lie = {}) {
      liar.lie = lie;
      const visit = visitor();
      await visit.open(base);
      await visit.follow(CONNECT);
      return visit;
    }
    const tellLogout = async (token) => {
      const form = new URLSearchParams({ logout_token: token });
      const { status } = await fetch(`${base}${SAMPLES[name].backchannel}`, { method: 'POST', body: form });
      return status;
    };

    for (const alg of ['ES256', 'RS256']) {
      test(`the truth is believed, signed with ${alg}`, async () => {
        const visit = await enters({ alg });
        visit.says(/Bonjour Camille Liard/);
      });
    }

    test('what comes from outside is shown as text', async () => {
      const visit = await enters({ user: { given_name: '<b>Camille</b>' } });
      visit.says(/Bonjour <b>Camille<\/b> Liard/);
    });

    test('what is asked is drawn at random, long enough, and new each time', async () => {
      await enters();
      const first = liar.asked;
      await enters();
      const second = liar.asked;
      for (const secret of ['state', 'nonce', 'code_challenge']) {
        assert.ok(first[secret].length >= 20, `${secret}: ${first[secret]}`);
        assert.notEqual(first[secret], second[secret], secret);
      }
      assert.equal(first.code_challenge_method, 'S256');
      assert.match(first.acr_values, /glc:password/);
    });

    for (const [what, lie] of Object.entries(LIES)) {
      test(`${what} is refused`, { skip: believes[what] ?? false }, async () => {
        const before = sample.said().length;
        const visit = await enters(lie);
        visit.says(/ecommencez/);
        // its log comes by another way than its answer: it may come after
        const words = `sign-in refused: ${WORDS[what] ?? ''}`;
        if (hasWords) await until(10_000, `« ${words} » in its log`, async () => sample.said().slice(before).includes(words) || undefined);
        await visit.open(base);
        visit.says(/Vous n’êtes pas connecté/);
      });
    }

    for (const [what, lies] of Object.entries(LOGOUT_LIES)) {
      test(`a logout token ${what} is refused`, async () => {
        const visit = await enters();
        assert.equal(await tellLogout(await liar.logoutToken(lies)), 400);
        await visit.open(base);
        visit.says(/Bonjour Camille Liard/);
      });
    }

    test('a logout token that a stranger signed is refused, a true one ends the session', async () => {
      const visit = await enters();
      liar.lie = { stranger: true };
      assert.equal(await tellLogout(await liar.logoutToken()), 400);
      await visit.open(base);
      visit.says(/Bonjour Camille Liard/);
      liar.lie = {};
      assert.ok((await tellLogout(await liar.logoutToken())) < 300);
      await visit.open(base);
      visit.says(/Vous n’êtes pas connecté/);
    });

    test('whoever comes back without having left is told to start again', async () => {
      const visit = visitor();
      await visit.open(`${base}/callback?code=a&state=b&iss=${encodeURIComponent(liar.issuer)}`);
      visit.says(/ecommencez/);
    });
  });
