// Somebody who makes herself an account, for journeys that change it.
import { answer, submit } from './forms.mjs';
import { linkIn, mailTo } from './mail.mjs';

export const PASSWORD = 'trois cerises volent';

// Signs up and follows the link of the letter: she is signed in. What she signs in with.
export async function signsUp(page, demo, login) {
  await page.goto(`${demo.sites.connect}/inscription`);
  await answer(page.getByRole('main'), { 'Prénom': 'Ana', 'Nom': 'Perrin', 'Adresse e-mail': login, 'Mot de passe': PASSWORD });
  await submit(page, 'Créer mon compte');
  await page.goto(linkIn(await mailTo(demo, login)));
  await submit(page, 'Confirmer mon adresse');
  return { login, password: PASSWORD };
}
