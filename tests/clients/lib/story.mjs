// What every sample of the kit does, seen by a citizen: the same for each.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from '../../browser/lib/bounded.mjs';
import { skipUnlessSigned } from './announced.mjs';
import { REFUSE, signIn, signOut } from './citizen.mjs';
import { baseOf, demo, issuer, register } from './provider.mjs';
import { SAMPLES, startSample } from './samples.mjs';
import { visitor } from './visitor.mjs';

const CONNECT = 'Se connecter avec GrandLyon Connect';

// `alg` is what its ID tokens are signed with.
export const tell = (name, { refreshes = true, alg = 'ES256' } = {}) =>
  describe(`the sample ${name}, with GrandLyon Connect (${alg})`, { timeout: 60_000, skip: skipUnlessSigned(alg) }, () => {
    const base = baseOf(name);
    let sample;
    before(async () => {
      const backchannel = `${base}${SAMPLES[name].backchannel}`;
      const addresses = { redirect: [`${base}/callback`], home: `${base}/`, backchannel };
      const client = await register(`Service d’essai ${name}`, { ...addresses, more: alg === 'ES256' ? [] : ['--alg', alg] });
      sample = await startSample(name, { issuer, client, base });
    });
    after(() => sample?.stop());

    async function enters(choice) {
      const visit = visitor();
      await visit.open(base);
      visit.says(/Vous n’êtes pas connecté/);
      await visit.follow(CONNECT);
      await signIn(visit, demo, choice);
      return visit;
    }
    const isForgotten = async (visit) => {
      await visit.open(base);
      return visit.offers('Se déconnecter') ? undefined : true;
    };

    test('whoever refuses reads so, and may try again', async () => {
      const visit = await enters(REFUSE);
      visit.says(/Vous avez refusé/);
      await visit.follow(CONNECT);
      assert.ok(visit.offers(REFUSE), 'she is asked again');
    });

    test('one signs in, agrees, is called by her name, and her data can be read again', async () => {
      const visit = await enters();
      assert.equal(new URL(visit.page.url).origin, base);
      visit.says(/Bonjour Camille .*camille@example\.org/);
      if (!refreshes) return;
      // a refresh token serves once: twice shows that the new one is kept
      for (const turn of ['first', 'second']) {
        await visit.submit('Relire mes données');
        assert.equal(visit.page.status, 200, `the ${turn} time: ${sample.said()}`);
        visit.says(/Bonjour Camille/);
      }
    });

    test('leaving the service leaves GrandLyon Connect too', async () => {
      const visit = await enters();
      await visit.submit('Se déconnecter');
      assert.equal(visit.page.url.split('?')[0], `${base}/`);
      visit.says(/Vous n’êtes pas connecté/);
      await visit.follow(CONNECT);
      assert.ok(visit.page.url.startsWith(issuer), visit.page.url);
      visit.says(/Mot de passe oublié/);
    });

    test('leaving GrandLyon Connect elsewhere ends the session of the service', async () => {
      const visit = await enters();
      visit.says(/Bonjour Camille/);
      await signOut(visit, demo);
      await until(15_000, `the service is told; it said: ${sample.said()}`, () => isForgotten(visit));
      visit.says(/Vous n’êtes pas connecté/);
    });
  });
