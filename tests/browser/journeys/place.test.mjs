// Where something is: words that are completed, a point on the map by mouse or
// by keyboard, the position of the device.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { answer, fillPages, submit } from '../lib/forms.mjs';
import { look } from '../lib/look.mjs';
import { begin } from '../lib/requests.mjs';
import { stage } from '../lib/stage.mjs';

const set = stage();

// The page of a report that asks where the problem is.
async function asksWhere(page) {
  await page.goto(`${set.demo.sites.portal}/metropole/signalement`);
  await begin(page);
  await fillPages(page, [{ 'Y a-t-il un danger pour quelqu’un ?': 'Non' }, { 'De quoi s’agit-il ?': 'La propreté' }, { 'Quel problème de propreté ?': 'Corbeille pleine ou cassée' }]);
  const words = page.getByLabel('Adresse ou nom du lieu');
  await words.waitFor();
  return words;
}

const hidden = (page, part) => page.locator(`input[name="lieu.${part}"]`);
const told = (page) => page.locator('[data-told]');

test('an address is completed while it is typed, and gives its point', { timeout: 60_000 }, async () => {
  const { page, close } = await visit(set.browser, { size: 'phone' });
  const words = await asksWhere(page);
  await words.pressSequentially('24 rue piz');
  await page.getByRole('option', { name: '24 Rue Pizay, 69001 Lyon', exact: true }).waitFor();
  await look(page, 'place-suggestions');
  await words.press('ArrowDown');
  await words.press('Enter');
  assert.equal(await words.inputValue(), '24 Rue Pizay, 69001 Lyon');
  assert.equal(await hidden(page, 'commune').inputValue(), '69123');
  assert.match(await hidden(page, 'lat').inputValue(), /^45\.7/);
  await page.getByRole('button', { name: 'Retirer le point' }).waitFor();

  // the page was drawn again for what depends on it: it still completes
  await answer(page.getByRole('main'), { 'Est-ce dans un parc, un square ou un jardin ?': 'Non' });
  await words.fill('');
  await words.pressSequentially('avenue camille rousset');
  await page.getByRole('option', { name: /Avenue Camille Rousset, 69500 Bron/ }).first().click();
  assert.equal(await hidden(page, 'commune').inputValue(), '69029');
  await submit(page);
  assert.ok(!(await page.getByText('Il y a un problème').isVisible()));
  await close();
});

test('a point is shown on the map, by mouse then by keyboard, and taken back', { timeout: 60_000 }, async () => {
  const { page, close } = await visit(set.browser);
  await asksWhere(page);
  await page.getByRole('button', { name: 'Montrer sur la carte' }).click();
  const map = page.getByRole('group', { name: /^Carte/ });
  await map.locator('img.leaflet-tile-loaded').first().waitFor();
  await look(page, 'place-map');
  await map.click({ position: { x: 200, y: 160 } });
  await page.getByText(/^Le point est choisi/).waitFor();
  const [first, found] = [await hidden(page, 'lat').inputValue(), await hidden(page, 'found').inputValue()];
  assert.match(first, /^4[56]\.\d{6}$/);
  assert.equal(found, '@carte');

  await map.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction((lat) => document.querySelector('input[name="lieu.lat"]').value !== lat, first);
  await look(page, 'place-chosen');
  await page.getByRole('button', { name: 'Retirer le point' }).click();
  assert.equal(await hidden(page, 'lat').inputValue(), '');
  assert.equal(await told(page).innerText(), 'Le point est retiré.');

  await map.click({ position: { x: 260, y: 200 } });
  await page.getByText(/^Le point est choisi/).waitFor();
  await answer(page.getByRole('main'), { 'Est-ce dans un parc, un square ou un jardin ?': 'Non' });
  await submit(page);
  assert.ok(!(await page.getByText('Il y a un problème').isVisible()), 'a point is enough');
  await close();
});

test('the device tells where it is, or the words stay', { timeout: 60_000 }, async () => {
  const { page, close } = await visit(set.browser, { size: 'phone' });
  const words = await asksWhere(page);
  await page.getByRole('button', { name: 'Utiliser ma position' }).click();
  await page.getByText('Nous ne trouvons pas votre position. Écrivez l’adresse.').waitFor();

  await page.context().grantPermissions(['geolocation']);
  await page.context().setGeolocation({ latitude: 45.767_9, longitude: 4.835_6 });
  await page.getByRole('button', { name: 'Utiliser ma position' }).click();
  await page.getByText(/Adresse la plus proche/).waitFor();
  assert.notEqual(await words.inputValue(), '', 'the nearest address is proposed as words');
  assert.match(await hidden(page, 'lat').inputValue(), /^45\.76/);
  await close();
});
