// The citizen around her request: how she finds it, who she is, what she is told.
import assert from 'node:assert/strict';
import { assertPdf, pdf } from '../../lib/files.mjs';
import { answer, follow, submit } from '../../lib/forms.mjs';
import { shows } from '../../lib/later.mjs';
import { linkIn, mailTo } from '../../lib/mail.mjs';
import { enter } from '../../lib/people.mjs';
import { ASKED } from './agent.mjs';

const SERVICE = 'Demander un acte de naissance';

// With a slip of the pen, from the home page to the cover.
export async function searches(page, { demo, see }) {
  await page.goto(demo.sites.portal);
  await see(page, 'home');
  await answer(page.getByRole('main'), { 'Ma commune': 'Bron' });
  await submit(page, 'Choisir cette commune');
  await page.getByRole('searchbox').fill('extrait de naisance');
  await submit(page, 'Rechercher');
  await see(page, 'results');
  await follow(page, SERVICE);
  await see(page, 'cover');
}

// From the cover and back to it.
export async function makesAnAccount(page, { demo, jeanne, see }) {
  const cover = new URL(page.url()).pathname;
  await follow(page, 'Connectez-vous');
  await see(page, 'sign-in');
  await follow(page, 'Créer un compte');
  const form = page.getByRole('main');
  await answer(form, { Prénom: 'Jeanne', Nom: 'Roux', 'Adresse e-mail': jeanne.login, 'Mot de passe': 'court' });
  await submit(page, 'Créer mon compte');
  await see(page, 'sign-up-errors');
  await page.getByRole('link', { name: /caractères|mot de passe/i }).first().waitFor();
  await answer(form, { 'Mot de passe': jeanne.password });
  await submit(page, 'Créer mon compte');
  await see(page, 'sign-up-sent');

  await page.goto(linkIn(await mailTo(demo, jeanne.login, /Confirmez/)));
  await see(page, 'sign-up-confirm');
  await submit(page, 'Confirmer mon adresse');
  await see(page, 'consent');
  await submit(page, 'Accepter et continuer');
  assert.equal(new URL(page.url()).pathname, cover, 'she is back where she was');
}

// In another browser, from her dashboard to the page where she stopped.
export async function comesBack(page, { demo, jeanne, see }) {
  assert.equal(await enter(page, demo.sites.portal, jeanne), false, 'consent is asked once');
  await page.goto(`${demo.sites.portal}/mes-demandes`);
  await see(page, 'dashboard-draft');
  await follow(page, SERVICE);
}

export async function isTold(page, { demo, jeanne, see }, reference) {
  const receipt = page.getByRole('link', { name: 'Télécharger l’accusé de réception' });
  await shows(page, receipt);
  await assertPdf(page, receipt);
  const mail = await mailTo(demo, jeanne.login, /^Demande reçue/);
  assert.ok(mail.text.includes(reference), `the message names the request: ${mail.text}`);
  await page.goto(`${demo.sites.portal}/mes-demandes`);
  await see(page, 'dashboard');
  await follow(page, SERVICE);
  await see(page, 'case');
  await page.goto(`${demo.sites.portal}/notifications`);
  await see(page, 'notices');
}

// From her dashboard, where the request says that it waits for her.
export async function answers(page, { demo, jeanne, see }) {
  const mail = await mailTo(demo, jeanne.login, /^Complétez/);
  assert.match(mail.text, new RegExp(ASKED), 'the message says what is missing');
  await page.goto(linkIn(mail));
  await page.getByText(ASKED).first().waitFor();
  await page.goto(`${demo.sites.portal}/mes-demandes`);
  await see(page, 'dashboard-asked');
  await follow(page, SERVICE);
  await page.getByText('C’est à vous de répondre.').waitFor();
  await see(page, 'case-asked');
  await answer(page.getByRole('main'), { 'Votre message': 'Voici le livret.', 'Fichiers à joindre': pdf('livret') });
  await submit(page, 'Envoyer ma réponse');
  await see(page, 'case-answered');
}

// What the agent joined, and the document that the decision made.
export async function readsTheDecision(page, { demo, jeanne, see }) {
  await mailTo(demo, jeanne.login, /acte/i);
  for (const name of [/horaires/, /bordereau/i]) {
    const link = page.getByRole('main').getByRole('link', { name }).first();
    await shows(page, link);
    await assertPdf(page, link);
  }
  await page.getByText('Acte envoyé').first().waitFor();
  await see(page, 'case-decided');
  await page.goto(`${demo.sites.portal}/notifications`);
  await see(page, 'notices-many');
  await page.goBack();
}
