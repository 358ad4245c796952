// A citizen who has no mouse: she searches, signs in, fills in, and gets her receipt.
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { assertErrorsFirst, assertNoTrap, choose, enter, fill, follow, press, tabTo, tick } from '../lib/keyboard.mjs';
import { account } from '../lib/people.mjs';
import { stage } from '../lib/stage.mjs';

const set = stage();

test('a citizen signs in and asks for a certificate without a mouse', { timeout: 120_000 }, async () => {
  const { page, close } = await visit(set.browser);
  await searches(page);
  await signsIn(page, account(set.demo, 'camille@example.org'));
  await fillsIn(page);
  await press(page, 'Envoyer ma demande');
  await page.getByRole('heading', { name: 'Votre demande est envoyée' }).waitFor();
  await assertNoTrap(page);
  await close();
});

async function searches(page) {
  await page.goto(set.demo.sites.portal);
  await assertNoTrap(page);
  await fill(page, 'Ma commune', 'Bron');
  await press(page, 'Choisir cette commune');
  await tabTo(page, page.getByRole('searchbox'));
  await page.keyboard.type('extrait de naisance');
  await enter(page);
  await follow(page, 'Demander un acte de naissance');
}

async function signsIn(page, { login, password }) {
  await follow(page, 'Connectez-vous');
  await assertNoTrap(page);
  await press(page, 'Se connecter');
  await assertErrorsFirst(page);
  await fill(page, 'Adresse e-mail', login);
  await fill(page, 'Mot de passe', password);
  await press(page, 'Se connecter');
  // asked the first time only
  if (await page.getByRole('button', { name: 'Accepter et continuer' }).isVisible()) await press(page, 'Accepter et continuer');
}

async function fillsIn(page) {
  await follow(page, 'Commencer');
  await press(page, 'Continuer');
  await assertErrorsFirst(page);
  await choose(page, 'Dans cette commune');
  await press(page, 'Continuer');
  await choose(page, 'Pour moi');
  await press(page, 'Continuer');
  await fill(page, 'Prénoms', 'Camille');
  await fill(page, 'Nom', 'Perrin');
  await press(page, 'Continuer');
  await fill(page, 'Jour', '4');
  await fill(page, 'Mois', '7');
  await fill(page, 'Année', '1991');
  await press(page, 'Continuer');
  await choose(page, 'L’extrait sans filiation');
  await assertNoTrap(page);
  await press(page, 'Continuer');
  await choose(page, 'À la mairie');
  await press(page, 'Continuer');
  await press(page, 'Continuer');
  await tick(page, 'J’atteste sur l’honneur que mes réponses sont vraies');
  await press(page, 'Continuer');
  await assertNoTrap(page);
}
