// The Métropole's operator, without scripts: who has a space, a new one opened,
// what is to be done behind the scenes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { follow, submit } from '../lib/forms.mjs';
import { shows } from '../lib/later.mjs';
import { look } from '../lib/look.mjs';
import { account, enter } from '../lib/people.mjs';
import { stage } from '../lib/stage.mjs';

const OPERATOR = 'operateur@example.org';

const set = stage();

test('the operator opens the two spaces of a commune', { timeout: 120_000 }, async () => {
  const { page, close } = await visit(set.browser, { script: false });
  await enter(page, set.demo.sites.console, account(set.demo, OPERATOR));
  await look(page, 'console-list');
  const commune = await page.getByRole('row').filter({ hasText: 'Connecté' }).getByRole('link').first().innerText();
  await follow(page, commune);
  await look(page, 'console-commune');
  await follow(page, 'Passer à Partenaire');
  await look(page, 'console-offer');
  await submit(page, /^(Passer à|Confirmer)/);
  await submit(page, 'Ouvrir ses espaces');
  await look(page, 'console-opened');
  for (const space of ['Production', 'Test']) {
    await shows(page, page.getByRole('main').locator('dl > div', { hasText: space }).filter({ hasText: 'Ouvert' }));
  }
  await follow(page, 'Travaux');
  await look(page, 'console-jobs');

  const slug = new URL(await urlOf(page, commune)).pathname.split('/').pop();
  const answer = await page.goto(`${set.demo.sites.portal}/${slug}/acte-naissance`);
  assert.equal(answer.status(), 200, 'her citizens can ask for a certificate at once');
  await close();
});

async function urlOf(page, commune) {
  await page.goto(set.demo.sites.console);
  return page.getByRole('link', { name: commune, exact: true }).first().evaluate((link) => link.href);
}
