// Somebody who has no mouse, from the search to the receipt, without an account.
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { assertErrorsFirst, choose, enter, fill, follow, press, tabTo, tick } from '../lib/keyboard.mjs';
import { stage } from '../lib/stage.mjs';

const set = stage();

test('a problem is told without a mouse', { timeout: 120_000 }, async () => {
  const { page, close } = await visit(set.browser);
  await page.goto(set.demo.sites.portal);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('searchbox'));
  await page.keyboard.type('trou dans la chaussée');
  await enter(page);
  await follow(page, 'Signaler un problème dans la rue');
  await follow(page, 'Commencer');

  await press(page, 'Continuer');
  await assertErrorsFirst(page);
  await choose(page, 'Non');
  await press(page, 'Continuer');
  await choose(page, 'La rue ou le trottoir');
  await press(page, 'Continuer');
  await choose(page, 'Trou dans la rue ou trottoir abîmé');
  await press(page, 'Continuer');
  await fill(page, 'Adresse ou nom du lieu', '12 place Bellecour, Lyon');
  await press(page, 'Continuer');
  await fill(page, 'Que voyez-vous ?', 'Un trou profond.');
  await choose(page, 'Quelques jours');
  await press(page, 'Continuer');
  await choose(page, 'Oui');
  await fill(page, 'Adresse e-mail', 'sans.souris@example.org');
  await tick(page, 'J’ai compris');
  await press(page, 'Continuer');
  await press(page, 'Envoyer ma demande');
  await page.getByRole('heading', { name: 'Votre demande est envoyée' }).waitFor();
  await close();
});
