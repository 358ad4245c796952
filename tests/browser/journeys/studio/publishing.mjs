// The gate, and what passes it.
import assert from 'node:assert/strict';
import { answer, follow, submit } from '../../lib/forms.mjs';
import { KEPT } from './trying.mjs';
import { keeps, part } from './workshop.mjs';

const PUBLISH = 'Publier dans l’espace de test';

// The tests of the model follow the new page by themselves.
export async function publishes(page, work) {
  await part(page, work, 'Vérifier et publier');
  await work.see(page, 'studio-gate');
  assert.match(await page.getByRole('main').innerText(), new RegExp(`Réussi\\s+${KEPT}`));
  await submit(page, PUBLISH);
  await page.getByText('Cette version est dans l’espace de test').waitFor();
  await work.see(page, 'studio-published');
}

// While a request is under way, a question changes its words.
export async function changes(page, work) {
  await part(page, work);
  await follow(page, 'Combien de tables ?');
  await answer(page.getByRole('main'), { Question: 'Combien de grandes tables ?' });
  await keeps(page);
  await part(page, work, 'Vérifier et publier');
  await page.getByText('Les demandes en cours (1) gardent leur version').waitFor();
  await work.see(page, 'studio-changes');
  await submit(page, PUBLISH);
  await page.getByText('Cette version est dans l’espace de test').waitFor();
  await part(page, work, 'Historique');
  await work.see(page, 'studio-history');
}
