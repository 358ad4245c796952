// A right to park, asked by a citizen, granted by agents, opened by their software.
import { photo } from '../../lib/files.mjs';
import { answer, fillPages, submit } from '../../lib/forms.mjs';
import { goTo, openRequest, prepareToTake, take } from '../../lib/desk.mjs';
import { begin, send } from '../../lib/requests.mjs';

const GRANT = 'Accorder le tarif résident';
const OPEN = 'Payé : ouvrir le droit dans le logiciel';
const DAYS = 86_400_000;

// Asked without an account; its number.
export async function asks(page, portal, { given, family, plate }) {
  const start = new Date(Date.now() + 14 * DAYS);
  await page.goto(`${portal}/bron/stationnement-resident`);
  await begin(page);
  await fillPages(page, [
    { 'C’est': 'Une première demande' },
    {
      'Votre identité': { Prénoms: given, Nom: family },
      'Adresse du domicile': { 'Numéro et rue': '3 rue Pasteur', 'Code postal': '69500', Ville: 'Bron' },
      'Est-ce votre résidence principale ?': 'Oui',
      'Dans quelle zone habitez-vous ?': 'Gare',
    },
    { 'Véhicule 1': { 'Plaque d’immatriculation': plate, 'À qui est-il ?': 'À moi, à mon nom et à mon adresse', 'Avec quoi roule-t-il ?': 'Diesel', 'Poids à vide': '1400' } },
    {
      'Pour combien de temps ?': 'Un an',
      'À partir du': { Jour: `${start.getDate()}`, Mois: `${start.getMonth() + 1}`, Année: `${start.getFullYear()}` },
      'Êtes-vous au tarif solidaire ?': 'Non',
    },
    {},
    { 'Carte grise de chaque véhicule': photo('carte-grise'), 'Justificatif de domicile de moins de 3 mois': photo('facture') },
    { 'Adresse e-mail': 'ana@example.org', 'J’atteste sur l’honneur que mes réponses sont vraies': true },
  ]);
  return send(page);
}

// The agents say yes, and that it is paid: their software is called.
export async function opens(page, demo, reference) {
  await openRequest(page, demo, 'bron', reference);
  await prepareToTake(page);
  await take(page);
  await goTo(page, GRANT);
  await answer(page.getByRole('main'), { 'Zone accordée': 'Gare', 'Comment payer': 'Par carte, avec la référence 2026-118.' });
  await submit(page, GRANT);
  await goTo(page, OPEN);
  await submit(page, OPEN);
}
