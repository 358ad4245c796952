// « Tester mon service »: the sample of the kit, as its developer downloads it,
// passes everything; a service without checks is told of each.
import assert from 'node:assert/strict';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { until } from '../../browser/lib/bounded.mjs';
import { startCareless } from '../lib/careless.mjs';
import { start } from '../lib/program.mjs';
import { baseOf, issuer } from '../lib/provider.mjs';
import { declare, enter, kit, trial } from '../lib/workshop.mjs';

const packages = fileURLToPath(new URL('../node_modules', import.meta.url));
const LIES = 10;
const isIn = (page) => page.includes('Bonjour');

describe('« Tester mon service »', { timeout: 180_000 }, () => {
  let [visit, sample, unpacked, careless] = [];
  before(async () => {
    visit = await enter();
  });
  after(async () => {
    await sample?.end();
    careless?.stop();
    if (unpacked) await rm(unpacked.folder, { recursive: true, force: true });
  });

  test('a service that checks nothing is told of each lie that it believed', async () => {
    const base = baseOf('careless');
    const service = await declare(visit, 'Service qui croit tout', base);
    careless = await startCareless({ issuer, client: service, base });
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

  test('the sample of the kit passes everything', async () => {
    const base = baseOf('trial');
    const service = await declare(visit, 'Service du kit', base);
    unpacked = await kit(visit, service, 'node');
    await symlink(packages, join(unpacked.place, 'node_modules'));
    const command = 'set -a; . ./glc.env; set +a; exec node server.mjs';
    sample = await start(['sh', '-c', command], { cwd: unpacked.place, env: {} });
    const answers = () => fetch(base, { signal: AbortSignal.timeout(2_000) }).then(({ ok }) => ok || undefined, () => undefined);
    await Promise.race([until(20_000, `the sample; it said: ${sample.said()}`, answers), sample.failure]);

    const its = trial(visit, service, { base, isIn });
    await its.start();
    assert.deepEqual(await its.turn(), { announced: undefined, entered: true });
    for (let turn = 0; turn < LIES; turn += 1) {
      const { announced, entered } = await its.turn();
      assert.ok(announced && !entered, `${announced}: ${sample.said()}`);
    }
    // the truth again, then out of the service and of GrandLyon Connect
    assert.equal((await its.turn()).entered, true);
    await visit.open(base);
    await visit.submit('Se déconnecter');
    await enter(visit);
    const done = async () => Object.values(await its.results()).every((result) => result === 'Réussi') || undefined;
    await until(15_000, `everything is done: ${JSON.stringify(await its.results())}`, done);
    visit.says(/Votre service a tout réussi/);
  });
});
