// A problem in the street, told without an account: each one reaches whoever
// has to act, by category and place; its code is enough to follow it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXTREMES, named, tagged, visit } from '../lib/browser.mjs';
import { enterDesk, goTo, openRequest } from '../lib/desk.mjs';
import { assertPdf } from '../lib/files.mjs';
import { answer, submit } from '../lib/forms.mjs';
import { look, lookAs } from '../lib/look.mjs';
import { mailTo } from '../lib/mail.mjs';
import { shows } from '../lib/later.mjs';
import { reportBin, trackingCode } from '../lib/requests.mjs';
import { stage } from '../lib/stage.mjs';

const AGENTS = ['agent3.bron@example.org', 'agent4.bron@example.org'];

const HAND_OVER = 'Transmettre à une autre collectivité';

const set = stage();

for (const [index, cell] of EXTREMES.entries()) {
  test(`a report reaches the town hall of the place, and is followed with its code (${named(cell)})`, { timeout: 120_000 }, async () => {
    const see = lookAs(cell);
    const email = `nina.${tagged(cell)}@example.org`;
    const citizen = await visit(set.browser, cell);
    const agent = await visit(set.browser, cell);
    const reference = await reportBin(citizen.page, set.demo.sites.portal, { isInPark: true, email, see });
    const code = await getsCode(citizen.page, email, see);

    await enterDesk(agent.page, set.demo, AGENTS[index]);
    await openRequest(agent.page, set.demo, 'bron', reference);
    await see(agent.page, 'desk-report');
    await seesPhoto(agent.page);
    await asks(agent.page);

    await answersWithCode(citizen.page, code, see);
    await agent.page.reload();
    await agent.page.getByText('Près du toboggan.').first().waitFor();
    await citizen.close();
    await agent.close();
  });
}

test('elsewhere than in a park, the same report reaches the Métropole, which can hand it over', { timeout: 120_000 }, async () => {
  const citizen = await visit(set.browser);
  const agent = await visit(set.browser);
  const reference = await reportBin(citizen.page, set.demo.sites.portal);
  const code = await trackingCode(citizen.page);
  assert.match(code, /^metropole\./, 'in the street, the Métropole acts');

  await enterDesk(agent.page, set.demo, 'agent.metropole@example.org');
  await openRequest(agent.page, set.demo, 'metropole', reference);
  await goTo(agent.page, HAND_OVER);
  const main = agent.page.getByRole('main');
  await answer(main, { 'À qui transmettre ?': 'Une commune, d’Albigny à Limonest' });
  await submit(agent.page, HAND_OVER);
  await answer(main, { 'Commune, d’Albigny à Limonest': 'Bron', 'Pourquoi c’est à elle d’agir': 'La corbeille est dans un parc.' });
  await look(agent.page, 'desk-transfer');
  await submit(agent.page, HAND_OVER);
  await look(agent.page, 'desk-transferred');

  await citizen.page.goto(`${set.demo.sites.portal}/suivi/${code}`);
  await shows(citizen.page, citizen.page.getByText(`Ville de Bron · ${reference}`));
  await look(citizen.page, 'tracked-moved');
  await citizen.close();
  await agent.close();
});

// Her receipt, which says how to follow what she told.
async function getsCode(page, email, see) {
  const code = await trackingCode(page);
  assert.match(code, /^bron\./, 'in a park, the commune acts');
  await see(page, 'report-receipt');
  const receipt = page.getByRole('link', { name: 'Télécharger l’accusé de réception' });
  await shows(page, receipt);
  await assertPdf(page, receipt);
  const mail = await mailTo(set.demo, email, /^Demande reçue/);
  assert.ok(mail.text.includes(code));
  return code;
}

// From the code alone; a wrong one opens nothing.
async function answersWithCode(page, code, see) {
  const main = page.getByRole('main');
  await page.goto(`${set.demo.sites.portal}/suivi`);
  await see(page, 'tracking');
  await answer(main, { 'Code de suivi': 'bron.AAAA-AAAA-AAAA' });
  await submit(page, 'Voir ma demande');
  await see(page, 'tracking-unknown');
  await answer(main, { 'Code de suivi': code.toLowerCase() });
  await submit(page, 'Voir ma demande');
  await main.getByText('De quel côté de la place ?').first().waitFor();
  await see(page, 'tracked');
  await answer(main, { 'Votre message': 'Près du toboggan.' });
  await submit(page, 'Envoyer ma réponse');
}

async function seesPhoto(page) {
  const link = page.getByRole('link', { name: /corbeille\.(png|webp|jpe?g)/ }).first();
  const picture = await page.request.get(await link.evaluate((element) => element.href));
  assert.match(picture.headers()['content-type'], /^image\//);
}

async function asks(page) {
  await goTo(page, 'Demander une précision');
  await answer(page.getByRole('main'), { 'Que doit préciser la personne ?': 'De quel côté de la place ?' });
  await submit(page, 'Demander une précision');
}
