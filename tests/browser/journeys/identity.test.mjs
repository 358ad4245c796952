// What an account knows of somebody: she writes it, a mistake is told beside
// what she wrote, and nothing that she typed is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, tagged, visit } from '../lib/browser.mjs';
import { HANDS } from '../lib/hands.mjs';
import { lookAs } from '../lib/look.mjs';
import { signsUp } from '../lib/newcomer.mjs';
import { stage } from '../lib/stage.mjs';

const PHONE = 'Téléphone portable';
const BIRTH = 'Date de naissance';
const PLACE = 'Commune de naissance';
const GIVEN = 'Prénoms de naissance';
const SAVED = 'Vos informations sont enregistrées.';

const set = stage();

for (const cell of HANDS) {
  test(`one writes what one is, and mends what is wrong (${named(cell)})`, { timeout: 180_000 }, async () => {
    const { page, close } = await visit(set.browser, cell);
    const { hands } = cell;
    const see = lookAs(cell);
    await signsUp(page, set.demo, `identite-${tagged(cell)}@example.org`);
    await hands.follow(page, 'Mes informations');
    await see(page, 'identity');

    await hands.follow(page, 'Modifier : Me joindre');
    await hands.fill(page, PHONE, '06 12');
    await hands.press(page, 'Enregistrer');
    await isToMend(page, PHONE, '06 12', /numéro/);
    await see(page, 'identity-contact-errors');
    await hands.fill(page, PHONE, '06 12 34 56 78');
    await hands.press(page, 'Enregistrer');
    await page.getByText(SAVED).waitFor();
    await knows(page, PHONE, /06\s12\s34\s56\s78/u);

    await hands.follow(page, 'Modifier : État civil');
    await hands.fill(page, GIVEN, 'Ana Lucía');
    await hands.fill(page, BIRTH, '30/02/1990');
    await hands.fill(page, PLACE, 'Atlantide');
    await hands.press(page, 'Enregistrer');
    await isToMend(page, BIRTH, '30/02/1990', /le jour, le mois et l’année/);
    await isToMend(page, PLACE, 'Atlantide', /commune/i);
    assert.equal(await page.getByLabel(GIVEN).inputValue(), 'Ana Lucía', 'what was right is kept too');
    await see(page, 'identity-status-errors');
    await hands.fill(page, BIRTH, '28/02/1990');
    await hands.fill(page, PLACE, 'Saint-Denis (93)');
    await hands.press(page, 'Enregistrer');
    await page.getByText(SAVED).waitFor();
    await knows(page, BIRTH, /28\/02\/1990/);
    await knows(page, PLACE, /Saint-Denis/);
    await see(page, 'identity-written');
    await page.goto(`${set.sites.connect}/compte`);
    await page.getByRole('main').getByText('Ana Lucía').waitFor();
    await close();
  });
}

// The field is said to be wrong, holds what was typed, and has its advice with
// it; the summary leads to it.
async function isToMend(page, label, typed, advice) {
  const field = page.getByLabel(label).and(page.locator('[aria-invalid=true]'));
  assert.equal(await field.inputValue(), typed);
  const told = await field.evaluate((element) => element.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).innerText).join(' '));
  assert.match(told, advice, `beside « ${label} »`);
  const id = await field.getAttribute('id');
  assert.equal(await page.getByRole('alert').locator(`a[href="#${id}"]`).count(), 1, 'the summary leads to it');
}

async function knows(page, label, value) {
  const row = page.getByRole('main').locator('dl > div').filter({ hasText: label });
  assert.match(await row.first().innerText(), value, label);
}
