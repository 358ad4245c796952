// A problem in the street, told without an account: each one reaches whoever
// has to act, by category and place; its code is enough to follow it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visit } from '../lib/browser.mjs';
import { assertPdf } from '../lib/files.mjs';
import { answer, follow, submit } from '../lib/forms.mjs';
import { look } from '../lib/look.mjs';
import { mailTo } from '../lib/mail.mjs';
import { account, enter } from '../lib/people.mjs';
import { shows } from '../lib/later.mjs';
import { reportBin, trackingCode } from '../lib/requests.mjs';
import { sharedServer } from '../lib/server.mjs';

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
  const reference = await reportBin(citizen.page, demo.sites.portal, { isInPark: true, email: 'nina@example.org', see: look });
  const code = await trackingCode(citizen.page);
  assert.match(code, /^bron\./, 'in a park, the commune acts');
  await look(citizen.page, 'report-receipt');
  const receipt = citizen.page.getByRole('link', { name: 'Télécharger l’accusé de réception' });
  await shows(citizen.page, receipt);
  await assertPdf(citizen.page, receipt);
  const mail = await mailTo(demo, 'nina@example.org', /^Demande reçue/);
  assert.ok(mail.text.includes(code));

  await opens(agent.page, 'agent2.bron@example.org', 'bron', reference);
  await look(agent.page, 'desk-report');
  await seesPhoto(agent.page);
  await asks(agent.page);

  await answersWithCode(citizen.page, code);
  await agent.page.reload();
  await agent.page.getByText('Près du toboggan.').first().waitFor();
  await citizen.close();
  await agent.close();
});

test('elsewhere than in a park, the same report reaches the Métropole, which can hand it over', { timeout: 120_000 }, async () => {
  const citizen = await visit(browser);
  const agent = await visit(browser);
  const reference = await reportBin(citizen.page, demo.sites.portal);
  const code = await trackingCode(citizen.page);
  assert.match(code, /^metropole\./, 'in the street, the Métropole acts');

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

async function opens(page, login, instance, reference) {
  await enter(page, demo.sites.desk, account(demo, login));
  await page.goto(`${demo.sites.desk}/${instance}?q=${reference}`);
  await follow(page, reference);
}

// From the code alone; a wrong one opens nothing.
async function answersWithCode(page, code) {
  const main = page.getByRole('main');
  await page.goto(`${demo.sites.portal}/suivi`);
  await look(page, 'tracking');
  await answer(main, { 'Code de suivi': 'bron.AAAA-AAAA-AAAA' });
  await submit(page, 'Voir ma demande');
  await look(page, 'tracking-unknown');
  await answer(main, { 'Code de suivi': code.toLowerCase() });
  await submit(page, 'Voir ma demande');
  await main.getByText('De quel côté de la place ?').first().waitFor();
  await look(page, 'tracked');
  await answer(main, { 'Votre message': 'Près du toboggan.' });
  await submit(page, 'Envoyer ma réponse');
}

async function seesPhoto(page) {
  const link = page.getByRole('link', { name: /corbeille\.(png|webp|jpe?g)/ }).first();
  const picture = await page.request.get(await link.evaluate((element) => element.href));
  assert.match(picture.headers()['content-type'], /^image\//);
}

async function asks(page) {
  await follow(page, 'Demander une précision');
  await answer(page.getByRole('main'), { 'Que doit préciser la personne ?': 'De quel côté de la place ?' });
  await submit(page, 'Demander une précision');
}
