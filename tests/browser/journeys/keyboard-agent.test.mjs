// An agent who has no mouse: she signs in with her second factor, opens a
// request, decides, and comes back to her queue.
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { assertErrorsFirst, assertNoTrap, enter, fill, follow, press, tabTo } from '../lib/keyboard.mjs';
import { account } from '../lib/people.mjs';
import { certificateOf } from '../lib/requests.mjs';
import { stage } from '../lib/stage.mjs';
import { freshCode } from '../lib/code.mjs';

const READY = 'Acte établi : prêt au guichet';

const set = stage();

test('an agent decides without a mouse', { timeout: 120_000 }, async () => {
  const reference = await certificateOf(set, 'nadia@example.org', { given: 'Nadia', family: 'Belkacem' });
  const { page, close } = await visit(set.browser);
  await signsIn(page, account(set.demo, 'agent4.bron@example.org'));
  await opens(page, reference);
  await follow(page, /^Prendre/);
  await press(page, /^Prendre/);
  await decides(page);
  await follow(page, 'Demandes');
  await page.getByRole('heading', { name: 'Demandes', level: 1 }).waitFor();
  await close();
});

async function signsIn(page, { login, password, totp_secret }) {
  await page.goto(`${set.demo.sites.desk}/connexion?vers=/bron`);
  await fill(page, 'Adresse e-mail', login);
  await fill(page, 'Mot de passe', password);
  await press(page, 'Se connecter');
  await press(page, 'Continuer');
  await assertErrorsFirst(page);
  await assertNoTrap(page);
  await fill(page, 'Code à 6 chiffres', await freshCode(totp_secret, page.url()));
  await press(page, 'Continuer');
}

async function opens(page, reference) {
  await assertNoTrap(page);
  await tabTo(page, page.getByRole('searchbox'));
  await page.keyboard.type(reference);
  await enter(page);
  await follow(page, reference);
  await assertNoTrap(page);
}

async function decides(page) {
  await follow(page, READY);
  await press(page, READY);
  await assertErrorsFirst(page);
  await fill(page, 'Numéro de l’acte', '1991/215');
  await assertNoTrap(page);
  await press(page, READY);
  await page.getByText('À remettre au guichet').first().waitFor();
}
