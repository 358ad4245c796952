// A citizen and a service of somebody else: what she gives it, what she keeps,
// what she takes back; without scripts, then without a mouse.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { named, tagged, visit } from '../lib/browser.mjs';
import { HANDS } from '../lib/hands.mjs';
import { lookAs } from '../lib/look.mjs';
import { signsUp } from '../lib/newcomer.mjs';
import { accessToken, comesBack, signInAddress, told } from '../lib/service.mjs';
import { stage } from '../lib/stage.mjs';

const SERVICE = 'Bibliothèque de démonstration';
const PHONE = 'Téléphone portable';
const BIRTH = 'Date de naissance';
const ASKED = { scope: 'openid profile email phone' };

const set = stage();

for (const cell of HANDS) {
  test(`a service learns what one gives it, until it is taken back (${named(cell)})`, { timeout: 240_000 }, async () => {
    const { page, close } = await visit(set.browser, cell);
    const { hands } = cell;
    const see = lookAs(cell);
    const { connect } = set.sites;
    const login = `accord-${tagged(cell)}@example.org`;
    await signsUp(page, set.demo, login);
    await page.goto(`${connect}/compte/identite/contact`);
    await hands.fill(page, PHONE, '06 12 34 56 78');
    await hands.press(page, 'Enregistrer');

    const back = comesBack(page, set.demo);
    await page.goto(signInAddress(set.demo, ASKED));
    await see(page, 'consent');
    assert.equal(await page.getByRole('checkbox', { name: PHONE }).isChecked(), false, 'nothing is given that she did not tick');
    await hands.fill(page, BIRTH, '31/02/1981');
    await hands.press(page, 'Accepter et continuer');
    await page.getByLabel(BIRTH).and(page.locator('[aria-invalid=true]')).waitFor();
    assert.equal(await page.getByLabel(BIRTH).inputValue(), '31/02/1981', 'what she typed is kept');
    await see(page, 'consent-errors');
    await hands.fill(page, BIRTH, '27/03/1981');
    await hands.press(page, 'Accepter et continuer');
    const { fields } = await back;
    const token = await accessToken(set.demo, fields.get('code'));
    const first = await told(set.demo, token);
    assert.deepEqual([first.email, first.birthdate, first.phone_number], [login, '1981-03-27', undefined]);

    await page.goto(`${connect}/compte`);
    await hands.follow(page, 'Mes services');
    await says(page, PHONE, /Refusé/);
    await says(page, BIRTH, /Partagé/);
    await see(page, 'services');
    await hands.press(page, `Ne plus partager : ${BIRTH}`);
    await page.getByText('L’accord est retiré pour cette donnée.').waitFor();
    await says(page, BIRTH, /Refusé/);
    await see(page, 'services-withdrawn');
    const then = await told(set.demo, token);
    assert.deepEqual([then.email, then.birthdate], [login, undefined], 'the same token tells it no more');

    await hands.follow(page, 'Voir l’historique de mes accords');
    const acts = page.getByRole('main').locator('tbody').getByRole('row').filter({ hasText: SERVICE });
    const [withdrawn, given] = await acts.allInnerTexts();
    assert.match(withdrawn, /Accord retiré\s: Date de naissance/u);
    assert.match(given, /Donné\s: .*Date de naissance[^]*Refusé\s: Téléphone portable/u);
    await see(page, 'services-history');

    await comesAgain(page, login);
    await page.goto(`${connect}/compte/services`);
    await hands.press(page, `Ne plus rien partager avec : ${SERVICE}`);
    await page.getByText('Ce service n’a plus accès à vos données.').waitFor();
    assert.equal(await page.getByRole('heading', { name: SERVICE }).count(), 0);
    await see(page, 'services-none');
    await page.goto(signInAddress(set.demo, ASKED));
    await page.getByRole('heading', { level: 1, name: `${SERVICE} veut vous reconnaître` }).waitFor();
    await hands.press(page, 'Refuser');
    await close();
  });
}

// She said all that she had to say: nothing is asked again, nothing more is told.
async function comesAgain(page, login) {
  const answer = await page.request.get(signInAddress(set.demo, ASKED), { maxRedirects: 0 });
  const code = new URL(answer.headers().location).searchParams.get('code');
  const again = await told(set.demo, await accessToken(set.demo, code));
  assert.deepEqual([again.email, again.birthdate, again.phone_number], [login, undefined, undefined]);
}

async function says(page, datum, decision) {
  const row = page.getByRole('row').filter({ hasText: datum });
  assert.match(await row.first().innerText(), decision, datum);
}
