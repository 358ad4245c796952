// The try: a request that nobody filed is filled in, sent and processed; what was
// done is kept as a test.
import { answer, follow, submit, unfold } from '../../lib/forms.mjs';
import { NUMBER, PREPARE, SUBJECT } from './treatment.mjs';
import { part } from './workshop.mjs';

export const KEPT = 'Du matériel prêt, puis rendu';
const WHO = 'Agent qui étudie les demandes';

// The citizen's pages, in the words she reads.
export const PAGES = [
  { 'Que demandez-vous ?': 'Des tables pour une fête.' },
  { 'Votre identité': { Prénoms: 'Ana', Nom: 'Diaz' }, 'Adresse e-mail': 'ana@example.org' },
  {
    'Combien de tables ?': '4',
    'Faut-il les livrer ?': 'Oui',
    'À quelle adresse ?': '2 place de la Mairie',
    'Qui viendra ?': { 'Personne 1': { Prénom: 'Léo', Nom: 'Diaz' } },
  },
];

export async function tries(page, work) {
  await part(page, work, 'Essais');
  await work.see(page, 'studio-tests-red');
  await follow(page, 'Essayer la démarche');
  await submit(page);
  await work.see(page, 'studio-try-error');
  for (const answers of PAGES) {
    await answer(page.getByRole('main'), answers);
    await submit(page);
  }
  await work.see(page, 'studio-try-ready');
  await submit(page, 'Envoyer la demande');
  await submit(page, `${WHO} : Prendre la demande`);
  await work.see(page, 'studio-try-acts');
  await submit(page, `${WHO} : ${PREPARE}`);
  await answer(page.getByRole('main'), { [NUMBER]: 'B 12' });
  await work.see(page, 'studio-try-input');
  await submit(page, PREPARE);
  await page.getByText(`Message à l’usager : ${SUBJECT}`).waitFor();
  await waits(page, '14');
  await page.getByRole('heading', { name: 'Matériel prêt' }).waitFor();
  await waits(page, '1');
  await page.getByRole('heading', { name: 'Acceptée' }).waitFor();
  await unfold(page, 'Garder comme essai');
  await answer(page.getByRole('main'), { 'Nom de l’essai': KEPT });
  await submit(page, 'Garder cet essai');
  await work.see(page, 'studio-tests');
}

async function waits(page, days) {
  await unfold(page, 'Faire passer du temps');
  await answer(page.getByRole('main'), { Jours: days });
  await submit(page, 'Avancer l’horloge');
}
