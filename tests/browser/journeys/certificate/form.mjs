// The citizen in the form: what is wrong is told, and nothing she wrote is lost.
import assert from 'node:assert/strict';
import { pdf } from '../../lib/files.mjs';
import { answer, fillPages, follow, submit } from '../../lib/forms.mjs';
import { send } from '../../lib/requests.mjs';

// From the cover to the date of birth.
export async function beginsAndStops(page, { see }) {
  await follow(page, 'Commencer');
  await see(page, 'form-choice');
  await submit(page);
  assert.equal(await page.getByRole('alert').count(), 1, 'an error summary');
  await see(page, 'form-error');

  await fillPages(page, [{ 'Où la personne est-elle née ?': 'Dans cette commune' }]);
  await see(page, 'form-who');
  await fillPages(page, [{ 'Pour qui demandez-vous l’acte ?': 'Pour moi' }]);
  assert.equal(await page.getByLabel('Nom', { exact: true }).inputValue(), 'Roux', 'her account’s name is there already');
  await see(page, 'form-identity');
  await submit(page);
  const date = 'Date de naissance de la personne';
  await answer(page.getByRole('main'), { [date]: { Jour: '31', Mois: '2', Année: '1980' } });
  await submit(page);
  await see(page, 'form-date-error');
  assert.equal(await page.getByLabel('Jour').inputValue(), '31');
  await answer(page.getByRole('main'), { [date]: { Jour: '29' } });
  await submit(page, 'Enregistrer et finir plus tard');
  await see(page, 'later');
}

// From there to the summary.
export async function goesOn(page, { see }) {
  const pages = {
    'form-document': { 'Quel document voulez-vous ?': 'La copie intégrale', 'Nombre d’exemplaires': '2' },
    'form-parents': { 'Premier parent': { Prénoms: 'Anne', Nom: 'Roux' } },
    'form-files': { 'Votre pièce d’identité': pdf('identite') },
    // without scripts, the address comes once the way is sent
    'form-more-questions': { 'Comment voulez-vous recevoir l’acte ?': 'Par la poste', 'Adresse pour le courrier': { 'Numéro et rue': '12 rue de la Mairie', 'Code postal': '69500', Ville: 'Bron' } },
    'form-contact': { Téléphone: '06 12 34 56 78' },
    'form-attestation': { 'J’atteste sur l’honneur que mes réponses sont vraies': true },
  };
  for (const [name, answers] of Object.entries(pages)) await fillPages(page, [answers], () => see(page, name));
}

// What she reads again and corrects leaves as she wants it; the request's number.
export async function sends(page, { see }) {
  await see(page, 'summary');
  await follow(page, 'Modifier « Nombre d’exemplaires »');
  await fillPages(page, [{ 'Nombre d’exemplaires': '1' }]);
  await page.getByRole('heading', { name: 'Vérifiez vos réponses' }).waitFor();
  const reference = await send(page);
  await see(page, 'receipt');
  await page.getByRole('main').getByRole('link', { name: 'Mes demandes' }).waitFor();
  return reference;
}
