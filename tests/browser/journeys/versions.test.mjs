// Requests under way when a téléservice changes: what moving them to the new
// version does is seen, chosen, confirmed, and told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { enterDesk, openRequest } from '../lib/desk.mjs';
import { answer, follow, submit } from '../lib/forms.mjs';
import { shows } from '../lib/later.mjs';
import { look } from '../lib/look.mjs';
import { stage } from '../lib/stage.mjs';
import { files, losesItsFirstStatus, publishes, slug } from './studio/moving.mjs';
import { begins } from './studio/workshop.mjs';

const CONFIRM = 'Passer 1 demande à la version en ligne';

const set = stage();

test('a request goes to the new version once somebody saw what it does', { timeout: 120_000 }, async () => {
  const { page, close } = await visit(set.browser, { size: 'phone', script: false });
  const main = page.getByRole('main');
  await enterDesk(page, set.demo, 'agent.metropole@example.org');
  const work = await begins(page, { sites: set.sites, space: 'metropole~test', see: async () => {} }, 'Emprunter un vélo');
  await publishes(page, work);
  const reference = await files(page, work, 'Un vélo pour un an.');
  await losesItsFirstStatus(page, work);
  await publishes(page, work);

  await page.goto(`${set.sites.desk}/metropole~test/demarches`);
  await page.goto(`${set.sites.desk}/metropole~test/demarches/${slug(work)}/versions`);
  await look(page, 'versions');
  await follow(page, /^Passer ces demandes à la version en ligne/);
  await look(page, 'versions-preview');
  assert.match(await main.innerText(), /À prendre\s+1\s+À choisir ci-dessous/);
  await submit(page, CONFIRM);
  await look(page, 'versions-unsaid');
  await answer(main, { 'Où vont les demandes « À prendre » ?': 'En cours' });
  await submit(page, CONFIRM);
  await shows(page, main.getByText('Demandes passées').locator('xpath=..').getByText('1', { exact: true }));
  await look(page, 'versions-moved');
  assert.equal(await page.getByRole('link', { name: /^Passer ces demandes/ }).count(), 0, 'none is left to move');

  await openRequest(page, set.demo, 'metropole~test', reference);
  assert.match(await main.innerText(), /En cours/);
  assert.match(await main.innerText(), /Demande passée à la version du/);
  await look(page, 'versions-case');
  await close();
});
