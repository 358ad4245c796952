// What agents do: a status, an action that asks something, a message, a delay.
import { answer, follow, submit } from '../../lib/forms.mjs';
import { chooses, keeps, part, section } from './workshop.mjs';

export const READY = 'Matériel prêt';
export const PREPARE = 'Préparer le matériel';
export const NUMBER = 'Numéro du casier';
export const SUBJECT = 'Votre matériel est prêt';

export async function writes(page, work) {
  await hasAStatus(page, work);
  await hasAMessage(page, work);
  await hasAnAction(page, work);
  await asks(page, work);
  await sends(page, work);
  await endsByItself(page, work);
  await part(page, work, 'Traitement');
  await work.see(page, 'studio-workflow');
}

async function adds(page, work, what, name) {
  await part(page, work, 'Traitement');
  await answer(section(page, 'Ajouter'), { 'Quoi ?': what, 'Son nom': name });
  await submit(page, 'Ajouter');
}

async function hasAStatus(page, work) {
  await adds(page, work, 'Un statut', READY);
  await work.see(page, 'studio-status');
  await answer(page.getByRole('main'), { 'Ce que lit l’usager': 'Venez chercher votre matériel' });
  await keeps(page);
}

async function hasAMessage(page, work) {
  await part(page, work, 'Messages et documents');
  await work.see(page, 'studio-texts');
  await answer(section(page, 'Ajouter'), { 'Quoi ?': 'Un message', 'Son objet ou son titre': SUBJECT });
  await submit(page, 'Ajouter');
  await answer(page.getByRole('main'), { Texte: 'Bonjour,\n\nVenez le chercher à la mairie.\n\n{{ authority.name }}' });
  await keeps(page);
  await work.see(page, 'studio-message');
}

async function hasAnAction(page, work) {
  await adds(page, work, 'Une action', PREPARE);
  const from = page.getByRole('group', { name: 'Dans quels statuts' });
  await answer(from, { 'En cours': true });
  await page.locator(`label[for="${await from.getByLabel('À prendre').getAttribute('id')}"]`).click();
  await answer(page.getByRole('main'), { 'Vers quel statut': READY, 'Ce qui est demandé à qui la fait': 'Un nouveau formulaire' });
  await keeps(page);
  await work.see(page, 'studio-action');
}

async function asks(page, work) {
  await follow(page, 'Questions posées à qui fait cette action');
  await work.see(page, 'studio-input');
  await follow(page, 'Ajouter une question');
  await answer(page.getByRole('main'), { Question: NUMBER, 'Type de réponse': 'Texte court' });
  await submit(page, 'Ajouter la question');
  await part(page, work, 'Traitement');
  await follow(page, PREPARE);
}

async function sends(page, work) {
  await follow(page, 'Ajouter quelque chose à faire');
  await answer(page.getByRole('main'), { 'Que faut-il faire ?': 'Envoyer un message' });
  await chooses(page);
  await page.getByLabel('Message', { exact: true }).waitFor();
  await work.see(page, 'studio-effect');
  await answer(page.getByRole('main'), { 'À qui': 'L’usager', Message: SUBJECT });
  await keeps(page);
}

// Whoever forgets to close a request does not leave it open for ever.
async function endsByItself(page, work) {
  await part(page, work, 'Traitement');
  await follow(page, /^Accepter$/);
  await answer(page.getByRole('group', { name: 'Dans quels statuts' }), { [READY]: true });
  await keeps(page);
  await part(page, work, 'Traitement');
  await follow(page, 'Ajouter un automatisme');
  await work.see(page, 'studio-automation-which');
  await answer(page.getByRole('main'), { 'Quelle action doit se faire toute seule ?': 'Accepter' });
  await submit(page);
  const where = page.getByRole('group', { name: 'Dans quels statuts' });
  await page.locator(`label[for="${await where.getByLabel('En cours').getAttribute('id')}"]`).click();
  await answer(page.getByRole('main'), { 'Délai': '15' });
  await keeps(page);
  await work.see(page, 'studio-automation');
}
