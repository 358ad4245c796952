// The form: a third page, a question that depends on another, an amount, a block.
import assert from 'node:assert/strict';
import { answer, follow, submit, unfold } from '../../lib/forms.mjs';
import { chooses, keeps, part } from './workshop.mjs';

const PAGE = 'Votre matériel';

export async function writes(page, work) {
  await part(page, work);
  await submit(page, 'Ajouter une page');
  await work.see(page, 'studio-outline-error');
  await answer(page.getByRole('main'), { 'Titre de la nouvelle page': PAGE });
  await submit(page, 'Ajouter une page');
  await adds(page, work, 'Combien de tables ?', 'Nombre');
  await unfold(page, 'Réglages');
  await answer(page.getByRole('main'), { 'Au moins': '1', 'Au plus': '20' });
  await keeps(page);
  await work.see(page, 'studio-question-kept');
  await adds(page, work, 'Faut-il les livrer ?', 'Oui ou non');
  await asksWhenNeeded(page, work);
  await computes(page, work);
  await repeats(page, work);
  await part(page, work);
  await page.goto(`${work.url}?page=votre-materiel`);
  await work.see(page, 'studio-outline-full');
  const shown = page.frameLocator('iframe');
  await shown.getByText('Combien de tables ?').waitFor();
}

// Adds a question to the page, and opens it.
async function adds(page, work, label, kind, among = 'Type de réponse') {
  await part(page, work);
  await follow(page, `Ajouter une question à la page « ${PAGE} »`);
  await answer(page.getByRole('main'), { Question: label, [among]: kind });
  await submit(page, 'Ajouter la question');
}

// With the menus, not with an expression.
async function asksWhenNeeded(page, work) {
  await adds(page, work, 'À quelle adresse ?', 'Texte court');
  await unfold(page, 'Poser cette question');
  const when = page.getByRole('group', { name: 'Poser cette question' });
  await answer(when, { 'Selon quelle réponse': `${PAGE} : Faut-il les livrer ?` });
  await chooses(page);
  await when.getByLabel('Comparaison').waitFor();
  await work.see(page, 'studio-condition');
  await answer(when, { Comparaison: 'oui' });
  await keeps(page);
  assert.match(await when.innerText(), /Faut-il les livrer \?/, 'the condition reads as a sentence');
  await part(page, work);
  await page.getByText('↳ la question « À quelle adresse ? »').waitFor();
}

async function computes(page, work) {
  await adds(page, work, 'Prix à payer', 'Valeur calculée');
  await work.see(page, 'studio-computed');
  await answer(page.getByRole('main'), { Résultat: 'Montant en euros' });
  await page.getByLabel('Le résultat est (facultatif)', { exact: true }).fill('combien_de_tables * 3');
  await keeps(page);
}

async function repeats(page, work) {
  await adds(page, work, 'Qui viendra ?', 'Bloc répété', 'Ou un autre type de réponse');
  await unfold(page, 'Réglages');
  await answer(page.getByRole('main'), { 'Nom d’un élément': 'Personne', 'Nombre, au plus': '3' });
  await keeps(page);
  await follow(page, 'Ajouter une question au bloc');
  await work.see(page, 'studio-add-question');
  await answer(page.getByRole('main'), { Question: 'Prénom', 'Type de réponse': 'Texte court' });
  await submit(page, 'Ajouter la question');
  await unfold(page, 'Déplacer, copier, supprimer');
  await submit(page, 'Monter');
}
