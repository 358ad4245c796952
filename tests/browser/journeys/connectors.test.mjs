// An authority plugs its software in; requests go through it, or stop and are mended.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { enterDesk, openRequest } from '../lib/desk.mjs';
import { answer, follow, submit } from '../lib/forms.mjs';
import { shows } from '../lib/later.mjs';
import { look } from '../lib/look.mjs';
import { startServer } from '../lib/server.mjs';
import { stage } from '../lib/stage.mjs';
import { answers, callsAbout } from '../lib/town.mjs';
import { asks, opens } from './connectors/parking.mjs';

const SOFTWARE = 'Logiciel des droits';
const CALLED = 'Connecteur pour « Logiciel des droits de stationnement »';
const STRANGE = 'Sa réponse n’a pas ce qui est attendu';

// Its own demo: the software of the town hall is out of order for a while.
const set = stage(() => startServer('--cases', '0'));

test('a connector is made, tried and bound', { timeout: 90_000 }, async () => {
  const { page, close } = await visit(set.browser, { size: 'phone', script: false });
  const main = page.getByRole('main');
  await enterDesk(page, set.demo, 'agent.bron@example.org');
  await page.goto(`${set.sites.desk}/bron/connecteurs`);
  await look(page, 'connectors');
  await answer(main, { 'Nom du connecteur': SOFTWARE, 'Preuve d’identité': 'Un jeton (Bearer)' });
  await submit(page, 'Créer le connecteur');
  await look(page, 'connectors-error');
  await answer(main, { Adresse: `${set.sites.simulators}/api/logiciel`, Secret: 'jeton-de-bron' });
  await submit(page, 'Créer le connecteur');
  await submit(page, 'Envoyer un essai');
  await main.getByText('Le logiciel a répondu à l’essai.').waitFor();
  assert.match(await main.getByRole('table').innerText(), /Essai\s+A répondu\s+réponse 200/);
  assert.doesNotMatch(await page.content(), /jeton-de-bron/, 'the secret is not shown again');
  await look(page, 'connector');
  await follow(page, 'Connecteurs');
  await answer(main, { [CALLED]: SOFTWARE });
  await submit(page, 'Relier');
  await main.getByText('Le lien est enregistré.').waitFor();
  await close();
});

test('what the software answers is read in the request; when it fails the request stops, and resumes as the same call', { timeout: 240_000 }, async () => {
  const citizen = await visit(set.browser);
  const { page, close } = await visit(set.browser);
  const main = page.getByRole('main');
  const ask = (plate) => asks(citizen.page, set.sites.portal, { given: 'Ana', family: 'Diaz', plate });
  const [good, stopped, without] = [await ask('AB-123-CD'), await ask('EF-456-GH'), await ask('JK-789-LM')];
  await citizen.close();

  await enterDesk(page, set.demo, 'agent3.bron@example.org');
  await opens(page, set.demo, good);
  await shows(page, main.getByText('Actif').first());
  const [call, ...others] = await callsAbout(set.demo, good);
  assert.deepEqual(others, [], 'it is called once');
  assert.notEqual(call.key, '', 'with a key');
  assert.match(await main.innerText(), new RegExp(call.file), 'the number that it gave is on the request');
  await look(page, 'connector-case');

  await answers(page, set.demo, STRANGE);
  for (const reference of [stopped, without]) {
    await opens(page, set.demo, reference);
    await shows(page, main.getByText('Demande bloquée'));
  }
  await look(page, 'connector-stopped');
  await submit(page, 'Continuer sans');
  await main.getByText('La demande continue.').waitFor();
  assert.equal(await main.getByRole('button', { name: 'Continuer sans' }).count(), 0, 'nothing stops it any more');

  await page.goto(`${set.sites.desk}/bron`);
  await follow(page, /^Bloquées/);
  await look(page, 'queue-stopped');
  assert.equal(await main.getByRole('link', { name: without }).count(), 0, 'it is not stopped any more');
  await follow(page, stopped);
  await answers(page, set.demo, 'Il répond');
  await openRequest(page, set.demo, 'bron', stopped);
  await submit(page, 'Réessayer');
  await shows(page, main.getByText('Actif').first());
  const calls = await callsAbout(set.demo, stopped);
  assert.equal(calls.length, 2);
  assert.equal(calls[0].key, calls[1].key, 'the software is told it is the same call');
  assert.match(await main.innerText(), new RegExp(calls[1].file));
  await close();
});
