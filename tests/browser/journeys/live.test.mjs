// A form that changes while one types in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { fillPages } from '../lib/forms.mjs';
import { fill } from '../lib/keyboard.mjs';
import { begin } from '../lib/requests.mjs';
import { stage } from '../lib/stage.mjs';

const set = stage();

test('what the Tab key selected is replaced by what is typed, although the page has changed', { timeout: 60_000 }, async () => {
  const { page, close } = await visit(set.browser);
  await page.goto(`${set.demo.sites.portal}/bron/acte-naissance`);
  await begin(page);
  await fillPages(page, [
    { 'Où la personne est-elle née ?': 'Dans cette commune' },
    { 'Pour qui demandez-vous l’acte ?': 'Pour moi' },
    { 'Votre identité': { Prénoms: 'Ana', Nom: 'Martin' } },
    { 'Date de naissance de la personne': { Jour: '31', Mois: '2', Année: '1980' } },
  ]);
  const month = page.getByLabel('Mois');
  const before = await month.elementHandle();
  await fill(page, 'Jour', '29');
  await page.keyboard.press('Tab');
  await page.waitForFunction((element) => !element.isConnected, before);
  await page.keyboard.type('3');
  assert.equal(await month.inputValue(), '3');
  await close();
});
