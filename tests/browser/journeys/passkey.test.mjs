// A citizen protects her account: a passkey, recovery codes, another password.
// What the server checks of each answer is tested with it; here, that a real
// browser and ours agree.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authenticator } from '../lib/authenticator.mjs';
import { visit } from '../lib/browser.mjs';
import { answer, follow, submit, turn } from '../lib/forms.mjs';
import { look } from '../lib/look.mjs';
import { mailTo } from '../lib/mail.mjs';
import { account, signIn } from '../lib/people.mjs';
import { startServer } from '../lib/server.mjs';
import { stage } from '../lib/stage.mjs';

const LOGIN = 'nadia@example.org';
const NAME = 'Téléphone de Nadia';
const NEW_PASSWORD = 'quatre prunes chantent sous la pluie';

// its own demo: the password of somebody changes
const set = stage(startServer);

test('a passkey is added, opens the account alone, and is removed', { timeout: 180_000 }, async () => {
  const { page, close } = await visit(set.browser, { size: 'phone' });
  const device = await authenticator(page);
  const { connect } = set.sites;
  await page.goto(`${connect}/connexion`);
  await look(page, 'sign-in');
  await signIn(page, account(set.demo, LOGIN));
  await look(page, 'account-overview');
  await follow(page, 'Sécurité');
  await look(page, 'security-plain');

  await follow(page, 'Ajouter une clé d’accès');
  await look(page, 'passkey-add');
  await device.recognises(false);
  await page.getByRole('button', { name: 'Ajouter la clé' }).click();
  await page.getByText('Rien n’a été fait').waitFor();
  await device.recognises(true);
  await answer(page.getByRole('main'), { 'Nom de la clé': NAME });
  await submit(page, 'Ajouter la clé');
  await page.getByText('La clé d’accès est ajoutée.').waitFor();
  await look(page, 'security-passkey');
  await mailTo(set.demo, LOGIN, /^Clé d’accès ajoutée/);

  await submit(page, 'Faire mes codes de secours');
  await look(page, 'recovery-codes');
  const codes = (await page.getByRole('region', { name: 'Codes de secours' }).textContent()).trim().split(/\s+/u);
  assert.equal(codes.length, 10);
  await follow(page, 'J’ai gardé mes codes');

  await leave(page, connect);
  await submit(page, 'Utiliser une clé d’accès');
  await page.getByRole('heading', { level: 1, name: 'Mon compte' }).waitFor();
  await follow(page, 'Connexions');
  await page.getByText('clé d’accès', { exact: true }).first().waitFor();
  await look(page, 'connections');

  await leave(page, connect);
  await signIn(page, account(set.demo, LOGIN));
  await look(page, 'second-factor-passkey');
  await page.getByText('Je n’ai plus mon téléphone ou ma clé').click();
  await follow(page, 'Utiliser un code de secours');
  await look(page, 'recovery');
  await answer(page.getByRole('main'), { 'Code de secours': codes[4].toLowerCase() });
  await submit(page);
  await page.getByText('Ce code de secours ne servira plus.').waitFor();

  await submit(page, `Retirer la clé : ${NAME}`);
  await page.getByText('La clé d’accès est retirée.').waitFor();
  assert.equal(await page.getByText(NAME).count(), 0);
  await leave(page, connect);
  await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
  await page.getByText(/n’est pas reconnue/).first().waitFor();
  await close();
});

test('a password is shown, weighed in words, and changed', { timeout: 120_000 }, async () => {
  const { page, close } = await visit(set.browser);
  const { connect } = set.sites;
  const who = account(set.demo, LOGIN);
  await page.goto(`${connect}/connexion`);
  await signIn(page, who);
  await page.goto(`${connect}/compte/mot-de-passe`);
  const chosen = page.getByLabel('Nouveau mot de passe');
  await chosen.fill('Belkacem2026');
  await chosen.blur();
  await page.locator('output', { hasText: 'Trop courant' }).waitFor();
  await look(page, 'password-weak');
  await chosen.fill(NEW_PASSWORD);
  await chosen.blur();
  await page.locator('output', { hasText: 'Solide' }).waitFor();
  await page.getByRole('button', { name: 'Afficher : Nouveau mot de passe' }).click();
  assert.equal(await chosen.getAttribute('type'), 'text');
  await look(page, 'password-shown');
  await answer(page.getByRole('main'), { 'Mot de passe actuel': who.password });
  await submit(page, 'Changer mon mot de passe');
  await page.getByText('Votre mot de passe a changé.').waitFor();
  await mailTo(set.demo, LOGIN, /^Votre mot de passe a changé/);
  await page.goto(`${connect}/compte/adresse`);
  await look(page, 'address');
  await close();
});

test('without scripts a passkey says what it needs', { timeout: 60_000 }, async () => {
  const { page, close } = await visit(set.browser, { size: 'phone', script: false });
  await page.goto(`${set.sites.connect}/connexion`);
  await page.getByText('a besoin de JavaScript').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).count(), 0);
  await look(page, 'sign-in-noscript');
  await close();
});

async function leave(page, connect) {
  await page.goto(`${connect}/deconnexion`);
  await turn(page, page.getByRole('main').getByRole('button', { name: 'Se déconnecter' }));
  await page.goto(`${connect}/connexion`);
}
