// Requests made on the way to something else.
import assert from 'node:assert/strict';
import { visit } from './browser.mjs';
import { photo } from './files.mjs';
import { fillPages, follow, submit } from './forms.mjs';
import { account, enter } from './people.mjs';

// A birth certificate to collect in Bron, asked for by somebody signed in.
// Ends on the receipt; its number.
export async function askForCertificate(page, portal, { given, family }) {
  await page.goto(`${portal}/bron/acte-naissance`);
  await begin(page);
  await fillPages(page, [
    { 'Où la personne est-elle née ?': 'Dans cette commune' },
    { 'Pour qui demandez-vous l’acte ?': 'Pour moi' },
    { 'Votre identité': { Prénoms: given, Nom: family } },
    { 'Date de naissance de la personne': { Jour: '4', Mois: '7', Année: '1991' } },
    { 'Quel document voulez-vous ?': 'L’extrait sans filiation' },
    { 'Comment voulez-vous recevoir l’acte ?': 'À la mairie' },
    {},
    { 'J’atteste sur l’honneur que mes réponses sont vraies': true },
  ]);
  return send(page);
}

// The same, for whoever needs a request at the desk.
export async function certificateOf({ browser, demo }, login, name) {
  const { page, close } = await visit(browser);
  await enter(page, demo.sites.portal, account(demo, login));
  const reference = await askForCertificate(page, demo.sites.portal, name);
  await close();
  return reference;
}

const RISK = 'Oui, si personne ne vient';

// A broken bin in a town, told with a photo: the commune acts in a park, the
// Métropole elsewhere. Ends on the receipt; its number. `see` is shown the pages.
export async function reportBin(page, portal, { isInPark = false, isRisky = false, town = 'Bron', email, see = async () => {} } = {}) {
  await page.goto(`${portal}/metropole/signalement`);
  await begin(page);
  await fillPages(page, [{ 'Y a-t-il un danger pour quelqu’un ?': isRisky ? RISK : 'Non' }, { 'De quoi s’agit-il ?': 'La propreté' }, { 'Quel problème de propreté ?': 'Corbeille pleine ou cassée' }]);
  const place = { 'Où est le problème ?': { 'Adresse ou nom du lieu': `Place de la Liberté, ${town}` }, 'Est-ce dans un parc, un square ou un jardin ?': isInPark ? 'Oui' : 'Non' };
  await fillPages(page, [place], () => see(page, 'report-place'));
  const details = { 'Que voyez-vous ?': 'La corbeille est cassée.', 'Depuis quand ?': 'Quelques jours', Photos: photo('corbeille') };
  await fillPages(page, [details], () => see(page, 'report-details'));
  const told = email ? { 'Voulez-vous être prévenu ?': 'Oui', 'Adresse e-mail': email } : { 'Voulez-vous être prévenu ?': 'Non' };
  await fillPages(page, [{ ...told, 'J’ai compris': true }], () => see(page, 'report-contact'));
  await see(page, 'report-summary');
  return send(page);
}

export const begin = (page) => follow(page, /^Commencer/);

// From the summary to the receipt; the request's number.
export async function send(page) {
  await submit(page, 'Envoyer ma demande');
  return onReceipt(page, /[A-Z]+-\d\d-\w+/);
}

// The code that follows a request without an account, on its receipt.
export const trackingCode = (page) => onReceipt(page, /[a-z-]+\.[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);

async function onReceipt(page, pattern) {
  const [found] = (await page.getByRole('main').innerText()).match(pattern) ?? [];
  assert.ok(found, `${pattern} on the receipt`);
  return found;
}
