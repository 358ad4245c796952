// The same pages for whoever has no mouse.
import assert from 'node:assert/strict';
import { assertNoTrap, choose, enter, fill, follow, press, tabTo } from '../../lib/keyboard.mjs';
import { part } from './workshop.mjs';

const LABEL = 'Pour quel sport ?';

export async function addsMovesAndUndoes(page, work) {
  await part(page, work);
  await assertNoTrap(page);
  await follow(page, 'Ajouter une question à la page « Vous joindre »');
  await fill(page, 'Question', LABEL);
  await choose(page, 'Texte court');
  await press(page, 'Ajouter la question');
  await part(page, work);
  assert.deepEqual(await questions(page), ['Votre identité', 'Adresse e-mail', 'Téléphone', LABEL]);
  await unfolds(page, `Déplacer, copier, supprimer la question « ${LABEL} »`);
  await press(page, `Monter la question « ${LABEL} »`);
  assert.deepEqual(await questions(page), ['Votre identité', 'Adresse e-mail', LABEL, 'Téléphone']);
  await press(page, 'Annuler la dernière action');
  await press(page, 'Annuler la dernière action');
  assert.deepEqual(await questions(page), ['Votre identité', 'Adresse e-mail', 'Téléphone']);
  await press(page, 'Refaire');
  assert.equal((await questions(page)).at(-1), LABEL);
}

async function unfolds(page, name) {
  await tabTo(page, page.locator('summary', { hasText: name }));
  await page.keyboard.press('Enter');
}

// Those of the second page.
const questions = (page) => page.locator('#page-vous .studio-field > a').allInnerTexts();
