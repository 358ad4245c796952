// What the Métropole offers: a partner takes a copy, which lives its life and
// follows the original when it wants; a subscriber switches it on as it is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { enterDesk } from '../lib/desk.mjs';
import { answer, follow, submit } from '../lib/forms.mjs';
import { look } from '../lib/look.mjs';
import { account, enter } from '../lib/people.mjs';
import { startServer } from '../lib/server.mjs';
import { stage } from '../lib/stage.mjs';
import { keeps } from './studio/workshop.mjs';

const OFFERED = 'Demander une aide du fonds de solidarité logement';
const COPIED = 'Faire enlever mes encombrants';
const THEIRS = 'Prenez rendez-vous : nous venons chez vous.';

// Its own demo: a commune changes her offer.
const set = stage(() => startServer('--cases', '0'));

test('a partner takes a copy, and what the original became', { timeout: 120_000 }, async () => {
  const { page, close } = await visit(set.browser, { size: 'phone', script: false });
  const main = page.getByRole('main');
  const shelf = `${set.sites.desk}/bron~test/atelier`;
  await enterDesk(page, set.demo, 'agent.bron@example.org');
  await page.goto(shelf);
  await follow(page, /^Voir ce que les autres/);
  await look(page, 'pack');
  await follow(page, OFFERED);
  await look(page, 'pack-proposal');
  await answer(main, { 'Nom de la démarche chez vous': 'Être aidé pour mon logement' });
  await submit(page, 'Reprendre une copie');
  await page.getByRole('heading', { name: 'Être aidé pour mon logement', level: 1 }).waitFor();

  await page.goto(`${shelf}/encombrants/sur/presentation`);
  await answer(main, { 'À quoi elle sert': 'Nous enlevons vos meubles.' });
  await keeps(page);
  await page.goto(shelf);
  await follow(page, /^Mises à jour qui attendent/);
  await follow(page, COPIED);
  await follow(page, 'Voir ce qui a changé');
  await look(page, 'pack-compared');
  await submit(page, 'Reprendre ces changements');
  await look(page, 'pack-compared-error');
  await main.locator('label', { hasText: 'La leur' }).click();
  await submit(page, 'Reprendre ces changements');
  await page.goto(`${shelf}/encombrants/original`);
  await main.getByText('Votre copie suit l’original').waitFor();
  await look(page, 'pack-followed');
  await page.goto(`${shelf}/encombrants/sur/presentation`);
  assert.equal((await main.getByLabel('À quoi elle sert').inputValue()).replaceAll(/\s/g, ' '), THEIRS);
  await close();
});

test('a subscriber switches it on, and off', { timeout: 120_000 }, async () => {
  const operator = await visit(set.browser);
  await enter(operator.page, set.sites.console, account(set.demo, 'operateur@example.org'));
  await follow(operator.page, 'Villeurbanne');
  await follow(operator.page, 'Passer à Abonné');
  await submit(operator.page, /^(Passer à|Confirmer)/);
  await operator.close();

  const { page, close } = await visit(set.browser, { size: 'phone', script: false });
  const main = page.getByRole('main');
  await enterDesk(page, set.demo, 'agent.villeurbanne@example.org');
  await page.goto(`${set.sites.desk}/villeurbanne/atelier`);
  await look(page, 'pack-subscriber');
  assert.equal(await main.getByRole('button').count(), 0, 'she neither writes nor changes téléservices');
  await follow(page, /^Voir ce que les autres/);
  await follow(page, OFFERED);
  await look(page, 'pack-switch');
  await submit(page, 'Activer');
  await look(page, 'pack-switched');
  const cover = `${set.sites.portal}/villeurbanne/fonds-solidarite-logement`;
  assert.equal((await page.request.get(cover)).status(), 200, 'her citizens have it');
  await follow(page, OFFERED);
  await submit(page, 'Désactiver');
  await page.goto(`${set.sites.desk}/villeurbanne/atelier/propositions`);
  assert.match(await main.innerText(), /Rien encore/);
  await close();
});
