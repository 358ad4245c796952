// « Tester mon service »: the samples of the kit, as their developer downloads
// them, pass it; a service without checks is told of each.
import assert from 'node:assert/strict';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { until } from '../../browser/lib/bounded.mjs';
import { startCareless } from '../lib/careless.mjs';
import { start } from '../lib/program.mjs';
import { baseOf, issuer } from '../lib/provider.mjs';
import { SAMPLES } from '../lib/samples.mjs';
import { declare, enter, kit, trial } from '../lib/workshop.mjs';

const packages = fileURLToPath(new URL('../node_modules', import.meta.url));
const LIES = 10;
const SIGN_OUT = ['Il déconnecte aussi de GrandLyon Connect', 'Il répond 200 à l’avis de déconnexion', 'Il vérifie qui signe l’avis de déconnexion'];
const isIn = (page) => page.includes('Bonjour');

describe('« Tester mon service »', { timeout: 240_000 }, () => {
  const ends = [];
  let visit;
  before(async () => {
    visit = await enter();
  });
  after(async () => {
    for (const end of ends) await end();
  });

  test('a service that checks nothing is told of each lie that it believed', async () => {
    const base = baseOf('careless');
    const service = await declare(visit, 'Service qui croit tout', base);
    const careless = await startCareless({ issuer, client: service, base });
    ends.push(careless.stop);
    const its = trial(visit, service, { base, isIn });
    await its.start();
    for (let turn = 0; turn <= LIES; turn += 1) await its.turn();
    const results = await its.results();
    const lies = Object.entries(results).filter(([title]) => title.startsWith('Il refuse'));
    assert.equal(lies.length, LIES);
    for (const [title, result] of lies) assert.equal(result, 'À corriger', title);
    visit.says(/Votre service a continué.*À faire\s: Au retour, comparez state/);
    assert.equal(results['Il protège le code avec PKCE (S256)'], 'Réussi');
  });

  // Starts a sample from the kit of a service made for it, as its README says.
  async function startOwn(name) {
    const base = baseOf(`${name}-trial`);
    const service = await declare(visit, `Service du kit ${name}`, base, SAMPLES[name].backchannel);
    const { folder, place } = await kit(visit, service, name);
    if (name === 'node') await symlink(packages, join(place, 'node_modules'));
    const command = SAMPLES[name].command({ port: new URL(base).port, folder: place }).join(' ');
    const sample = await start(['sh', '-c', `set -a; . ./glc.env; set +a; exec ${command}`], { cwd: place, env: { PYTHONDONTWRITEBYTECODE: '1' } });
    ends.push(() => sample.end().then(() => rm(folder, { recursive: true, force: true })));
    const answers = () => fetch(base, { signal: AbortSignal.timeout(2_000) }).then(({ ok }) => ok || undefined, () => undefined);
    await Promise.race([until(20_000, `the sample ${name}`, answers), sample.failure]).catch((error) => assert.fail(`${error.message}\n${sample.said()}`));
    return { base, sample, its: trial(visit, service, { base, isIn }) };
  }

  for (const name of ['apache', 'php', 'python', 'node']) {
    test(`the sample ${name} of the kit passes`, async () => {
      const { base, sample, its } = await startOwn(name);
      await its.start();
      assert.deepEqual(await its.turn(), { announced: undefined, entered: true }, sample.said());
      for (let turn = 0; turn < LIES; turn += 1) {
        const { announced, entered } = await its.turn();
        assert.ok(announced && !entered, `${announced}: ${sample.said()}`);
      }
      const others = Object.entries(await its.results()).filter(([title]) => !SIGN_OUT.includes(title));
      assert.deepEqual(others.filter(([, result]) => result !== 'Réussi'), []);
      // the truth again; for the last one, out of the service and of GrandLyon Connect
      assert.equal((await its.turn()).entered, true);
      if (name !== 'node') return;
      await visit.open(base);
      await visit.submit('Se déconnecter');
      await enter(visit);
      const done = async () => Object.values(await its.results()).every((result) => result === 'Réussi') || undefined;
      await until(15_000, `everything is done: ${JSON.stringify(await its.results())}`, done);
      visit.says(/Votre service a tout réussi/);
    });
  }
});
