// A request under way, and a version that has no more the status it is in.
import { answer, fillPages, follow, submit, unfold } from '../../lib/forms.mjs';
import { consent } from '../../lib/people.mjs';
import { begin, send } from '../../lib/requests.mjs';
import { keeps, part } from './workshop.mjs';

const PUBLISH = 'Publier dans l’espace de test';

// The name of a work in addresses.
export const slug = ({ url }) => new URL(url).pathname.split('/').at(-1);

export async function publishes(page, work) {
  await part(page, work, 'Vérifier et publier');
  await submit(page, PUBLISH);
  await page.getByText('Cette version est dans l’espace de test').waitFor();
}

// A request of the model, filed as a citizen would; its number.
export async function files(page, work, subject) {
  await page.goto(`${work.sites.portal}/connexion?vers=/${work.space}/${slug(work)}`);
  await consent(page);
  await begin(page);
  await fillPages(page, [{ 'Que demandez-vous ?': subject }, { 'Votre identité': { Prénoms: 'Ana', Nom: 'Diaz' }, 'Adresse e-mail': 'ana@example.org' }]);
  return send(page);
}

// Agents have nothing to take any more: a request that arrives is being studied.
export async function losesItsFirstStatus(page, work) {
  await part(page, work, 'Traitement');
  await follow(page, /^En cours$/);
  await answer(page.getByRole('main'), { 'Une demande qui arrive commence par ce statut': true });
  await keeps(page);
  await removes(page, work, 'Prendre la demande', 'cette action');
  await removes(page, work, 'À prendre', 'ce statut');
  await forgetsItsTests(page, work);
}

async function removes(page, work, name, what) {
  await part(page, work, 'Traitement');
  await follow(page, new RegExp(`^${name}$`));
  await unfold(page, what);
  await submit(page, `Supprimer ${what}`);
}

async function forgetsItsTests(page, work) {
  await part(page, work, 'Essais');
  const remove = page.getByRole('button', { name: /^Supprimer/ });
  while ((await remove.count()) > 0) await submit(page, await remove.first().innerText());
}
