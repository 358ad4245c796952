// A request at the town hall, from the queue to the answer: what the agent does,
// what the citizen sees of it, and two agents who act at once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visit } from '../lib/browser.mjs';
import { assertPdf, pdf } from '../lib/files.mjs';
import { answer, follow, submit } from '../lib/forms.mjs';
import { look } from '../lib/look.mjs';
import { linkIn, mailTo } from '../lib/mail.mjs';
import { account, enter } from '../lib/people.mjs';
import { askForCertificate } from '../lib/requests.mjs';
import { sharedServer } from '../lib/server.mjs';

const CITIZEN = 'camille@example.org';
const AGENT = 'agent.bron@example.org';
const COLLEAGUE = 'agent2.bron@example.org';
const ASKED = 'Le livret de famille';

let server, browser, demo;
before(async () => {
  server = await sharedServer();
  demo = server.demo;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('a request is taken, completed and answered, and both sides read the same story', { timeout: 180_000 }, async () => {
  const citizen = await visit(browser);
  const agent = await visit(browser);
  const reference = await files(citizen.page);
  await opensHerQueue(agent.page);
  await takes(agent.page, reference);
  await asksForWhatIsMissing(agent.page);
  await answers(citizen.page);
  await decides(agent.page);
  await readsTheAnswer(citizen.page);
  await bothReadTheSame(citizen.page, agent.page);
  await citizen.close();
  await agent.close();
});

async function files(page) {
  await enter(page, demo.sites.portal, account(demo, CITIZEN));
  const reference = await askForCertificate(page, demo.sites.portal, { given: 'Camille', family: 'Perrin' });
  await follow(page, 'Suivre ma demande');
  return reference;
}

// Her own instances, and nobody else's.
async function opensHerQueue(page) {
  await enter(page, demo.sites.desk, account(demo, AGENT));
  await look(page, 'desk-spaces');
  const spaces = await page.getByRole('main').getByRole('link').evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  assert.deepEqual(spaces, ['/bron', '/bron~test']);
  for (const other of ['villeurbanne', 'metropole']) {
    const answer = await page.goto(`${demo.sites.desk}/${other}`);
    assert.ok([403, 404].includes(answer.status()), `${other} answered ${answer.status()}`);
  }
  await look(page, 'desk-refused');
  await page.goto(`${demo.sites.desk}/bron`);
  await look(page, 'desk-queue');
}

async function takes(page, reference) {
  await page.getByRole('searchbox').fill(reference);
  await submit(page, 'Rechercher');
  await follow(page, reference);
  await look(page, 'desk-case');
  await follow(page, 'Prendre la demande');
  await look(page, 'desk-action');
  await submit(page, 'Prendre la demande');
  await look(page, 'desk-taken');
}

async function asksForWhatIsMissing(page) {
  await follow(page, 'Demander ce qui manque');
  await submit(page, 'Demander à l’usager');
  await look(page, 'desk-ask-errors');
  await answer(page.getByRole('main'), { 'Ce qui manque': ASKED });
  await submit(page, 'Demander à l’usager');
  await page.getByText(ASKED).first().waitFor();
}

async function answers(page) {
  const mail = await mailTo(demo, CITIZEN, /^Complétez/);
  assert.match(mail.text, new RegExp(ASKED), 'the message says what is missing');
  await page.goto(linkIn(mail));
  await page.goto(`${demo.sites.portal}/mes-demandes`);
  await look(page, 'dashboard-asked');
  await follow(page, 'Demander un acte de naissance');
  await page.getByText('C’est à vous de répondre.').waitFor();
  await look(page, 'case-asked');
  await answer(page.getByRole('main'), { 'Votre message': 'Voici le livret.', 'Fichiers à joindre': pdf('livret') });
  await submit(page, 'Envoyer ma réponse');
  await look(page, 'case-answered');
}

async function decides(page) {
  await page.reload();
  await look(page, 'desk-answered');
  await assertPdf(page, page.getByRole('link', { name: /livret\.pdf/ }).first());
  await follow(page, 'Écrire à l’usager');
  await answer(page.getByRole('main'), { 'Votre message': 'Votre acte est prêt.', 'Fichiers à joindre': pdf('horaires') });
  await submit(page, 'Envoyer à l’usager');
  await follow(page, 'Acte établi');
  await answer(page.getByRole('main'), { 'Numéro de l’acte': '1991/214' });
  await look(page, 'desk-decision');
  await submit(page, 'Acte établi : prêt au guichet');
  await look(page, 'desk-decided');
}

async function readsTheAnswer(page) {
  await mailTo(demo, CITIZEN, /acte|prêt/i);
  await page.reload();
  await assertPdf(page, page.getByRole('link', { name: /horaires\.pdf/ }).first());
  await look(page, 'case-decided');
  await page.goto(`${demo.sites.portal}/notifications`);
  await look(page, 'notices-many');
  await page.goBack();
}

// Every dated line that the citizen reads stands in the agent's journal, in the same order.
async function bothReadTheSame(citizen, agent) {
  await agent.reload();
  const hers = await story(citizen, 'Ce qui s’est passé');
  const his = await story(agent, 'Journal');
  assert.ok(hers.length >= 6, `a short story: ${hers}`);
  assert.deepEqual(his.filter((line) => hers.includes(line)), hers);
}

// « 22 novembre 2026 à 7 h 59, Demande reçue »: when and what, of each line.
async function story(page, title) {
  const section = page.getByRole('main').locator('section', { has: page.getByRole('heading', { name: title, exact: true }) });
  const lines = await section.locator('ol > li').allInnerTexts();
  return lines.map((line) => line.split('\n').filter(Boolean).slice(0, 2).join(', ').replace(/ · [^,]*/u, ''));
}

test('of two agents who act at once, the second is told what happened', { timeout: 90_000 }, async () => {
  const citizen = await visit(browser);
  const reference = await files(citizen.page);
  await citizen.close();
  const [first, second] = [await visit(browser), await visit(browser)];
  await enter(first.page, demo.sites.desk, account(demo, AGENT));
  await enter(second.page, demo.sites.desk, account(demo, COLLEAGUE));
  for (const { page } of [first, second]) {
    await page.goto(`${demo.sites.desk}/bron?q=${reference}`);
    await follow(page, reference);
    await follow(page, 'Prendre la demande');
  }
  await submit(first.page, 'Prendre la demande');
  await submit(second.page, 'Prendre la demande');
  assert.match(await second.page.getByRole('main').innerText(), /Sonia Morel/, 'he is told who was first');
  await look(second.page, 'desk-overtaken');
  await first.close();
  await second.close();
});
