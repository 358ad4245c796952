// Two administrators of the same commune write together: questions from the
// library, comments, one who is overtaken, steps that are taken back, a day to publish.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visit } from '../lib/browser.mjs';
import { enterDesk } from '../lib/desk.mjs';
import { answer, follow, submit, unfold } from '../lib/forms.mjs';
import { look } from '../lib/look.mjs';
import { stage } from '../lib/stage.mjs';
import { begins, chooses, keeps, part } from './studio/workshop.mjs';

const SHARED = 'Prénom de l’enfant';
const REMARK = 'Faut-il aussi demander son âge ?';

const set = stage();

test('two administrators write the same téléservice', { timeout: 240_000 }, async () => {
  const [hers, his] = [await visit(set.browser, { size: 'phone', script: false }), await visit(set.browser)];
  const roles = { sites: set.sites, space: 'bron~test', see: async () => {} };
  await enterDesk(hers.page, set.demo, 'agent3.bron@example.org');
  await enterDesk(his.page, set.demo, 'agent.bron@example.org');
  const work = await begins(hers.page, roles, 'Inscrire mon enfant au centre');
  await shares(hers.page, work);
  await takes(his.page, work);
  await prices(his.page, work);
  await comments(his.page, hers.page, work);
  await isOvertaken(his.page, hers.page, work);
  await goesBack(hers.page, work);
  await plans(hers.page, work);
  await hers.close();
  await his.close();
});

// A question is put in the library, and taken out of it.
async function shares(page, work) {
  await part(page, work);
  await follow(page, 'Ajouter une question à la page « Vous joindre »');
  await answer(page.getByRole('main'), { Question: SHARED, 'Type de réponse': 'Texte court' });
  await submit(page, 'Ajouter la question');
  await unfold(page, 'Déplacer, copier, supprimer');
  await submit(page, 'Mettre dans la bibliothèque');
  await page.getByText('La question est dans la bibliothèque').waitFor();
  await look(page, 'library');
}

// A colleague copies it, with another of the Métropole's.
async function takes(page, work) {
  for (const label of [SHARED, 'Les enfants concernés']) {
    await part(page, work);
    await follow(page, 'Ajouter une question à la page « Votre demande »');
    await follow(page, 'Reprendre une question de la bibliothèque');
    if (label === SHARED) {
      await submit(page, 'Reprendre cette question');
      await look(page, 'library-take-error');
    }
    await answer(page.getByRole('main'), { Question: label });
    await submit(page, 'Reprendre cette question');
  }
  await part(page, work);
  assert.match(await page.locator('#page-demande').innerText(), /Les enfants concernés Bloc répété/);
  await page.goto(`${work.sites.desk}/${work.space}/atelier/bibliotheque`);
  await submit(page, `Retirer « ${SHARED} »`);
  assert.equal(await page.getByText(SHARED).count(), 0, 'it is not offered any more');
}

// A value that menus make, without an expression.
async function prices(page, work) {
  await part(page, work);
  await follow(page, 'Ajouter une question à la page « Votre demande »');
  await answer(page.getByRole('main'), { Question: 'Prix', 'Type de réponse': 'Valeur calculée' });
  await submit(page, 'Ajouter la question');
  await unfold(page, 'Le résultat dépend d’une réponse');
  const sum = page.getByRole('group', { name: 'Calcul', exact: true });
  await answer(sum, { 'Selon quelle réponse': `Votre demande : ${SHARED}` });
  await chooses(page);
  await sum.getByLabel('Comparaison').waitFor();
  await look(page, 'calculation');
  await answer(sum.locator('.studio-group').first(), { Comparaison: 'est', Valeur: 'Ana', 'Alors, le résultat est': '5' });
  await answer(sum, { 'Sinon, le résultat est': '12,50' });
  await keeps(page);
  assert.match(await sum.innerText(), /5 si .*\s;\ssinon 12,50/, 'the price reads as a sentence');
}

async function comments(his, hers, work) {
  await part(his, work);
  await follow(his, SHARED);
  await unfold(his, 'Commenter');
  await answer(his.getByRole('main'), { Commentaire: REMARK });
  await submit(his, 'Ajouter le commentaire');
  await part(hers, work, 'Historique');
  await follow(hers, 'Commentaires des administrateurs');
  await look(hers, 'comments');
  await submit(hers, `C’est réglé : ${REMARK}`);
  await part(hers, work, 'Historique');
  await follow(hers, 'Commentaires des administrateurs');
  await hers.getByText('Aucun commentaire en attente.').waitFor();
}

// She opened a question before he changed it: nothing of his is lost.
async function isOvertaken(his, hers, work) {
  for (const page of [hers, his]) {
    await part(page, work);
    await follow(page, 'Que demandez-vous ?');
  }
  await answer(his.getByRole('main'), { Question: 'Quel centre voulez-vous ?' });
  await keeps(his);
  await answer(hers.getByRole('main'), { Question: 'Quelle activité ?' });
  await submit(hers, 'Enregistrer');
  await hers.getByText('Quelqu’un d’autre').first().waitFor();
  await look(hers, 'overtaken');
  await part(hers, work);
  await hers.getByRole('link', { name: 'Quel centre voulez-vous ?' }).first().waitFor();
}

async function goesBack(page, work) {
  await part(page, work, 'Historique');
  await look(page, 'history');
  await submit(page, (await page.getByRole('button', { name: /^Revenir ici : Démarche « Inscrire/ }).innerText()).trim());
  await part(page, work);
  assert.equal(await page.getByRole('link', { name: 'Les enfants concernés' }).count(), 0, 'as at the beginning');
  await submit(page, 'Refaire');
}

// On a day, then not after all.
async function plans(page, work) {
  await part(page, work, 'Historique');
  await submit(page, (await page.getByRole('button', { name: /^Revenir ici : Démarche « Inscrire/ }).innerText()).trim());
  await part(page, work, 'Vérifier et publier');
  const year = `${new Date().getFullYear() + 1}`;
  await answer(page.getByRole('main'), { 'Jour de la publication': { Jour: '31', Mois: '2', Année: year } });
  await submit(page, 'Publier dans l’espace de test');
  await look(page, 'publish-error');
  await answer(page.getByRole('main'), { 'Jour de la publication': { Jour: '3', Mois: '2', Année: year } });
  await submit(page, 'Publier dans l’espace de test');
  await page.getByText('Une publication est prévue').waitFor();
  await look(page, 'publish-planned');
  await submit(page, 'Annuler la publication prévue');
  assert.equal(await page.getByText('Une publication est prévue').count(), 0);
}
