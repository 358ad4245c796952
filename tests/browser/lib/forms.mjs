// Forms, filled in by the words that a person reads.
import assert from 'node:assert/strict';
import { runsScripts } from './browser.mjs';

// Longer than a click may take, so that a missing button is what is told.
const TURN = 15_000;

// The name a field is read by: a field that may stay empty says so.
export const named = (label) => new RegExp(`^${escaped(label)}( \\(facultatif\\))?$`, 'u');

const escaped = (words) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\s/gu, String.raw`\s`);

// Answers questions: { label: answer }. An answer is a text, the words of a
// choice or several of them, `true` for a box to tick, a file, or the answers
// to the questions of a group.
export async function answer(scope, answers) {
  for (const [label, given] of Object.entries(answers)) await answerOne(scope, label, given);
}

async function answerOne(scope, label, given) {
  const group = scope.getByRole('group', { name: named(label) });
  const field = scope.getByLabel(named(label));
  await asked(group.or(field).first());
  const isGroup = (await group.count()) > 0;
  if (given === true) return press(field);
  if (given.buffer) return field.setInputFiles(given);
  if (Array.isArray(given)) return eachChoice(group, given);
  if (typeof given === 'object') return answer(group, given);
  if (isGroup) return eachChoice(group, [given]);
  const isList = await field.evaluate((element) => element instanceof HTMLSelectElement);
  if (isList) return field.selectOption(given);
  await field.fill(given);
  assert.equal(await field.inputValue(), given, `what is typed in « ${label} »`);
}

// A question that follows from an answer is asked as soon as it is given;
// without scripts, once the page is sent.
async function asked(question) {
  const page = question.page();
  if (!(await question.isVisible()) && !(await runsScripts(page))) await submit(page);
  await question.waitFor();
}

async function eachChoice(group, words) {
  for (const option of words) await press(group.getByLabel(named(option)));
}

// The words of a box or of a button are the larger target: that is what is clicked.
async function press(box) {
  const id = await box.getAttribute('id');
  await box.page().locator(`label[for="${id}"]`).click();
  assert.ok(await box.isChecked(), `${id} is not ticked`);
}

// Presses a button, or follows a link, and waits for the page it leads to.
export async function turn(page, locator) {
  await Promise.all([page.waitForEvent('domcontentloaded', { timeout: TURN }), locator.click()]);
}

export const submit = (page, name = 'Continuer') => turn(page, page.getByRole('button', { name, exact: true }).first());
export const follow = (page, name) => turn(page, page.getByRole('link', { name }).first());

// Fills page after page of a téléservice; `look` sees each once it is filled.
export async function fillPages(page, pages, look = async () => {}) {
  for (const answers of pages) {
    await answer(page.getByRole('main'), answers);
    await look();
    await submit(page);
  }
}

// Opens what is folded.
export async function unfold(page, name) {
  const fold = page.getByRole('main').locator('details').filter({ has: page.locator('summary', { hasText: name }) }).first();
  if (!(await fold.evaluate((element) => element.open))) await fold.locator('summary').first().click();
}
