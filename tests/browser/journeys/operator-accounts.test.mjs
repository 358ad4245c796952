// The Métropole's operator and the accounts: the register of consents, its file
// for whoever must prove them, and the clock that deletes nobody when it jumps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../lib/bounded.mjs';
import { EXTREMES, named, visit } from '../lib/browser.mjs';
import { passDays } from '../lib/clock.mjs';
import { submit } from '../lib/forms.mjs';
import { assertReachesEnd } from '../lib/keyboard.mjs';
import { lookAs } from '../lib/look.mjs';
import { account, enter } from '../lib/people.mjs';
import { startServer } from '../lib/server.mjs';
import { stage } from '../lib/stage.mjs';

const OPERATOR = 'operateur@example.org';
const CITIZENS = ['camille@example.org', 'nadia@example.org'];
const COLUMNS = [
  ...['position', 'date', 'acte', 'personne', 'service', 'donne', 'refuse', 'texte', 'empreinte', 'chaine'],
  ...['chaine_precedente', 'identifiant', 'instant_us', 'acteur', 'action', 'sel', 'detail'],
];

// its own demo: time jumps there
const set = stage(() => startServer('--cases', '0'));

for (const [index, cell] of EXTREMES.entries()) {
  test(`the operator proves who agreed to what, and confirms the date (${named(cell)})`, { timeout: 180_000 }, async () => {
    const see = lookAs(cell);
    const { page, close } = await visit(set.browser, cell);
    await enter(page, set.sites.console, account(set.demo, OPERATOR));
    const before = await acts(page);
    await agreesAndTakesBack(CITIZENS[index]);
    const told = await sealed(page, before.length);
    assert.deepEqual(told.map(({ acte }) => acte), ['given', 'withdrawn']);
    const [given, withdrawn] = told;
    assert.equal(given.donne, 'given_name family_name email');
    assert.equal(given.refuse, 'birthdate');
    assert.equal(withdrawn.donne, '', 'all of it');
    assert.deepEqual([withdrawn.personne, withdrawn.service], [given.personne, given.service]);
    assert.doesNotMatch(JSON.stringify(told), /example\.org|Perrin|Belkacem/, 'nobody is named');
    // the page was read before its file
    await page.goto(`${set.sites.console}/accords`);
    await page.getByRole('button', { name: 'Vérifier le registre' }).click();
    await page.getByText('La chaîne est intacte.').waitFor();
    await see(page, 'register');
    await assertReachesEnd(page);

    await page.goto(`${set.sites.console}/comptes`);
    await see(page, 'unused-accounts');
    await assertReachesEnd(page);
    await shows(page, 'Le passage quotidien fonctionne.');
    await passDays(set.demo, 10);
    await shows(page, 'L’horloge a sauté. Les comptes inutilisés attendent.');
    await see(page, 'unused-accounts-stopped');
    await submit(page, 'Cette date est la bonne');
    await shows(page, 'Le passage quotidien fonctionne.');
    await close();
  });
}

// What is in the register beyond its first lines: acts take their place in the chain each hour.
async function sealed(page, known) {
  await passDays(set.demo, 1);
  return until(30_000, 'the acts in the chain', async () => {
    const all = await acts(page);
    return all.length > known ? all.slice(known) : undefined;
  });
}

// The lines of the register, from the file that its page gives.
async function acts(page) {
  await page.goto(`${set.sites.console}/accords`);
  const link = page.getByRole('link', { name: 'Télécharger le registre' });
  const answer = await page.request.get(await link.evaluate((element) => element.href));
  assert.equal(answer.headers()['content-type'], 'text/csv; charset=utf-8');
  const [columns, ...lines] = (await answer.text()).trimEnd().split('\r\n').map((line) => line.split(';').map((cell) => cell.slice(1, -1)));
  assert.deepEqual(columns, COLUMNS);
  return lines.map((cells) => Object.fromEntries(COLUMNS.map((column, place) => [column, cells[place]])));
}

async function agreesAndTakesBack(login) {
  const { page, close } = await visit(set.browser, { script: false });
  assert.equal(await enter(page, set.sites.portal, account(set.demo, login)), true, 'she is asked');
  await page.goto(`${set.sites.connect}/compte/services`);
  await submit(page, 'Ne plus rien partager avec : Portail des démarches');
  await close();
}

// The work of a day is done in its own time: the page is read again until it tells it.
async function shows(page, words) {
  await until(30_000, words, async () => {
    await page.goto(`${set.sites.console}/comptes`);
    return (await page.getByText(words).count()) > 0 ? true : undefined;
  });
}
