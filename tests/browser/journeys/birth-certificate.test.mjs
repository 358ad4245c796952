// A citizen on a small telephone, without scripts: she searches with her words,
// makes an account on the way, stops, goes on elsewhere, and gets her receipt.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, visit } from '../lib/browser.mjs';
import { assertPdf, pdf } from '../lib/files.mjs';
import { answer, fillPages, follow, submit } from '../lib/forms.mjs';
import { look } from '../lib/look.mjs';
import { linkIn, mailTo } from '../lib/mail.mjs';
import { enter } from '../lib/people.mjs';
import { shows } from '../lib/later.mjs';
import { sharedServer } from '../lib/server.mjs';

const PHONE = { size: 'phone', script: false };
const JEANNE = { login: 'jeanne@example.org', password: 'quatre chats dorment au soleil' };

let server, browser, portal;
before(async () => {
  server = await sharedServer();
  portal = server.demo.sites.portal;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('she finds a téléservice with her own words, in her commune', { timeout: 60_000 }, async () => {
  const { page, close } = await visit(browser, PHONE);
  await page.goto(portal);
  await look(page, 'home');
  await answer(page.getByRole('main'), { 'Ma commune': 'Bron' });
  await submit(page, 'Choisir cette commune');

  const searches = { 'poubelle cassée': 'Signaler un problème dans la rue', "inscrire mon fils à l'école": 'Inscrire mon enfant à l’école', 'extrait de naisance': 'Demander un acte de naissance' };
  for (const [words, wanted] of Object.entries(searches)) {
    await page.getByRole('searchbox').fill(words);
    await submit(page, 'Rechercher');
    const titles = await page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts();
    assert.ok(titles.slice(0, 3).includes(wanted), `« ${words} » finds ${titles}`);
  }
  await look(page, 'results');
  await close();
});

test('she asks for her birth certificate, and makes an account on the way', { timeout: 180_000 }, async () => {
  const first = await visit(browser, PHONE);
  await makesAnAccount(first.page);
  await beginsAndStops(first.page);
  await first.close();
  const second = await visit(browser, PHONE);
  await goesOn(second.page);
  await isTold(second.page);
  await second.close();
});

// From the cover and back to it.
async function makesAnAccount(page) {
  await page.goto(`${portal}/bron/acte-naissance`);
  await look(page, 'cover');
  await follow(page, 'Connectez-vous');
  await look(page, 'sign-in');
  await follow(page, 'Créer un compte');
  const { login, password } = JEANNE;
  const form = page.getByRole('main');
  await answer(form, { Prénom: 'Jeanne', Nom: 'Roux', 'Adresse e-mail': login, 'Mot de passe': 'court' });
  await submit(page, 'Créer mon compte');
  await look(page, 'sign-up-errors');
  await page.getByRole('link', { name: /caractères|mot de passe/i }).first().waitFor();
  await answer(form, { 'Mot de passe': password });
  await submit(page, 'Créer mon compte');
  await look(page, 'sign-up-sent');

  await page.goto(linkIn(await mailTo(server.demo, login, /Confirmez/)));
  await look(page, 'sign-up-confirm');
  await submit(page, 'Confirmer mon adresse');
  await look(page, 'consent');
  await submit(page, 'Accepter et continuer');
  assert.equal(new URL(page.url()).pathname, '/bron/acte-naissance', 'she is back where she was');
}

// What is wrong is told, and what she wrote is not lost.
async function beginsAndStops(page) {
  await follow(page, 'Commencer');
  await look(page, 'form-choice');
  await submit(page);
  assert.equal(await page.getByRole('alert').count(), 1, 'an error summary');
  await look(page, 'form-error');

  await fillPages(page, [{ 'Où la personne est-elle née ?': 'Dans cette commune' }, { 'Pour qui demandez-vous l’acte ?': 'Pour moi' }]);
  assert.equal(await page.getByLabel('Nom', { exact: true }).inputValue(), 'Roux', 'her account’s name is there already');
  await submit(page);
  const born = page.getByRole('main');
  await answer(born, { 'Date de naissance de la personne': { Jour: '31', Mois: '2', Année: '1980' } });
  await submit(page);
  await look(page, 'form-date-error');
  assert.equal(await page.getByLabel('Jour').inputValue(), '31');
  await answer(born, { 'Date de naissance de la personne': { Jour: '29', Mois: '2', Année: '1980' } });
  await submit(page, 'Enregistrer et finir plus tard');
  await look(page, 'later');
}

// In another browser, from her dashboard to the receipt.
async function goesOn(page) {
  assert.equal(await enter(page, portal, JEANNE), false, 'consent is asked once');
  await page.goto(`${portal}/mes-demandes`);
  await look(page, 'dashboard-draft');
  await follow(page, 'Demander un acte de naissance');

  const document = { 'Quel document voulez-vous ?': 'La copie intégrale', 'Nombre d’exemplaires': '2' };
  const parents = { 'Premier parent': { Prénoms: 'Anne', Nom: 'Roux' } };
  await fillPages(page, [document, parents, { 'Votre pièce d’identité': pdf('identite') }, { 'Comment voulez-vous recevoir l’acte ?': 'Par la poste' }]);
  const address = { 'Numéro et rue': '12 rue de la Mairie', 'Code postal': '69500', Ville: 'Bron' };
  await look(page, 'form-more-questions');
  await fillPages(page, [{ 'Adresse pour le courrier': address }, { Téléphone: '06 12 34 56 78' }, { 'J’atteste sur l’honneur que mes réponses sont vraies': true }]);
  await look(page, 'summary');
  await follow(page, 'Modifier « Nombre d’exemplaires »');
  await fillPages(page, [{ 'Nombre d’exemplaires': '1' }]);
  await page.getByRole('heading', { name: 'Vérifiez vos réponses' }).waitFor();
  await submit(page, 'Envoyer ma demande');
  await look(page, 'receipt');

  const code = (await page.getByRole('main').innerText()).match(/bron\.[0-9A-Z-]{14}/)?.[0];
  assert.ok(code, 'a tracking code');
  const receipt = page.getByRole('link', { name: 'Télécharger l’accusé de réception' });
  await shows(page, receipt);
  await assertPdf(page, receipt);
  const mail = await mailTo(server.demo, JEANNE.login, /reçu|reçue|accusé/i);
  assert.ok(mail.text.includes(code) || mail.text.includes('BRON-'), `the message names the request: ${mail.text}`);

}

async function isTold(page) {
  await page.goto(`${portal}/mes-demandes`);
  await look(page, 'dashboard');
  await follow(page, 'Demander un acte de naissance');
  await look(page, 'case');
  await page.goto(`${portal}/notifications`);
  await look(page, 'notices');
}
