// A problem in the street, told without an account: each one reaches whoever
// has to act, by category and place; its code is enough to follow it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visit } from '../lib/browser.mjs';
import { assertPdf, photo } from '../lib/files.mjs';
import { answer, fillPages, follow, submit } from '../lib/forms.mjs';
import { look } from '../lib/look.mjs';
import { mailTo } from '../lib/mail.mjs';
import { account, enter } from '../lib/people.mjs';
import { shows } from '../lib/later.mjs';
import { sharedServer } from '../lib/server.mjs';

const SAFE = { 'Y a-t-il un danger pour quelqu’un ?': 'Non' };
const CLEAN = { 'De quoi s’agit-il ?': 'La propreté' };
const BIN = { 'Quel problème de propreté ?': 'Corbeille pleine ou cassée' };
const PLACE = { 'Adresse ou nom du lieu': 'Place de la Liberté, Bron' };
const IN_A_PARK = 'Est-ce dans un parc, un square ou un jardin ?';

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

test('a report reaches the town hall of the place, and is followed with its code', { timeout: 180_000 }, async () => {
  const citizen = await visit(browser);
  const agent = await visit(browser);
  const code = await reports(citizen.page, 'Oui', 'nina@example.org', look);
  assert.match(code, /^bron\./, 'in a park, the commune acts');
  const receipt = citizen.page.getByRole('link', { name: 'Télécharger l’accusé de réception' });
  await shows(citizen.page, receipt);
  await assertPdf(citizen.page, receipt);
  const mail = await mailTo(demo, 'nina@example.org', /^Demande reçue/);
  assert.ok(mail.text.includes(code));

  await opens(agent.page, 'agent2.bron@example.org', 'bron', mail.subject.match(/BRON-\d\d-\w+/)[0]);
  await look(agent.page, 'desk-report');
  const picture = await agent.page.request.get(await agent.page.getByRole('link', { name: /corbeille\.(png|webp|jpe?g)/ }).first().evaluate((link) => link.href));
  assert.match(picture.headers()['content-type'], /^image\//, 'her photo is there to see');
  await asks(agent.page);

  await citizen.page.goto(`${demo.sites.portal}/suivi`);
  await look(citizen.page, 'tracking');
  await answer(citizen.page.getByRole('main'), { 'Code de suivi': 'bron.AAAA-AAAA-AAAA' });
  await submit(citizen.page, 'Voir ma demande');
  await look(citizen.page, 'tracking-unknown');
  await answer(citizen.page.getByRole('main'), { 'Code de suivi': code.toLowerCase() });
  await submit(citizen.page, 'Voir ma demande');
  await citizen.page.getByText('De quel côté de la place ?').first().waitFor();
  await look(citizen.page, 'tracked');
  await answer(citizen.page.getByRole('main'), { 'Votre message': 'Près du toboggan.' });
  await submit(citizen.page, 'Envoyer ma réponse');

  await agent.page.reload();
  await agent.page.getByText('Près du toboggan.').first().waitFor();
  await citizen.close();
  await agent.close();
});

test('elsewhere than in a park, the same report reaches the Métropole, which can hand it over', { timeout: 120_000 }, async () => {
  const citizen = await visit(browser);
  const agent = await visit(browser);
  const code = await reports(citizen.page, 'Non', null);
  assert.match(code, /^metropole\./, 'in the street, the Métropole acts');

  const reference = (await citizen.page.getByRole('main').innerText()).match(/METRO-\d\d-\w+/)[0];
  await opens(agent.page, 'agent.metropole@example.org', 'metropole', reference);
  await follow(agent.page, /^Transmettre$/);
  await look(agent.page, 'desk-transfer');
  await answer(agent.page.getByRole('main'), { Collectivité: 'Bron' });
  await submit(agent.page, 'Transmettre à la collectivité');
  await look(agent.page, 'desk-transferred');

  await citizen.page.goto(`${demo.sites.portal}/suivi/${code}`);
  await shows(citizen.page, citizen.page.getByText(`Ville de Bron · ${reference}`));
  await look(citizen.page, 'tracked-moved');
  await citizen.close();
  await agent.close();
});

// From the cover to the receipt; the tracking code.
async function reports(page, isInPark, email, see = async () => {}) {
  await page.goto(`${demo.sites.portal}/metropole/signalement`);
  await follow(page, /^Commencer/);
  const seen = (name) => () => see(page, name);
  await fillPages(page, [SAFE, CLEAN, BIN]);
  await fillPages(page, [{ 'Où est le problème ?': PLACE, [IN_A_PARK]: isInPark }], seen('report-place'));
  const details = { 'Que voyez-vous ?': 'La corbeille est cassée.', 'Depuis quand ?': 'Quelques jours', Photos: photo('corbeille') };
  await fillPages(page, [details], seen('report-details'));
  const told = email ? { 'Voulez-vous être prévenu ?': 'Oui', 'Adresse e-mail': email } : { 'Voulez-vous être prévenu ?': 'Non' };
  await fillPages(page, [{ ...told, 'J’ai compris': true }], seen('report-contact'));
  await see(page, 'report-summary');
  await submit(page, 'Envoyer ma demande');
  await see(page, 'report-receipt');
  return (await page.getByRole('main').innerText()).match(/(bron|metropole)\.[0-9A-Z-]{14}/)?.[0];
}

async function opens(page, login, instance, reference) {
  await enter(page, demo.sites.desk, account(demo, login));
  await page.goto(`${demo.sites.desk}/${instance}?q=${reference}`);
  await follow(page, reference);
}

async function asks(page) {
  await follow(page, 'Demander une précision');
  await answer(page.getByRole('main'), { 'Que doit préciser la personne ?': 'De quel côté de la place ?' });
  await submit(page, 'Demander une précision');
}
