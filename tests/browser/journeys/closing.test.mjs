// The end of an account: it is asked for with a fresh proof, and there is a week
// to change one's mind; without scripts, then without a mouse.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../lib/bounded.mjs';
import { named, tagged, visit } from '../lib/browser.mjs';
import { passDays } from '../lib/clock.mjs';
import { answer, follow, submit } from '../lib/forms.mjs';
import { HANDS } from '../lib/hands.mjs';
import { lookAs } from '../lib/look.mjs';
import { linkIn, mailTo } from '../lib/mail.mjs';
import { signsUp } from '../lib/newcomer.mjs';
import { signIn } from '../lib/people.mjs';
import { startServer } from '../lib/server.mjs';
import { stage } from '../lib/stage.mjs';
import { totp } from '../lib/totp.mjs';

const DELETE = 'Supprimer mon compte';
const KEEP = 'Garder mon compte';
const ASKED = 'Votre demande est enregistrée';
const STEP = 30_000;

// its own demo: time passes there
const set = stage(() => startServer('--cases', '0'));

for (const cell of HANDS) {
  const { hands } = cell;
  const see = lookAs(cell);

  test(`an account that has a code asks for it, and its letter keeps it (${named(cell)})`, { timeout: 180_000 }, async () => {
    const { page, close } = await visit(set.browser, cell);
    const who = await signsUp(page, set.demo, `preuve-${tagged(cell)}@example.org`);
    const secret = await protects(who);
    await goesToDelete(page, hands);
    await heading(page, 'Votre code de sécurité');
    await see(page, 'closing-proof');
    await hands.fill(page, 'Code à 6 chiffres', '000000');
    await hands.press(page, 'Continuer');
    await page.getByText(/Ce code n’est pas le bon/).first().waitFor();
    // the one of now has served to set it up
    await hands.fill(page, 'Code à 6 chiffres', totp(secret, Date.now() + STEP));
    await hands.press(page, 'Continuer');
    await heading(page, DELETE);
    await see(page, 'closing');
    await hands.press(page, DELETE);
    await heading(page, ASKED);
    await see(page, 'closing-asked');

    const link = linkIn(await mailTo(set.demo, who.login, /^Votre compte va être supprimé/));
    await page.goto(link);
    await see(page, 'closing-letter');
    await hands.press(page, KEEP);
    await heading(page, 'Votre compte est gardé');
    await see(page, 'closing-kept');
    await page.goto(link);
    await heading(page, 'Ce lien ne sert plus');
    await close();
  });

  test(`one has a week to change one’s mind, then the account is no more (${named(cell)})`, { timeout: 180_000 }, async () => {
    const { page, close } = await visit(set.browser, cell);
    const { connect } = set.sites;
    const who = await signsUp(page, set.demo, `regret-${tagged(cell)}@example.org`);
    await asksToDelete(page, hands);
    await page.goto(`${connect}/compte`);
    await heading(page, 'Se connecter');
    await entersAgain(page, hands, who);
    await page.getByText(/Votre compte sera supprimé le/).waitFor();
    await see(page, 'closing-warning');
    await page.goto(`${connect}/compte/suppression`);
    await see(page, 'closing-pending');
    await hands.press(page, KEEP);
    await page.getByText('Votre compte est gardé.').waitFor();
    assert.equal(await page.getByText(/Votre compte sera supprimé/).count(), 0);

    await asksToDelete(page, hands);
    await passDays(set.demo, 8);
    await until(30_000, 'the account is no more', async () => {
      await page.goto(`${connect}/connexion`);
      await entersAgain(page, hands, who);
      return (await page.getByText(/L’adresse e-mail ou le mot de passe n’est pas le bon/).count()) > 0 ? true : undefined;
    });
    await close();
  });
}

async function goesToDelete(page, hands) {
  await page.goto(`${set.sites.connect}/compte`);
  await hands.follow(page, DELETE);
}

// Just signed in, she is asked for nothing more.
async function asksToDelete(page, hands) {
  await goesToDelete(page, hands);
  await hands.press(page, DELETE);
  await heading(page, ASKED);
}

async function entersAgain(page, hands, { login, password }) {
  await hands.fill(page, 'Adresse e-mail', login);
  await hands.fill(page, 'Mot de passe', password);
  await hands.press(page, 'Se connecter');
}

// On another device of hers, she adds a security code; its secret.
async function protects(who) {
  const { page, close } = await visit(set.browser, { size: 'phone' });
  await page.goto(`${set.sites.connect}/connexion`);
  await signIn(page, who);
  await follow(page, 'Sécurité');
  await submit(page, 'Activer le code');
  const secret = (await page.getByRole('region', { name: 'Clé à écrire dans l’application' }).innerText()).replaceAll(/\s/gu, '');
  await answer(page.getByRole('main'), { 'Code à 6 chiffres': totp(secret) });
  await submit(page, 'Activer le code');
  await page.getByText('Le code de sécurité est activé.').waitFor();
  await close();
  return secret;
}

const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
