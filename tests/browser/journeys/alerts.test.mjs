// What looks wrong around the accounts, and the operator who deals with it; what
// is open when a citizen leaves.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXTREMES, named, tagged, visit } from '../lib/browser.mjs';
import { answer, follow, submit } from '../lib/forms.mjs';
import { assertReachesEnd } from '../lib/keyboard.mjs';
import { lookAs } from '../lib/look.mjs';
import { signsUp } from '../lib/newcomer.mjs';
import { account, enter } from '../lib/people.mjs';
import { accessToken, comesBack, replays, signInAddress } from '../lib/service.mjs';
import { startServer } from '../lib/server.mjs';
import { stage } from '../lib/stage.mjs';

const OPERATOR = 'operateur@example.org';
const SERVICE = 'Bibliothèque de démonstration';
const REPLAYED = 'Un jeton a servi deux fois';

// its own demo: what other journeys do raises alerts too
const set = stage(() => startServer('--cases', '0'));

for (const cell of EXTREMES) {
  test(`an alert is read, then closed with a note (${named(cell)})`, { timeout: 180_000 }, async () => {
    const see = lookAs(cell);
    const citizen = await visit(set.browser, cell);
    await signsUp(citizen.page, set.demo, `alerte-${tagged(cell)}@example.org`);
    await showsACodeTwice(citizen.page);
    await leaves(citizen.page, see);
    await citizen.close();

    const { page, close } = await visit(set.browser, cell);
    await enter(page, set.sites.console, account(set.demo, OPERATOR));
    const link = page.getByRole('link', { name: /^Alertes/ });
    assert.equal(await link.first().innerText(), 'Alertes 1', 'their number is beside their name, on every page');
    await page.goto(`${set.sites.console}/alertes`);
    await see(page, 'alerts');
    await assertReachesEnd(page);
    await follow(page, REPLAYED);
    await page.getByText(SERVICE).first().waitFor();
    await see(page, 'alert');
    await submit(page, 'Fermer l’alerte');
    await see(page, 'alert-errors');
    await answer(page.getByRole('main'), { 'Ce que vous avez vu ou fait': 'Le service a corrigé son programme.' });
    await submit(page, 'Fermer l’alerte');
    await page.getByText('Aucune alerte').waitFor();
    assert.equal(await link.first().innerText(), 'Alertes');

    await page.goto(`${set.sites.console}/services`);
    await see(page, 'figures');
    await follow(page, SERVICE);
    await see(page, 'figures-service');
    await close();
  });
}

// She signs in to a service, which shows its code twice.
async function showsACodeTwice(page) {
  const back = comesBack(page, set.demo);
  await page.goto(signInAddress(set.demo));
  await submit(page, 'Accepter et continuer');
  const { fields } = await back;
  await accessToken(set.demo, fields.get('code'));
  assert.equal(await replays(set.demo, fields.get('code')), 400, 'a code serves once');
}

// She is shown what is open, then leaves.
async function leaves(page, see) {
  await page.goto(`${set.sites.connect}/deconnexion`);
  await page.getByRole('listitem').filter({ hasText: SERVICE }).waitFor();
  await see(page, 'sign-out-services');
  await submit(page, 'Se déconnecter');
}
