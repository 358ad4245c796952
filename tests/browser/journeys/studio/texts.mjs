// A message, with what scripts add: words where the cursor is, the text as it
// will be read, and a warning before what is typed is left.
import assert from 'node:assert/strict';
import { answer, follow } from '../../lib/forms.mjs';
import { keeps, part } from './workshop.mjs';

export async function insertsAndWarns(page, work) {
  await part(page, work, 'Messages et documents');
  await follow(page, /Il manque quelque chose/);
  const text = page.getByLabel('Texte', { exact: true });
  await text.fill('Avant après');
  await text.evaluate((area) => area.setSelectionRange(6, 6));
  await answer(page.getByRole('main'), { 'Insérer une réponse dans le texte': 'Que demandez-vous ?' });
  await page.getByRole('button', { name: 'Insérer dans le texte' }).press('Enter');
  assert.equal(await text.inputValue(), 'Avant {{ answers.demande }}après');
  assert.ok(await text.evaluate((area) => area === document.activeElement), 'the cursor is back in the text');
  await page.locator('.studio-letter', { hasText: /Avant (?!.*\{\{).*après/s }).waitFor();

  assert.ok(await isWarned(page, work), 'what is typed is not kept');
  await part(page, work, 'Messages et documents');
  await follow(page, /Il manque quelque chose/);
  await answer(page.getByRole('main'), { Texte: 'Bonjour' });
  await keeps(page);
  assert.ok(!(await isWarned(page, work)), 'all is kept');
}

// Whether the browser asks before it leaves the page.
async function isWarned(page, { url }) {
  let asked = false;
  const leave = async (dialog) => {
    asked = dialog.type() === 'beforeunload';
    await dialog.accept();
  };
  page.on('dialog', leave);
  await page.goto(url);
  page.off('dialog', leave);
  return asked;
}
