// The workshop, and the work in it.
import { answer, follow, submit } from '../../lib/forms.mjs';

// Begins a work; `url` is where it is, `see` is shown the pages.
export async function begins(page, { sites, space, see }, title) {
  const shelf = `${sites.desk}/${space}/atelier`;
  await page.goto(shelf);
  await see(page, 'studio-list');
  await submit(page, 'Créer la démarche');
  await see(page, 'studio-list-error');
  await answer(page.getByRole('main'), { 'Nom de la démarche': title });
  await submit(page, 'Créer la démarche');
  await see(page, 'studio-outline');
  return { sites, space, see, title, url: page.url() };
}

// Goes to a part of the work, by its tab.
export async function part(page, { url }, tab) {
  await page.goto(url);
  if (tab) await follow(page, tab);
}

// Keeps what was typed, which must be possible.
export async function keeps(page) {
  await submit(page, 'Enregistrer');
  await page.getByText('C’est enregistré').waitFor();
}

// What depends on a choice comes by itself with scripts, after a button without.
export async function chooses(page) {
  const choose = page.getByRole('button', { name: 'Choisir', exact: true });
  if (await choose.count()) await submit(page, 'Choisir');
}

// What stands under a heading.
export const section = (page, heading) => page.getByRole('main').locator('section').filter({ has: page.getByRole('heading', { name: heading, exact: true }) });
