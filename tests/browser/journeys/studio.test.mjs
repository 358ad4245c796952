// An administrator makes a téléservice in the test space: she writes it, tries
// it, publishes it, files it as a citizen would, and processes it.
import { test } from 'node:test';
import { assertNoSidewaysScroll, named, visit } from '../lib/browser.mjs';
import { enterDesk } from '../lib/desk.mjs';
import { lookAs } from '../lib/look.mjs';
import { stage } from '../lib/stage.mjs';
import * as filing from './studio/filing.mjs';
import * as form from './studio/form.mjs';
import * as keyboard from './studio/keyboard.mjs';
import * as publishing from './studio/publishing.mjs';
import * as texts from './studio/texts.mjs';
import * as treatment from './studio/treatment.mjs';
import * as trying from './studio/trying.mjs';
import { begins } from './studio/workshop.mjs';

const DESKTOP = { size: 'desktop', script: true };

// Each has an administrator of her own: a second factor serves once in thirty
// seconds. Pages are the same for both: the first looks at them for two.
const CELLS = [
  { cell: DESKTOP, login: 'agent3.bron@example.org', space: 'bron~test', see: lookAs(DESKTOP) },
  { cell: { size: 'phone', script: false }, login: 'agent.villeurbanne@example.org', space: 'villeurbanne~test', see: assertNoSidewaysScroll },
];

const set = stage();

for (const { cell, login, space, see } of CELLS) {
  test(`a téléservice, from its title to the answer (${named(cell)})`, { timeout: 120_000 }, async () => {
    const { page, close } = await visit(set.browser, cell);
    const roles = { sites: set.sites, space, see };
    await enterDesk(page, set.demo, login);
    const work = await begins(page, roles, 'Emprunter du matériel');
    await form.writes(page, work);
    await treatment.writes(page, work);
    await trying.tries(page, work);
    await publishing.publishes(page, work);
    const reference = await filing.files(page, work);
    await publishing.changes(page, work);
    await filing.processes(page, work, reference);
    await close();
  });
}

test('a question is added, moved and taken back without a mouse', { timeout: 60_000 }, async () => {
  const { page, close } = await visit(set.browser);
  await enterDesk(page, set.demo, 'agent.lyon@example.org');
  const work = await begins(page, { sites: set.sites, space: 'lyon~test', see: async () => {} }, 'Réserver un terrain');
  await keyboard.addsMovesAndUndoes(page, work);
  await texts.insertsAndWarns(page, work);
  await close();
});
