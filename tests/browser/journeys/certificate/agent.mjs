// The agent and the request: from her queue to the decision.
import assert from 'node:assert/strict';
import { goTo, openRequest, prepareToTake, take } from '../../lib/desk.mjs';
import { assertPdf, pdf } from '../../lib/files.mjs';
import { answer, submit } from '../../lib/forms.mjs';
import { enter } from '../../lib/people.mjs';

export const ASKED = 'Le livret de famille';
const ASK = 'Demander une pièce';
const WRITTEN = 'Acte établi : envoyer par la poste';

// Her own spaces, and nobody else's.
export async function opensHerQueue(page, { demo, agent, see }) {
  await enter(page, demo.sites.desk, agent);
  await see(page, 'desk-spaces');
  const spaces = await page.getByRole('main').getByRole('link').evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  assert.deepEqual(spaces, ['/bron', '/bron~test']);
  for (const other of ['villeurbanne', 'metropole']) {
    const answer = await page.goto(`${demo.sites.desk}/${other}`);
    assert.ok([403, 404].includes(answer.status()), `${other} answered ${answer.status()}`);
  }
  await see(page, 'desk-refused');
  await page.goto(`${demo.sites.desk}/bron`);
  await see(page, 'desk-queue');
}

export async function takes(page, { demo, see }, reference) {
  await openRequest(page, demo, 'bron', reference);
  await see(page, 'desk-case');
  await prepareToTake(page);
  await see(page, 'desk-action');
  await take(page);
  await see(page, 'desk-taken');
}

export async function asksForWhatIsMissing(page, { see }) {
  await goTo(page, ASK);
  await submit(page, ASK);
  await see(page, 'desk-ask-errors');
  await answer(page.getByRole('main'), { 'Pièces à demander': ['Preuve du lien'] });
  await submit(page, ASK);
  await page.getByText(ASKED).first().waitFor();
}

export async function readsTheAnswer(page, { see }) {
  await page.reload();
  await see(page, 'desk-answered');
  await assertPdf(page, page.getByRole('link', { name: /livret\.pdf/ }).first());
}

export async function writes(page, { see }) {
  await goTo(page, 'Écrire à l’usager');
  await answer(page.getByRole('main'), { 'Votre message': 'Votre acte est prêt.', 'Fichiers à joindre': pdf('horaires') });
  await see(page, 'desk-write');
  await submit(page, 'Envoyer à l’usager');
}

// The number of the certificate is asked for; the slip that goes with it is made.
export async function decides(page, { see }) {
  await goTo(page, WRITTEN);
  await submit(page, WRITTEN);
  await see(page, 'desk-decision-errors');
  await answer(page.getByRole('main'), { 'Numéro de l’acte': '1980/214' });
  await see(page, 'desk-decision');
  await submit(page, WRITTEN);
  await see(page, 'desk-decided');
}
